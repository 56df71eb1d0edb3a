from datetime import date, timedelta

from django.utils import timezone

from core.outbox import MailState
from organisations.models import Letter, StudyDay
from organisations.tokens import invitation_token
from tests.organisations.invitations import invite
from tests.organisations.world import World
from tests.rights.table import Row


def study_day(world: World) -> dict[str, int]:
    return {"pk": StudyDay.objects.create(school=world.school, day=date(2999, 1, 7)).pk}


def own_board(world: World) -> dict[str, int]:
    return {"pk": world.board.pk}


def invitation(world: World) -> dict[str, int]:
    """Of the own school only, mailed long enough ago to be mailed again."""
    made = invite(world.director, world.school)
    Letter.objects.update(mail_state=MailState.SENT, mailed_at=timezone.now() - timedelta(hours=1))
    return {"pk": made.pk}


def invitation_link(world: World) -> dict[str, str]:
    return {"token": invitation_token(invite(world.director, world.school))}


# The walk's sister is a director of another school on the same board: within the board, so 403 there and not 404.
ROWS = [
    Row(
        "organisations:viewpoint_choose",
        methods=("GET", "POST"),
        own_status=200,
        colleague=200,
        sister=200,
        foreign=200,
    ),
    Row(
        "organisations:board_detail",
        own="board_admin",
        thing=lambda world: {"pk": world.board.pk},
        sister=403,
    ),
    Row(
        "organisations:policy_edit",
        own="board_admin",
        thing=lambda world: {"pk": world.board.pk},
        methods=("GET", "POST"),
        sister=403,
    ),
    Row("organisations:school_detail", thing=lambda world: {"pk": world.school.pk}),
    # The director of a sister school invites too, to the own school; which schools are offered follows from who asks.
    Row("organisations:invitation_create", thing=own_board, methods=("GET", "POST"), sister=200),
    Row("organisations:invitation_list", thing=own_board, sister=200),
    Row("organisations:invitation_resend", thing=invitation, methods=("POST",), own_status=302, colleague=404),
    Row("organisations:invitation_withdraw", thing=invitation, methods=("POST",), own_status=302, colleague=404),
    # Whoever holds the link: the rights are in the link, and a false one does not exist.
    Row(
        "organisations:invitation_answer",
        thing=invitation_link,
        methods=("GET", "POST"),
        colleague=200,
        sister=200,
        foreign=200,
        anonymous=200,
    ),
    Row(
        "organisations:invitation_decline",
        thing=invitation_link,
        methods=("POST",),
        own_status=302,
        colleague=302,
        sister=302,
        foreign=302,
    ),
    Row(
        "organisations:membership_end",
        thing=lambda world: {"pk": world.staff_membership.pk},
        methods=("GET", "POST"),
    ),
    Row("organisations:study_day_list", thing=lambda world: {"pk": world.school.pk}, methods=("GET", "POST")),
    Row("organisations:study_day_remove", thing=study_day, methods=("POST",), own_status=302),
]
