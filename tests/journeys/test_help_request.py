"""A director puts a question out, a colleague says yes, and they talk; also with JavaScript off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from experts.choices import Level
from experts.models import Skill
from experts.taxonomy import load_taxonomy
from helprequests import tasks
from helprequests.models import HelpRequest
from tests.experts.factories import make_expert
from tests.organisations.world import World

WORDS = "Na de pauze is er vaak ruzie op het schoolplein. Pleinwachten weten niet wat ze moeten doen."


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no-script"])
def test_ask_yes_talk(
    world: World, signed_in_page: Callable[..., Page], assert_accessible: Callable[[Page], None], has_script: bool
) -> None:
    load_taxonomy()
    make_expert(world.sister_staff_membership, skills={Skill.objects.get(label="Goed buitenspelen"): Level.TEACHES})
    context = {} if has_script else {"java_script_enabled": False}

    director = signed_in_page(world.director, "/hulpvragen/", **context)
    director.get_by_role("link", name="Stel een vraag").first.click()
    director.get_by_label("In je eigen woorden").fill(WORDS)
    director.get_by_role("button", name="Verder").click()
    director.get_by_text("Goed buitenspelen", exact=True).first.click()
    director.get_by_label("In één zin").fill("Meer rust op het plein")
    director.get_by_role("button", name="Zet je vraag uit").click()
    expect(director.get_by_role("heading", name="Meer rust op het plein")).to_be_visible()
    expect(director.get_by_text("We zoeken bij de scholen van je bestuur")).to_be_visible()

    tasks.match_help_request(HelpRequest.objects.get().pk)

    expert = signed_in_page(world.sister_staff, "/hulpvragen/", **context)
    expect(expert.get_by_text("Jij bent gevraagd")).to_be_visible()
    expert.get_by_role("link", name="Meer rust op het plein", exact=True).click()
    expect(expert.get_by_role("heading", name="Waarom jij?")).to_be_visible()
    expert.get_by_role("button", name="Ja, ik wil graag helpen").click()
    expect(expert.get_by_text("De school weet dat je wilt helpen")).to_be_visible()

    director.reload()
    expect(director.get_by_text("Daan Kuiper").first).to_be_visible()
    if has_script:
        assert_accessible(director)
    director.get_by_role("button", name="Praat met Daan").click()
    director.get_by_label("Jouw bericht").fill("Fijn! Zullen we donderdag bellen?")
    director.get_by_role("button", name="Verstuur").click()
    expect(director.get_by_text("Zullen we donderdag bellen?")).to_be_visible()

    expert.reload()
    expert.get_by_role("link", name="Ga naar het gesprek").click()
    expect(expert.get_by_text("Zullen we donderdag bellen?")).to_be_visible()
    expert.get_by_label("Jouw bericht").fill("Ja, na drie uur.")
    expert.get_by_role("button", name="Verstuur").click()
    expect(expert.get_by_text("Ja, na drie uur.")).to_be_visible()
    director.reload()
    expect(director.get_by_text("Ja, na drie uur.")).to_be_visible()
