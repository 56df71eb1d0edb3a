"""Who may do what: the one table of roles, readable by a school leader, and nothing else.

A right is held at the organisation of the membership; rights of a board reach down to its schools where the table
says so. Nobody gets a right by being above somebody in any other way.
"""

from enum import StrEnum

from organisations.choices import Role


class Right(StrEnum):
    SEARCH = "search"  # search and look at experts, for a school
    ASK = "ask"  # write help requests and contact experts, for a school
    CHOOSE = "choose"  # choose someone who said yes and propose a secondment, for a school
    RELEASE = "release"  # agree that own people may be seen and asked outside the school
    DECIDE_FOR_SCHOOL = "decide_for_school"  # take the school's step in a secondment
    DECIDE_FOR_BOARD = "decide_for_board"  # take the board's step in a secondment
    HOLD_BUDGET = "hold_budget"  # see, grant, reserve and spend a budget
    MANAGE_STAFF = "manage_staff"  # invite people, give roles
    SET_POLICY = "set_policy"  # the board's ceilings, days and switches
    MODERATE = "moderate"  # judge reported reviews, never of the own school


ROLE_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.STAFF: frozenset(),
    Role.COORDINATOR: frozenset({Right.SEARCH, Right.ASK}),
    Role.DIRECTOR: frozenset(
        {Right.SEARCH, Right.ASK, Right.CHOOSE, Right.RELEASE, Right.DECIDE_FOR_SCHOOL, Right.MANAGE_STAFF}
    ),
    Role.BOARD_ADMIN: frozenset(
        {Right.SEARCH, Right.DECIDE_FOR_BOARD, Right.HOLD_BUDGET, Right.MANAGE_STAFF, Right.SET_POLICY}
    ),
    Role.NETWORK_COORDINATOR: frozenset({Right.HOLD_BUDGET}),
    Role.MODERATOR: frozenset({Right.MODERATE}),
    Role.FREELANCER: frozenset(),
}


def roles_with(right: Right) -> list[Role]:
    return [role for role, rights in ROLE_RIGHTS.items() if right in rights]
