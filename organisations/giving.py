"""Which roles somebody may give, where: roles come from above, a deputy may be named by who holds the role itself."""

from dataclasses import dataclass

from organisations.choices import SCHOOL_ROLES, Role
from organisations.models import Board, Membership, School
from organisations.roles import Right
from users.models import User

# What a director gives at the own school; the board gives every role at its schools.
FROM_THE_SCHOOL = (Role.STAFF, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Giver:
    """What one person may give at one board. `own` are the roles they hold themselves, not as somebody's deputy."""

    schools: dict[int, School]
    is_board: bool
    own: frozenset[tuple[str, int | None]]

    def roles_at(self, school_id: int) -> list[Role]:
        """Roles to give for good at this school."""
        if school_id not in self.schools:
            return []
        return list(SCHOOL_ROLES if self.is_board else FROM_THE_SCHOOL)

    def may_give(self, role: Role, school_id: int | None, *, as_deputy: bool = False) -> bool:
        """`school_id` is None for a role at the board itself: the platform's to give, but for a deputy."""
        if school_id is not None and role in self.roles_at(school_id):
            return True
        return as_deputy and (role.value, school_id) in self.own

    def roles_somewhere(self) -> list[Role]:
        """Every role this person may give at some school, if only as a deputy; in the order of the table."""
        return [
            role
            for role in SCHOOL_ROLES
            if any(self.may_give(role, school_id, as_deputy=True) for school_id in self.schools)
        ]


def giver_at(user: User, board: Board) -> Giver:
    """Three queries, however many schools."""
    schools = School.objects.where(user, Right.MANAGE_STAFF).filter(board=board).order_by("name", "pk")
    held = Membership.objects.active().at_board(board).filter(user=user, is_deputy=False)
    return Giver(
        schools={school.pk: school for school in schools},
        is_board=Board.objects.administered_by(user, Right.MANAGE_STAFF).filter(pk=board.pk).exists(),
        own=frozenset(held.values_list("role", "school_id")),
    )
