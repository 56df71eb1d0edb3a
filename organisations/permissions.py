"""May this user do this, for this organisation? The one walk up the tree is `has_right`."""

from django.contrib.auth.models import AnonymousUser

from organisations.choices import Role
from organisations.models import Board, JoinRequest, Membership, Network, School, StaffInvitation
from organisations.roles import Right
from users.models import User


def has_right(user: User | AnonymousUser, right: Right, organisation: School | Board | Network) -> bool:
    """Does this user hold `right` for this organisation today, there or (for a school) through its board?"""
    if not isinstance(user, User):
        return False
    return Membership.objects.active().filter(user=user).with_right(right).at_or_above(organisation).exists()


def has_right_anywhere(user: User | AnonymousUser, right: Right) -> bool:
    """Does this user hold `right` today, at whatever organisation?"""
    return isinstance(user, User) and Membership.objects.active().filter(user=user).with_right(right).exists()


def can_search(user: User | AnonymousUser, school: School) -> bool:
    """Directors, IB'ers and board admins search people, always for one school."""
    return has_right(user, Right.SEARCH, school)


def can_ask(user: User | AnonymousUser, school: School) -> bool:
    """Directors and IB'ers ask for help on behalf of their school."""
    return has_right(user, Right.ASK, school)


def can_set_policy(user: User | AnonymousUser, board: Board) -> bool:
    """Board admins set how far their people may be seen, the days and the switches."""
    return has_right(user, Right.SET_POLICY, board)


def can_set_up_sign_in(user: User | AnonymousUser, board: Board) -> bool:
    """Who sets the board's policy says how its people sign in; a platform admin helps any board with it."""
    return bool(getattr(user, "is_staff", False)) or has_right(user, Right.SET_POLICY, board)


def can_manage_staff(user: User | AnonymousUser, school: School) -> bool:
    """Directors, and the board above them, say who works at a school."""
    return has_right(user, Right.MANAGE_STAFF, school)


def roles_to_give(user: User | AnonymousUser, school: School) -> list[Role]:
    """Roles come from above: a director makes someone staff or IB'er, only the board makes someone director."""
    if not can_manage_staff(user, school):
        return []
    is_from_the_board = has_right(user, Right.MANAGE_STAFF, school.board)
    return [Role.STAFF, Role.COORDINATOR, Role.DIRECTOR] if is_from_the_board else [Role.STAFF, Role.COORDINATOR]


def roles_at_board(user: User | AnonymousUser, board: Board) -> list[Role]:
    """Roles this user gives or ends at the board and all of its schools; being admin itself is the platform's to give,
    and a fellow admin's only for a deputy."""
    if not has_right(user, Right.MANAGE_STAFF, board):
        return []
    return [Role.STAFF, Role.COORDINATOR, Role.DIRECTOR, Role.BOARD_ADMIN]


def can_manage_people(user: User | AnonymousUser, board: Board) -> bool:
    """Who says who works at all schools of a board reads the list of everybody there."""
    return has_right(user, Right.MANAGE_STAFF, board)


def can_name_deputy(user: User | AnonymousUser, membership: Membership, *, roles: list[Role] | None = None) -> bool:
    """Who holds a role names their own deputy; so does whoever gives that role, for a director who is ill or decides
    about themselves. Somebody in class has nothing to stand in for, and a deputy names no deputy.

    `roles` spares the queries: what this user gives at the place of this membership.
    """
    if membership.is_deputy or membership.role in (Role.STAFF, Role.FREELANCER, Role.MODERATOR):
        return False
    if membership.user_id == user.pk:
        return True
    if roles is None:
        roles = _roles_given_at(user, membership)
    return Role(membership.role) in roles


def _roles_given_at(user: User | AnonymousUser, membership: Membership) -> list[Role]:
    if membership.school is not None:
        return roles_to_give(user, membership.school)
    return roles_at_board(user, membership.board) if membership.board is not None else []


def can_end_membership(user: User | AnonymousUser, membership: Membership) -> bool:
    """Who may give a role may end it; nobody ends their own. Places at boards and networks are the platform's."""
    if membership.school is None or membership.user_id == user.pk:
        return False
    return Role(membership.role) in roles_to_give(user, membership.school)


def can_keep_calendar(user: User | AnonymousUser, school: School) -> bool:
    """Who says who works at a school also says on which days it has no lessons."""
    return has_right(user, Right.MANAGE_STAFF, school)


def can_decide_join(user: User | AnonymousUser, join_request: JoinRequest) -> bool:
    """Who says who works at a school confirms or refuses who asks for a place there; nobody confirms themselves."""
    return join_request.user_id != user.pk and has_right(user, Right.MANAGE_STAFF, join_request.school)


def can_invite(user: User | AnonymousUser, board: Board) -> bool:
    """Who says who works at some school of this board, or at all of them, invites people there."""
    return isinstance(user, User) and School.objects.where(user, Right.MANAGE_STAFF).filter(board=board).exists()


def can_manage_invitation(user: User | AnonymousUser, invitation: StaffInvitation) -> bool:
    """Send again and take back: for who may offer a place that is in it."""
    return isinstance(user, User) and StaffInvitation.objects.visible_to(user).filter(pk=invitation.pk).exists()


def can_import_schools(user: User | AnonymousUser) -> bool:
    """Platform admins keep the schools of the country up to date from DUO's files."""
    return isinstance(user, User) and user.is_active and user.is_staff and user.is_superuser
