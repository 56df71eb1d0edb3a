"""Which schools somebody may ask a place at, by what their provider says."""

from collections.abc import Sequence
from contextlib import suppress

from django.utils.translation import gettext_lazy as _

from core.errors import NotAllowedNow
from organisations.actions import request_to_join
from organisations.choices import JoinVia
from organisations.models import Board, Membership, School
from organisations.single_sign_on.claims import RefusedError
from users.models import User

WHOLE_CODE = 6  # of one building; four characters are shared by all buildings of a school


def schools_of(board: Board, code: str) -> list[School]:
    """The open schools of `board` that `code` means, all of them without a code. Raises RefusedError for a code nobody
    knows or that is another board's."""
    schools = School.objects.open().order_by("name", "pk")
    if code:
        schools = schools.filter(code=code) if len(code) == WHOLE_CODE else schools.filter(code__startswith=code)
    found = list(schools.filter(board=board))
    if found:
        return found
    if code and schools.exists():
        raise RefusedError(
            _("De school van dit account hoort niet bij dit bestuur. Kies het bestuur van je eigen school.")
        )
    raise RefusedError(_("We kennen de school van dit account niet. Vraag je bestuur om dat na te kijken."))


def ask_for_place(user: User, board: Board, schools: Sequence[School]) -> None:
    """Who has no place at these schools or at their board, asks for one where it is clear which school it is."""
    if len(schools) != 1 or Membership.objects.active().filter(user=user, board=board).exists():
        return
    with suppress(NotAllowedNow):  # they work there already
        request_to_join(user, schools[0], via=JoinVia.SSO)
