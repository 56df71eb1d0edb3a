from typing import Any

from core.uploads import read_upload
from experts.choices import Level
from helprequests import actions
from helprequests.choices import ReportReason
from helprequests.models import Conversation, Invitation, Message
from organisations.actions import move_school
from organisations.choices import Ring
from tests.experts.factories import SkillFactory, make_expert
from tests.files import PDF, upload
from tests.helprequests.factories import make_conversation, make_draft, make_invitation, make_open
from tests.organisations.world import World
from tests.rights.table import BOTH, POST, Row


def draft(world: World) -> dict[str, Any]:
    return {"pk": make_draft(world.school, world.director).pk}


def in_own_school(world: World) -> dict[str, Any]:
    return {"pk": make_open(world.school, world.director).pk}


def asked(world: World) -> Invitation:
    """Tessa Bloem (world.staff) is asked by her own school."""
    skill = SkillFactory()
    expert = make_expert(world.staff_membership, skills={skill: Level.SHOWS})
    return make_invitation(make_open(world.school, world.director, skill=skill), expert)


def open_invitation(world: World) -> dict[str, Any]:
    return {"pk": asked(world).pk}


def yes(world: World) -> dict[str, Any]:
    return {"pk": actions.answer_yes(asked(world), by=world.staff).pk}


def held(world: World) -> dict[str, Any]:
    return {"pk": actions.hold_help_request(make_open(world.school, world.director), by=world.director).pk}


def moved(world: World) -> dict[str, Any]:
    """The own school just came to another board."""
    help_request = make_open(world.school, world.director, ring=Ring.BOARD)
    move_school(world.school, board=world.neighbour_board, network=world.network, region=world.region)
    return {"pk": help_request.pk}


def conversation(world: World) -> dict[str, Any]:
    expert = make_expert(world.sister_staff_membership)
    return {"pk": make_conversation(world.school, expert, world.director).pk}


def attachment(world: World) -> dict[str, Any]:
    talk = Conversation.objects.get(pk=conversation(world)["pk"])
    sent = actions.send_message(talk, by=world.director, text="Zie hier.", uploads=[read_upload(upload(PDF))])
    return {"pk": sent.attachments.get().pk}


def message(world: World) -> Message:
    talk = Conversation.objects.get(pk=conversation(world)["pk"])
    return actions.send_message(talk, by=world.director, text="Jij kunt er niets van.")


def message_to_report(world: World) -> dict[str, Any]:
    return {"pk": message(world).pk}


def reported_message(world: World) -> dict[str, Any]:
    return {"pk": actions.report_message(message(world), by=world.sister_staff, reason=ReportReason.INSULT).pk}


def expert_of_board(world: World) -> dict[str, Any]:
    return {"pk": make_expert(world.neighbour_staff_membership).pk}


ASKERS = "coordinator director deputy"

ROWS = [
    Row("helprequests:helprequest_list", may="everyone"),
    Row("helprequests:helprequest_create", methods=BOTH, may="askers", sees="everyone"),
    Row(
        "helprequests:helprequest_suggest",
        methods=POST,
        data={"text": "ruzie op het plein"},
        may="askers",
        sees="everyone",
    ),
    Row("helprequests:helprequest_check", methods=POST, data={"text": "Leerling Sem"}, may="askers", sees="everyone"),
    Row("helprequests:helprequest_detail", thing=in_own_school, may="own_school"),
    # A draft is nobody's but the asking school's: for a colleague in class it does not exist.
    Row("helprequests:helprequest_edit", thing=draft, methods=BOTH, may=ASKERS),
    Row("helprequests:helprequest_publish", thing=draft, methods=POST, may=ASKERS, own_status=302),
    Row("helprequests:helprequest_widen", thing=in_own_school, methods=POST, may=ASKERS, sees="staff", own_status=302),
    Row("helprequests:helprequest_hold", thing=in_own_school, methods=POST, may=ASKERS, sees="staff", own_status=302),
    Row("helprequests:helprequest_resume", thing=held, methods=POST, may=ASKERS, sees="staff", own_status=302),
    Row("helprequests:helprequest_close", thing=in_own_school, methods=BOTH, may=ASKERS, sees="staff"),
    Row("helprequests:helprequest_offer", thing=in_own_school, methods=POST, may="", sees="own_school"),
    Row("helprequests:helprequest_answer_move", thing=moved, methods=POST, may=ASKERS, sees="staff", own_status=302),
    Row(
        "helprequests:invitation_answer",
        thing=open_invitation,
        methods=POST,
        data={"answer": "yes"},
        may="staff",
        own_status=302,
    ),
    Row(
        "helprequests:invitation_choose",
        thing=yes,
        methods=POST,
        may="director deputy",
        sees="coordinator",
        own_status=302,
    ),
    Row("helprequests:conversation_list", may="everyone"),
    # The expert, and who asks for the school. The own director of the expert (sister) reads nothing.
    Row("helprequests:conversation_detail", thing=conversation, methods=BOTH, may=f"{ASKERS} sister_staff"),
    Row(
        "helprequests:conversation_check",
        thing=conversation,
        methods=POST,
        data={"text": "Leerling Sem"},
        may=f"{ASKERS} sister_staff",
    ),
    Row("helprequests:attachment_detail", thing=attachment, may=f"{ASKERS} sister_staff"),
    Row(
        "helprequests:contact_close",
        thing=conversation,
        methods=POST,
        may=f"{ASKERS} sister_staff",
        own_status=302,
    ),
    Row(
        "helprequests:contact_reopen",
        thing=conversation,
        methods=POST,
        may=f"{ASKERS} sister_staff",
        own_status=302,
    ),
    # The side that wrote it reports nothing. A moderator of another school decides, and reads only that message.
    Row(
        "helprequests:message_report",
        thing=message_to_report,
        methods=BOTH,
        may="sister_staff",
        sees=ASKERS,
    ),
    Row("helprequests:message_report_decide", thing=reported_message, methods=BOTH, may="moderator"),
    # The expert may be seen in the whole country; a teacher without the right to search sees nobody of another school.
    # A board admin sees them and asks nothing; neighbour_staff is the expert.
    Row(
        "helprequests:contact_create",
        thing=expert_of_board,
        methods=BOTH,
        may="askers",
        sees="board_admins neighbour_staff",
    ),
    Row(
        "helprequests:contact_check",
        thing=expert_of_board,
        methods=POST,
        data={"text": "Leerling Sem"},
        may="askers",
        sees="board_admins neighbour_staff",
    ),
]
