"""The pages of a loan: list, proposal, story, decision, replacement, money, ending."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.context_processors import url_or_nothing
from core.half_days import joined
from core.permissions import require
from experts.choices import TimeMode
from experts.models import Expert, Position
from funding.choices import Purpose
from funding.costs import euros
from funding.models import Budget
from funding.permissions import can_hold
from helprequests.models import Conversation
from organisations.models import School
from secondments import actions, permissions
from secondments.cards import card_for, half_days_in_words, price_in_words
from secondments.choices import SecondmentState, StepKind
from secondments.diaries import period_for, weeks_for
from secondments.facts import rest_to_fund
from secondments.forms import CoverForm, DecisionForm, FundingForm, Pick, ProposalForm, ReasonForm
from secondments.lists import sections_for
from secondments.models import Approval, Loan, LoanHalfDay, Secondment
from secondments.previews import preview_of
from secondments.progress import progress_of, uncovered_loans
from secondments.rates import rates_for
from secondments.story import story_of
from secondments.words import TIME_MODE_WORDS

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_safe
def secondment_list(request: HttpRequest) -> HttpResponse:
    """What waits for you on top, then what runs, what is agreed and what is over."""
    sections = sections_for(request.user, timezone.localdate())
    return render(request, "secondments/secondment_list.html", {"sections": sections})


@require_safe
def secondment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The story of one secondment, and the one line that says who it waits for."""
    secondment = _visible(request, pk)
    progress = progress_of([secondment], request.user, timezone.localdate())[secondment.pk]
    sees_money = permissions.can_see_money(request.user, secondment)
    hides_route = secondment.state == SecondmentState.DECLINED and not permissions.is_on_lending_side(
        request.user, secondment
    )
    context = {
        "secondment": secondment,
        "progress": progress,
        "route": [] if hides_route else progress.route,
        "loans": [_loan_row(loan) for loan in secondment.loans.all()],
        "story": story_of(secondment, request.user),
        "price": price_in_words(secondment),
        "fundings": secondment.fundings.select_related("commitment__budget") if sees_money else [],
        "replacement_cents": permissions.replacement_cents(secondment) if sees_money else 0,
        "sees_money": sees_money,
        "obstacle": _obstacle(request, secondment),
        "can_change": permissions.can_change_terms(request.user, secondment),
        "can_cancel": permissions.can_cancel(request.user, secondment),
        "can_cover": permissions.can_arrange_replacement(request.user, secondment),
    }
    return render(request, "secondments/secondment_detail.html", context)


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
    picks = [Pick(p, weeks_for(p, borrower, first, last)) for p in _positions(experts, borrower)]
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
    secondment = _visible(request, pk)
    require(permissions.can_change_terms(request.user, secondment))
    first, last = period_for(secondment.help_request, timezone.localdate())
    last = max(last, secondment.ends_on or last)
    loans = list(secondment.loans.all())
    picks = [
        Pick(loan.position, weeks_for(loan.position, secondment.borrower, first, last, ignoring=secondment))
        for loan in loans
    ]
    form = ProposalForm(request.POST or None, picks=picks, initial=_initial(secondment))
    if form.is_valid() and "voorbeeld" not in request.POST:
        actions.change_terms(secondment, by=request.user, terms=form.terms())
        messages.success(request, _("Het voorstel is gewijzigd. Wie opnieuw moet beslissen, krijgt bericht."))
        return redirect(secondment)
    context = {"form": form, "borrower": secondment.borrower, "secondment": secondment}
    return render(
        request, "secondments/secondment_change.html", context | {"preview": _preview(form, secondment.borrower)}
    )


@require_http_methods(GET_AND_POST)
def approval_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision card: what a yes means; yes is one tap, no needs a reason."""
    approval = _approval(request, pk)
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
        "loans": [_loan_row(loan) for loan in secondment.loans.all()],
        "names": joined([str(loan.expert) for loan in secondment.loans.all()]),
        "card": card_for(approval),
        "uncovered": uncovered_loans(secondment) if approval.kind == StepKind.LENDING_DIRECTOR else [],
        "progress": progress_of([secondment], request.user, timezone.localdate())[secondment.pk],
        "form": form,
        "is_expert": approval.kind == StepKind.EXPERT,
        "is_budget_holder": approval.kind == StepKind.BUDGET_HOLDER,
    }
    return render(request, "secondments/approval_decide.html", context)


@require_http_methods(GET_AND_POST)
def replacement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The lending director says per half-day who takes the class."""
    secondment = _visible(request, pk)
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


@require_POST
def replacement_override(request: HttpRequest, pk: int) -> HttpResponse:
    """Go ahead with a class uncovered, with the reason."""
    secondment = _visible(request, pk)
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
    approval = _approval(request, pk)
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


@require_http_methods(GET_AND_POST)
def secondment_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The school that asked takes the proposal back."""
    secondment = _visible(request, pk)
    require(permissions.can_withdraw(request.user, secondment))
    if request.method == "POST":
        actions.withdraw_secondment(secondment, by=request.user)
        messages.success(request, _("Het voorstel is ingetrokken."))
        return redirect(secondment)
    return render(request, "secondments/secondment_withdraw.html", {"secondment": secondment})


@require_http_methods(GET_AND_POST)
def secondment_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call off what was agreed; half-days and money are free again."""
    secondment = _visible(request, pk)
    require(permissions.can_cancel(request.user, secondment))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        actions.cancel_secondment(secondment, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("De inzet is afgezegd. Iedereen krijgt bericht."))
        return redirect(secondment)
    return render(request, "secondments/secondment_cancel.html", {"secondment": secondment, "form": form})


def _visible(request: HttpRequest, pk: int) -> Secondment:
    return get_object_or_404(Secondment.objects.visible_to(request.user).with_story(), pk=pk)


def _approval(request: HttpRequest, pk: int) -> Approval:
    """A step of a secondment this user sees, with the whole secondment at hand."""
    seen = Secondment.objects.visible_to(request.user)
    approval = get_object_or_404(Approval.objects.with_places().filter(secondment__in=seen.values("pk")), pk=pk)
    approval.secondment = _visible(request, approval.secondment_id)
    return approval


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


def _preview(form: ProposalForm, borrower: School) -> Any:
    return preview_of(borrower, form.terms()) if form.has_terms else None


def _initial(secondment: Secondment) -> dict[str, Any]:
    initial = {
        name: getattr(secondment, name) for name in ("title", "goal", "supervision", "preparation_hours", "legal_shape")
    }
    for loan in secondment.loans.all():
        initial[f"mode_{loan.position_id}"] = loan.time_mode
        initial[f"days_{loan.position_id}"] = [f"{row.day:%Y-%m-%d}-{row.part}" for row in loan.half_days.all()]
    return initial


def _loan_row(loan: Loan) -> dict[str, Any]:
    return {"loan": loan, "words": half_days_in_words(loan), "time": TIME_MODE_WORDS[TimeMode(loan.time_mode)]}


def _usual_euros(half_days: QuerySet[LoanHalfDay]) -> Decimal | None:
    """What a half-day of replacement usually costs at this board, in euros."""
    first = half_days.first()
    if first is None or first.loan.lender is None:
        return None
    cents = rates_for(first.loan.lender.board, timezone.localdate()).replacement_half_day_cents
    return euros(cents).quantize(Decimal("0.01"))


def _obstacle(request: HttpRequest, secondment: Secondment) -> str:
    """Why this reader, who holds the role that is asked, may not decide all the same; empty for everybody else."""
    for step in permissions.current_steps(secondment):
        holders = permissions.holders_of([step])[step.pk] if step.is_at_turn else []
        if request.user in holders and (why := permissions.separation(request.user, step)):
            return str(why)
    return ""


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
