"""What changed about who sees or may do what, for who may read it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.pagination import page_of
from core.permissions import require
from organisations import trail
from organisations.models import Board, Membership, School
from organisations.permissions import can_manage_staff, can_set_policy
from organisations.roles import Right
from users.models import User


@require_GET
def board_history(request: HttpRequest, pk: int) -> HttpResponse:
    """What the board decided, who runs it and which schools it has or had."""
    board = get_object_or_404(Board.objects.visible_to(request.user), pk=pk)
    require(can_set_policy(request.user, board))
    context = {"eyebrow": board.name, "page": page_of(request, trail.about_board(board)), "board": board}
    return render(request, "organisations/board_history.html", context)


@require_GET
def school_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Who came, left or got another role at this school, and where it belonged."""
    school = get_object_or_404(School.objects.visible_to(request.user).select_related("board"), pk=pk)
    require(can_manage_staff(request.user, school))
    context = {"eyebrow": school.name, "page": page_of(request, trail.about_school(school)), "school": school}
    return render(request, "organisations/school_history.html", context)


@require_GET
def person_history(request: HttpRequest, pk: int) -> HttpResponse:
    """The places of somebody at schools this user leads, also of who left; and how far they may be seen from there."""
    places = Membership.objects.filter(school__in=School.objects.where(request.user, Right.MANAGE_STAFF), user=pk)
    places |= Membership.objects.filter(
        board__in=Board.objects.administered_by(request.user, Right.MANAGE_STAFF), user=pk
    )
    person = get_object_or_404(User.objects.filter(pk__in=places.values("user_id")), pk=pk)
    context = {
        "person": person,
        "place": places.filter(school__isnull=False).first(),
        "page": page_of(request, trail.about_person(person, places)),
    }
    return render(request, "organisations/person_history.html", context)


@require_GET
def own_history(request: HttpRequest) -> HttpResponse:
    """Everything that is tracked about the reader."""
    context = {"eyebrow": _("Mijn account"), "page": page_of(request, trail.about_person(request.user, None))}
    return render(request, "organisations/own_history.html", context)
