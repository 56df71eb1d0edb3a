"""Who takes the class, and who pays for that."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.permissions import require
from funding.choices import Purpose
from funding.costs import euros
from funding.models import Budget
from funding.permissions import can_hold
from secondments import actions, permissions
from secondments.cards import card_for
from secondments.choices import SecondmentState
from secondments.facts import rest_to_fund
from secondments.forms import (
    CoverForm,
    FundingForm,
    ReasonForm,
)
from secondments.models import Approval, LoanHalfDay, Secondment
from secondments.rates import rates_for
from secondments.views.finding import GET_AND_POST, approval_at, visible


@require_http_methods(GET_AND_POST)
def replacement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The lending director says per half-day who takes the class."""
    secondment = visible(request, pk)
    require(permissions.can_arrange_replacement(request.user, secondment))
    half_days = _half_days_to_cover(request, secondment)
    form = CoverForm(request.POST or None, half_days=half_days, initial={"all_euros": _usual_euros(half_days)})
    if form.is_valid():
        actions.arrange_replacement(secondment, by=request.user, covers=form.covers())
        if half_days.uncovered().exists():
            messages.info(request, _("Bewaard. Nog niet elk dagdeel heeft vervanging."))
        else:
            messages.success(request, _("De vervanging is bewaard."))
        return redirect(secondment)
    return _replacement_page(request, secondment, form, ReasonForm())


@require_POST
def replacement_override(request: HttpRequest, pk: int) -> HttpResponse:
    """Go ahead with a class uncovered, with the reason."""
    secondment = visible(request, pk)
    require(permissions.can_override_replacement(request.user, secondment))
    form = ReasonForm(request.POST)
    if not form.is_valid() and form.has_error("reason", "required"):
        messages.warning(request, _("Schrijf op waarom het zonder vervanging kan."))
        return redirect("secondments:replacement_edit", pk=secondment.pk)
    if not form.is_valid():
        half_days = _half_days_to_cover(request, secondment)
        return _replacement_page(request, secondment, CoverForm(None, half_days=half_days), form)
    actions.override_replacement(secondment, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("De inzet gaat door zonder vervanging."))
    return redirect(secondment)


@require_http_methods(GET_AND_POST)
def replacement_fund(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever holds the budget chooses where the replacement is paid from, and sees what is left."""
    approval = approval_at(request, pk)
    require(permissions.can_fund(request.user, approval))
    secondment = approval.secondment
    budgets = _budgets(request, approval)
    form = FundingForm(request.POST or None, budgets=budgets)
    if form.is_valid():
        return _fund(request, approval, form.cleaned_data["budget"])
    context = {
        "approval": approval,
        "secondment": secondment,
        "form": form,
        "has_budgets": budgets.exists(),
        "rest_cents": rest_to_fund(secondment, approval),
        "card": card_for(approval),
    }
    return render(request, "secondments/replacement_fund.html", context)


def _half_days_to_cover(request: HttpRequest, secondment: Secondment) -> Any:
    own = permissions.loans_covered_by(request.user, secondment)
    return LoanHalfDay.objects.needing_cover().filter(loan__in=own).select_related("loan__expert__user")


def _replacement_page(
    request: HttpRequest, secondment: Secondment, form: CoverForm, override_form: ReasonForm
) -> HttpResponse:
    context = {
        "secondment": secondment,
        "form": form,
        "can_override": permissions.can_override_replacement(request.user, secondment),
        "override_form": override_form,
    }
    return render(request, "secondments/replacement_edit.html", context)


def _usual_euros(half_days: QuerySet[LoanHalfDay]) -> Decimal | None:
    """What a half-day of replacement usually costs at this board, in euros."""
    first = half_days.first()
    if first is None or first.loan.lender is None:
        return None
    cents = rates_for(first.loan.lender.board, timezone.localdate()).replacement_half_day_cents
    return euros(cents).quantize(Decimal("0.01"))


def _budgets(request: HttpRequest, approval: Approval) -> QuerySet[Budget]:
    """Budgets that can pay for the class of this step's board: your own, and (to ask) those of the network."""
    loans = [loan for loan in approval.secondment.loans.all() if loan.leaves_a_class and loan.lender]
    school = next(loan.lender for loan in loans if loan.lender.board_id == approval.board_id)
    usable = Budget.objects.usable_for(school, timezone.localdate()).exclude(purpose=Purpose.DEVELOPMENT)
    if approval.secondment.borrower.network_id != school.network_id:
        usable = usable.exclude(network__isnull=False)  # DOMAIN 4.3: network money stays in the network
    if approval.network_id:
        usable = usable.filter(network=approval.network_id)
    return usable.select_related("school", "board", "network").order_by(
        F("network").asc(nulls_first=True), "name", "pk"
    )


def _fund(request: HttpRequest, approval: Approval, budget: Budget) -> HttpResponse:
    """Pay from a budget one holds; ask the network for money of the network."""
    if budget.network is not None and not can_hold(request.user, budget):
        actions.ask_network_for_money(approval, by=request.user, network=budget.network)
        messages.success(request, _("De vraag ligt nu bij %(network)s.") % {"network": budget.network})
    else:
        actions.fund_replacement(approval, by=request.user, budget=budget)
        approval.secondment.refresh_from_db()
        if approval.secondment.state == SecondmentState.DRAFT:
            words = _(
                "Het geld staat klaar in %(budget)s, maar een dagdeel is ondertussen bezet. Het gaat nog niet door."
            )
            messages.warning(request, words % {"budget": budget.name})
        else:
            messages.success(request, _("De vervanging is betaald uit %(budget)s.") % {"budget": budget.name})
    return redirect(approval.secondment)
