"""The list of loans, and the story of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.permissions import require
from secondments import permissions
from secondments.barter import balances_of
from secondments.cards import price_facts
from secondments.choices import SecondmentState
from secondments.lists import sections_for
from secondments.models import Secondment
from secondments.progress import progress_of
from secondments.story import story_of
from secondments.views.finding import loan_row, visible


@require_safe
def secondment_list(request: HttpRequest) -> HttpResponse:
    """What waits for you on top, then what runs, what is agreed and what is over."""
    sections = sections_for(request.user, timezone.localdate())
    return render(
        request,
        "secondments/secondment_list.html",
        {
            "sections": sections,
            "can_see_barter": request.viewpoint.school is not None
            and permissions.can_see_barter(request.user, request.viewpoint.school),
            "can_see_settlement": permissions.can_see_settlement(request.user),
        },
    )


@require_safe
def barter_ledger(request: HttpRequest) -> HttpResponse:
    """Hours against hours: what the own school gave and got, per other school."""
    school = request.viewpoint.school
    require(school is not None and permissions.can_see_barter(request.user, school))
    balances = balances_of(school)
    bars = [{"label": each.other, "given": each.given, "taken": each.taken} for each in balances]
    context = {"school": school, "balances": balances, "bars": bars}
    return render(request, "secondments/barter_ledger.html", context)


@require_safe
def secondment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The story of one secondment, and the one line that says who it waits for."""
    secondment = visible(request, pk)
    progress = progress_of([secondment], request.user, timezone.localdate())[secondment.pk]
    sees_money = permissions.can_see_money(request.user, secondment)
    hides_route = secondment.state == SecondmentState.DECLINED and not permissions.is_on_lending_side(
        request.user, secondment
    )
    context = {
        "secondment": secondment,
        "progress": progress,
        "route": [] if hides_route else progress.route,
        "loans": [loan_row(request, loan) for loan in secondment.loans.all()],
        "story": story_of(secondment, request.user),
        "price_facts": price_facts(secondment),
        "fundings": secondment.fundings.select_related("commitment__budget") if sees_money else [],
        "replacement_cents": permissions.replacement_cents(secondment) if sees_money else 0,
        "sees_money": sees_money,
        "obstacle": _obstacle(request, secondment),
        "can_change": permissions.can_change_terms(request.user, secondment),
        "can_cancel": permissions.can_cancel(request.user, secondment),
        "can_price": permissions.can_name_price(request.user, secondment),
        "can_report": permissions.can_report(request.user, secondment)
        and secondment.starts_on is not None
        and secondment.starts_on <= timezone.localdate(),
        "can_recall": permissions.can_recall(request.user, secondment),
        "can_cover": permissions.can_arrange_replacement(request.user, secondment),
    }
    return render(request, "secondments/secondment_detail.html", context)


def _obstacle(request: HttpRequest, secondment: Secondment) -> str:
    """Why this reader, who holds the role that is asked, may not decide all the same; empty for everybody else."""
    for step in permissions.current_steps(secondment):
        holders = permissions.holders_of([step])[step.pk] if step.is_at_turn else []
        if request.user in holders and (why := permissions.separation(request.user, step)):
            return str(why)
    return ""
