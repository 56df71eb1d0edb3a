"""People who say they work at a school, until somebody there says so too."""

from typing import TYPE_CHECKING, ClassVar, Self

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import TimeStamped
from organisations.choices import JoinState, JoinVia
from organisations.mail_domains import domain_of
from organisations.models.base import Board, Membership, School
from organisations.roles import Right
from users.addresses import confirmed_addresses_of

if TYPE_CHECKING:
    from users.models import User


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def waiting(self) -> Self:
        return self.filter(state=JoinState.WAITING)

    def of(self, user: "User") -> Self:
        return self.filter(user=user)

    def visible_to(self, user: "User") -> Self:
        """Requests for schools where this user says who works there. Who asked sees them through `of`."""
        return self.filter(school__in=School.objects.where(user, Right.MANAGE_STAFF))


class JoinRequest(TimeStamped):
    """Someone with a confirmed work address or the board's sign-in asks for a place at a school. Until a director or
    the board confirms it, they belong nowhere and see nothing."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_requests")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="join_requests")
    via = models.CharField(_("hoe"), max_length=10, choices=JoinVia)
    state = models.CharField(_("stand"), max_length=10, choices=JoinState, default=JoinState.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["JoinRequest"]] = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanmelding bij een school")
        verbose_name_plural = _("aanmeldingen bij een school")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "school"], condition=Q(state=JoinState.WAITING), name="join_request_waits_once"
            ),
            models.CheckConstraint(
                name="join_request_decided_at_a_moment",
                condition=Q(state=JoinState.WAITING, decided_at__isnull=True)
                | ~Q(state=JoinState.WAITING) & Q(decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.school}"


class WorkDomain(TimeStamped):
    """The part behind the @ in the work addresses of a board's people: who has such an address may ask for a place."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="work_domains")
    domain = models.CharField(_("domein"), max_length=200, unique=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("maildomein van een bestuur")
        verbose_name_plural = _("maildomeinen van besturen")
        ordering = ("domain",)
        constraints = [
            models.CheckConstraint(
                name="work_domain_in_small_letters", condition=Q(domain=models.functions.Lower("domain"))
            ),
        ]

    def __str__(self) -> str:
        return self.domain


class WorkAddress(TimeStamped):
    """A work address somebody says is theirs, until they open the link that is mailed to it. One row an address; asking
    again raises `number`, and the link sent before is dead."""

    email = models.EmailField(_("e-mailadres"), unique=True)
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(default=1, editable=False)
    asked_at = models.DateTimeField(_("gevraagd op"))
    expires_at = models.DateTimeField(_("geldig tot"))
    used_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("werkadres om te bevestigen")
        verbose_name_plural = _("werkadressen om te bevestigen")
        constraints = [
            models.CheckConstraint(
                name="work_address_in_small_letters", condition=Q(email=models.functions.Lower("email"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.pk}"

    @property
    def is_running(self) -> bool:
        """Its link still works."""
        return self.used_at is None and self.expires_at > timezone.now()


def schools_to_join(user: "User") -> models.QuerySet[School]:
    """Open schools at which this person may ask for a place: of a board whose work address they confirmed or whose
    sign-in they use, and where they do not work yet."""
    numbers = {key.rpartition("-")[0] for key in _sign_in_keys(user)}
    reached = Q(board__work_domains__domain__in=_domains_of(user)) | Q(
        board__number__in=numbers, board__identity_providers__is_on=True
    )
    works_at = Membership.objects.active().filter(user=user, school__isnull=False)
    found: models.QuerySet[School] = (
        School.objects.open().filter(reached).exclude(pk__in=works_at.values("school_id")).distinct()
    )
    return found


def join_via(user: "User", school: School) -> JoinVia:
    """How this person may ask for a place at this school, one of `schools_to_join`."""
    has_address = school.board.work_domains.filter(domain__in=_domains_of(user)).exists()
    return JoinVia.DOMAIN if has_address else JoinVia.SSO


def _domains_of(user: "User") -> set[str]:
    return {domain_of(email) for email in confirmed_addresses_of(user)}


def _sign_in_keys(user: "User") -> list[str]:
    return list(SocialAccount.objects.filter(user=user).values_list("provider", flat=True))
