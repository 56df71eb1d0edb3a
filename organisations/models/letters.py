"""Mail that belongs to somebody's place itself: it comes before there is an account, so it is no notification."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Func
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.outbox import MailState, Outgoing, OutgoingQuerySet
from organisations.choices import LetterKind
from organisations.models.base import Membership
from organisations.models.invitations import StaffInvitation
from organisations.models.joining import JoinRequest, WorkAddress
from organisations.models.staff_imports import StaffImport

SUBJECTS = ("invitation", "membership", "join_request", "work_address")


class LetterQuerySet(OutgoingQuerySet["Letter"]):
    def with_subject(self) -> Self:
        """With everything the text of a letter reads."""
        return self.select_related(
            "invitation__board",
            "invitation__invited_by",
            "membership__user",
            "membership__school",
            "membership__board",
            "membership__network",
            "membership__deputy_for__user",
            "join_request__user",
            "join_request__school",
            "work_address__board",
        )

    def unsettled(self) -> Self:
        """Still to go, or going now."""
        return self.filter(mail_state__in=[MailState.WAITING, MailState.HANDING])


class Letter(Outgoing):
    """One mail about one row, sent at most once. It holds no address and no name: those are read when it is made."""

    kind = models.CharField(_("soort"), max_length=15, choices=LetterKind)
    # The same thing said again because somebody asked for it.
    number = models.PositiveSmallIntegerField(_("volgnummer"), default=1)
    created_at = models.DateTimeField(_("geschreven op"), default=timezone.now, editable=False)
    invitation = models.ForeignKey(StaffInvitation, on_delete=models.CASCADE, null=True, related_name="letters")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, null=True, related_name="letters")
    join_request = models.ForeignKey(JoinRequest, on_delete=models.CASCADE, null=True, related_name="letters")
    work_address = models.ForeignKey(WorkAddress, on_delete=models.CASCADE, null=True, related_name="letters")
    # The list it came from, whose progress it moves.
    staff_import = models.ForeignKey(StaffImport, on_delete=models.SET_NULL, null=True, related_name="letters")

    objects: ClassVar[models.Manager["Letter"]] = LetterQuerySet.as_manager()

    class Meta(Outgoing.Meta):
        verbose_name = _("brief")
        verbose_name_plural = _("brieven")
        constraints = [
            *Outgoing.Meta.constraints,
            models.UniqueConstraint(
                fields=["kind", "number", *SUBJECTS], nulls_distinct=False, name="letter_exactly_once"
            ),
            models.CheckConstraint(
                name="letter_about_one_thing",
                condition=Exact(
                    Func(*(F(name) for name in SUBJECTS), function="num_nonnulls", output_field=models.IntegerField()),
                    1,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
