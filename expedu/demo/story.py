"""The past year of the demo, acted out through the real verbs: questions, answers, loans, money and reviews.

A `Thread` is one question of one school and what came of it. Each stops at a stage, so that every state of every page
has something to show today.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from random import Random

from expedu.demo.clock import at
from expedu.demo.organisations import Cast
from expedu.demo.questions import Question
from experts.choices import Part, TimeMode
from experts.half_days import half_days_between
from experts.models import Expert, HelpForm, Position, Skill, TargetGroup
from funding.models import Budget
from helprequests.actions import conversations, invitations, requests, widening
from helprequests.choices import CloseReason, InvitationState, NotNowReason, RequestState
from helprequests.content import Content
from helprequests.models import Conversation, HelpRequest
from organisations.calendar import Calendar, add_school_days, is_school_day, next_school_day
from organisations.choices import Ring
from organisations.models import School
from organisations.school_calendar import calendar_for
from secondments.actions import LoanTerms, Terms, propose_secondment
from secondments.actions.covering import Cover, arrange_replacement, fund_replacement
from secondments.actions.deciding import decide_approval
from secondments.actions.ending import finish_secondments
from secondments.actions.running import settle_secondments
from secondments.choices import (
    ChargeMethod,
    Comparison,
    CoveredBy,
    DeclineReason,
    ReplacementState,
    SecondmentState,
    StepKind,
    StepState,
)
from secondments.models import Approval, LoanHalfDay, Secondment
from secondments.permissions import deciders_of
from users.models import User

COVER_CENTS = 20_050  # half a day of a replacement teacher, LB step 6 (DOMAIN 5.2)


@dataclass
class Stage:
    """The people, words and chance that all threads share."""

    cast: Cast
    random: Random
    today: date
    skills: dict[str, int] = field(default_factory=lambda: dict(Skill.objects.values_list("slug", "pk")))
    forms: dict[str, int] = field(default_factory=lambda: dict(HelpForm.objects.values_list("slug", "pk")))
    groups: dict[str, int] = field(default_factory=lambda: dict(TargetGroup.objects.values_list("slug", "pk")))
    calendars: dict[str, Calendar] = field(default_factory=dict)

    def calendar(self, school: School) -> Calendar:
        if school.holiday_region not in self.calendars:
            self.calendars[school.holiday_region] = calendar_for(school)
        return self.calendars[school.holiday_region]


class Thread:
    """One question and what came of it; `now` is the day its story has reached, never past today."""

    def __init__(self, stage: Stage, school: School, question: Question, starts_on: date) -> None:
        self.stage, self.school, self.question = stage, school, question
        self.calendar = stage.calendar(school)
        self.now = min(next_school_day(starts_on, self.calendar), stage.today)
        self.director = stage.cast.director_of(school)
        self.help_request: HelpRequest | None = None
        self.conversation: Conversation | None = None
        self.secondment: Secondment | None = None

    # -- The question ----------------------------------------------------------------------------------------------

    def write(self, *, by: User | None = None, ring: Ring = Ring.SCHOOL, weeks: int = 10) -> HelpRequest:
        question, stage = self.question, self.stage
        with self._later(hour=8):
            self.help_request = requests.write_help_request(
                self.school,
                by=by or self.director,
                content=Content(
                    title=question.title,
                    text=question.text,
                    starts_on=self.now + timedelta(days=7),
                    ends_on=self.now + timedelta(weeks=weeks),
                    skill_ids=tuple(stage.skills[slug] for slug in question.skills),
                    form_id=stage.forms[question.form],
                    target_group_ids=tuple(stage.groups[slug] for slug in question.target_groups),
                    half_day_count=question.half_day_count,
                    ring=ring,
                    is_anonymous=stage.random.random() < 0.15,
                ),
            )
        return self.help_request

    def publish(self, *, ring: Ring = Ring.BOARD) -> HelpRequest:
        """Write and publish; ask people, a ring further each few school days until somebody can be asked."""
        request = self.help_request or self.write(ring=ring)
        with self._later(hour=9):
            requests.publish_help_request(request, by=self.director)
        with self._later(minutes=2):
            asked = invitations.invite_wave(request)
        while not asked and self._can_go_further():
            with self._later(school_days=2, hour=7):
                self.help_request = widening.widen_help_request(self._request, by=self.director)
            with self._later(minutes=2):
                asked = invitations.invite_wave(self._request)
        return self._request

    def _can_go_further(self) -> bool:
        return self._request.current_ring < Ring.NATIONAL and self.now < self.stage.today

    @property
    def _request(self) -> HelpRequest:
        assert self.help_request is not None
        self.help_request.refresh_from_db()
        return self.help_request

    def answers(self, *, yes: int = 1) -> bool:
        """The people who were asked answer: first `yes` of them gladly, of the others some "not now"."""
        open_ones = list(self._request.invitations.open().order_by("-score", "pk"))
        for index, invitation in enumerate(open_ones):
            with self._later(school_days=1 if index == 0 else 0, hour=12 + index):
                if index < yes:
                    invitations.answer_yes(invitation, by=invitation.expert.user)
                elif self.stage.random.random() < 0.6:
                    reason = self.stage.random.choice([NotNowReason.TOO_BUSY, NotNowReason.WRONG_DAYS])
                    invitations.answer_not_now(invitation, by=invitation.expert.user, reason=reason)
        return bool(open_ones)

    def offers(self, expert: Expert) -> None:
        """Someone with a fixed part in the demo sees the question and offers to help."""
        with self._later(school_days=1, hour=16):
            invitations.offer_help(self._request, expert=expert, by=expert.user)

    def talk(self, *, expert: Expert | None = None) -> bool:
        """Choose someone who said yes and exchange a few words."""
        yeses = self._request.invitations.filter(state=InvitationState.YES).order_by("-score", "pk")
        chosen = (yeses.filter(expert=expert) if expert else yeses).first()
        if chosen is None:
            return False
        with self._later(school_days=1, hour=9):
            self.conversation = invitations.choose_expert(chosen, by=self.director)
            self._say(self.director, "Wat fijn dat je wilt helpen! Wanneer kunnen we even bellen?")
        with self._later(hour=15):
            self._say(chosen.expert.user, "Leuk. Morgen na drie uur kan ik goed bellen.")
        return True

    def _say(self, author: User, text: str) -> None:
        assert self.conversation is not None
        conversations.send_message(self.conversation, by=author, text=text, is_confirmed=True)
        conversations.mark_conversation_read(self.conversation, by=author)

    # -- The loan --------------------------------------------------------------------------------------------------

    def propose(self, *, in_days: int = 7, time_mode: TimeMode | None = None) -> bool:
        """Propose half-days that fit the expert's week and nothing else; False when there are none."""
        assert self.conversation is not None
        expert = self.conversation.expert
        position = expert.positions.select_related("membership__school").order_by("pk")[0]
        with self._later(school_days=1, hour=10):
            free = self._free_half_days(position, self.now + timedelta(days=in_days))
            if not free:
                return False
            mode = time_mode or TimeMode(position.time_mode)
            terms = Terms(
                title=self.question.title,
                goal="Daarna kunnen wij het zelf.",
                supervision=self.director.full_name,
                loans=(LoanTerms(position, mode, tuple(free), self._km(position)),),
                charge_method=ChargeMethod.AVERAGE if self._is_of_other_board(position) else None,
                comparison=Comparison.COORDINATOR if self._is_of_other_board(position) else None,
            )
            conversations.mark_conversation_read(self.conversation, by=self.director)
            self.secondment = propose_secondment(
                by=self.director,
                borrower=self.school,
                terms=terms,
                conversation=self.conversation,
                help_request=self.help_request,
            )
        return True

    def _km(self, position: Position) -> Decimal:
        lender = position.membership.school
        km = lender.distance_km(self.school) if lender and lender != self.school else None
        return Decimal(ceil(km or 0))

    def _is_of_other_board(self, position: Position) -> bool:
        lender = position.membership.school
        return lender is not None and lender.board_id != self.school.board_id

    def _free_half_days(self, position: Position, starts_on: date) -> list[tuple[date, Part]]:
        """The first half-days of the pattern on school days here and there that nobody booked or proposed."""
        lender = position.membership.school
        calendars = [self.calendar] + ([self.stage.calendar(lender)] if lender else [])
        pattern = half_days_between(position.half_days, starts_on, starts_on + timedelta(weeks=9))
        booked = position.expert.booked_half_days.values_list("day", "part")
        proposed = LoanHalfDay.objects.filter(
            loan__expert=position.expert, loan__secondment__state=SecondmentState.IN_APPROVAL
        ).values_list("day", "part")
        taken = {(day, Part(part)) for day, part in (*booked, *proposed)}
        free = [
            (day, part)
            for day, part in pattern
            if (day, part) not in taken and all(is_school_day(day, calendar) for calendar in calendars)
        ]
        # One a week, as help usually goes.
        by_week = {day.isocalendar()[:2]: (day, part) for day, part in reversed(free)}
        return sorted(by_week.values())[: self.question.half_day_count]

    def approvals(self, *, until: StepKind | None = None, refuse: StepKind | None = None) -> None:
        """Take the steps in turn, covering classes and paying on the way; stop before `until`, say no at `refuse`."""
        for _turn in range(12):
            if not self._take_next_step(until=until, refuse=refuse):
                return

    def _take_next_step(self, *, until: StepKind | None, refuse: StepKind | None) -> bool:
        secondment = self._secondment
        if secondment.state != SecondmentState.IN_APPROVAL:
            return False
        steps = secondment.approvals.current().with_places().filter(state=StepState.WAITING)
        turn = [step for step in steps if step.waiting_since is not None]
        if not turn:
            return until != StepKind.BUDGET_HOLDER and self.cover()
        step = turn[0]
        if step.kind == until:
            return False
        deciders = deciders_of([step])[step.pk]
        if not deciders:
            return False
        with self._later(school_days=1, hour=11):
            if step.kind == refuse:
                decide_approval(step, by=deciders[0], is_yes=False, reason=DeclineReason.GROUP, note="Nu even niet.")
            elif step.kind == StepKind.BUDGET_HOLDER:
                return self._pay(step, deciders[0])
            else:
                decide_approval(step, by=deciders[0], is_yes=True)
        return True

    def cover(self, *, rows: int | None = None) -> bool:
        """The lending school finds someone for each class that is left; False when there was nothing to find."""
        needing = LoanHalfDay.objects.needing_cover().filter(
            loan__secondment=self._secondment, replacement_state=ReplacementState.SOUGHT
        )
        found = list(needing.order_by("day", "part")[:rows])
        if not found:
            return False
        lender = found[0].loan.lender
        assert lender is not None
        covers = {row.pk: Cover(ReplacementState.FOUND, CoveredBy.PART_TIMER, COVER_CENTS) for row in found}
        with self._later(school_days=1, hour=14):
            arrange_replacement(self._secondment, by=self.stage.cast.director_of(lender), covers=covers)
        return True

    def _pay(self, step: Approval, holder: User) -> bool:
        owner = {"board": step.board} if step.network is None else {"network": step.network}
        budget = Budget.objects.filter(**owner).first()
        if budget is None:
            return False
        fund_replacement(step, by=holder, budget=budget)
        return True

    @property
    def _secondment(self) -> Secondment:
        assert self.secondment is not None
        self.secondment.refresh_from_db()
        return self.secondment

    def finish(self) -> bool:
        """Let the last half-day pass; False when that is still to come, or nothing was planned."""
        secondment = self._secondment
        last_day = secondment.ends_on
        if secondment.state != SecondmentState.PLANNED or last_day is None or last_day >= self.stage.today:
            return False
        self.now = last_day + timedelta(days=1)
        with self._later(hour=6):
            finish_secondments()
        with self._later(school_days=6, hour=2):
            settle_secondments()
        if self._request.state in (RequestState.OPEN, RequestState.AGREED):
            with self._later(school_days=2, hour=8):
                requests.close_help_request(self._request, by=self.director, reason=CloseReason.SOLVED_HERE)
        return True

    # -- The clock -------------------------------------------------------------------------------------------------

    @contextmanager
    def _later(self, *, school_days: int = 0, hour: int = 10, minutes: int = 0) -> Iterator[None]:
        """Some school days on, but never after today."""
        if school_days:
            self.now = min(add_school_days(self.now, school_days, self.calendar), self.stage.today)
        with at(self.now, hour, minutes + self.stage.random.randrange(50)):
            yield
