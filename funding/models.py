"""Money: what things cost (rates), who may spend how much (budgets) and every step it took (the ledger)."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import history
from core.history import Kept
from core.models import TimeStamped
from funding.burn_down import BurnDown, Change, burn_down
from funding.choices import CommitmentState, LineKind, Purpose
from organisations.choices import HolidayRegion
from organisations.models import Board, Membership, Network, School
from organisations.roles import Right, roles_with

if TYPE_CHECKING:
    from users.models import User


class RateQuerySet(models.QuerySet["Rate"]):
    def valid(self, on: date, board: Board | None = None) -> Self:
        """Rates of that day: the general ones and the board's own; the one that wins comes last per key."""
        runs = Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gte=on))
        whose = Q(board__isnull=True) | Q(board=board) if board else Q(board__isnull=True)
        return self.filter(runs & whose).order_by("key", F("board").asc(nulls_first=True), "valid_from")


class Rate(TimeStamped):
    """One figure of the rate tables (DOMAIN section 14), from a day to a day; for all, or for one board."""

    key = models.CharField(_("sleutel"), max_length=60)
    board = models.ForeignKey(
        Board, on_delete=models.CASCADE, null=True, blank=True, related_name="rates", verbose_name=_("bestuur")
    )
    value = models.DecimalField(_("waarde"), max_digits=12, decimal_places=4)
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot en met"), null=True, blank=True)
    source = models.CharField(_("bron"), max_length=200)
    confirmed_by_name = models.CharField(_("nagekeken door"), max_length=120, blank=True)
    confirmed_on = models.DateField(_("nagekeken op"), null=True, blank=True)

    objects: ClassVar[models.Manager["Rate"]] = RateQuerySet.as_manager()

    class Meta:
        verbose_name = _("tarief")
        verbose_name_plural = _("tarieven")
        constraints = [
            models.UniqueConstraint(
                fields=["key", "board", "valid_from"], nulls_distinct=False, name="rate_once_per_key_board_and_day"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="rate_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True, confirmed_by_name="")
                | (Q(confirmed_on__isnull=False) & ~Q(confirmed_by_name="")),
                name="rate_confirmed_by_someone_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.valid_from}"


class BudgetQuerySet(models.QuerySet["Budget"]):
    def held_by(self, user: "User") -> Self:
        """Budgets this user may grant, reserve and spend today (`can_hold`, as a question to the database)."""
        held = Membership.objects.active().filter(user=user).with_right(Right.HOLD_BUDGET)
        return self.filter(
            Q(school__in=held.values("school"))
            | Q(board__in=held.values("board"))
            | Q(school__board__in=held.filter(board__isnull=False).values("board"))
            | Q(network__in=held.values("network"))
        )

    def visible_to(self, user: "User") -> Self:
        """Budgets this user holds, and those of the school they lead."""
        leads = Membership.objects.active().filter(user=user, role__in=roles_with(Right.DECIDE_FOR_SCHOOL))
        held = self.model.objects.held_by(user).values("pk")
        return self.filter(Q(pk__in=held) | Q(school__in=leads.values("school")))

    def usable_for(self, school: School, on: date) -> Self:
        """Budgets that can pay something for this school that day: of the school, its board or its network, running
        that day and not empty."""
        owned = Q(school=school) | Q(board=school.board_id)
        if school.network_id:
            owned |= Q(network=school.network_id)
        return self.filter(owned, starts_on__lte=on, ends_on__gte=on).with_available().filter(available__gt=0)

    def with_owner(self) -> Self:
        return self.select_related("school", "board", "network")

    def running_first(self, on: date) -> Self:
        """Adds `is_running` (on that day); what runs comes first, the latest end on top."""
        runs = models.Case(models.When(starts_on__lte=on, ends_on__gte=on, then=True), default=False)
        return self.annotate(is_running=runs).order_by("-is_running", "-ends_on", "name", "pk")

    def with_available(self) -> Self:
        """Adds `available`: eurocents nobody has a claim on."""
        used = F("reserved_cents") + F("committed_cents") + F("spent_cents")
        return self.annotate(available=F("granted_cents") - used)


@history.tracked("school", "board", "network", "purpose", "starts_on", "ends_on", kept=Kept.MONEY)
class Budget(TimeStamped):
    """Money of one owner for one purpose, from a day to a day, with a hard ceiling.

    The four totals are eurocents and change only together with a line of the ledger, under one lock (actions.py).
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, blank=True, related_name="budgets")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, null=True, blank=True, related_name="budgets")
    network = models.ForeignKey(Network, on_delete=models.PROTECT, null=True, blank=True, related_name="budgets")
    name = models.CharField(_("naam"), max_length=120)
    purpose = models.CharField(_("waarvoor"), max_length=12, choices=Purpose)
    starts_on = models.DateField(_("vanaf"))
    ends_on = models.DateField(_("tot en met"))
    granted_cents = models.BigIntegerField(_("toegekend"), default=0, editable=False)
    reserved_cents = models.BigIntegerField(_("gereserveerd"), default=0, editable=False)
    committed_cents = models.BigIntegerField(_("toegezegd"), default=0, editable=False)
    spent_cents = models.BigIntegerField(_("uitgegeven"), default=0, editable=False)

    objects: ClassVar[models.Manager["Budget"]] = BudgetQuerySet.as_manager()

    class Meta:
        verbose_name = _("budget")
        verbose_name_plural = _("budgetten")
        constraints = [
            models.CheckConstraint(
                name="budget_has_one_owner",
                condition=(
                    Q(school__isnull=False, board__isnull=True, network__isnull=True)
                    | Q(school__isnull=True, board__isnull=False, network__isnull=True)
                    | Q(school__isnull=True, board__isnull=True, network__isnull=False)
                ),
            ),
            models.CheckConstraint(name="budget_ends_after_start", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(
                name="budget_never_overdrawn",
                condition=Q(granted_cents__gte=F("reserved_cents") + F("committed_cents") + F("spent_cents")),
            ),
            models.CheckConstraint(
                name="budget_totals_not_negative",
                condition=Q(granted_cents__gte=0, reserved_cents__gte=0, committed_cents__gte=0, spent_cents__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.owner})"

    def get_absolute_url(self) -> str:
        return reverse("funding:budget_detail", args=[self.pk])

    @property
    def owner(self) -> School | Board | Network:
        found = self.school or self.board or self.network
        assert found is not None  # held by budget_has_one_owner
        return found

    @property
    def available_cents(self) -> int:
        """What nobody has a claim on."""
        return self.granted_cents - self.reserved_cents - self.committed_cents - self.spent_cents

    @property
    def holiday_region(self) -> str:
        """Whose holidays count for its deadlines: the school's, else those of a school of the board or network."""
        if self.school is not None:
            return self.school.holiday_region
        schools = (
            School.objects.filter(board=self.board) if self.board_id else School.objects.filter(network=self.network)
        )
        first = schools.order_by("pk").values_list("holiday_region", flat=True).first()
        return first or HolidayRegion.MIDDLE

    def course(self, today: date) -> BurnDown:
        """How the free money went, and where it goes (burn_down). One query over the ledger."""
        lines = self.lines.annotate(on=TruncDate("at")).values_list(
            "on", "granted_change", "reserved_change", "committed_change", "spent_change"
        )
        changes = [Change(on, granted, sum(claims)) for on, granted, *claims in lines]
        return burn_down(changes, starts_on=self.starts_on, ends_on=self.ends_on, today=today)

    def is_over(self, today: date) -> bool:
        return self.ends_on < today

    def runs_on(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def reserved(self) -> Self:
        return self.filter(state=CommitmentState.RESERVED)

    def lapsing(self, until: date) -> Self:
        """Reservations whose last day is before `until`."""
        return self.reserved().filter(lapses_on__lt=until)


class Commitment(models.Model):
    """A promise that a budget pays this much. Upper floors keep its key beside what it pays for."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="commitments")
    amount_cents = models.BigIntegerField(_("bedrag"))
    state = models.CharField(max_length=10, choices=CommitmentState, default=CommitmentState.RESERVED)
    reserved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reserved_at = models.DateTimeField(default=timezone.now)
    # The last day of the reservation; the day after it lapses.
    lapses_on = models.DateField(_("gereserveerd tot en met"))
    note = models.CharField(_("toelichting"), max_length=200, blank=True)

    objects: ClassVar[models.Manager["Commitment"]] = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("toezegging")
        verbose_name_plural = _("toezeggingen")
        indexes = [
            models.Index(fields=["lapses_on"], name="commitment_lapsing", condition=Q(state=CommitmentState.RESERVED))
        ]
        constraints = [
            models.CheckConstraint(name="commitment_amount_positive", condition=Q(amount_cents__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.budget_id}: {self.amount_cents} {self.state}"


class LedgerLine(models.Model):
    """One step of the money of one budget, never changed afterwards; the database refuses that.

    `amount_cents` is what a person reads; the four changes added up over all lines are the budget's totals.
    """

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="lines")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, null=True, blank=True, related_name="lines")
    kind = models.CharField(_("wat"), max_length=8, choices=LineKind)
    amount_cents = models.BigIntegerField(_("bedrag"))
    granted_change = models.BigIntegerField(default=0)
    reserved_change = models.BigIntegerField(default=0)
    committed_change = models.BigIntegerField(default=0)
    spent_change = models.BigIntegerField(default=0)
    # Null: Expedu itself, when a reservation lapses.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("wanneer"), default=timezone.now)
    note = models.CharField(_("toelichting"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("grootboekregel")
        verbose_name_plural = _("grootboekregels")
        indexes = [models.Index(fields=["budget", "-at"], name="ledger_line_newest_first")]
        constraints = [
            models.CheckConstraint(name="ledger_line_has_an_amount", condition=~Q(amount_cents=0)),
            models.CheckConstraint(
                name="ledger_line_negative_only_to_correct",
                condition=Q(amount_cents__gt=0) | Q(kind=LineKind.CORRECT),
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.budget_id}: {self.kind} {self.amount_cents}"
