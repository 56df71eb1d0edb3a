"""Inviting in tests: in few words, and the link as the mail holds it."""

from django.urls import reverse

from organisations import actions
from organisations.actions import Offer, Person
from organisations.choices import Role
from organisations.models import Board, School, StaffInvitation
from organisations.tokens import invitation_token
from users.models import User

NEW = "nina@linde.test"


def person(*schools: School, email: str = NEW, role: Role = Role.STAFF, **offer: object) -> Person:
    offers = tuple(Offer(role=role, school=school, **offer) for school in schools)
    return Person(email, "Nina", "Nieuw", offers)


def invite(
    by: User, *schools: School, email: str = NEW, role: Role = Role.STAFF, board: Board | None = None, **offer: object
) -> StaffInvitation:
    """The open invitation of this person, made or added to."""
    board = board or schools[0].board
    actions.invite_people(board, by=by, people=[person(*schools, email=email, role=role, **offer)])
    return StaffInvitation.objects.open().get(board=board, email=email)


def link(invitation: StaffInvitation, name: str = "invitation_answer") -> str:
    return reverse(f"organisations:{name}", args=[invitation_token(invitation)])
