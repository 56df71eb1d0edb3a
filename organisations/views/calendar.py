"""The days a school has no lessons."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from core.half_days import WEEKDAYS_SHORT
from core.permissions import require
from organisations import actions
from organisations.calendar import school_year
from organisations.forms import StudyDayForm
from organisations.models import School, SchoolHoliday, StudyDay
from organisations.permissions import can_keep_calendar
from organisations.year import months_of


@require_http_methods(["GET", "POST"])
def study_day_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The days this school has no lessons, as a year to look at, and the own ones to add or take away."""
    school = get_object_or_404(School.objects.visible_to(request.user).select_related("board"), pk=pk)
    require(can_keep_calendar(request.user, school))
    form = StudyDayForm(request.POST or None)
    if form.is_valid():
        added = actions.add_study_days(school, by=request.user, **form.period)
        n = len(added)
        told = ngettext(
            "%(n)s dag telt nu niet meer als schooldag.", "%(n)s dagen tellen nu niet meer als schooldag.", n
        )
        messages.success(request, told % {"n": n})
        return redirect("organisations:study_day_list", school.pk)
    today = timezone.localdate()
    year = _chosen_year(request, school_year(today))
    first, last = date(year, 8, 1), date(year + 1, 7, 31)
    holidays = SchoolHoliday.objects.filter(
        holiday_region=school.holiday_region, ends_on__gte=first, starts_on__lte=last
    ).order_by("starts_on")
    own = school.study_days.filter(day__range=(first, last)).order_by("day")
    context = {
        "school": school,
        "form": form,
        "study_days": school.study_days.filter(day__gte=today).order_by("day"),
        "holidays": holidays,
        "year": year,
        "months": months_of(
            year,
            holidays=holidays.values_list("starts_on", "ends_on", "name"),
            study_days=dict(own.values_list("day", "name")),
        ),
        "weekdays": WEEKDAYS_SHORT,
    }
    return render(request, "organisations/study_day_list.html", context)


@require_POST
def study_day_remove(request: HttpRequest, pk: int) -> HttpResponse:
    own = School.objects.visible_to(request.user)
    study_day = get_object_or_404(StudyDay.objects.filter(school__in=own).select_related("school__board"), pk=pk)
    require(can_keep_calendar(request.user, study_day.school))
    actions.remove_study_day(study_day, by=request.user)
    messages.success(request, _("Er is die dag gewoon les."))
    return redirect("organisations:study_day_list", study_day.school_id)


def _chosen_year(request: HttpRequest, now: int) -> int:
    """The school year that `?jaar=` asks for: last year to two years ahead, else this one."""
    asked = request.GET.get("jaar", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else now
    return year if now - 1 <= year <= now + 2 else now
