"""A list of people a board or school handed in: what it says until it is confirmed, and how far the mails are."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.progress import LongWork
from organisations.models.base import Board, School
from organisations.roles import Right

if TYPE_CHECKING:
    from users.models import User


class StaffImportQuerySet(models.QuerySet["StaffImport"]):
    def visible_to(self, user: "User") -> Self:
        """One's own lists only: a list holds people who do not know of it yet."""
        boards = Board.objects.administered_by(user, Right.MANAGE_STAFF)
        schools = School.objects.where(user, Right.MANAGE_STAFF)
        return self.filter(Q(board__in=boards) | Q(board__in=schools.values("board_id")), made_by=user)


class StaffImport(LongWork):
    """`rows` holds people's names and addresses: emptied as soon as the list is confirmed or thrown away."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="staff_imports")
    # The school of a row that names none.
    school = models.ForeignKey(School, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    file_name = models.CharField(_("bestand"), max_length=120)
    rows = models.JSONField(default=list, editable=False)
    notes = models.JSONField(default=list, editable=False)
    row_count = models.PositiveIntegerField(_("regels"), default=0, editable=False)
    invited_count = models.PositiveIntegerField(_("uitgenodigd"), default=0, editable=False)
    given_count = models.PositiveIntegerField(_("meteen een plek"), default=0, editable=False)
    skipped_count = models.PositiveIntegerField(_("overgeslagen"), default=0, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager["StaffImport"]] = StaffImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("personeelslijst")
        verbose_name_plural = _("personeelslijsten")
        constraints = [
            models.CheckConstraint(
                name="staff_import_confirmed_holds_nobody", condition=Q(confirmed_at__isnull=True) | Q(rows=[])
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
