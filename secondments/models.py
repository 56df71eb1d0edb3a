"""The loan: who helps where on which half-days, whose yes it needs, who covers the class, and who pays."""

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import history
from core.history import Kept
from core.models import TimeStamped
from experts.choices import Part, TimeMode
from experts.models import BookedHalfDay, Expert, Position
from funding.models import Commitment
from helprequests.models import Conversation, HelpRequest
from organisations.models import Board, Membership, Network, School
from organisations.roles import Right
from secondments.approvals import Side, Step, side_of
from secondments.choices import (
    ChargeMethod,
    Comparison,
    CoveredBy,
    DeclineReason,
    EventKind,
    LegalShape,
    Outcome,
    ReplacementState,
    SecondmentState,
    StepKind,
    StepState,
    VatRegime,
)
from secondments.outcomes import Said, settled

if TYPE_CHECKING:
    from users.models import User


class SecondmentQuerySet(models.QuerySet["Secondment"]):
    def visible_to(self, user: "User") -> Self:
        """The experts lent; who decides at the lending and borrowing school and board; who holds the budget asked.

        The lending side sees nothing until its expert has said yes (DESIGN section 5).
        """
        deciding = schools_decided_by(user)
        borrowing = deciding | School.objects.where(user, Right.ASK)
        networks = Membership.objects.active().filter(user=user).with_right(Right.HOLD_BUDGET)
        said_yes = Approval.objects.of_experts().filter(secondment=OuterRef("secondment"), expert=OuterRef("expert"))
        loans = Loan.objects.filter(
            Q(expert__user=user)
            | Q(position__membership__school__in=deciding.values("pk")) & Exists(said_yes.answered().not_declined())
        )
        steps = Approval.objects.filter(network_id__in=networks.filter(network__isnull=False).values("network_id"))
        return self.filter(
            Q(borrower__in=borrowing.values("pk"))
            | Q(pk__in=loans.values("secondment_id"))
            | Q(pk__in=steps.values("secondment_id"))
        )

    def with_story(self) -> Self:
        """Everything a row of a list or a page about one secondment reads, in a fixed number of queries."""
        return self.select_related("borrower__board", "proposed_by", "help_request").prefetch_related(
            models.Prefetch("loans", Loan.objects.with_people()),
            models.Prefetch("approvals", Approval.objects.current().with_places(), to_attr="steps"),
        )

    def in_approval(self) -> Self:
        return self.filter(state=SecondmentState.IN_APPROVAL)

    def planned(self) -> Self:
        return self.filter(state=SecondmentState.PLANNED)

    def to_settle(self) -> Self:
        """Over, and not yet made up."""
        return self.filter(state__in=[SecondmentState.FINISHED, SecondmentState.CANCELLED], settled_on__isnull=True)

    def over(self, today: date) -> Self:
        """Planned secondments whose last half-day lies before `today`: ready to be finished."""
        return self.planned().filter(ends_on__lt=today)


class Secondment(TimeStamped):
    """One or more experts helping one school for a while."""

    borrower = models.ForeignKey(School, on_delete=models.PROTECT, related_name="borrowed_secondments")
    help_request = models.ForeignKey(
        HelpRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="secondments"
    )
    conversation = models.ForeignKey(
        Conversation, on_delete=models.SET_NULL, null=True, blank=True, related_name="secondments"
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("in het kort"), max_length=120)
    goal = models.CharField(_("wat is er na afloop anders?"), max_length=300, blank=True)
    supervision = models.CharField(_("wie begeleidt op de school?"), max_length=120, blank=True)
    state = models.CharField(max_length=12, choices=SecondmentState, default=SecondmentState.DRAFT)
    # Each approval is bound to a version of the terms; changed terms raise it.
    terms_version = models.PositiveSmallIntegerField(default=1, editable=False)
    legal_shape = models.CharField(_("vorm"), max_length=12, choices=LegalShape, default=LegalShape.WITHIN_BOARD)
    charge_method = models.CharField(_("verrekening"), max_length=12, choices=ChargeMethod, default=ChargeMethod.NONE)
    # What the lender named itself: the whole price when it is fixed, the cost of an hour when wages are charged.
    named_cents = models.PositiveIntegerField(_("genoemd bedrag, in eurocenten"), null=True, blank=True)
    price_cents = models.PositiveIntegerField(_("doorberekend zonder btw, in eurocenten"), default=0)
    # The price as a borrower reads it; null where the exact price tells nothing about a salary.
    band_low_cents = models.PositiveIntegerField(null=True, blank=True)
    band_high_cents = models.PositiveIntegerField(null=True, blank=True)
    vat_regime = models.CharField(_("btw"), max_length=12, choices=VatRegime, default=VatRegime.TO_DECIDE)
    vat_cents = models.PositiveIntegerField(_("btw, in eurocenten"), default=0)
    # More is charged than the wage cost and its allowance: then exemption from VAT is not certain (DOMAIN 5.4).
    is_above_wage = models.BooleanField(default=False)
    cancel_free_days = models.PositiveSmallIntegerField(_("gratis afzeggen, schooldagen vooraf"), default=5)
    cancel_percent = models.PositiveSmallIntegerField(_("deel van de prijs daarna"), default=50)
    comparison = models.CharField(_("wat zou je anders inhuren?"), max_length=24, choices=Comparison, blank=True)
    # Of the day of the proposal, so that an old report does not change with the price list.
    outside_low_cents = models.PositiveIntegerField(null=True, blank=True)
    outside_high_cents = models.PositiveIntegerField(null=True, blank=True)
    preparation_hours = models.DecimalField(_("voorbereiding, in uren"), max_digits=5, decimal_places=1, default=0)
    travel_cents = models.PositiveIntegerField(_("reiskosten, in eurocenten"), default=0)
    recall_school_days = models.PositiveSmallIntegerField(_("terughalen, schooldagen vooraf"), default=5)
    # First and last half-day; columns so that a sweep is one indexed query.
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True, editable=False)
    planned_at = models.DateTimeField(null=True, blank=True, editable=False)
    finished_on = models.DateField(null=True, blank=True, editable=False)
    # The day its charges were made up.
    settled_on = models.DateField(null=True, blank=True, editable=False)
    override_reason = models.CharField(_("waarom toch zonder vervanging"), max_length=300, blank=True)

    objects: ClassVar[models.Manager["Secondment"]] = SecondmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("inzet")
        verbose_name_plural = _("inzetten")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="secondment_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["planned", "finished", "cancelled"]) | Q(planned_at__isnull=False),
                name="secondment_planned_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="finished", finished_on__isnull=False)
                | ~Q(state="finished") & Q(finished_on__isnull=True),
                name="secondment_finished_on_with_finished",
            ),
        ]
        indexes = [models.Index(fields=["ends_on"], condition=Q(state="planned"), name="secondment_planned_until")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("secondments:secondment_detail", args=[self.pk])

    @property
    def total_cents(self) -> int:
        """What the borrower pays for everything: the loan, travel and VAT."""
        return self.price_cents + self.travel_cents + self.vat_cents

    @property
    def is_price_open(self) -> bool:
        """The lender still has to name an amount."""
        return self.named_cents is None and self.charge_method in (ChargeMethod.FIXED, ChargeMethod.ACTUAL)


def schools_decided_by(user: "User") -> models.QuerySet[School]:
    """Schools for which this user decides on secondments today, as director or as board."""
    return School.objects.where(user, Right.DECIDE_FOR_SCHOOL) | School.objects.where(user, Right.DECIDE_FOR_BOARD)


class LoanQuerySet(models.QuerySet["Loan"]):
    def with_people(self) -> Self:
        return self.select_related("expert__user", "position__membership__school__board").prefetch_related("half_days")


class Loan(models.Model):
    """One expert in a secondment, lent by one employer (the membership of the position)."""

    secondment = models.ForeignKey(Secondment, on_delete=models.CASCADE, related_name="loans")
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="loans")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="loans")
    time_mode = models.CharField(_("hoe de tijd gevonden wordt"), max_length=10, choices=TimeMode)
    travel_km = models.DecimalField(_("enkele reis, in km"), max_digits=4, decimal_places=1, default=0)
    # Signed on paper or elsewhere: when, which agreement (agreement.reference_of), and who wrote that down.
    signed_on = models.DateField(_("getekend op"), null=True, blank=True, editable=False)
    signed_reference = models.CharField(max_length=12, blank=True, editable=False)
    signing_recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects: ClassVar[models.Manager["Loan"]] = LoanQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitlening")
        verbose_name_plural = _("uitleningen")
        constraints = [
            models.UniqueConstraint(fields=["secondment", "expert"], name="loan_once_per_expert"),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True, signing_recorded_by__isnull=True, signed_reference="")
                | Q(signed_on__isnull=False, signing_recorded_by__isnull=False) & ~Q(signed_reference=""),
                name="loan_signed_by_someone_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert} voor {self.secondment}"

    @property
    def lender(self) -> School | None:
        """The school that lends, or None for a freelancer."""
        return self.position.membership.school

    @property
    def leaves_a_class(self) -> bool:
        return TimeMode(self.time_mode).leaves_a_class


class LoanHalfDayQuerySet(models.QuerySet["LoanHalfDay"]):
    def uncovered(self) -> Self:
        """A class would be without a teacher: nobody found yet, or it did not work out."""
        return self.filter(replacement_state__in=[ReplacementState.SOUGHT, ReplacementState.FAILED])

    def agreed(self) -> Self:
        """Going on or gone on: everybody said yes and nobody called it off or took the expert back."""
        states = [SecondmentState.PLANNED, SecondmentState.FINISHED]
        return self.filter(loan__secondment__state__in=states).exclude(lender_says__in=[Outcome.RECALLED])

    def of_party(self, user: "User") -> Self:
        """Of whoever is lent, and of who decides for the school that lends or borrows."""
        deciding = schools_decided_by(user).values("pk")
        return self.filter(
            Q(loan__expert__user=user)
            | Q(loan__position__membership__school__in=deciding)
            | Q(loan__secondment__borrower__in=deciding)
        )

    def disputed(self) -> Self:
        """Both sides spoke, and differently; not made up yet."""
        return self.filter(loan__secondment__settled_on__isnull=True).exclude(
            Q(lender_says="") | Q(borrower_says="") | Q(lender_says=models.F("borrower_says"))
        )

    def needing_cover(self) -> Self:
        return self.exclude(replacement_state=ReplacementState.NOT_NEEDED)


class LoanHalfDay(models.Model):
    """One half-day of help, the replacement it needs, and the booking once all have said yes."""

    loan = models.ForeignKey(Loan, on_delete=models.CASCADE, related_name="half_days")
    day = models.DateField(_("dag"))
    part = models.CharField(_("dagdeel"), max_length=2, choices=Part)
    replacement_state = models.CharField(
        _("vervanging"), max_length=12, choices=ReplacementState, default=ReplacementState.NOT_NEEDED
    )
    covered_by = models.CharField(_("door"), max_length=12, choices=CoveredBy, blank=True)
    replacement_cents = models.PositiveIntegerField(_("kosten vervanging, in eurocenten"), default=0)
    # What each side says became of it (outcomes.py); whoever said nothing agrees after a week.
    lender_says = models.CharField(max_length=10, choices=Outcome, blank=True)
    lender_said_on = models.DateField(null=True, blank=True)
    borrower_says = models.CharField(max_length=10, choices=Outcome, blank=True)
    borrower_said_on = models.DateField(null=True, blank=True)
    # Share of the price of this half-day that is owed when it is charged; less when called off in time.
    due_percent = models.PositiveSmallIntegerField(default=100)
    booked = models.OneToOneField(
        BookedHalfDay, on_delete=models.PROTECT, null=True, blank=True, related_name="loan_half_day"
    )

    objects: ClassVar[models.Manager["LoanHalfDay"]] = LoanHalfDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("dagdeel van een uitlening")
        verbose_name_plural = _("dagdelen van een uitlening")
        ordering = ("day", "part")
        constraints = [
            models.UniqueConstraint(fields=["loan", "day", "part"], name="loan_half_day_once"),
            models.CheckConstraint(
                condition=~Q(replacement_state__in=["found", "confirmed"]) | ~Q(covered_by=""),
                name="loan_half_day_covered_by_someone",
            ),
            models.CheckConstraint(
                condition=(Q(lender_says="") | Q(lender_said_on__isnull=False))
                & (Q(borrower_says="") | Q(borrower_said_on__isnull=False)),
                name="loan_half_day_said_on_a_day",
            ),
            models.CheckConstraint(condition=Q(due_percent__lte=100), name="loan_half_day_due_at_most_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.get_part_display()}"

    @property
    def said(self) -> Said:
        return Said(self.lender_says, self.lender_said_on, self.borrower_says, self.borrower_said_on)

    def outcome(self, today: date) -> Outcome | None:
        """What became of it, or None while that is not settled."""
        return settled(self.day, self.said, today)


class ChargeQuerySet(models.QuerySet["Charge"]):
    def between(self, first: date, last: date) -> Self:
        """Made up on or between these days."""
        return self.filter(settled_on__range=(first, last))

    def of_boards_of(self, user: "User") -> Self:
        """Owed by or to a board or school where this user holds the budget."""
        held = Membership.objects.active().filter(user=user).with_right(Right.HOLD_BUDGET)
        boards = held.filter(board__isnull=False).values("board")
        return self.filter(Q(payer__in=boards) | Q(payee__in=boards))


class Charge(models.Model):
    """What one loan came to, once everybody agreed what happened: the borrowing board owes it to the lending board, or
    to the freelancer (`payee` empty). Never changed afterwards. Euro cents; hours of held half-days."""

    loan = models.OneToOneField(Loan, on_delete=models.PROTECT, related_name="charge")
    payer = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="charges_owed")
    payee = models.ForeignKey(Board, on_delete=models.PROTECT, null=True, blank=True, related_name="charges_due")
    half_days = models.PositiveSmallIntegerField()
    hours = models.DecimalField(max_digits=6, decimal_places=2)
    price_cents = models.PositiveIntegerField()
    travel_cents = models.PositiveIntegerField()
    vat_cents = models.PositiveIntegerField()
    settled_on = models.DateField()

    objects: ClassVar[models.Manager["Charge"]] = ChargeQuerySet.as_manager()

    class Meta:
        verbose_name = _("afrekening")
        verbose_name_plural = _("afrekeningen")
        indexes = [models.Index(fields=["settled_on"], name="charge_by_day")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.loan}: {self.total_cents}"

    @property
    def total_cents(self) -> int:
        return self.price_cents + self.travel_cents + self.vat_cents


class ApprovalQuerySet(models.QuerySet["Approval"]):
    def current(self) -> Self:
        return self.exclude(state=StepState.VOID)

    def of_experts(self) -> Self:
        return self.filter(kind=StepKind.EXPERT)

    def answered(self) -> Self:
        return self.filter(decided_at__isnull=False)

    def not_declined(self) -> Self:
        return self.exclude(state=StepState.DECLINED)

    def waiting(self) -> Self:
        return self.filter(state=StepState.WAITING, secondment__state=SecondmentState.IN_APPROVAL)

    def at_turn(self) -> Self:
        """Waiting, and everybody before has said yes."""
        return self.waiting().filter(waiting_since__isnull=False)

    def with_places(self) -> Self:
        return self.select_related("expert__user", "school", "board", "network", "decided_by")

    def for_decider(self, user: "User") -> Self:
        """Steps of a role this user holds today; whether they may take it is `permissions.can_decide`."""
        held = Membership.objects.active().filter(user=user)
        schools = School.objects.where(user, Right.DECIDE_FOR_SCHOOL)
        boards = held.with_right(Right.DECIDE_FOR_BOARD).filter(board__isnull=False)
        networks = held.with_right(Right.HOLD_BUDGET).filter(network__isnull=False)
        return self.filter(
            Q(kind=StepKind.EXPERT, expert__user=user)
            | Q(school__in=schools.values("pk"))
            | Q(board__in=boards.values("board_id"), network__isnull=True)
            | Q(network__in=networks.values("network_id"))
        )


@history.tracked("secondment", "kind", "state", "terms_version", "decided_by", kept=Kept.MONEY)
class Approval(models.Model):
    """One computed step: a role at an organisation (or the expert) that must say yes to this version of the terms."""

    secondment = models.ForeignKey(Secondment, on_delete=models.CASCADE, related_name="approvals")
    kind = models.CharField(max_length=20, choices=StepKind)
    position_in_order = models.PositiveSmallIntegerField()
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    network = models.ForeignKey(Network, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=StepState, default=StepState.WAITING)
    terms_version = models.PositiveSmallIntegerField()
    waiting_since = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(max_length=12, choices=DeclineReason, blank=True)
    note = models.CharField(_("toelichting"), max_length=500, blank=True)

    objects: ClassVar[models.Manager["Approval"]] = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("akkoord")
        verbose_name_plural = _("akkoorden")
        ordering = ("position_in_order",)
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "void"]) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="approval_decided_by_someone_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(decline_reason=""), name="approval_declined_with_a_reason"
            ),
            models.UniqueConstraint(
                fields=["secondment", "kind", "expert", "school", "board", "network"],
                condition=~Q(state="void"),
                nulls_distinct=False,
                name="approval_once_per_step",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_state_display()}"

    @property
    def step(self) -> Step:
        return Step(StepKind(self.kind), self.expert_id, self.school_id, self.board_id)

    @property
    def side(self) -> Side | None:
        """The side this step speaks for; None where there is only one, and for an expert or a network."""
        return None if self.network_id else side_of(self.step, self.secondment.borrower.place)

    @property
    def is_at_turn(self) -> bool:
        return self.state == StepState.WAITING and self.waiting_since is not None

    @property
    def organisation(self) -> School | Board | Network | None:
        """Who is asked; None for an expert. A network asked for the money goes before the board that asked it."""
        return self.school or self.network or self.board

    @property
    def party(self) -> str:
        """Who is asked, in words."""
        return str(self.organisation or self.expert)


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def of_token(self, token: str) -> Self:
        """The feed this secret opens, of somebody who may still sign in."""
        return self.filter(token_digest=digest_of(token), user__is_active=True)


class CalendarFeed(models.Model):
    """Somebody's agreed half-days as a calendar other programs may read. Whoever has the secret in the address reads
    it, so only a digest is kept, and making a new one or revoking it ends the old."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now, editable=False)

    objects: ClassVar[models.Manager["CalendarFeed"]] = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda-adres")
        verbose_name_plural = _("agenda-adressen")

    def __str__(self) -> str:
        return f"{self.user}: {self.created_at:%Y-%m-%d}"


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


class ReplacementFunding(models.Model):
    """Money for the replacement from one budget; a secondment can be split over several."""

    secondment = models.ForeignKey(Secondment, on_delete=models.PROTECT, related_name="fundings")
    # The budget holder's step this money belongs to; a step that lapses gives its money back.
    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="fundings")
    commitment = models.OneToOneField(Commitment, on_delete=models.PROTECT, related_name="replacement_funding")
    funded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    funded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("vervangingsbekostiging")
        verbose_name_plural = _("vervangingsbekostiging")

    def __str__(self) -> str:
        return f"{self.secondment}: {self.commitment}"


class EventQuerySet(models.QuerySet["Event"]):
    def readable_by(self, user: "User") -> Self:
        """Why somebody said no is read by the lending side and by who wrote it, never by the borrower."""
        lending = Loan.objects.filter(
            Q(expert__user=user) | Q(position__membership__school__in=schools_decided_by(user).values("pk"))
        )
        return self.filter(Q(is_for_lender_only=False) | Q(by=user) | Q(secondment__in=lending.values("secondment_id")))


class Event(models.Model):
    """One line of a secondment's readable story."""

    secondment = models.ForeignKey(Secondment, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=EventKind)
    happened_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.CharField(max_length=300, blank=True)
    # Lines only the lending side may read (a reason for no).
    is_for_lender_only = models.BooleanField(default=False)

    objects: ClassVar[models.Manager["Event"]] = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("gebeurtenis")
        verbose_name_plural = _("gebeurtenissen")
        ordering = ("happened_at", "pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"
