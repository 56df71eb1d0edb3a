"""After the last day: both sides tell how it went, nobody reads anything before both are done, then both read."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.organisations.world import World
from tests.reviews.factories import finished_loan, switch_on_all

pytestmark = pytest.mark.django_db(transaction=True)

OF_SCHOOL = "Tessa keek eerst een ochtend mee en kwam toen pas met ideeën."
OF_EXPERT = "Het team stond open voor nieuwe spelregels en deed meteen mee."


def fill_in(page: Page, text: str, *, mark: str) -> None:
    page.get_by_role("group", name="Welk cijfer").get_by_label(mark, exact=True).check()
    page.get_by_role("group", name="De afspraken klopten").get_by_label("heel goed").check()
    page.get_by_role("group", name="opnieuw").get_by_label("Ja", exact=True).check()
    page.get_by_label("Wat werkte er?").fill(text)


@pytest.mark.parametrize("with_script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_both_sides_review_and_read_each_other_together(
    world: World,
    signed_in_page: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
    with_script: bool,
) -> None:
    switch_on_all(world)
    finished_loan(world.staff_membership, world.neighbour_school, by=world.neighbour_director)

    # The director starts on a phone, is called away, and finishes later.
    director = signed_in_page(world.neighbour_director, java_script_enabled=with_script)
    director.get_by_role("link", name="Vertel hoe het ging").click()
    expect(director.get_by_role("heading", level=1)).to_have_text("Hoe ging de hulp van Tessa Bloem?")
    director.get_by_label("Wat werkte er?").fill("Tessa keek eerst")
    director.get_by_role("button", name="Bewaar, ik ga later verder").click()
    expect(director.get_by_role("status")).to_contain_text("Bewaard.")
    director.get_by_role("link", name="Schrijf verder").click()
    expect(director.get_by_label("Wat werkte er?")).to_have_value("Tessa keek eerst")
    fill_in(director, OF_SCHOOL, mark="9")
    if with_script:
        expect(director.locator("#bewaard")).to_contain_text("Bewaard om")
        assert_accessible(director)
    director.get_by_role("button", name="Verstuur").click()
    expect(director.get_by_text("Jij bent klaar.")).to_be_visible()

    # The expert finds nothing of it, anywhere.
    expert = signed_in_page(world.staff, java_script_enabled=with_script)
    for path in ("/", "/beoordelingen/", "/meldingen/"):
        expert.goto(path)
        expect(expert.get_by_text(OF_SCHOOL)).to_have_count(0)
    expert.goto("/")
    expert.get_by_role("link", name="Vertel hoe het ging").click()
    expect(expert.get_by_role("heading", level=1)).to_have_text("Hoe ging het bij De Kameleon?")
    fill_in(expert, OF_EXPERT, mark="8")
    expert.get_by_role("button", name="Verstuur").click()

    # Now both read both.
    expect(expert.get_by_text(OF_SCHOOL)).to_be_visible()
    director.goto("/")
    director.get_by_role("link", name="Wat er is geschreven over Rust op het plein").click()
    expect(director.get_by_text(OF_EXPERT)).to_be_visible()
    expect(director.get_by_text(OF_SCHOOL)).to_be_visible()
    if with_script:
        assert_accessible(director)

    # The expert answers, and the school reads it.
    expert.get_by_role("link", name="Antwoord").click()
    expert.get_by_label("Jouw antwoord").fill("Dank je wel, ik kwam graag bij jullie.")
    expert.get_by_role("button", name="Plaats je antwoord").click()
    director.reload()
    expect(director.get_by_text("Dank je wel, ik kwam graag bij jullie.")).to_be_visible()
