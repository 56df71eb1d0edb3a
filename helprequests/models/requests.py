"""Help requests, who was asked, and the timeline of it all."""

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import TimeStamped
from experts.half_days import EVERY_HALF_DAY
from experts.models import Expert, HelpForm, Skill, TargetGroup
from helprequests.choices import CloseReason, EventKind, InvitationState, NotNowReason, RequestState
from organisations.choices import Ring
from organisations.models import Ringed, School, reaching, reader_keys
from organisations.rings import audience
from organisations.roles import Right

if TYPE_CHECKING:
    from users.models import User


class HelpRequestQuerySet(models.QuerySet["HelpRequest"]):
    def open(self) -> Self:
        return self.filter(state=RequestState.OPEN)

    def of_school(self, school: School) -> Self:
        return self.filter(school=school)

    def due_to_widen(self, today: date) -> Self:
        """Open requests whose stored day to widen has come; one indexed query (DESIGN section 2)."""
        return self.open().filter(widens_on__lte=today)

    def wanting_wave(self, since: datetime) -> Self:
        """Open requests that have waited since this moment or longer for people to be looked for."""
        return self.open().filter(wave_wanted_at__lte=since)

    def resting(self) -> Self:
        """Open requests nobody is thinking about: no invitation waits, nobody said yes, no wave is on its way."""
        thinking = Invitation.objects.filter(
            help_request=models.OuterRef("pk"), state__in=[InvitationState.OPEN, InvitationState.YES]
        )
        return self.open().filter(~models.Exists(thinking), wave_wanted_at__isnull=True)

    def standing_still(self) -> Self:
        """Open requests without a day to widen though nobody holds them and nobody said yes: as far as they may, or
        their board has raised its ceiling since."""
        return self.open().without_yes().filter(widens_on__isnull=True, held_at__isnull=True, ring__lt=Ring.NATIONAL)

    def in_order_of_attention(self) -> Self:
        """What stands out first, newest first; then drafts, agreed and closed ones."""
        order = [RequestState.OPEN, RequestState.DRAFT, RequestState.AGREED, RequestState.CLOSED]
        whens = [models.When(state=state, then=models.Value(place)) for place, state in enumerate(order)]
        return self.order_by(models.Case(*whens), "-created_at", "-pk")

    def with_yes_count(self) -> Self:
        """Adds `yes_count`: how many people said yes; the only answer an asker may know."""
        return self.annotate(
            yes_count=models.Count("invitations", filter=Q(invitations__state=InvitationState.YES), distinct=True)
        )

    def without_yes(self) -> Self:
        """Requests nobody has said yes to."""
        return self.filter(
            ~models.Exists(Invitation.objects.filter(help_request=models.OuterRef("pk"), state=InvitationState.YES))
        )

    def managed_by(self, user: "User") -> Self:
        """Requests of schools where this user asks for help, drafts included."""
        return self.filter(school__in=School.objects.where(user, Right.ASK))

    def visible_to(self, user: "User") -> Self:
        """Own school's requests; those that invited you; open ones whose ring reaches you."""
        return self.filter(
            Q(school__in=School.objects.where(user, Right.ASK))
            | Q(pk__in=Invitation.objects.filter(expert__user=user).values("help_request_id"))
            | Q(pk__in=HelpRequest.objects.reaching(user).values("pk"))
        )

    def reaching(self, user: "User") -> Self:
        """Open requests whose ring reaches this user, at whatever place they work; never past the board's ceiling."""
        return self.open().filter(reaching(reader_keys(user), ceiling="school__board__ring_ceiling"))


class HelpRequest(TimeStamped, Ringed):
    """What a school needs, in its own words. Starts at the ring its director chooses and widens by itself."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="help_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("in het kort"), max_length=120)
    text = models.TextField(_("wat is de vraag?"), max_length=2000, blank=True)
    goal = models.CharField(_("wat moet er anders zijn?"), max_length=300, blank=True)
    skills = models.ManyToManyField(Skill, related_name="help_requests", verbose_name=_("vaardigheden"))
    form = models.ForeignKey(
        HelpForm, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("vorm van hulp")
    )
    target_groups = models.ManyToManyField(TargetGroup, blank=True, related_name="+", verbose_name=_("voor wie"))
    half_days = models.PositiveSmallIntegerField(_("wanneer past het?"), default=EVERY_HALF_DAY)
    half_day_count = models.PositiveSmallIntegerField(_("hoeveel dagdelen"), default=2)
    starts_on = models.DateField(_("vanaf"))
    ends_on = models.DateField(_("tot en met"))
    is_anonymous = models.BooleanField(_("zonder de naam van de school"), default=False)
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.DRAFT)
    close_reason = models.CharField(max_length=20, choices=CloseReason, blank=True)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The stored day to widen; empty in the last ring, while someone has said yes, and while held.
    widens_on = models.DateField(null=True, blank=True, editable=False)
    held_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Set when people have to be looked for, emptied in the transaction that invites them. What is left standing (a
    # worker or broker that died) is found by a sweep on this column, so nothing is lost and nothing happens twice.
    wave_wanted_at = models.DateTimeField(null=True, blank=True, editable=False)
    wave_count = models.PositiveSmallIntegerField(default=0, editable=False)

    objects: ClassVar[models.Manager["HelpRequest"]] = HelpRequestQuerySet.as_manager()

    class Meta(Ringed.Meta):
        verbose_name = _("hulpvraag")
        verbose_name_plural = _("hulpvragen")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="helprequest_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(half_days__range=(1, EVERY_HALF_DAY)), name="helprequest_half_days_in_a_week"
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.DRAFT) | Q(published_at__isnull=False) | Q(state=RequestState.CLOSED),
                name="helprequest_open_is_published",
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.CLOSED, closed_at__isnull=False)
                | ~Q(state=RequestState.CLOSED) & Q(closed_at__isnull=True),
                name="helprequest_closed_at_with_closed",
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.OPEN) | Q(widens_on__isnull=True, wave_wanted_at__isnull=True),
                name="helprequest_only_open_moves_on",
            ),
            models.CheckConstraint(condition=Q(half_day_count__range=(1, 200)), name="helprequest_asks_for_half_days"),
        ]
        indexes = [
            *Ringed.Meta.indexes,
            models.Index(fields=["widens_on"], condition=Q(state=RequestState.OPEN), name="helprequest_due_to_widen"),
            models.Index(
                fields=["wave_wanted_at"], condition=Q(wave_wanted_at__isnull=False), name="helprequest_wanting_wave"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("helprequests:helprequest_detail", args=[self.pk])

    @property
    def current_ring(self) -> Ring:
        return Ring(self.ring)

    def keys_in(self, ring: Ring) -> list[int]:
        """Who may be reached in this ring, as sorted audience keys: nobody when the school is closed, and after a move
        only who could be before, until the school says yes."""
        return [] if self.school.closed_on is not None else audience(self.school.place, ring, self.allowed_keys)

    @property
    def held_keys(self) -> list[int]:
        """Keys of new readers after a move of the school, who see the request only when the school says yes."""
        if self.school.closed_on is not None or self.allowed_keys is None:
            return []
        return sorted(self.school.place.keys(self.current_ring) - {*self.keys_in(self.current_ring)})


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        return self.filter(state=InvitationState.OPEN)

    def overdue(self, today: date) -> Self:
        """Open invitations whose last day to answer is over; one indexed query."""
        return self.open().filter(expires_on__lt=today)

    def to_ask_again(self, today: date) -> Self:
        """Who said "ask me later", now that it is later and the request still stands."""
        return self.filter(state=InvitationState.LATER, ask_again_on__lte=today, help_request__state=RequestState.OPEN)

    def visible_to(self, user: "User") -> Self:
        """Only the expert who was asked. The asker sees a yes, never who declined: see `answered_yes_for`."""
        return self.filter(expert__user=user)

    def answered_yes_for(self, help_request: HelpRequest) -> Self:
        return self.filter(help_request=help_request, state=InvitationState.YES)


class Invitation(TimeStamped):
    """One expert asked for one help request, once."""

    help_request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="invitations")
    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="invitations")
    wave = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=InvitationState, default=InvitationState.OPEN)
    not_now_reason = models.CharField(max_length=20, choices=NotNowReason, blank=True)
    ask_again_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField()
    # Why this person: the facts as they were on that day, the same line the expert reads, and the weights' version.
    score = models.FloatField(default=0)
    weights_version = models.CharField(max_length=10, blank=True)
    reasons = ArrayField(models.CharField(max_length=160), default=list)
    caution = models.CharField(max_length=160, blank=True)

    objects: ClassVar[models.Manager["Invitation"]] = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        constraints = [
            models.UniqueConstraint(fields=["help_request", "expert"], name="invitation_once_per_request"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "expired", "withdrawn"]) | Q(answered_at__isnull=False),
                name="invitation_answer_has_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["expires_on"], condition=Q(state="open"), name="invitation_due_to_expire"),
        ]

    def __str__(self) -> str:
        # Without the name: who was asked is between that person and Expedu, also in the admin.
        return f"{self.help_request}, {self.wave}"


class Event(models.Model):
    """One line of a help request's timeline."""

    help_request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=EventKind)
    happened_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    expert = models.ForeignKey(Expert, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    ring = models.PositiveSmallIntegerField(choices=Ring, null=True, blank=True)
    count = models.PositiveIntegerField(null=True, blank=True)
    text = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("gebeurtenis")
        verbose_name_plural = _("gebeurtenissen")
        ordering = ("happened_at", "pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"
