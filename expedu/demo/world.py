"""The demo world as a whole: who is there, what they can do, the money, and some eighty questions in every state."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from django.db.models import F

from core.outbox import MailState
from expedu.demo.after import review_the_past
from expedu.demo.clock import at
from expedu.demo.experts import build_experts
from expedu.demo.logins import DOMAIN
from expedu.demo.organisations import Cast, build_cast
from expedu.demo.questions import QUESTIONS, Question
from expedu.demo.school_files import hand_in_school_files
from expedu.demo.story import Stage, Thread
from experts.choices import TimeMode
from experts.models import Expert
from funding import actions as funding
from funding.choices import Purpose
from funding.models import Budget
from helprequests.actions import requests
from helprequests.choices import CloseReason
from notifications.models import Notification
from organisations.choices import Ring
from organisations.models import Board
from secondments.actions.covering import ask_network_for_money
from secondments.actions.ending import cancel_secondment, withdraw_secondment
from secondments.choices import StepKind
from users.models import User

SEED = 2018  # the year of the article Expedu grew from
# Questions of the past year that ran to the end, and those that stopped at each stage by today.
FINISHED = 36
WITHOUT_REVIEWS = ("De Eenling", "Het Hofje")  # boards whose staff council has not agreed yet

Say = Callable[[str], None]


def build_world(today: date, say: Say) -> None:
    """Write everything; needs an empty database with the taxonomy, calendar and rates loaded."""
    random = Random(SEED)  # noqa: S311  chance, not secrets
    say("Netwerken, besturen, scholen en mensen")
    cast = build_cast(random, today)
    _board_policies(today)
    say("Wat mensen kunnen, wanneer en hoe ver")
    build_experts(cast, random, today)
    _budgets(cast, random, today)
    stage = Stage(cast, random, today)
    say("Een jaar van vragen en hulp")
    _past_year(stage)
    say("Wat er vandaag loopt")
    _main_people(stage)
    _today(stage)
    say("Hoe de hulp ging")
    review_the_past(stage)
    hand_in_school_files(User.objects.get(email=f"beheer@{DOMAIN}"), today)
    _let_the_past_rest(today)


def _board_policies(today: date) -> None:
    boards = Board.objects.exclude(name__in=WITHOUT_REVIEWS)
    boards.update(reviews_consent_on=today - timedelta(days=400), reviews_dpia_on=today - timedelta(days=410))


def _budgets(cast: Cast, random: Random, today: date) -> None:
    """Every board has money of its own, every network arrangement money; both run for two calendar years."""
    years = {"starts_on": date(today.year - 1, 1, 1), "ends_on": date(today.year + 1, 12, 31)}
    with at(today - timedelta(days=320)):
        for network in cast.networks.values():
            holder = next(m.user for m in cast.memberships if m.network == network)
            budget = Budget.objects.create(
                network=network, name="Arrangementsgeld", purpose=Purpose.ARRANGEMENT, **years
            )
            funding.grant(budget, amount_cents=4_500_000, by=holder, note="Toekenning voor dit schooljaar")
        for board in cast.boards.values():
            holder = next(m.user for m in cast.memberships if m.board == board)
            budget = Budget.objects.create(board=board, name="Samen leren", purpose=Purpose.BOARD, **years)
            amount = random.randrange(800_000, 2_400_000, 50_000)
            funding.grant(budget, amount_cents=amount, by=holder, note="Besluit van het bestuur")


def _past_year(stage: Stage) -> None:
    schools = list(stage.cast.schools.values())
    for number in range(FINISHED):
        question = QUESTIONS[number % len(QUESTIONS)]
        thread = Thread(stage, stage.random.choice(schools), question, _ago(stage, 300 - number * 7))
        thread.publish(ring=stage.random.choice((Ring.BOARD, Ring.BOARD, Ring.NETWORK)))
        if thread.answers() and thread.talk() and thread.propose():
            thread.approvals()
            thread.finish()
    for reason, days in zip(CloseReason, (150, 120, 90, 60, 40), strict=True):
        thread = Thread(stage, stage.random.choice(schools), stage.random.choice(QUESTIONS), _ago(stage, days))
        help_request = thread.publish()
        with at(thread.now + timedelta(days=6)):
            requests.close_help_request(help_request, by=thread.director, reason=reason)


def _main_people(stage: Stage) -> None:
    """What the people of the demo logins find on their Home."""
    cast = stage.cast
    tessa = Expert.objects.get(user=cast.person("Tessa", "Bloem").user)
    samira = Expert.objects.get(user=cast.person("Samira", "Bouali").user)
    play, arithmetic, newcomers = QUESTIONS[0], QUESTIONS[1], QUESTIONS[2]
    # Tessa helped three schools before, and De Wilgenhof until last week.
    for school, days in (("De Notenkraker", 280), ("De Kameleon", 210), ("Het Kompas", 140), ("De Wilgenhof", 44)):
        thread = Thread(stage, cast.schools[school], play, _ago(stage, days))
        _helped_by(thread, tessa)
        thread.finish()
    # And soon she helps De Zonnebloem.
    _helped_by(Thread(stage, cast.schools["De Zonnebloem"], play, _ago(stage, 10)), tessa, in_days=14)
    # Marijke decides whether Samira may help De Regenboog, out of her own class.
    thread = Thread(stage, cast.schools["De Regenboog"], newcomers, _ago(stage, 12))
    _helped_by(thread, samira, until=StepKind.LENDING_DIRECTOR, time_mode=TimeMode.TEACHING, in_days=17)
    # Two people want to help with arithmetic at De Wilgenhof.
    thread = Thread(stage, cast.schools["De Wilgenhof"], arithmetic, _ago(stage, 6))
    thread.publish(ring=Ring.NETWORK)
    thread.answers(yes=2)
    # Ilse is still writing; Tessa is asked once more.
    Thread(stage, cast.schools["De Wilgenhof"], QUESTIONS[13], stage.today).write(by=cast.person("Ilse", "Vos").user)
    Thread(stage, cast.schools["De Tuimelaar"], play, _ago(stage, 1)).publish(ring=Ring.NETWORK)
    # Joost pays for a class of De Linde; Petra is asked to pay for another from arrangement money.
    for school, title, asks_network in (
        ("Aan de Vliet", "Nieuwkomers in groep 4", False),
        ("De Vuurtoren", "De eerste weken in Nederland", True),
    ):
        thread = Thread(stage, cast.schools[school], replace(newcomers, title=title), _ago(stage, 16))
        _helped_by(thread, samira, until=StepKind.BUDGET_HOLDER, time_mode=TimeMode.TEACHING, covers=True, in_days=21)
        if asks_network and thread.secondment is not None:
            step = thread.secondment.approvals.current().with_places().filter(kind=StepKind.BUDGET_HOLDER).first()
            if step is not None and step.board is not None and step.waiting_since is not None:
                with at(stage.today, hour=8):
                    ask_network_for_money(
                        step, by=cast.person("Joost", "van Loon").user, network=cast.networks["De Drie Beken"]
                    )


def _helped_by(
    thread: Thread,
    expert: Expert,
    *,
    until: StepKind | None = None,
    time_mode: TimeMode | None = None,
    covers: bool = False,
    in_days: int = 7,
) -> None:
    thread.publish(ring=Ring.NETWORK)
    thread.offers(expert)
    if thread.talk(expert=expert) and thread.propose(time_mode=time_mode, in_days=in_days):
        thread.approvals(until=until)
        if covers and thread.cover():
            thread.approvals(until=until)


def _today(stage: Stage) -> None:
    """Questions that stand at every stage by now, at schools all over."""
    schools = [school for school in stage.cast.schools.values() if school.name != "De Wilgenhof"]
    stage.random.shuffle(schools)
    turn = iter(schools * 2)

    def thread(days_ago: int) -> Thread:
        question: Question = stage.random.choice(QUESTIONS)
        return Thread(stage, next(turn), question, _ago(stage, days_ago))

    for _ in range(3):
        thread(stage.random.randint(0, 4)).write()
    for _ in range(6):
        thread(stage.random.randint(1, 2)).publish(ring=Ring.SCHOOL)
    for _ in range(4):
        _up_to_yes(thread(4))
    for _ in range(4):
        _up_to_talk(thread(6))
    for stop in (StepKind.EXPERT, StepKind.LENDING_DIRECTOR, StepKind.LENDING_BOARD, StepKind.BUDGET_HOLDER) * 2:
        one = thread(9)
        if _up_to_talk(one) and one.propose():
            one.approvals(until=stop)
    for days in (10, 12, 14, 30, 32, 34, 36, 38):  # still to come, and on their way
        one = thread(days)
        if _up_to_talk(one) and one.propose():
            one.approvals()
            one.finish()
    for refuser in (StepKind.EXPERT, StepKind.LENDING_DIRECTOR):
        one = thread(15)
        if _up_to_talk(one) and one.propose():
            one.approvals(refuse=refuser)
    for end in ("withdraw", "cancel"):
        one = thread(13)
        if _up_to_talk(one) and one.propose(in_days=14):
            _stop(one, end)


def _up_to_yes(thread: Thread) -> bool:
    thread.publish()
    return thread.answers()


def _up_to_talk(thread: Thread) -> bool:
    return _up_to_yes(thread) and thread.talk()


def _stop(thread: Thread, end: str) -> None:
    assert thread.secondment is not None
    if end == "cancel":
        thread.approvals()
    with at(thread.now, hour=16):
        thread.secondment.refresh_from_db()
        if thread.secondment.state == "planned":
            cancel_secondment(thread.secondment, by=thread.director, reason="De leraar om wie het ging is ziek.")
        elif thread.secondment.state == "in_approval":
            withdraw_secondment(thread.secondment, by=thread.director)


def _let_the_past_rest(today: date) -> None:
    """What was told long ago was mailed and read long ago; only the last days are new."""
    rested = today - timedelta(days=3)
    old = Notification.objects.filter(created_at__date__lt=rested)
    old.update(read_at=F("created_at"))
    Notification.objects.filter(mail_state__in=[MailState.WAITING, MailState.BUNDLED]).update(
        mail_state=MailState.SENT, mailed_at=F("created_at")
    )


def _ago(stage: Stage, days: int) -> date:
    return stage.today - timedelta(days=days)
