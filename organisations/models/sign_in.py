"""A board's own sign-in: where its people sign in with the account of their school."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import history
from core.models import TimeStamped
from core.secrets import lock, unlock
from organisations.choices import Affiliation, SignInKind
from organisations.models.base import Board

if TYPE_CHECKING:
    from users.models import User


def every_affiliation() -> list[str]:
    return list(Affiliation.values)


class IdentityProviderQuerySet(models.QuerySet["IdentityProvider"]):
    def on(self) -> Self:
        return self.filter(is_on=True)

    def by_key(self, key: str) -> Self:
        """The provider of `IdentityProvider.key`, or none."""
        number, _dash, kind = key.rpartition("-")
        return self.filter(board__number=number, kind=kind).select_related("board")

    def for_domain(self, domain: str) -> Self:
        """Where people with a work address at this domain sign in."""
        return self.filter(board__work_domains__domain=domain.lower())


@history.tracked(
    "board", "kind", "affiliations", "keeps_pupils_out", "is_on", unsaid=["tenant", "client_id", "locked_secret"]
)
class IdentityProvider(TimeStamped):
    """One way in for the people of a board: Entree Federatie, Microsoft or Google, with what that needs to know."""

    board = models.ForeignKey(
        Board, on_delete=models.CASCADE, related_name="identity_providers", verbose_name=_("bestuur")
    )
    kind = models.CharField(_("soort"), max_length=10, choices=SignInKind)
    # Microsoft: the id of the tenant. Google: the hosted domain. Entree has one door for everybody.
    tenant = models.CharField(max_length=120, blank=True)
    client_id = models.CharField(_("client-id"), max_length=191)
    locked_secret = models.TextField(editable=False)
    affiliations = ArrayField(models.CharField(max_length=10, choices=Affiliation), default=every_affiliation)
    keeps_pupils_out = models.BooleanField(default=False)
    is_on = models.BooleanField(_("staat aan"), default=False)

    objects: ClassVar[models.Manager["IdentityProvider"]] = IdentityProviderQuerySet.as_manager()

    class Meta:
        verbose_name = _("inlog van een bestuur")
        verbose_name_plural = _("inlog van besturen")
        constraints = [
            models.UniqueConstraint(fields=["board", "kind"], name="identity_provider_once_per_kind"),
            models.CheckConstraint(
                name="identity_provider_knows_its_tenant", condition=Q(kind=SignInKind.ENTREE) | ~Q(tenant="")
            ),
            models.CheckConstraint(name="identity_provider_asks_for_staff", condition=~Q(affiliations=[])),
            # Google does not say who is a pupil, so somebody has to have said that they cannot come in.
            models.CheckConstraint(
                name="identity_provider_on_without_pupils",
                condition=Q(is_on=False) | ~Q(kind=SignInKind.GOOGLE) | Q(keeps_pupils_out=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.board}"

    @property
    def key(self) -> str:
        """Its name in addresses, known before the board has filled in anything."""
        return provider_key(self.board, SignInKind(self.kind))

    @property
    def issuer(self) -> str:
        """Who signs: never typed in, so nobody can point Expedu at a server of their own."""
        return settings.SIGN_IN_ISSUERS[self.kind].format(tenant=self.tenant)

    @property
    def secret(self) -> str:
        """The client secret. Raises CannotUnlockError when the key it was locked with is gone."""
        return unlock(self.locked_secret)

    @secret.setter
    def secret(self, text: str) -> None:
        self.locked_secret = lock(text)


def provider_key(board: Board, kind: SignInKind) -> str:
    return f"{board.number}-{kind.value}"


def boards_to_see(user: "User") -> models.QuerySet[Board]:
    """Boards whose sign-in somebody may look for: the own ones, and for a platform admin all."""
    boards: models.QuerySet[Board] = Board.objects.all() if user.is_staff else Board.objects.visible_to(user)
    return boards
