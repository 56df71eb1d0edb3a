"""Invitations to a place: nobody is put in an organisation they did not say yes to."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import TimeStamped
from core.outbox import MailState
from organisations.choices import BOARD_ROLES, SCHOOL_ROLES, InvitationState, Role
from organisations.models.base import Board, Membership, School
from organisations.roles import Right

if TYPE_CHECKING:
    from users.models import User


class StaffInvitationQuerySet(models.QuerySet["StaffInvitation"]):
    def open(self) -> Self:
        return self.filter(state=InvitationState.OPEN)

    def running(self, now: datetime | None = None) -> Self:
        """Open, and the link in the mail still works."""
        return self.open().filter(expires_at__gt=now or timezone.now())

    def with_mail_trouble(self) -> Self:
        """Open invitations whose last mail did not leave, or nobody knows."""
        return self.with_last_letter().open().filter(last_mail_state__in=[MailState.FAILED, MailState.UNSURE])

    def with_last_letter(self) -> Self:
        """Adds `last_mail_state` and `last_mailed_at`: of the mail whose link works."""
        # By name: letters know invitations, not the other way round.
        letter = apps.get_model("organisations", "Letter").objects.filter(
            invitation=OuterRef("pk"), number=OuterRef("number")
        )
        return self.annotate(
            last_mail_state=Subquery(letter.values("mail_state")[:1]),
            last_mailed_at=Subquery(letter.values("mailed_at")[:1]),
        )

    def with_places_of(self, user: "User") -> Self:
        """Adds `own_places`: of each invitation only what this user may offer."""
        mine = InvitedPlace.objects.managed_by(user).select_related("school", "invitation__board").order_by("pk")
        return self.prefetch_related(models.Prefetch("places", mine, to_attr="own_places"))

    def visible_to(self, user: "User") -> Self:
        """Invitations with a place where this user says who works there."""
        return self.filter(Exists(InvitedPlace.objects.managed_by(user).filter(invitation=OuterRef("pk"))))


class StaffInvitation(TimeStamped):
    """One person asked by one board, for one or more places at it. At most one is open for an address, so that two
    lists with the same name in it make one invitation and one mail.

    The link in the mail is signed over the row and its `number`: sending it again raises the number, and the link sent
    before is dead. Nothing secret is stored.
    """

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("bestuur"))
    email = models.EmailField(_("e-mailadres"))
    first_name = models.CharField(_("voornaam"), max_length=60)
    last_name = models.CharField(_("achternaam"), max_length=80, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    number = models.PositiveSmallIntegerField(default=1, editable=False)
    expires_at = models.DateTimeField(_("geldig tot"))
    state = models.CharField(_("stand"), max_length=10, choices=InvitationState, default=InvitationState.OPEN)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager["StaffInvitation"]] = StaffInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitnodiging van een collega")
        verbose_name_plural = _("uitnodigingen van collega's")
        constraints = [
            models.UniqueConstraint(
                fields=["board", "email"],
                condition=Q(state=InvitationState.OPEN),
                name="staff_invitation_one_open_per_address",
            ),
            models.CheckConstraint(
                name="staff_invitation_ended_at_a_moment",
                condition=Q(state=InvitationState.OPEN, ended_at__isnull=True)
                | ~Q(state=InvitationState.OPEN) & Q(ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="staff_invitation_address_in_small_letters", condition=Q(email=models.functions.Lower("email"))
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def is_running(self) -> bool:
        return self.state == InvitationState.OPEN and self.expires_at > timezone.now()


class InvitedPlaceQuerySet(models.QuerySet["InvitedPlace"]):
    def managed_by(self, user: "User") -> Self:
        """Places at schools where this user says who works there, and at boards they administer."""
        boards = Board.objects.administered_by(user, Right.MANAGE_STAFF)
        schools = School.objects.where(user, Right.MANAGE_STAFF)
        return self.filter(Q(school__in=schools) | Q(school__isnull=True, invitation__board__in=boards))

    def to_accept(self) -> Self:
        """Places that still exist: the school is open and on the board that asked, the last day has not been."""
        today = timezone.localdate()
        return self.filter(
            Q(school__isnull=True) | Q(school__closed_on__isnull=True, school__board=models.F("invitation__board")),
            Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        )


class InvitedPlace(models.Model):
    """One place an invitation offers: a role at a school, or at the board itself."""

    invitation = models.ForeignKey(StaffInvitation, on_delete=models.CASCADE, related_name="places")
    role = models.CharField(_("rol"), max_length=20, choices=Role)
    school = models.ForeignKey(School, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    job_title = models.CharField(_("functie"), max_length=80, blank=True)
    deputy_for = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_deputy = models.BooleanField(_("vervangt iemand"), default=False)
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)

    objects: ClassVar[models.Manager["InvitedPlace"]] = InvitedPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("aangeboden plek")
        verbose_name_plural = _("aangeboden plekken")
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "role", "school"], nulls_distinct=False, name="invited_place_once"
            ),
            models.CheckConstraint(
                name="invited_place_at_the_level_of_its_role",
                condition=Q(role__in=SCHOOL_ROLES, school__isnull=False) | Q(role__in=BOARD_ROLES, school__isnull=True),
            ),
            models.CheckConstraint(
                name="invited_place_deputy_has_an_end", condition=Q(is_deputy=False) | Q(ends_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation}"

    @property
    def organisation(self) -> School | Board:
        return self.school or self.invitation.board
