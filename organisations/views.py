"""Pages about schools, boards and who belongs to them."""

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.permissions import require
from organisations import actions
from organisations.choices import Ring, Role
from organisations.forms import RING_HINTS, MemberForm, MembershipEndForm, PolicyForm, StudyDayForm
from organisations.models import Board, Membership, School, SchoolHoliday, StudyDay
from organisations.permissions import (
    can_end_membership,
    can_keep_calendar,
    can_manage_staff,
    can_set_policy,
    roles_to_give,
)
from organisations.viewpoint import SESSION_KEY


@require_http_methods(["GET", "POST"])
def viewpoint_choose(request: HttpRequest) -> HttpResponse:
    """Choose for which school you are looking; the session remembers it."""
    back = _safe_address(request, request.POST.get("next") or request.GET.get("next") or "")
    if request.method == "POST":
        own = School.objects.filter(pk__in=[school.pk for school in request.viewpoint.schools])
        school = get_object_or_404(own, pk=_number(request.POST.get("school")))
        request.session[SESSION_KEY] = school.pk
        return redirect(back)
    return render(request, "organisations/viewpoint_choose.html", {"back": back})


@require_GET
def board_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Our board: what it decided, and its schools."""
    board = get_object_or_404(Board.objects.visible_to(request.user), pk=pk)
    require(can_set_policy(request.user, board))
    schools = list(School.objects.open().filter(board=board).with_people_count().order_by("name", "pk"))
    directors = defaultdict(list)
    for membership in (
        Membership.objects.active().filter(school__board=board, role=Role.DIRECTOR).select_related("user")
    ):
        directors[membership.school_id].append(membership.user.full_name)
    context = {
        "board": board,
        "ceiling": RING_HINTS[Ring(board.ring_ceiling)],
        "rows": [{"school": school, "directors": directors[school.pk]} for school in schools],
        "days": [
            (_("naar het bestuur"), board.days_before_board),
            (_("naar het netwerk"), board.days_before_network),
            (_("naar de regio"), board.days_before_region),
            (_("naar heel Nederland"), board.days_before_national),
        ],
        "budget_limit": Decimal(board.requester_budget_limit_cents) / 100,
    }
    return render(request, "organisations/board_detail.html", context)


@require_http_methods(["GET", "POST"])
def policy_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what the board decided."""
    board = get_object_or_404(Board.objects.visible_to(request.user), pk=pk)
    require(can_set_policy(request.user, board))
    form = PolicyForm(request.POST or None, board=board)
    if form.is_valid():
        actions.change_policy(board, form.policy, by=request.user)
        messages.success(request, _("De afspraken van jullie bestuur zijn bewaard."))
        return redirect("organisations:board_detail", board.pk)
    return render(request, "organisations/policy_edit.html", {"board": board, "form": form})


@require_GET
def school_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Our people: who works at this school, and as what."""
    school = get_object_or_404(School.objects.visible_to(request.user).select_related("board"), pk=pk)
    require(can_manage_staff(request.user, school))
    roles = roles_to_give(request.user, school)
    memberships = school.memberships.not_ended().select_related("user").order_by("user__first_name", "user__last_name")
    rows = [
        {"membership": membership, "can_end": membership.role in roles and membership.user_id != request.user.pk}
        for membership in memberships
    ]
    return render(request, "organisations/school_detail.html", {"school": school, "rows": rows})


@require_http_methods(["GET", "POST"])
def member_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Give someone a place at this school."""
    school = get_object_or_404(School.objects.visible_to(request.user).select_related("board"), pk=pk)
    require(can_manage_staff(request.user, school))
    form = MemberForm(request.POST or None, roles=roles_to_give(request.user, school))
    if form.is_valid():
        membership = actions.add_member(school, by=request.user, **form.cleaned_data)
        messages.success(
            request, _("%(name)s hoort nu bij %(school)s.") % {"name": membership.user.full_name, "school": school}
        )
        return redirect("organisations:school_detail", school.pk)
    return render(request, "organisations/member_add.html", {"school": school, "form": form})


@require_http_methods(["GET", "POST"])
def membership_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End someone's place at a school."""
    own = School.objects.visible_to(request.user)
    memberships = Membership.objects.not_ended().filter(school__in=own).select_related("school__board", "user")
    membership = get_object_or_404(memberships, pk=pk)
    require(can_end_membership(request.user, membership))
    form = MembershipEndForm(request.POST or None, membership=membership)
    if form.is_valid():
        actions.end_membership(membership, by=request.user, last_day=form.cleaned_data["last_day"])
        messages.success(request, _("De plek van %(name)s is beëindigd.") % {"name": membership.user.full_name})
        return redirect("organisations:school_detail", membership.school_id)
    return render(request, "organisations/membership_end.html", {"membership": membership, "form": form})


@require_http_methods(["GET", "POST"])
def study_day_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The days this school has no lessons of its own choosing."""
    school = get_object_or_404(School.objects.visible_to(request.user).select_related("board"), pk=pk)
    require(can_keep_calendar(request.user, school))
    form = StudyDayForm(request.POST or None)
    if form.is_valid():
        actions.add_study_day(school, by=request.user, **form.cleaned_data)
        messages.success(request, _("Die dag telt nu niet meer als schooldag."))
        return redirect("organisations:study_day_list", school.pk)
    today = timezone.localdate()
    context = {
        "school": school,
        "form": form,
        "study_days": school.study_days.filter(day__gte=today).order_by("day"),
        "holidays": SchoolHoliday.objects.filter(
            holiday_region=school.holiday_region, ends_on__gte=today, starts_on__lte=today + timedelta(days=365)
        ).order_by("starts_on"),
    }
    return render(request, "organisations/study_day_list.html", context)


@require_POST
def study_day_remove(request: HttpRequest, pk: int) -> HttpResponse:
    own = School.objects.visible_to(request.user)
    study_day = get_object_or_404(StudyDay.objects.filter(school__in=own).select_related("school__board"), pk=pk)
    require(can_keep_calendar(request.user, study_day.school))
    actions.remove_study_day(study_day, by=request.user)
    messages.success(request, _("Er is die dag gewoon les."))
    return redirect("organisations:study_day_list", study_day.school_id)


def _safe_address(request: HttpRequest, address: str) -> str:
    """`address` when it is one of our own, else Home."""
    if url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return address
    return "/"


def _number(value: str | None) -> int:
    """A primary key from a form; 0 (nobody's) when it is no number."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else 0
