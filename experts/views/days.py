"""My own coming weeks: away once, or free once."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from experts import actions
from experts.forms import DaysForm
from experts.models import Expert
from experts.own_calendar import MOST_WEEKS_AHEAD, WEEKS_SHOWN, changeable, first_monday, free_now, own_weeks


@require_http_methods(["GET", "HEAD", "POST"])
def own_calendar(request: HttpRequest) -> HttpResponse:
    """Six weeks at a time (`?vanaf=2026-11-30`); what is unticked is away, what is ticked is free."""
    expert = get_object_or_404(Expert, user=request.user)
    today = timezone.localdate()
    monday = first_monday(_day(request.GET.get("vanaf", "")), today)
    weeks = own_weeks(expert, monday, today)
    open_cells = changeable(weeks)
    form = DaysForm(request.POST or None, values=open_cells)
    if request.method == "POST":
        form = DaysForm(request.POST, values=open_cells)
        if form.is_valid():
            ticked = set(form.cleaned_data["half_days"])
            days = {half_day: value in ticked for value, half_day in open_cells.items()}
            actions.save_days(expert, by=request.user, days=days)
            messages.success(request, _("Bewaard. Wie zoekt, ziet dit meteen."))
            return redirect(f"{reverse('experts:own_calendar')}?vanaf={monday:%Y-%m-%d}")
    step = timedelta(weeks=WEEKS_SHOWN)
    this_monday = first_monday(None, today)
    context = {
        "form": form,
        "weeks": weeks,
        "ticked": set(request.POST.getlist("half_days")) if request.method == "POST" else set(free_now(weeks)),
        "first": monday,
        "last": monday + step - timedelta(days=3),
        "previous": max(monday - step, this_monday) if monday > this_monday else None,
        "next": monday + step if monday + step <= today + timedelta(weeks=MOST_WEEKS_AHEAD) else None,
    }
    return render(request, "experts/own_calendar.html", context)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
