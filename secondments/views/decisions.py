"""Saying yes or no, and naming the price."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.half_days import joined
from core.permissions import require
from funding.costs import euros
from secondments import actions, permissions
from secondments.cards import card_for
from secondments.choices import ChargeMethod, StepKind, VatRegime
from secondments.forms import (
    DecisionForm,
    PriceForm,
)
from secondments.price_words import price_in, vat_fact
from secondments.progress import progress_of, uncovered_loans
from secondments.views.finding import GET_AND_POST, approval_at, loan_row, visible


@require_http_methods(GET_AND_POST)
def approval_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision card: what a yes means; yes is one tap, no needs a reason."""
    approval = approval_at(request, pk)
    secondment = approval.secondment
    if not approval.is_at_turn:
        messages.info(request, _("Hierover hoef je nu niet te beslissen."))
        return redirect(secondment)
    require(permissions.can_decide(request.user, approval))
    form = DecisionForm(request.POST or None, is_expert=approval.kind == StepKind.EXPERT)
    if form.is_valid():
        actions.decide_approval(
            approval,
            by=request.user,
            is_yes=form.is_yes,
            reason=form.decline_reason,
            note=form.cleaned_data["note"],
        )
        messages.success(request, _("Je antwoord is verstuurd."))
        return redirect(secondment)
    context = {
        "approval": approval,
        "secondment": secondment,
        "loans": [loan_row(request, loan) for loan in secondment.loans.all()],
        "names": joined([str(loan.expert) for loan in secondment.loans.all()]),
        "card": card_for(approval),
        "uncovered": uncovered_loans(secondment) if approval.kind == StepKind.LENDING_DIRECTOR else [],
        "progress": progress_of([secondment], request.user, timezone.localdate())[secondment.pk],
        "missing": permissions.missing_from_lender(approval),
        "form": form,
        "is_expert": approval.kind == StepKind.EXPERT,
        "is_budget_holder": approval.kind == StepKind.BUDGET_HOLDER,
    }
    return render(request, "secondments/approval_decide.html", context)


@require_http_methods(GET_AND_POST)
def price_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The lending side names the price, or what an hour costs, and whether VAT comes on top."""
    secondment = visible(request, pk)
    require(permissions.can_name_price(request.user, secondment))
    initial: dict[str, Any] = {"vat_regime": secondment.vat_regime}
    if secondment.named_cents is not None:
        initial["amount"] = euros(secondment.named_cents)
    form = PriceForm(
        request.POST or None,
        method=ChargeMethod(secondment.charge_method),
        is_same_board=secondment.vat_regime == VatRegime.SAME_BOARD,
        initial=initial,
    )
    if form.is_valid():
        actions.name_price(secondment, by=request.user, named_cents=form.named_cents, vat_regime=form.vat_regime_chosen)
        messages.success(request, _("Bewaard. Wie opnieuw moet beslissen, krijgt bericht."))
        return redirect(secondment)
    context = {"secondment": secondment, "form": form, "facts": [vat_fact(price_in(secondment))]}
    return render(request, "secondments/price_edit.html", context)
