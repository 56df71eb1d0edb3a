"""The taxonomy, who can do what and when, how far they may be seen, and which half-days are taken."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, Greatest, Least
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core import history
from core.models import TimeStamped
from experts.choices import EventKind, Level, Often, Part, ReleaseState, Risk, TimeMode
from experts.half_days import EVERY_HALF_DAY
from organisations.choices import Ring
from organisations.models import Board, Membership, School, searcher_keys
from organisations.rings import KEYS_PER_RING, keys_by_ring
from organisations.roles import Right

if TYPE_CHECKING:
    from users.models import User


# A key of the index for a skill is an int8: the audience key in front, the skill's primary key behind it.
BITS_FOR_A_SKILL = 20


def reads_english() -> bool:
    return (get_language() or "").startswith("en")


class InTwoLanguages(models.Model):
    """A row of the taxonomy, said in the language of who reads."""

    label = models.CharField(_("naam"), max_length=80)
    label_en = models.CharField(max_length=80)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label_en if reads_english() else self.label


class Category(InTwoLanguages):
    """A shelf of skills."""

    slug = models.SlugField(unique=True)
    description = models.CharField(_("uitleg"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("categorie")
        verbose_name_plural = _("categorieën")
        ordering = ("position",)


class Skill(InTwoLanguages):
    """Something a person can do. A slug never changes; after a merge the old one becomes an alias."""

    # Small and dense: the place of this skill in bit strings of the search index (MATCHING caveat 7).
    number = models.PositiveSmallIntegerField(unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="skills")
    description = models.CharField(_("uitleg"), max_length=200, blank=True)
    keywords = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    aliases = ArrayField(models.SlugField(max_length=60), default=list, blank=True)
    is_active = models.BooleanField(_("te kiezen"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("vaardigheid")
        verbose_name_plural = _("vaardigheden")
        ordering = ("category__position", "position")
        constraints = [models.CheckConstraint(condition=Q(number__lt=256), name="skill_number_fits_the_index")]


class HelpForm(InTwoLanguages):
    """A form of help: think along, watch in class, workshop (taxonomy, Vormen van hulp)."""

    slug = models.SlugField(unique=True)
    description = models.CharField(_("uitleg"), max_length=200, blank=True)
    typical_hours_from = models.DecimalField(max_digits=5, decimal_places=1)
    typical_hours_to = models.DecimalField(max_digits=5, decimal_places=1)
    works_with_children = models.CharField(_("met kinderen"), max_length=10, choices=Often, default=Often.SOMETIMES)
    needs_time_off_class = models.CharField(
        _("buiten de eigen klas"), max_length=10, choices=Often, default=Often.SOMETIMES
    )
    freelance_risk = models.CharField(_("risico bij een zzp'er"), max_length=10, choices=Risk, default=Risk.LOW)
    needs_travel = models.BooleanField(_("de expert reist"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("vorm van hulp")
        verbose_name_plural = _("vormen van hulp")
        ordering = ("position",)


class TargetGroup(InTwoLanguages):
    """For whom the help is: year groups, colleagues, parents."""

    slug = models.SlugField(unique=True)
    is_children = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("doelgroep")
        verbose_name_plural = _("doelgroepen")
        ordering = ("position",)


class ExpertQuerySet(models.QuerySet["Expert"]):
    def findable(self, on: date | None = None) -> Self:
        """Experts who can be shown at all: all three screens done, not paused, confirmed this year, at least one skill,
        active account."""
        on = on or timezone.localdate()
        return self.filter(
            Q(paused_until__isnull=True) | Q(paused_until__lt=on),
            onboarded_at__isnull=False,
            confirmed_until__gte=on,
            user__is_active=True,
            is_hidden=False,
        ).filter(Exists(ExpertSkill.objects.filter(expert=OuterRef("pk"))))

    def reaching(
        self, keys: Iterable[int], on: date | None = None, *, freelancer_keys: Iterable[int] | None = None
    ) -> Self:
        """Findable experts whose effective ring reaches one of these audience keys (DESIGN section 2); freelancers
        one of `freelancer_keys`, when given."""
        on = on or timezone.localdate()
        positions = Position.objects.reaching(keys, on, freelancer_keys=freelancer_keys)
        return self.findable(on).filter(Exists(positions.filter(expert=OuterRef("pk"))))

    def visible_to(self, user: "User", on: date | None = None) -> Self:
        """Themselves always; others as far as the effective ring and this user's own role go."""
        positions = Position.objects.visible_to(user, on).filter(expert=OuterRef("pk"))
        others = Expert.objects.findable(on).filter(Exists(positions))
        return self.filter(Q(user=user) | Q(pk__in=others.values("pk")))


@history.tracked("user", "wanted_ring", "is_hidden", "paused_until", "confirmed_until")
class Expert(TimeStamped):
    """Someone who can be asked. What is of the person stands here; what is of an employment stands in `Position`."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="expert")
    headline = models.CharField(_("in een zin"), max_length=140, blank=True)
    wanted_ring = models.PositiveSmallIntegerField(_("hoe ver"), choices=Ring, default=Ring.SCHOOL)
    travel_km = models.PositiveSmallIntegerField(_("reizen, hoogstens kilometer"), default=15)
    forms = models.ManyToManyField(HelpForm, blank=True, related_name="experts", verbose_name=_("vormen van hulp"))
    target_groups = models.ManyToManyField(
        TargetGroup, blank=True, related_name="experts", verbose_name=_("doelgroepen")
    )
    onboarded_at = models.DateTimeField(null=True, blank=True, editable=False)
    # What ends by date is a column compared with today, never a flag set by a job.
    confirmed_until = models.DateField(_("klopt nog tot en met"))
    paused_until = models.DateField(_("even niet, tot en met"), null=True, blank=True)
    is_hidden = models.BooleanField(_("zelf verborgen"), default=False)
    # Figures that upper floors write through experts.actions.
    finished_count = models.PositiveIntegerField(default=0, editable=False)
    open_invitation_count = models.PositiveIntegerField(default=0, editable=False)
    asked_count = models.PositiveIntegerField(default=0, editable=False)
    yes_count = models.PositiveIntegerField(default=0, editable=False)
    last_asked_at = models.DateTimeField(null=True, editable=False)
    rating = models.FloatField(null=True, editable=False)

    objects: ClassVar[models.Manager["Expert"]] = ExpertQuerySet.as_manager()

    class Meta:
        verbose_name = _("expert")
        verbose_name_plural = _("experts")
        constraints = [
            models.CheckConstraint(condition=Q(wanted_ring__range=(1, 5)), name="expert_wanted_ring_is_a_ring"),
        ]

    def __str__(self) -> str:
        return self.user.full_name

    def get_absolute_url(self) -> str:
        return reverse("experts:expert_detail", args=[self.pk])


class ExpertSkill(models.Model):
    """One ticked skill with its modest sentence."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="expert_skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="expert_skills")
    level = models.PositiveSmallIntegerField(_("welke zin past"), choices=Level, default=Level.DOES)
    confirmed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("vaardigheid van een expert")
        verbose_name_plural = _("vaardigheden van experts")
        constraints = [models.UniqueConstraint(fields=["expert", "skill"], name="expert_skill_once")]

    def __str__(self) -> str:
        return f"{self.skill}: {self.get_level_display()}"


class FurthestRing(models.Func):
    """The furthest ring among stored audience keys; 0 without any."""

    template = f"(SELECT coalesce(max(k), 0) / {KEYS_PER_RING} FROM unnest(%(expressions)s) AS k)"  # noqa: S608  a number of ours
    output_field = models.IntegerField()


class KeysWithin(models.Func):
    """Stored keys without those beyond a ring. `shift`: how many bits stand behind the audience key."""

    template = f"ARRAY(SELECT k FROM unnest(%(expressions)s) AS k WHERE (k >> %(shift)s) / {KEYS_PER_RING} <= %(ring)s)"  # noqa: S608  numbers of ours

    def __init__(self, keys: str, ring: Ring, *, shift: int = 0) -> None:
        super().__init__(keys, shift=shift, ring=ring.value, output_field=ArrayField(models.BigIntegerField()))


class PositionQuerySet(models.QuerySet["Position"]):
    def active(self, on: date | None = None) -> Self:
        return self.filter(membership__in=Membership.objects.active(on))

    def with_people(self) -> Self:
        return self.select_related("expert__user", "membership__school__board", "membership__network")

    def to_ask_further(self, on: date | None = None) -> Self:
        """Where the board now lets someone be seen further than their last yes reached, and they did want that."""
        possible = Least("expert__wanted_ring", "membership__school__board__ring_ceiling")
        answered = Greatest("agreed_ring", Coalesce("declined_ring", 0))
        return (
            self.active(on)
            .filter(expert__onboarded_at__isnull=False, expert__is_hidden=False, membership__school__isnull=False)
            .alias(possible=possible, answered=answered)
            .filter(possible__gt=F("answered"))
        )

    def out_of_step(self, board: Board) -> Self:
        """Positions at this board whose stored keys reach another ring than wish, yes, release and ceiling say now."""
        here = self.filter(membership__school__board=board, membership__school__closed_on__isnull=True)
        return here.with_ring().alias(stored=FurthestRing("audience_keys")).exclude(effective=F("stored"))

    def with_ring(self) -> Self:
        """Adds `effective`: the smallest of wish, yes, release and ceiling (as `search_cards.effective_ring`)."""
        limits = ("expert__wanted_ring", "agreed_ring", "released_ring", "membership__school__board__ring_ceiling")
        return self.annotate(effective=Least(*limits))

    def strike_out_beyond(self, ring: Ring) -> int:
        """Take every key beyond this ring out of what is stored; returns how many rows."""
        return self.update(audience_keys=KeysWithin("audience_keys", ring))

    def release_asked(self) -> Self:
        return self.active().filter(release_state=ReleaseState.ASKED)

    def at(self, school: School) -> Self:
        return self.active().filter(membership__school=school)

    def asked_about_move(self) -> Self:
        """Positions at open schools that moved, whose expert has not said yes or no to the new readers."""
        return self.active().filter(move_asked_on__isnull=False, membership__school__closed_on__isnull=True)

    def releasable_by(self, user: "User") -> Self:
        """Positions of others at schools where this user releases people, or decides for the board."""
        schools = School.objects.where(user, Right.RELEASE) | School.objects.where(user, Right.DECIDE_FOR_BOARD)
        return self.active().filter(membership__school__in=schools).exclude(expert__user=user)

    def visible_to(self, user: "User", on: date | None = None) -> Self:
        """Positions of others that reach this user; freelancers only through boards that show them."""
        return self.reaching(
            searcher_keys(user), on, freelancer_keys=searcher_keys(user, for_freelancers=True)
        ).exclude(expert__user=user)

    def reaching(
        self, keys: Iterable[int], on: date | None = None, *, freelancer_keys: Iterable[int] | None = None
    ) -> Self:
        """Positions that reach one of these keys today; of freelancers one of `freelancer_keys`, when given.

        Beyond the own school a release must still run, and the board's ceiling and the expert's own yes are joined
        live: lowering a ceiling narrows at once and raising it widens nobody, whatever the stored keys say. A
        freelancer's position (no school) needs neither.
        """
        on = on or timezone.localdate()
        keys = sorted(keys)
        for_freelancers = keys if freelancer_keys is None else sorted(freelancer_keys)
        gates = Q(membership__school__isnull=True, audience_keys__overlap=for_freelancers)
        for ring, ring_keys in keys_by_ring(keys).items():
            gate = Q(membership__school__isnull=False, audience_keys__overlap=ring_keys)
            if ring > Ring.SCHOOL:
                released = Q(released_until__isnull=True) | Q(released_until__gte=on)
                ceiling = Q(membership__school__board__ring_ceiling__gte=ring)
                gate &= released & ceiling & Q(agreed_ring__gte=ring)
            gates |= gate
        return self.active(on).filter(gates)


@history.tracked(
    "expert",
    "membership",
    "release_state",
    "agreed_ring",
    "released_ring",
    "released_until",
    "released_half_days_per_week",
    "max_half_days_per_week",
)
class Position(TimeStamped):
    """An expert at one employer: half-days, time mode and release belong to this pair (DESIGN section 4)."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="positions")
    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="position")
    # Ten bits, see experts/half_days.py.
    half_days = models.PositiveSmallIntegerField(_("wanneer"), default=0)
    max_half_days_per_week = models.PositiveSmallIntegerField(_("hoogstens dagdelen per week"), default=2)
    time_mode = models.CharField(
        _("hoe de tijd gevonden wordt"), max_length=10, choices=TimeMode, default=TimeMode.TASK
    )
    group_name = models.CharField(_("groep"), max_length=40, blank=True)

    # How far the expert's own yes reaches here: what they wanted, as far as the board's ceiling let them at that
    # moment. A ceiling that rises later asks them anew (`to_ask_further`); `declined_ring` is how far they said no.
    agreed_ring = models.PositiveSmallIntegerField(_("ja gezegd tot en met"), choices=Ring, default=Ring.SCHOOL)
    declined_ring = models.PositiveSmallIntegerField(
        _("nee gezegd tot en met"), choices=Ring, null=True, blank=True, editable=False
    )

    release_state = models.CharField(max_length=10, choices=ReleaseState, default=ReleaseState.NOT_ASKED)
    released_ring = models.PositiveSmallIntegerField(_("vrijgegeven tot en met"), choices=Ring, default=Ring.SCHOOL)
    released_until = models.DateField(_("vrijgegeven tot en met datum"), null=True, blank=True)
    released_half_days_per_week = models.PositiveSmallIntegerField(null=True, blank=True)
    release_conditions = models.CharField(_("voorwaarden"), max_length=300, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    release_asked_on = models.DateField(null=True, blank=True)
    release_decided_on = models.DateField(null=True, blank=True)

    # The school moved to another board, network or region and the expert has not said yes to the new readers: only
    # these keys count (organisations.rings.allowed_after_move). Empty column: all do.
    allowed_keys = ArrayField(models.IntegerField(), null=True, editable=False)
    # Since when the expert's yes or no to that is waited for.
    move_asked_on = models.DateField(null=True, editable=False)

    # Derived: keys of the smallest of wish, yes, release and the board's ceiling, as far as allowed after a move.
    # Written by experts.actions only.
    audience_keys = ArrayField(models.IntegerField(), default=list, editable=False)

    objects: ClassVar[models.Manager["Position"]] = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("inzetbaarheid bij een werkgever")
        verbose_name_plural = _("inzetbaarheid bij werkgevers")
        indexes = [GinIndex(fields=["audience_keys"], name="position_audience_keys")]
        constraints = [
            models.CheckConstraint(condition=Q(half_days__lte=EVERY_HALF_DAY), name="position_half_days_in_a_week"),
            models.CheckConstraint(condition=Q(released_ring__range=(1, 5)), name="position_released_ring_is_a_ring"),
            models.CheckConstraint(condition=Q(agreed_ring__range=(1, 5)), name="position_agreed_ring_is_a_ring"),
            models.CheckConstraint(
                condition=Q(max_half_days_per_week__range=(1, 10)), name="position_max_half_days_in_a_week"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert}, {self.membership.organisation}"


class Event(models.Model):
    """One line of an expert's history: who changed what about being seen, and when."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="events")
    position = models.ForeignKey(Position, on_delete=models.CASCADE, null=True, blank=True, related_name="events")
    kind = models.CharField(max_length=10, choices=EventKind)
    happened_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    ring = models.PositiveSmallIntegerField(choices=Ring, null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("gebeurtenis")
        verbose_name_plural = _("gebeurtenissen")
        ordering = ("happened_at", "pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.expert}"


class AvailabilityException(models.Model):
    """One half-day that differs from the weekly pattern."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="exceptions")
    day = models.DateField(_("dag"))
    part = models.CharField(_("dagdeel"), max_length=2, choices=Part)
    is_free = models.BooleanField(_("wel vrij"), default=False)

    class Meta:
        verbose_name = _("uitzondering")
        verbose_name_plural = _("uitzonderingen")
        constraints = [models.UniqueConstraint(fields=["expert", "day", "part"], name="exception_once_per_half_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.get_part_display()}"


class BookedHalfDay(models.Model):
    """A half-day that is taken. Unique per expert, day and part: double booking is impossible in the database.

    The secondment's own row holds the key to this one.
    """

    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="booked_half_days")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="booked_half_days")
    day = models.DateField(_("dag"))
    part = models.CharField(_("dagdeel"), max_length=2, choices=Part)

    class Meta:
        verbose_name = _("geboekt dagdeel")
        verbose_name_plural = _("geboekte dagdelen")
        constraints = [models.UniqueConstraint(fields=["expert", "day", "part"], name="half_day_booked_once")]

    def __str__(self) -> str:
        return f"{self.expert}: {self.day} {self.get_part_display()}"


class SkillBits(models.Field):  # type: ignore[type-arg]
    """One bit for each Skill.number. Written and read by SQL only (experts.postings)."""

    def db_type(self, connection: object) -> str:
        return "bit(256)"


class MatchPosting(models.Model):
    """Derived: one row per skill and audience that may see a position, so that a search reads the best of a list and
    stops (MATCHING, design P). `skill_number` -1 lists everybody. Written by `experts.postings` only."""

    pk = models.CompositePrimaryKey("position", "skill_number", "audience_key")
    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="+", db_index=False)
    skill_number = models.SmallIntegerField()
    audience_key = models.IntegerField()
    score = models.SmallIntegerField()
    level = models.SmallIntegerField()
    half_days = models.SmallIntegerField()
    skills = SkillBits()
    # Whole kilometres: where, and how far they travel; rough, the gate itself is asked of the card.
    x_km = models.SmallIntegerField(null=True)
    y_km = models.SmallIntegerField(null=True)
    travel_km = models.SmallIntegerField(default=0)

    class Meta:
        indexes = [
            # Everything the rough ranking needs sits in it: no row of the table itself is read.
            models.Index(
                fields=["skill_number", "audience_key", "-score", "position"],
                include=["level", "half_days", "skills", "x_km", "y_km", "travel_km"],
                name="match_posting_best_first",
            )
        ]

    def __str__(self) -> str:
        return f"{self.skill_number}/{self.audience_key}: {self.score}"


class SearchCardQuerySet(models.QuerySet["SearchCard"]):
    def strike_out_beyond(self, ring: Ring) -> int:
        """Take every key beyond this ring out of the index; returns how many rows."""
        return self.update(
            audience_keys=KeysWithin("audience_keys", ring),
            skill_keys=KeysWithin("skill_keys", ring, shift=BITS_FOR_A_SKILL),
        )


class SearchCard(models.Model):
    """Derived: one row per position that someone may find, with every gate a searcher can choose in it.

    Written by `experts.actions.rebuild_reach` only, and rebuildable at any time (`manage.py rebuild_search`). What
    other floors change (who works where, a board's ceiling) and what changes all the time (pause, load) is joined live.
    """

    position = models.OneToOneField(
        Position, on_delete=models.CASCADE, primary_key=True, related_name="search_card", editable=False
    )
    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="search_cards")
    board_id = models.BigIntegerField(null=True)
    audience_keys = ArrayField(models.IntegerField())
    # One key per skill and audience that may see this position: see `experts.search_cards.skill_key`.
    skill_keys = ArrayField(models.BigIntegerField())
    skill_ids = ArrayField(models.IntegerField())
    levels = ArrayField(models.SmallIntegerField())
    # When each of these skills was confirmed last.
    confirmed_on = ArrayField(models.DateField(), default=list)
    form_ids = ArrayField(models.IntegerField(), default=list)
    target_group_ids = ArrayField(models.IntegerField(), default=list)
    half_days = models.PositiveSmallIntegerField()
    # Those of them on which they stand before a class of their own.
    class_half_days = models.PositiveSmallIntegerField(default=0)
    group_name = models.CharField(max_length=40, blank=True, default="")
    per_week = models.PositiveSmallIntegerField(default=2)
    released_until = models.DateField(null=True)
    membership_id = models.BigIntegerField(default=0)
    # Half-days that differ from the weekly pattern, as ordinals (experts/half_days.py): booked, absent or in a full
    # week; and the extra ones.
    taken = ArrayField(models.IntegerField(), default=list)
    extra = ArrayField(models.IntegerField(), default=list)
    x_km = models.FloatField(null=True)
    y_km = models.FloatField(null=True)

    objects: ClassVar[models.Manager["SearchCard"]] = SearchCardQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["skill_keys"], name="search_card_skill_keys"),
            GinIndex(fields=["audience_keys"], name="search_card_audience_keys"),
        ]

    def __str__(self) -> str:
        return f"{self.position}"
