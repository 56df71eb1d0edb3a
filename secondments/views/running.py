"""While it runs: saying what became of each half-day, and taking a teacher back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.permissions import require
from secondments import actions, permissions
from secondments.approvals import Side
from secondments.forms import OutcomesForm, RecallForm
from secondments.models import LoanHalfDay
from secondments.views.finding import GET_AND_POST, visible


@require_http_methods(GET_AND_POST)
def outcome_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Both sides say what became of the half-days that have been; saying nothing for a week is agreeing."""
    secondment = visible(request, pk)
    require(permissions.can_report(request.user, secondment))
    sides = permissions.sides_of(request.user, secondment)
    today = timezone.localdate()
    half_days = actions.reportable(secondment, today)
    side = Side.LENDING if Side.LENDING in sides else Side.BORROWING
    form = OutcomesForm(request.POST or None, half_days=half_days, side=side, today=today)
    if half_days and form.is_valid():
        actions.report_outcomes(secondment, by=request.user, sides=sides, says=form.says())
        messages.success(request, _("Bewaard. De andere kant ziet wat jij zegt."))
        return redirect(secondment)
    return render(request, "secondments/outcome_edit.html", {"secondment": secondment, "form": form})


@require_http_methods(GET_AND_POST)
def secondment_recall(request: HttpRequest, pk: int) -> HttpResponse:
    """The lending school needs its teacher itself, for some of the half-days to come."""
    secondment = visible(request, pk)
    require(permissions.can_recall(request.user, secondment))
    coming = LoanHalfDay.objects.filter(
        loan__secondment=secondment, day__gte=timezone.localdate(), booked__isnull=False
    ).select_related("loan__expert__user")
    form = RecallForm(request.POST or None, half_days=list(coming))
    if form.is_valid():
        chosen = [int(value) for value in form.cleaned_data["half_days"]]
        actions.recall_half_days(secondment, by=request.user, half_days=chosen, reason=form.cleaned_data["reason"])
        messages.success(request, _("De expert is teruggehaald. Iedereen krijgt bericht."))
        return redirect(secondment)
    return render(request, "secondments/secondment_recall.html", {"secondment": secondment, "form": form})
