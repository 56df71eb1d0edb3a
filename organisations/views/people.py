"""Who works at a school or a board, and as what; leaving, and standing in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.pagination import page_of
from core.permissions import require
from organisations import actions, leaving
from organisations.colleagues import colleagues_at, is_last_who_decides, successors_of
from organisations.filters import PeopleFilter
from organisations.forms import DeputyForm, MembershipEndForm
from organisations.models import Board, Membership, School
from organisations.people import people_of, rows_of
from organisations.permissions import (
    can_end_membership,
    can_manage_people,
    can_manage_staff,
    can_name_deputy,
    roles_to_give,
)


@require_GET
def school_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Our people: who works at this school, and as what."""
    school = get_object_or_404(School.objects.visible_to(request.user).select_related("board"), pk=pk)
    require(can_manage_staff(request.user, school))
    roles = roles_to_give(request.user, school)
    memberships = school.memberships.not_ended().select_related("user").order_by("user__first_name", "user__last_name")
    rows = [
        {
            "membership": membership,
            "can_end": membership.role in roles and membership.user_id != request.user.pk,
            "can_name_deputy": can_name_deputy(request.user, membership, roles=roles),
        }
        for membership in memberships
    ]
    return render(request, "organisations/school_detail.html", {"school": school, "rows": rows})


@require_GET
def person_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody of the board, at whichever of its schools."""
    board = get_object_or_404(Board.objects.visible_to(request.user), pk=pk)
    require(can_manage_people(request.user, board))
    found = PeopleFilter(request.GET, queryset=people_of(board), board=board)
    page = page_of(request, found.qs)
    context = {"board": board, "filter": found, "page": page, "rows": rows_of(page, board, request.user)}
    return render(request, "organisations/person_list.html", context)


@require_http_methods(["GET", "POST"])
def membership_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End someone's place at a school: the last day, what rests on them, and who takes that over."""
    own = School.objects.visible_to(request.user)
    memberships = Membership.objects.not_ended().filter(school__in=own).select_related("school__board", "user")
    membership = get_object_or_404(memberships, pk=pk)
    require(can_end_membership(request.user, membership))
    work = leaving.open_work(membership, last_day=timezone.localdate(), reader=request.user)
    leaves_a_gap = is_last_who_decides(membership)
    has_to_choose = leaves_a_gap or any(each.can_be_taken for each in work)
    form = MembershipEndForm(
        request.POST or None,
        membership=membership,
        successors=successors_of(membership) if has_to_choose else None,
    )
    if form.is_valid():
        actions.end_membership(membership, by=request.user, **form.cleaned_data)
        messages.success(request, _("De plek van %(name)s is beëindigd.") % {"name": membership.user.full_name})
        return redirect("organisations:school_detail", membership.school_id)
    context = {"membership": membership, "form": form, "work": work, "leaves_a_gap": leaves_a_gap}
    return render(request, "organisations/membership_end.html", context)


@require_http_methods(["GET", "POST"])
def deputy_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Name a colleague who may do what belongs to this place for a while."""
    seen = (
        Membership.objects.active().visible_to(request.user).select_related("school__board", "board", "network", "user")
    )
    membership = get_object_or_404(seen, pk=pk)
    require(can_name_deputy(request.user, membership))
    form = DeputyForm(request.POST or None, colleagues=colleagues_at(membership))
    if form.is_valid():
        made = actions.name_deputy(membership, by=request.user, **form.cleaned_data)
        words = {"deputy": made.user.full_name, "name": membership.user.full_name}
        messages.success(request, _("%(deputy)s vervangt %(name)s en krijgt daar een mail over.") % words)
        return redirect(_people_page(request, membership))
    context = {"membership": membership, "form": form, "back_url": _people_page(request, membership)}
    return render(request, "organisations/deputy_create.html", context)


def _people_page(request: HttpRequest, membership: Membership) -> str:
    """Where this user reads who works there, or Home."""
    if membership.school is not None and can_manage_staff(request.user, membership.school):
        return reverse("organisations:school_detail", args=[membership.school_id])
    if membership.board is not None and can_manage_people(request.user, membership.board):
        return reverse("organisations:person_list", args=[membership.board_id])
    return "/"
