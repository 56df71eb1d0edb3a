from typing import Any

from experts.choices import TimeMode
from secondments.actions import open_calendar_feed
from secondments.choices import StepKind
from secondments.models import Loan, Secondment
from tests.funding.factories import BudgetFactory
from tests.organisations.world import World
from tests.rights.table import BOTH, POST, Row
from tests.secondments.factories import cover_all, propose, say_yes, step


def _borrowed(world: World) -> Secondment:
    """Our school asks for someone of another board."""
    return propose(world.director, world.school, world.neighbour_staff_membership)


def _lent(world: World) -> Secondment:
    """Our teacher said yes to another board, and would leave a class."""
    secondment = propose(
        world.neighbour_director, world.neighbour_school, world.staff_membership, time_mode=TimeMode.TEACHING
    )
    say_yes(secondment, StepKind.EXPERT, world.staff)
    return secondment


def borrowed(world: World) -> dict[str, Any]:
    return {"pk": _borrowed(world).pk}


def lent(world: World) -> dict[str, Any]:
    return {"pk": _lent(world).pk}


def planned(world: World) -> dict[str, Any]:
    secondment = _borrowed(world)
    say_yes(secondment, StepKind.EXPERT, world.neighbour_staff)
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.neighbour_director)
    say_yes(secondment, StepKind.LENDING_BOARD, world.neighbour_board_admin)
    return {"pk": secondment.pk}


def lent_loan(world: World) -> dict[str, Any]:
    return {"pk": _lent(world).loans.get().pk}


def planned_loan(world: World) -> dict[str, Any]:
    return {"pk": Loan.objects.get(secondment=planned(world)["pk"]).pk}


def feed_of_director(world: World) -> dict[str, Any]:
    return {"token": open_calendar_feed(world.director)}


def directors_step(world: World) -> dict[str, Any]:
    return {"pk": step(_lent(world), StepKind.LENDING_DIRECTOR).pk}


def money_step(world: World) -> dict[str, Any]:
    secondment = _lent(world)
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
    say_yes(secondment, StepKind.LENDING_BOARD, world.board_admin)
    say_yes(secondment, StepKind.BORROWING_BOARD, world.neighbour_board_admin)
    cover_all(secondment, world.director)
    BudgetFactory(board=world.board, network=None, granted=5_000_00)
    return {"pk": step(secondment, StepKind.BUDGET_HOLDER).pk}


# The expert said nothing yet in `borrowed`, so the lending director and board know nothing of it.
BORROWERS = "director deputy"
LOOKING_ON = "coordinator board_admin neighbour_staff"
LENDERS = "director deputy"
# Of `lent`: the teacher who is lent, the own board, and the borrowing school and board.
OTHERS = "staff board_admin neighbour_coordinator neighbour_director neighbour_board_admin"

ROWS = [
    Row("secondments:secondment_list", may="everyone"),
    Row("secondments:secondment_create", methods=BOTH, may="directors", sees="everyone"),
    Row("secondments:secondment_detail", thing=borrowed, may=f"{BORROWERS} {LOOKING_ON}"),
    Row("secondments:secondment_change", thing=borrowed, methods=BOTH, may=BORROWERS, sees=LOOKING_ON),
    Row("secondments:secondment_withdraw", thing=borrowed, methods=BOTH, may=BORROWERS, sees=LOOKING_ON),
    # Either director, or the expert.
    Row(
        "secondments:secondment_cancel",
        thing=planned,
        methods=BOTH,
        may=f"{BORROWERS} neighbour_director neighbour_staff",
        sees="coordinator board_admin neighbour_board_admin",
    ),
    # Staff is the teacher who is lent: sees it, and arranges or decides nothing of the school's.
    Row(
        "secondments:price_edit",
        thing=lent,
        methods=BOTH,
        may=f"{LENDERS} board_admin",
        sees="staff neighbour_coordinator neighbour_director neighbour_board_admin",
    ),
    Row(
        "secondments:agreement_pdf",
        thing=lent_loan,
        may=f"{LENDERS} staff board_admin neighbour_director neighbour_board_admin",
        sees="neighbour_coordinator",
    ),
    # Our school borrows: who decides at either side, and never the teacher who is lent.
    Row(
        "secondments:agreement_sign",
        thing=planned_loan,
        methods=BOTH,
        may=f"{BORROWERS} board_admin neighbour_director neighbour_board_admin",
        sees="coordinator neighbour_staff",
    ),
    Row(
        "secondments:outcome_edit",
        thing=planned,
        methods=BOTH,
        may=f"{BORROWERS} coordinator board_admin neighbour_director neighbour_board_admin neighbour_staff",
    ),
    Row(
        "secondments:secondment_recall",
        thing=planned,
        methods=BOTH,
        may="neighbour_director",
        sees=f"{BORROWERS} coordinator board_admin neighbour_staff neighbour_board_admin",
    ),
    Row("secondments:barter_ledger", may="directors board_admins", sees="everyone"),
    Row("secondments:calendar_feed", methods=BOTH, may="everyone"),
    Row("secondments:calendar_close", methods=POST, may="everyone", own_status=302),
    Row("secondments:calendar_read", thing=feed_of_director, may="everyone anonymous"),
    Row("secondments:settlement", may="board_admins", sees="everyone"),
    Row("secondments:settlement_csv", may="board_admins", sees="everyone"),
    Row("secondments:settlement_xlsx", may="board_admins", sees="everyone"),
    Row("secondments:replacement_edit", thing=lent, methods=BOTH, may=LENDERS, sees=OTHERS),
    Row(
        "secondments:replacement_override",
        thing=lent,
        methods=POST,
        data={"reason": "De andere groep heeft ruimte"},
        may=LENDERS,
        sees=OTHERS,
        own_status=302,
    ),
    Row("secondments:approval_decide", thing=directors_step, methods=BOTH, may=LENDERS, sees=OTHERS),
    Row("secondments:replacement_fund", thing=money_step, methods=BOTH, may="board_admin", sees=f"{OTHERS} {LENDERS}"),
]
