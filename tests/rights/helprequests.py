from typing import Any

from experts.choices import Level
from helprequests import actions
from helprequests.models import Invitation
from tests.experts.factories import SkillFactory, make_expert
from tests.helprequests.factories import make_conversation, make_draft, make_invitation, make_open
from tests.organisations.world import World
from tests.rights.table import Row


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


def conversation(world: World) -> dict[str, Any]:
    expert = make_expert(world.sister_staff_membership)
    return {"pk": make_conversation(world.school, expert, world.director).pk}


def expert_of_board(world: World) -> dict[str, Any]:
    return {"pk": make_expert(world.neighbour_staff_membership).pk}


ROWS = [
    Row("helprequests:helprequest_list", colleague=200, sister=200, foreign=200),
    Row("helprequests:helprequest_create", methods=("GET", "POST"), sister=200, foreign=200),
    Row(
        "helprequests:helprequest_suggest",
        methods=("POST",),
        data={"text": "ruzie op het plein"},
        sister=200,
        foreign=200,
    ),
    Row("helprequests:helprequest_detail", thing=in_own_school, colleague=200),
    # A draft is nobody's but the asking school's: for a colleague in class it does not exist.
    Row("helprequests:helprequest_edit", thing=draft, methods=("GET", "POST"), colleague=404),
    Row("helprequests:helprequest_publish", thing=draft, methods=("POST",), own_status=302, colleague=404),
    Row("helprequests:helprequest_widen", thing=in_own_school, methods=("POST",), own_status=302),
    Row("helprequests:helprequest_hold", thing=in_own_school, methods=("POST",), own_status=302),
    Row("helprequests:helprequest_resume", thing=held, methods=("POST",), own_status=302),
    Row("helprequests:helprequest_close", thing=in_own_school, methods=("GET", "POST")),
    Row("helprequests:helprequest_offer", thing=in_own_school, methods=("POST",), own_status=403),
    Row(
        "helprequests:invitation_answer",
        own="staff",
        thing=open_invitation,
        methods=("POST",),
        data={"answer": "yes"},
        own_status=302,
    ),
    Row("helprequests:invitation_choose", thing=yes, methods=("POST",), own_status=302, colleague=404),
    Row("helprequests:conversation_list", colleague=200, sister=200, foreign=200),
    # Sister is the own director of the expert in this conversation, and reads nothing.
    Row("helprequests:conversation_detail", thing=conversation, methods=("GET", "POST"), colleague=404),
    # The expert may be seen in the whole country; a teacher without the right to search sees nobody of another school.
    Row(
        "helprequests:contact_create",
        thing=expert_of_board,
        methods=("GET", "POST"),
        colleague=404,
        sister=200,
        foreign=200,
    ),
]
