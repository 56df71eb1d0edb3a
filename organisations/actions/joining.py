"""Asking for a place at a school without an invitation, and the answer of who says who works there."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from organisations.actions.letters import letters_about, post
from organisations.choices import JoinState, JoinVia, LetterKind, Role
from organisations.models import JoinRequest, Membership, School
from users.models import User

# Who was refused asks again after this long; a sign-in that asks each time bothers nobody before.
ASK_AGAIN_AFTER = timedelta(days=30)


@transaction.atomic
def request_to_join(user: User, school: School, *, via: JoinVia) -> JoinRequest:
    """Ask for a place at this school; nothing is seen of it until `confirm_join`. The one door for work addresses and
    single sign-on: the caller has made sure that the person really is of this school's board.

    Asking again returns the request there is, also one refused less than thirty days ago. Raises NotAllowedNow for who
    has a place there, and for a school that closed.
    """
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if school.closed_on is not None:
        raise NotAllowedNow(_("Deze school is gesloten."))
    if Membership.objects.active().filter(user=user, school=school).exists():
        raise NotAllowedNow(_("Je hoort al bij deze school."))
    last = JoinRequest.objects.filter(user=user, school=school).order_by("-pk").first()
    if last is not None and _still_stands(last):
        return last
    return JoinRequest.objects.create(user=user, school=school, via=via)


@transaction.atomic
def confirm_join(join_request: JoinRequest, *, by: User, role: Role = Role.STAFF, job_title: str = "") -> Membership:
    """Yes, this person works here: they get a place from today, and a mail. Raises NotAllowedNow when it was decided
    already."""
    join_request = _decide(join_request, JoinState.CONFIRMED, by=by)
    post(letters_about([join_request], LetterKind.JOIN_CONFIRMED))
    here = Membership.objects.active().filter(user=join_request.user, school=join_request.school, role=role)
    return here.first() or Membership.objects.create(
        user=join_request.user, school=join_request.school, role=role, job_title=job_title
    )


@transaction.atomic
def refuse_join(join_request: JoinRequest, *, by: User) -> JoinRequest:
    """No, not somebody of ours; they get a mail. Raises NotAllowedNow when it was decided already."""
    join_request = _decide(join_request, JoinState.REFUSED, by=by)
    post(letters_about([join_request], LetterKind.JOIN_REFUSED))
    return join_request


@transaction.atomic
def withdraw_join(join_request: JoinRequest, *, by: User) -> JoinRequest:
    """Who asked takes it back, for example because it was the wrong school."""
    return _decide(join_request, JoinState.WITHDRAWN, by=by)


def _still_stands(request: JoinRequest) -> bool:
    if request.state == JoinState.WAITING:
        return True
    return (
        request.state == JoinState.REFUSED
        and request.decided_at is not None
        and request.decided_at > timezone.now() - ASK_AGAIN_AFTER
    )


def _decide(request: JoinRequest, state: JoinState, *, by: User) -> JoinRequest:
    request = JoinRequest.objects.select_for_update(of=("self",)).select_related("user", "school").get(pk=request.pk)
    if request.state != JoinState.WAITING:
        raise NotAllowedNow(_("Hierover is al beslist."))
    if state == JoinState.CONFIRMED and not request.user.is_active:
        raise NotAllowedNow(_("Dit account is gesloten. Vraag de platformbeheerder wat er aan de hand is."))
    request.state, request.decided_by, request.decided_at = state, by, timezone.now()
    request.save()
    return request
