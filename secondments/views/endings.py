"""Calling off what was agreed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.permissions import require
from secondments import actions, permissions
from secondments.forms import (
    ReasonForm,
)
from secondments.views.finding import GET_AND_POST, visible


@require_http_methods(GET_AND_POST)
def secondment_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call off what was agreed; half-days and money are free again."""
    secondment = visible(request, pk)
    require(permissions.can_cancel(request.user, secondment))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        actions.cancel_secondment(secondment, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("De inzet is afgezegd. Iedereen krijgt bericht."))
        return redirect(secondment)
    return render(request, "secondments/secondment_cancel.html", {"secondment": secondment, "form": form})
