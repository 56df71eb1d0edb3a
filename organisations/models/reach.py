"""How far the index is with following what a board decided."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.progress import LongWork
from organisations.models.base import Board


class ReachUpdate(LongWork):
    """The last time a board changed how far its people are seen: reading follows at once, the index behind it.

    One row a board; `actions.change_policy` makes it wait, the experts floor does the work.
    """

    board = models.OneToOneField(Board, on_delete=models.CASCADE, related_name="reach_update")

    class Meta:
        verbose_name = _("bijwerken van wie wie ziet")
        verbose_name_plural = _("bijwerken van wie wie ziet")

    def __str__(self) -> str:
        return f"{self.board}: {self.get_state_display()}"
