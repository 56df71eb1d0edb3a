"""What boards owe each other over a period, to look at and to take along."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.permissions import require
from organisations.calendar import school_year
from secondments import permissions
from secondments.forms import PeriodForm
from secondments.settlement import rows_for, totals
from secondments.settlement_files import settlement_csv, settlement_xlsx

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def settlement(request: HttpRequest) -> HttpResponse:
    """This school year, or the days that were asked; totals per pair on top."""
    require(permissions.can_see_settlement(request.user))
    form = _form(request)
    rows = rows_for(request.user, *_period(form)) if form.is_valid() else []
    context = {"form": form, "rows": rows, "totals": totals(rows), "query": request.GET.urlencode()}
    return render(request, "secondments/settlement.html", context)


@require_safe
def settlement_export(request: HttpRequest, kind: str) -> HttpResponse:
    """The same rows as a file; a period that makes no sense gives this school year."""
    require(permissions.can_see_settlement(request.user))
    form = _form(request)
    first, last = _period(form) if form.is_valid() else _this_year()
    rows = rows_for(request.user, first, last)
    if kind == "csv":
        response = HttpResponse("\ufeff" + settlement_csv(rows), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(settlement_xlsx(rows), content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="afrekening-{first}-{last}.{kind}"'
    return response


def _form(request: HttpRequest) -> PeriodForm:
    first, last = _this_year()
    asked = {"first": request.GET.get("first", first), "last": request.GET.get("last", last)}
    return PeriodForm(asked)


def _period(form: PeriodForm) -> tuple[date, date]:
    return form.cleaned_data["first"], form.cleaned_data["last"]


def _this_year() -> tuple[date, date]:
    year = school_year(timezone.localdate())
    return date(year, 8, 1), date(year + 1, 7, 31)
