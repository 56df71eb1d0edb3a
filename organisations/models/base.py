"""Schools, boards, networks and regions; who belongs to them; and what the ring rule reads."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import history
from core.models import TimeStamped
from organisations.choices import (
    BOARD_ROLES,
    NETWORK_ROLES,
    SCHOOL_ROLES,
    HolidayRegion,
    NetworkSource,
    Ring,
    Role,
    SchoolKind,
    Source,
)
from organisations.rings import NATIONAL_KEY, Place, audience_key, keys_by_ring
from organisations.roles import Right, roles_with

if TYPE_CHECKING:
    from users.models import User


class Region(TimeStamped):
    """A part of the country; DUO's onderwijsgebied by default."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(_("naam"), max_length=120)
    source = models.CharField(max_length=10, choices=Source, default=Source.MANUAL)

    class Meta:
        verbose_name = _("regio")
        verbose_name_plural = _("regio's")

    def __str__(self) -> str:
        return self.name


class Network(TimeStamped):
    """A samenwerkingsverband: boards of an area that divide the money for extra support."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(_("naam"), max_length=160)
    source = models.CharField(max_length=10, choices=Source, default=Source.MANUAL)

    class Meta:
        verbose_name = _("samenwerkingsverband")
        verbose_name_plural = _("samenwerkingsverbanden")

    def __str__(self) -> str:
        return self.name


class BoardQuerySet(models.QuerySet["Board"]):
    def visible_to(self, user: "User") -> Self:
        """Boards someone belongs to today, at the board itself or at one of its schools."""
        own = Membership.objects.active().filter(user=user)
        return self.filter(
            Q(pk__in=own.filter(board__isnull=False).values("board_id"))
            | Q(pk__in=own.filter(school__isnull=False).values("school__board_id"))
        )

    def administered_by(self, user: "User", right: Right = Right.SET_POLICY) -> Self:
        """Boards where this user holds `right` today."""
        held = Membership.objects.active().filter(user=user, role__in=roles_with(right), board__isnull=False)
        return self.filter(pk__in=held.values("board_id"))


@history.tracked(
    "ring_ceiling",
    "days_before_board",
    "days_before_network",
    "days_before_region",
    "days_before_national",
    "reminder_days",
    "escalation_days",
    "requester_budget_limit_cents",
    "freelancers_enabled",
    "reviews_consent_on",
    "reviews_dpia_on",
)
class Board(TimeStamped):
    """A schoolbestuur: the employer. Its policy is in the columns below (DESIGN section 2; defaults DOMAIN 14)."""

    number = models.CharField(_("nummer"), max_length=5, unique=True)
    name = models.CharField(_("naam"), max_length=200)
    source = models.CharField(max_length=10, choices=Source, default=Source.MANUAL)

    ring_ceiling = models.PositiveSmallIntegerField(
        _("hoe ver mensen gezien mogen worden"), choices=Ring, default=Ring.NATIONAL
    )
    reach_changed_at = models.DateTimeField(null=True, editable=False)
    days_before_board = models.PositiveSmallIntegerField(
        _("schooldagen voor een vraag naar het bestuur gaat"), default=2
    )
    days_before_network = models.PositiveSmallIntegerField(
        _("schooldagen voor een vraag naar het netwerk gaat"), default=3
    )
    days_before_region = models.PositiveSmallIntegerField(_("schooldagen voor een vraag naar de regio gaat"), default=5)
    days_before_national = models.PositiveSmallIntegerField(
        _("schooldagen voor een vraag naar heel Nederland gaat"), default=5
    )
    reminder_days = models.PositiveSmallIntegerField(_("herinneren na schooldagen"), default=3)
    escalation_days = models.PositiveSmallIntegerField(_("opschalen na schooldagen"), default=7)
    requester_budget_limit_cents = models.PositiveIntegerField(
        _("tot dit bedrag (in eurocenten) mag de aanvrager zelf over het budget beslissen"), default=50_000
    )
    freelancers_enabled = models.BooleanField(_("zzp'ers tonen"), default=True)
    reviews_consent_on = models.DateField(_("instemming PGMR met beoordelingen"), null=True, blank=True)
    reviews_dpia_on = models.DateField(_("DPIA beoordelingen klaar"), null=True, blank=True)

    objects: ClassVar[models.Manager["Board"]] = BoardQuerySet.as_manager()

    class Meta:
        verbose_name = _("bestuur")
        verbose_name_plural = _("besturen")
        constraints = [
            models.CheckConstraint(condition=Q(ring_ceiling__range=(1, 5)), name="board_ring_ceiling_is_a_ring"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_reviews(self) -> bool:
        """Reviews are off until the staff council's consent and the DPIA are dated (DESIGN section 8)."""
        return self.reviews_consent_on is not None and self.reviews_dpia_on is not None

    def days_in_ring(self, ring: Ring) -> int | None:
        """School days a help request stays in `ring` before it widens, or None in the last ring."""
        return {
            Ring.SCHOOL: self.days_before_board,
            Ring.BOARD: self.days_before_network,
            Ring.NETWORK: self.days_before_region,
            Ring.REGION: self.days_before_national,
        }.get(ring)


class SchoolQuerySet(models.QuerySet["School"]):
    def open(self) -> Self:
        return self.filter(closed_on__isnull=True)

    def where(self, user: "User", right: Right) -> Self:
        """Open schools for which this user holds `right` today, at the school itself or through its board."""
        held = Membership.objects.active().filter(user=user, role__in=roles_with(right))
        return self.open().filter(
            Q(pk__in=held.values("school_id")) | Q(board_id__in=held.filter(board__isnull=False).values("board_id"))
        )

    def visible_to(self, user: "User") -> Self:
        """Open schools someone works at today, or that are of the board where they have a role."""
        own = Membership.objects.active().filter(user=user)
        return self.open().filter(
            Q(pk__in=own.filter(school__isnull=False).values("school_id"))
            | Q(board_id__in=own.filter(board__isnull=False).values("board_id"))
        )

    def with_people_count(self) -> Self:
        """Annotate `people_count`: how many different people work there today."""
        here = Membership.objects.active().filter(school=OuterRef("pk")).order_by().values("school")
        counted = here.annotate(number=Count("user", distinct=True)).values("number")
        return self.annotate(people_count=Coalesce(Subquery(counted), 0))

    def without_director(self) -> Self:
        directors = Membership.objects.active().filter(role=Role.DIRECTOR, school=OuterRef("pk"))
        return self.filter(~Exists(directors))


@history.tracked("board", "network", "region", "closed_on")
class School(TimeStamped):
    """One building where people work: a vestiging, identified by its BRIN and two digits."""

    code = models.CharField(_("vestigingscode"), max_length=6, unique=True)
    name = models.CharField(_("naam"), max_length=160)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="schools", verbose_name=_("bestuur"))
    network = models.ForeignKey(
        Network, on_delete=models.PROTECT, null=True, blank=True, related_name="schools", verbose_name=_("netwerk")
    )
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="schools", verbose_name=_("regio")
    )
    network_source = models.CharField(max_length=10, choices=NetworkSource, default=NetworkSource.UNKNOWN, blank=True)
    source = models.CharField(max_length=10, choices=Source, default=Source.MANUAL)
    holiday_region = models.CharField(
        _("vakantieregio"), max_length=6, choices=HolidayRegion, default=HolidayRegion.MIDDLE
    )
    kind = models.CharField(_("soort"), max_length=6, choices=SchoolKind, default=SchoolKind.BO)
    cluster = models.CharField(_("cluster"), max_length=10, blank=True)
    denomination = models.CharField(_("richting"), max_length=60, blank=True)
    street = models.CharField(_("straat"), max_length=120, blank=True)
    house_number = models.CharField(_("huisnummer"), max_length=30, blank=True)
    postcode = models.CharField(_("postcode"), max_length=6, blank=True)
    city = models.CharField(_("plaats"), max_length=80, blank=True)
    municipality_code = models.CharField(max_length=4, blank=True)
    municipality = models.CharField(_("gemeente"), max_length=80, blank=True)
    province = models.CharField(_("provincie"), max_length=40, blank=True)
    # Every division of the country DUO knows (organisations.duo.schools.AREAS) -> code.
    area_codes = models.JSONField(default=dict, blank=True, editable=False)
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    website = models.CharField(max_length=200, blank=True)
    # On 1 October of the year below it; empty while unknown or hidden, never nought for that.
    pupil_count = models.PositiveIntegerField(_("leerlingen"), null=True, blank=True)
    pupil_year = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    # Kilometres on the national grid (RD); distances are straight lines, shown as approximate.
    x_km = models.FloatField(null=True, blank=True)
    y_km = models.FloatField(null=True, blank=True)
    closed_on = models.DateField(_("gesloten op"), null=True, blank=True)

    objects: ClassVar[models.Manager["School"]] = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("scholen")

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        return Place(self.pk, self.board_id, self.network_id, self.region_id)

    def distance_km(self, other: "School") -> float | None:
        """Straight-line distance in kilometres, or None when either place is unknown."""
        if None in (self.x_km, self.y_km, other.x_km, other.y_km):
            return None
        return float(((self.x_km - other.x_km) ** 2 + (self.y_km - other.y_km) ** 2) ** 0.5)  # type: ignore[operator]


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self, on: date | None = None) -> Self:
        """Memberships that run on `on` (today when left out)."""
        on = on or timezone.localdate()
        return self.filter(Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on)), user__is_active=True)

    def not_ended(self, on: date | None = None) -> Self:
        """Memberships that run on `on` (today when left out) or begin later."""
        on = on or timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), user__is_active=True)

    def visible_to(self, user: "User") -> Self:
        """Own places, and those of colleagues at the same school, board or network."""
        own = Membership.objects.active().filter(user=user)
        return self.filter(
            Q(user=user)
            | Q(school__in=School.objects.visible_to(user))
            | Q(board__in=Board.objects.visible_to(user))
            | Q(network__in=own.filter(network__isnull=False).values("network_id"))
        )

    def with_right(self, right: Right) -> Self:
        return self.filter(role__in=roles_with(right))

    def at_board(self, board: "Board") -> Self:
        """Memberships at this board itself, or at a school of it."""
        return self.filter(Q(board=board) | Q(school__board=board))

    def at_or_above(self, organisation: "School | Board | Network") -> Self:
        """Memberships at this organisation, and for a school also at its board: the one walk up the tree."""
        if isinstance(organisation, School):
            return self.filter(Q(school=organisation) | Q(board_id=organisation.board_id))
        if isinstance(organisation, Board):
            return self.filter(board=organisation)
        return self.filter(network=organisation)


@history.tracked("user", "role", "school", "board", "network", "is_deputy", "starts_on", "ends_on")
class Membership(TimeStamped):
    """Someone's place and role at one school, board or network, from a day to a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("rol"), max_length=20, choices=Role)
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    network = models.ForeignKey(Network, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    job_title = models.CharField(_("functie"), max_length=80, blank=True)
    is_deputy = models.BooleanField(_("vervangt iemand"), default=False)
    deputy_for = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="deputies", verbose_name=_("vervangt")
    )
    starts_on = models.DateField(_("vanaf"), default=timezone.localdate)
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)

    objects: ClassVar[models.Manager["Membership"]] = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanstelling")
        verbose_name_plural = _("aanstellingen")
        constraints = [
            models.CheckConstraint(
                name="membership_at_the_level_of_its_role",
                condition=(
                    Q(role__in=SCHOOL_ROLES, school__isnull=False, board__isnull=True, network__isnull=True)
                    | Q(role__in=BOARD_ROLES, school__isnull=True, board__isnull=False, network__isnull=True)
                    | Q(role__in=NETWORK_ROLES, school__isnull=True, board__isnull=True, network__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="membership_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="membership_deputy_has_an_end", condition=Q(is_deputy=False) | Q(ends_on__isnull=False)
            ),
            models.CheckConstraint(
                name="membership_deputises_as_deputy", condition=Q(deputy_for__isnull=True) | Q(is_deputy=True)
            ),
            models.UniqueConstraint(
                fields=["user", "role", "school", "board", "network"],
                condition=Q(ends_on__isnull=True),
                nulls_distinct=False,
                name="membership_once_per_place_and_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation}"

    @property
    def organisation(self) -> "School | Board | Network":
        """The one place this membership is at."""
        found = self.school or self.board or self.network
        assert found is not None  # held by membership_at_the_level_of_its_role
        return found

    @property
    def description(self) -> str:
        """What someone does there, in words: for staff the job title says more than the role."""
        role = self.get_role_display()
        if not self.job_title or self.job_title.lower() == role.lower():
            return role
        return self.job_title if self.role == Role.STAFF else f"{role}, {self.job_title}"

    @property
    def place(self) -> Place:
        """The place whose audience keys this membership's work carries; a freelancer starts at the network."""
        return self.school.place if self.school else Place(None, None, self.network_id, None)


def reader_keys(user: "User") -> frozenset[int]:
    """Every audience key this user carries today as a reader of help requests and practices.

    Someone at a school carries all keys of that school; a board admin those of the board and of its schools' networks
    and regions; people of a network that network's key.
    """
    keys: set[int] = set()
    memberships = Membership.objects.active().filter(user=user).select_related("school")
    for membership in memberships:
        if membership.school is not None:
            keys |= membership.school.place.keys()
        elif membership.board_id is not None:
            keys |= board_keys(membership.board_id)
        elif membership.network_id is not None:
            keys.add(audience_key(Ring.NETWORK, membership.network_id))
    return frozenset(keys)


def searcher_keys(user: "User", *, for_freelancers: bool = False) -> frozenset[int]:
    """The keys this user carries when looking at people: all of a school's keys for who may search there, else only
    the own school (colleagues see colleagues). `for_freelancers`: without the places whose board does not show them."""
    may_search = roles_with(Right.SEARCH)
    keys: set[int] = set()
    memberships = Membership.objects.active().filter(user=user).select_related("school__board", "board")
    for membership in memberships:
        board = membership.school.board if membership.school else membership.board
        if for_freelancers and board is not None and not board.freelancers_enabled:
            continue
        if membership.school is not None:
            ring = Ring.NATIONAL if membership.role in may_search else Ring.SCHOOL
            keys |= membership.school.place.keys(ring)
        elif membership.board_id is not None and membership.role in may_search:
            keys |= board_keys(membership.board_id)
    return frozenset(keys)


def board_keys(board_id: int) -> set[int]:
    """The keys a board carries: its own, and the networks and regions of its open schools; no single school's."""
    keys = {audience_key(Ring.BOARD, board_id), NATIONAL_KEY}
    for network_id, region_id in School.objects.open().filter(board_id=board_id).values_list("network_id", "region_id"):
        keys |= Place(None, None, network_id, region_id).keys(Ring.REGION)
    return keys


def reaching(keys: Iterable[int], *, ceiling: str) -> Q:
    """Rows whose `audience_keys` meet these keys, as far as the board's ceiling (at this lookup) lets them today: it is
    joined live, so that lowering it narrows at once, whatever the stored keys say."""
    found = Q(pk__in=[])
    for ring, ring_keys in keys_by_ring(keys).items():
        reached = Q(audience_keys__overlap=ring_keys)
        found |= reached if ring == Ring.SCHOOL else reached & Q(**{f"{ceiling}__gte": ring})
    return found


class Ringed(models.Model):
    """Something of a school that reaches a ring, and carries the audience keys that follow from both."""

    ring = models.PositiveSmallIntegerField(_("kring"), choices=Ring, default=Ring.SCHOOL)
    audience_keys = ArrayField(models.IntegerField(), default=list, editable=False)
    # Its school moved and nobody has said yes to the new readers yet: only these keys count. Empty column: all do.
    allowed_keys = ArrayField(models.IntegerField(), null=True, editable=False)
    # Since when a yes or no to the new readers is waited for.
    move_asked_on = models.DateField(null=True, editable=False)

    class Meta:
        abstract = True
        indexes = [GinIndex(fields=["audience_keys"], name="%(class)s_audience_keys")]


class SchoolHoliday(models.Model):
    """A school holiday of a region (reference data, DOMAIN section 7)."""

    holiday_region = models.CharField(max_length=6, choices=HolidayRegion)
    name = models.CharField(_("naam"), max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()
    source = models.CharField(max_length=200, blank=True)
    is_confirmed = models.BooleanField(_("door iemand nagekeken"), default=False)

    class Meta:
        verbose_name = _("schoolvakantie")
        verbose_name_plural = _("schoolvakanties")
        constraints = [
            models.UniqueConstraint(fields=["holiday_region", "starts_on"], name="school_holiday_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="school_holiday_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.get_holiday_region_display()}"


class StudyDay(models.Model):
    """A day a school has no lessons of its own choosing."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="study_days")
    day = models.DateField(_("dag"))
    name = models.CharField(_("naam"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("studiedag")
        verbose_name_plural = _("studiedagen")
        constraints = [models.UniqueConstraint(fields=["school", "day"], name="study_day_once_per_school")]

    def __str__(self) -> str:
        return f"{self.school}: {self.day}"
