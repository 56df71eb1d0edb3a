"""Budgets: what is in them, where it went, and adding to them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from core.pagination import page_of
from core.permissions import require
from funding import actions
from funding.exports import ledger_csv
from funding.forms import BudgetForm, GrantFileForm, GrantForm
from funding.grant_files import Wrong, read_grants
from funding.models import Budget
from funding.permissions import can_create, can_hold, possible_owners
from organisations.errors import FileRefusedError


@require_GET
def budget_list(request: HttpRequest) -> HttpResponse:
    """The money this person holds or leads with; what runs now first."""
    budgets = Budget.objects.visible_to(request.user).with_owner().running_first(timezone.localdate())
    return render(
        request, "funding/budget_list.html", {"page": page_of(request, budgets), "can_create": can_create(request.user)}
    )


@require_GET
def budget_detail(request: HttpRequest, pk: int) -> HttpResponse:
    budget = get_object_or_404(Budget.objects.visible_to(request.user).with_owner(), pk=pk)
    lines = budget.lines.select_related("by").order_by("-at", "-pk")
    today = timezone.localdate()
    holds = can_hold(request.user, budget)
    context = {
        "course": budget.course(today),
        "can_close": holds and budget.is_over(today) and budget.granted_cents > budget.spent_cents,
        "budget": budget,
        "page": page_of(request, lines),
        "reservations": budget.commitments.reserved().select_related("reserved_by").order_by("lapses_on", "pk"),
        "can_hold": holds,
        "is_running": budget.runs_on(today),
    }
    return render(request, "funding/budget_detail.html", context)


@require_http_methods(["GET", "POST"])
def budget_create(request: HttpRequest) -> HttpResponse:
    """A budget for a board, network or school whose money this person holds."""
    require(can_create(request.user))
    form = BudgetForm(request.POST or None, owners=possible_owners(request.user))
    if form.is_valid():
        budget = actions.create_budget(**form.cleaned_data, by=request.user)
        messages.success(request, _("Het budget staat klaar."))
        return redirect(budget)
    return render(request, "funding/budget_create.html", {"form": form})


@require_http_methods(["GET", "POST"])
def budget_close(request: HttpRequest, pk: int) -> HttpResponse:
    """After the last day: give back what nobody claims, with one look at what that is."""
    budget = get_object_or_404(Budget.objects.visible_to(request.user).with_owner(), pk=pk)
    require(can_hold(request.user, budget))
    if request.method == "POST":
        actions.close_budget(budget, by=request.user)
        messages.success(request, _("Wat over was, staat niet meer op dit budget."))
        return redirect(budget)
    context = {
        "budget": budget,
        "is_over": budget.is_over(timezone.localdate()),
        "goes_back": budget.available_cents + budget.reserved_cents,
    }
    return render(request, "funding/budget_close.html", context)


@require_http_methods(["GET", "POST"])
def budget_grant(request: HttpRequest, pk: int) -> HttpResponse:
    budget = get_object_or_404(Budget.objects.visible_to(request.user).with_owner(), pk=pk)
    require(can_hold(request.user, budget))
    form = GrantForm(request.POST or None)
    if form.is_valid():
        actions.grant(budget, by=request.user, **form.cleaned_data)
        messages.success(request, _("Het geld staat op het budget."))
        return redirect(budget)
    return render(request, "funding/budget_grant.html", {"budget": budget, "form": form})


@require_http_methods(["GET", "POST"])
def grant_import(request: HttpRequest) -> HttpResponse:
    """Grants from Excel: every wrong line is named, and then nothing is added."""
    require(can_create(request.user))
    form = GrantFileForm(request.POST or None, request.FILES or None)
    wrong: list[Wrong] = []
    if request.method == "POST" and form.is_valid():
        budgets = list(Budget.objects.held_by(request.user).with_owner())
        try:
            rows, wrong = read_grants(form.cleaned_data["file"].read(), budgets)
        except FileRefusedError as refused:
            form.add_error("file", str(refused))
        else:
            if not wrong:
                done = actions.grant_many([(row.budget, row.amount_cents, row.note) for row in rows], by=request.user)
                words = ngettext("%(n)s toekenning staat erbij.", "%(n)s toekenningen staan erbij.", done)
                messages.success(request, words % {"n": done})
                return redirect("funding:budget_list")
    return render(request, "funding/grant_import.html", {"form": form, "wrong": wrong})


@require_GET
def budget_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The ledger for a spreadsheet."""
    budget = get_object_or_404(Budget.objects.visible_to(request.user), pk=pk)
    # The mark in front tells a spreadsheet that it is UTF-8.
    response = HttpResponse("\ufeff" + ledger_csv(budget), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="budget-{budget.pk}-{slugify(budget.name)}.csv"'
    return response
