"""A board and what it decided."""

from collections import defaultdict
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.permissions import require
from organisations import actions
from organisations.choices import Ring, Role
from organisations.forms import RING_HINTS, PolicyForm
from organisations.models import Board, Membership, ReachUpdate, School
from organisations.permissions import (
    can_set_policy,
)


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
        "update": ReachUpdate.objects.filter(board=board).first(),
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
