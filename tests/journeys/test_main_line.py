"""The whole main line: a teacher becomes findable and is released, a school finds and asks her, they agree, she helps,
and both tell how it went. Every person acts on a screen; a real worker looks for people; the schedule's nights are
called by hand under a clock that is put forward. Also with JavaScript off."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import pytest
import time_machine
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback

from expedu.demo.clock import AMSTERDAM
from experts.models import BookedHalfDay, Skill
from experts.taxonomy import load_taxonomy
from reviews import tasks as review_tasks
from secondments import tasks as secondment_tasks
from secondments.choices import SecondmentState
from secondments.models import Secondment
from tests.journeys.test_review import fill_in
from tests.organisations.factories import MembershipFactory, SchoolFactory
from tests.organisations.world import World, make_world
from tests.reviews.factories import switch_on_all
from tests.users.factories import PASSWORD, UserFactory
from tests.worker import CeleryWorker
from users.addresses import confirm_address
from users.models import User

pytestmark = pytest.mark.django_db(transaction=True)

SKILL = "Goed buitenspelen"
WORDS = "Na de pauze is er vaak ruzie op het schoolplein. Pleinwachten weten niet wat ze moeten doen."
TITLE = "Meer rust op het plein"
OF_SCHOOL = "Daan keek eerst een ochtend mee en kwam toen pas met ideeën."
OF_TEACHER = "Het team stond open voor nieuwe spelregels en deed meteen mee."
# The worker looks for people and writes the invitations while the expert looks at Home.
PATIENCE = 20_000  # milliseconds


@dataclass
class People:
    """Who acts. `third_director` leads another school of the same board, and wants the same half-day."""

    teacher: User
    lending_director: User
    director: User
    third_director: User


@pytest.fixture
def world(transactional_db: None) -> World:
    world = make_world()
    load_taxonomy()
    switch_on_all(world)
    return world


@pytest.fixture
def people(world: World) -> People:
    school = SchoolFactory(
        name="De Zandloper",
        board=world.board,
        network=world.network,
        region=world.region,
        holiday_region=world.school.holiday_region,
    )
    confirm_address(world.sister_staff, world.sister_staff.email)
    third = UserFactory(email="derde@expedu.test", first_name="Roos", last_name="Timmer")
    MembershipFactory(user=third, director=True, school=school)
    return People(world.sister_staff, world.sister_director, world.director, third)


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no-script"])
def test_from_signing_in_to_reading_each_other(
    people: People,
    celery_worker_process: CeleryWorker,
    live_server: LiveServer,
    new_context: CreateContextCallback,
    signed_in_page: Callable[..., Page],
    has_script: bool,
) -> None:
    context = {"java_script_enabled": has_script}
    teacher = new_context(base_url=live_server.url, **context).new_page()
    sign_in(teacher, people.teacher)
    become_findable(teacher)
    release(signed_in_page(people.lending_director, **context))

    director = signed_in_page(people.director, "/collegas/", **context)
    search_and_look(director, has_script=has_script)
    ask(director)

    say_yes_to_invitation(teacher)
    choose_and_write(director, "Fijn! Zullen we donderdag bellen?")
    read_and_answer(teacher, "Ja, na drie uur.")

    half_days = propose_two_half_days(director)
    latecomer = signed_in_page(people.third_director, "/collegas/", **context)
    prepare_the_same(latecomer, half_days)
    asked = follow_who_it_waits_for(director, people, lambda user: signed_in_page(user, **context))
    assert asked == [people.teacher, people.lending_director]

    agreed_and_booked(director)
    taken_is_refused(latecomer)

    # The worker lives in today and stops here; what follows is told by the schedule of a later day.
    celery_worker_process.stop()
    secondment = Secondment.objects.get()
    assert secondment.ends_on is not None
    morning_after = datetime.combine(secondment.ends_on + timedelta(days=1), time(9), AMSTERDAM)
    with time_machine.travel(morning_after):
        secondment_tasks.finish_secondments()
        review_tasks.sweep_reviews()
        teacher, director = (signed_in_page(user, **context) for user in (people.teacher, people.director))
        write_review(director, "Hoe ging de hulp van Daan Kuiper?", OF_SCHOOL, mark="9")
        expect(director.get_by_text("Jij bent klaar.")).to_be_visible()
        nothing_to_read_yet(teacher, secondment)
        write_review(teacher, "Hoe ging het bij De Wilgenhof?", OF_TEACHER, mark="8")
        expect(teacher.get_by_text(OF_SCHOOL)).to_be_visible()
        director.goto("/")
        director.get_by_role("link", name=f"Wat er is geschreven over {TITLE}").click()
        expect(director.get_by_text(OF_TEACHER)).to_be_visible()


def todo(page: Page, title: str | re.Pattern[str]) -> Locator:
    """What waits for this person on Home."""
    return page.locator(".todo-now").filter(has=page.get_by_role("heading", name=title))


def from_home(page: Page, title: str | re.Pattern[str]) -> None:
    """Open Home, and follow the button of what waits there."""
    page.goto("/")
    todo(page, title).locator("a.btn").click()


def sign_in(page: Page, user: User) -> None:
    page.goto("/")
    page.get_by_role("link", name="Inloggen").first.click()
    page.get_by_label("E-mailadres").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat nu van jou gevraagd wordt")


def become_findable(teacher: Page) -> None:
    """Three screens, nothing to write; asks for release on the last."""
    from_home(teacher, "Vink aan wat je kunt")
    shelf = Skill.objects.get(label=SKILL).category.slug
    teacher.locator(f"#plank-{shelf} > summary").click()
    teacher.get_by_role("checkbox", name=SKILL).check()
    teacher.get_by_role("button", name="Verder: wanneer").click()
    teacher.get_by_role("checkbox", name="dinsdag Ochtend").check()
    teacher.get_by_role("checkbox", name="donderdag Ochtend").check()
    teacher.get_by_label("Uit mijn taakuren").check()
    teacher.get_by_role("button", name="Verder: hoe ver").click()
    teacher.get_by_label("Mijn bestuur").check()
    expect(teacher.get_by_label("Vraag mijn directeur meteen of dat goed is")).to_be_checked()
    teacher.get_by_role("button", name="Klaar, zet mij erbij").click()
    expect(teacher.get_by_text("Je bent vindbaar.")).to_be_visible()


def release(director: Page) -> None:
    from_home(director, "Daan Kuiper wil ook anderen helpen")
    expect(director.get_by_label("Mijn bestuur")).to_be_checked()
    director.get_by_role("button", name="Geef vrij").click()
    director.goto("/")
    expect(todo(director, "Daan Kuiper wil ook anderen helpen")).to_have_count(0)


def search_and_look(director: Page, *, has_script: bool) -> None:
    """By skill, half-day and ring; the card says why; the profile tells more. Ends on the results."""
    director.locator("#q").fill(SKILL)
    director.locator("#q").press("Enter")
    for choice in ("half_days=2", "ring=2"):  # Tuesday morning, own board
        name, value = choice.split("=")
        director.locator(f"input[name={name}][value='{value}']").check()
        if not has_script:
            director.get_by_role("button", name="Laat zien").click()
        expect(director).to_have_url(re.compile(choice))
    expect(director.get_by_role("heading", name=re.compile("^1 collega "))).to_be_visible()
    card = director.locator(".result").filter(has=director.get_by_role("heading", name="Daan Kuiper"))
    expect(card).to_contain_text(SKILL)
    expect(card.locator(".why")).to_contain_text("Kan op dinsdagochtend, precies zoals je vraagt")
    expect(card.locator(".why")).to_contain_text("Werkt bij je eigen bestuur")
    card.get_by_role("link", name="Meer over Daan").click()
    expect(director.get_by_role("heading", level=1, name="Daan Kuiper")).to_be_visible()
    expect(director.get_by_role("heading", name="Wat Daan kan")).to_be_visible()


def ask(director: Page) -> None:
    director.goto("/hulpvragen/")
    director.get_by_role("link", name="Stel een vraag").first.click()
    director.get_by_label("In je eigen woorden").fill(WORDS)
    director.get_by_role("button", name="Verder").click()
    director.get_by_text(SKILL, exact=True).first.click()
    director.get_by_label("In één zin").fill(TITLE)
    director.get_by_role("button", name="Zet je vraag uit").click()
    expect(director.get_by_role("heading", name=TITLE)).to_be_visible()


def say_yes_to_invitation(teacher: Page) -> None:
    """The worker asks the teacher by itself."""
    invitation = f"Wil jij helpen? {TITLE}"
    teacher.goto("/")
    waited = 0
    while not todo(teacher, invitation).count() and waited < PATIENCE:
        teacher.wait_for_timeout(500)
        waited += 500
        teacher.reload()
    from_home(teacher, invitation)
    expect(teacher.get_by_role("heading", name="Waarom jij?")).to_be_visible()
    teacher.get_by_role("button", name="Ja, ik wil graag helpen").click()
    expect(teacher.get_by_text("De school weet dat je wilt helpen")).to_be_visible()


def choose_and_write(director: Page, text: str) -> None:
    """Ends in the conversation."""
    from_home(director, f"Iemand wil helpen: {TITLE}")
    director.get_by_role("button", name="Praat met Daan").click()
    director.get_by_label("Jouw bericht").fill(text)
    director.get_by_role("button", name="Verstuur").click()
    expect(director.get_by_text(text)).to_be_visible()


def read_and_answer(teacher: Page, text: str) -> None:
    from_home(teacher, "De Wilgenhof schreef je")
    expect(teacher.get_by_text("Zullen we donderdag bellen?")).to_be_visible()
    teacher.get_by_label("Jouw bericht").fill(text)
    teacher.get_by_role("button", name="Verstuur").click()
    expect(teacher.get_by_text(text)).to_be_visible()


def propose_two_half_days(director: Page) -> list[str]:
    """The first two that fit, as "2026-12-01-o". Ends on the page of the secondment."""
    from_home(director, "Daan Kuiper schreef je")
    director.get_by_role("link", name="Spreek de inzet af").click()
    expect(director.get_by_label("In het kort")).to_have_value(TITLE)
    half_days = sorted(box.get_attribute("value") or "" for box in director.locator("input.fits").all())[:2]
    tick(director, half_days)
    director.get_by_role("button", name="Stuur het voorstel").click()
    expect(director.get_by_text("Je voorstel is verstuurd.")).to_be_visible()
    return half_days


def prepare_the_same(latecomer: Page, half_days: list[str]) -> None:
    """Another director writes to the teacher too, ticks the same half-days, and leaves the page open."""
    latecomer.locator("#q").fill(SKILL)
    latecomer.locator("#q").press("Enter")
    latecomer.get_by_role("link", name="Vraag Daan").click()
    latecomer.get_by_label("Jouw bericht").fill("Wil je ook bij ons op het plein komen kijken?")
    latecomer.get_by_role("button", name="Verstuur").click()
    latecomer.get_by_role("link", name="Spreek de inzet af").click()
    latecomer.get_by_label("In het kort").fill("Ook rust op ons plein")
    tick(latecomer, half_days)


def tick(page: Page, half_days: list[str]) -> None:
    for value in half_days:
        page.locator(f'input[value="{value}"]').check()


def follow_who_it_waits_for(director: Page, people: People, sign_in_as: Callable[[User], Page]) -> list[User]:
    """Let whoever the line on the page names say yes, until it names nobody; returns who was asked, in order."""
    everybody = {user.full_name: user for user in (people.teacher, people.lending_director)}
    asked: list[User] = []
    while (line := director.locator("p.waits")).count():
        text = line.inner_text()
        name = next((name for name in everybody if f"Dit wacht op {name}" in text), None)
        assert name is not None, f"nobody here can answer: {text}"
        asked.append(everybody.pop(name))
        page = sign_in_as(asked[-1])
        from_home(page, re.compile("^(Wil jij|Mag Daan Kuiper) helpen op De Wilgenhof"))
        page.get_by_role("button", name=re.compile("^Ja, ")).click()
        expect(page.locator("#beslis")).to_have_count(0)
        director.reload()
    return asked


def agreed_and_booked(director: Page) -> None:
    expect(director.get_by_text(re.compile("^Afgesproken, van"))).to_be_visible()
    secondment = Secondment.objects.get()
    assert secondment.state == SecondmentState.PLANNED
    assert BookedHalfDay.objects.filter(expert__user__last_name="Kuiper").count() == 2


def taken_is_refused(latecomer: Page) -> None:
    """What was free when the page was opened is booked by now."""
    latecomer.get_by_role("button", name="Stuur het voorstel").click()
    expect(latecomer.get_by_text("Een van de dagdelen kan niet (meer). Kijk nog eens.").first).to_be_visible()
    assert Secondment.objects.count() == 1


def write_review(page: Page, question: str, text: str, *, mark: str) -> None:
    from_home(page, question)
    fill_in(page, text, mark=mark)
    page.get_by_role("button", name="Verstuur", exact=True).click()


def nothing_to_read_yet(teacher: Page, secondment: Secondment) -> None:
    loan = secondment.loans.get()
    for path in ("/", "/beoordelingen/", f"/beoordelingen/hulp/{loan.pk}/", "/meldingen/"):
        response = teacher.goto(path)
        assert response is not None
        assert response.ok, path
        expect(teacher.get_by_text(OF_SCHOOL)).to_have_count(0)
