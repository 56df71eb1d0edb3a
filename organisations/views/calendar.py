"""The days a school has no lessons."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.permissions import require
from organisations import actions
from organisations.forms import StudyDayForm
from organisations.models import School, SchoolHoliday, StudyDay
from organisations.permissions import (
    can_keep_calendar,
)


@require_http_methods(["GET", "POST"])
def study_day_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The days this school has no lessons of its own choosing."""
    school = get_object_or_404(School.objects.visible_to(request.user).select_related("board"), pk=pk)
    require(can_keep_calendar(request.user, school))
    form = StudyDayForm(request.POST or None)
    if form.is_valid():
        actions.add_study_day(school, by=request.user, **form.cleaned_data)
        messages.success(request, _("Die dag telt nu niet meer als schooldag."))
        return redirect("organisations:study_day_list", school.pk)
    today = timezone.localdate()
    context = {
        "school": school,
        "form": form,
        "study_days": school.study_days.filter(day__gte=today).order_by("day"),
        "holidays": SchoolHoliday.objects.filter(
            holiday_region=school.holiday_region, ends_on__gte=today, starts_on__lte=today + timedelta(days=365)
        ).order_by("starts_on"),
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
