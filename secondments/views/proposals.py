"""Proposing a loan, changing the terms, taking it back."""

from decimal import Decimal
from math import ceil
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.context_processors import url_or_nothing
from core.permissions import require
from experts.models import Expert, Position
from funding.costs import euros
from helprequests.models import Conversation
from organisations.models import School
from secondments import actions, permissions
from secondments.choices import ChargeMethod
from secondments.diaries import period_for, weeks_for
from secondments.forms import (
    VAT_CHOICES,
    Pick,
    ProposalForm,
)
from secondments.models import Secondment
from secondments.previews import preview_of
from secondments.views.finding import GET_AND_POST, visible


@require_http_methods(GET_AND_POST)
def secondment_create(request: HttpRequest) -> HttpResponse:
    """A proposal from conversations (`?conversation=3&conversation=4`), or straight for one expert (`?expert=7`)."""
    conversations = _conversations(request)
    borrower = conversations[0].school if conversations else request.viewpoint.school
    require(borrower is not None and permissions.can_propose(request.user, borrower))
    experts = [conversation.expert for conversation in conversations] or _experts(request)
    if not experts:
        return render(
            request,
            "secondments/secondment_create.html",
            {"borrower": borrower, "search_url": url_or_nothing("experts:expert_list")},
        )
    help_request = conversations[0].help_request if conversations else None
    first, last = period_for(help_request, timezone.localdate())
    picks = [Pick(p, weeks_for(p, borrower, first, last), _km(p, borrower)) for p in _positions(experts, borrower)]
    initial = {"title": help_request.title, "goal": help_request.goal} if help_request else {}
    form = ProposalForm(request.POST or None, picks=picks, initial=initial)
    if form.is_valid() and "voorbeeld" not in request.POST:
        secondment = actions.propose_secondment(
            by=request.user,
            borrower=borrower,
            terms=form.terms(),
            conversation=conversations[0] if conversations else None,
            help_request=help_request,
        )
        messages.success(request, _("Je voorstel is verstuurd. De expert beslist als eerste."))
        return redirect(secondment)
    context = {"form": form, "borrower": borrower, "preview": _preview(form, borrower)}
    return render(request, "secondments/secondment_create.html", context)


@require_http_methods(GET_AND_POST)
def secondment_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Other half-days or another goal: only what depended on it is asked again."""
    secondment = visible(request, pk)
    require(permissions.can_change_terms(request.user, secondment))
    first, last = period_for(secondment.help_request, timezone.localdate())
    last = max(last, secondment.ends_on or last)
    loans = list(secondment.loans.all())
    picks = [
        Pick(
            loan.position,
            weeks_for(loan.position, secondment.borrower, first, last, ignoring=secondment),
            loan.travel_km,
        )
        for loan in loans
    ]
    hour_cents = secondment.named_cents if secondment.charge_method == ChargeMethod.ACTUAL else None
    form = ProposalForm(request.POST or None, picks=picks, hour_cents=hour_cents, initial=_initial(secondment))
    if form.is_valid() and "voorbeeld" not in request.POST:
        actions.change_terms(secondment, by=request.user, terms=form.terms())
        messages.success(request, _("Het voorstel is gewijzigd. Wie opnieuw moet beslissen, krijgt bericht."))
        return redirect(secondment)
    context = {"form": form, "borrower": secondment.borrower, "secondment": secondment}
    return render(
        request, "secondments/secondment_change.html", context | {"preview": _preview(form, secondment.borrower)}
    )


@require_http_methods(GET_AND_POST)
def secondment_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The school that asked takes the proposal back."""
    secondment = visible(request, pk)
    require(permissions.can_withdraw(request.user, secondment))
    if request.method == "POST":
        actions.withdraw_secondment(secondment, by=request.user)
        messages.success(request, _("Het voorstel is ingetrokken."))
        return redirect(secondment)
    return render(request, "secondments/secondment_withdraw.html", {"secondment": secondment})


def _conversations(request: HttpRequest) -> list[Conversation]:
    """The chosen conversations, all of one school; any that is not visible is a 404."""
    chosen = {int(pk) for pk in request.GET.getlist("conversation") if pk.isdigit()}
    found = Conversation.objects.visible_to(request.user).filter(pk__in=chosen)
    conversations = list(found.select_related("school__board", "expert__user", "help_request").order_by("pk"))
    if len(conversations) != len(chosen) or len({c.school_id for c in conversations}) > 1:
        raise Http404
    return conversations


def _experts(request: HttpRequest) -> list[Expert]:
    """The expert of `?expert=`; nobody when the address names none."""
    pk = request.GET.get("expert", "")
    if not pk:
        return []
    if not pk.isdigit():
        raise Http404
    return [get_object_or_404(Expert.objects.visible_to(request.user).select_related("user"), pk=pk)]


def _positions(experts: list[Expert], borrower: School) -> list[Position]:
    """Per expert the position that reaches the school that asks; someone's first active one when none does."""
    positions = []
    for expert in experts:
        active = expert.positions.active().select_related("expert__user", "membership__school__board")
        reaching = active.reaching(borrower.place.keys()).order_by("pk").first()
        position = reaching or active.order_by("pk").first()
        if position is None:
            raise Http404
        positions.append(position)
    return positions


def _km(position: Position, borrower: School) -> Decimal | None:
    """One way in a straight line, rounded up to whole kilometres; None when a place is not known."""
    school = position.membership.school
    km = school.distance_km(borrower) if school else None
    return None if km is None else Decimal(ceil(km))


def _preview(form: ProposalForm, borrower: School) -> Any:
    return preview_of(borrower, form.terms()) if form.has_terms else None


def _initial(secondment: Secondment) -> dict[str, Any]:
    initial = {
        name: getattr(secondment, name)
        for name in ("title", "goal", "supervision", "preparation_hours", "legal_shape", "charge_method", "comparison")
    }
    if secondment.charge_method == ChargeMethod.FIXED and secondment.named_cents is not None:
        initial["price"] = euros(secondment.named_cents)
    if secondment.vat_regime in dict(VAT_CHOICES):
        initial["vat_regime"] = secondment.vat_regime
    for loan in secondment.loans.all():
        initial[f"mode_{loan.position_id}"] = loan.time_mode
        initial[f"days_{loan.position_id}"] = [f"{row.day:%Y-%m-%d}-{row.part}" for row in loan.half_days.all()]
    return initial
