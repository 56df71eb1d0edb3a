"""Inviting everybody on a list: hand it in, read what is wrong with which row, send, and see how far the mails are."""

import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from core.errors import NotAllowedNow
from core.pagination import page_of
from core.permissions import require
from organisations import actions, sheets
from organisations.choices import SCHOOL_ROLES
from organisations.errors import FileRefusedError
from organisations.forms import SkipWrongForm, StaffImportForm
from organisations.giving import Giver, giver_at
from organisations.models import Board, School, StaffImport
from organisations.permissions import can_invite

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXAMPLE_HEADER = ("Voornaam", "Tussenvoegsel", "Achternaam", "E-mailadres", "School", "Rol", "Functie")


@require_http_methods(["GET", "POST"])
def staff_import_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in a list; nobody is invited yet."""
    board = get_object_or_404(Board.objects.visible_to(request.user), pk=pk)
    require(can_invite(request.user, board))
    giver = giver_at(request.user, board)
    school = giver.schools.get(int(asked) if (asked := request.GET.get("school", "")).isdecimal() else 0)
    form = StaffImportForm(request.POST or None, request.FILES or None, giver=giver, school=school)
    if form.is_valid():
        file = form.cleaned_data["file"]
        name = PurePath(file.name.replace("\\", "/")).name or _("lijst")
        try:
            return redirect(
                "organisations:staff_import_detail",
                actions.upload_staff_list(
                    board, by=request.user, file_name=name, data=file.read(), school=form.cleaned_data.get("school")
                ).pk,
            )
        except FileRefusedError as refused:
            form.add_error("file", str(refused))
    context = {"board": board, "form": form, "columns": EXAMPLE_HEADER, "roles": [role.label for role in SCHOOL_ROLES]}
    return render(request, "organisations/staff_import_create.html", context, status=422 if form.is_bound else 200)


@require_safe
def staff_import_example(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A list to fill in, with the schools this person may use."""
    board = get_object_or_404(Board.objects.visible_to(request.user), pk=pk)
    require(can_invite(request.user, board))
    rows = _example_rows(giver_at(request.user, board))
    match kind:
        case "xlsx":
            schools = [(school.code, school.name) for school in giver_at(request.user, board).schools.values()]
            roles = [(str(role.label),) for role in SCHOOL_ROLES]
            sheets_of = [
                (_("Lijst"), EXAMPLE_HEADER, rows),
                (_("Scholen"), ("Code", "School"), schools),
                (_("Rollen"), ("Rol",), roles),
            ]
            response = HttpResponse(sheets.workbook_bytes(sheets_of), content_type=XLSX)
        case "csv":
            out = StringIO()
            csv.writer(out, delimiter=";").writerows([EXAMPLE_HEADER, *rows])
            response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
        case _:
            raise Http404
    response["Content-Disposition"] = f'attachment; filename="expedu-personeelslijst.{kind}"'
    return response


@require_safe
def staff_import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What is in the list and what is wrong with it; after sending, how far the mails are."""
    staff_import = _own(request, pk)
    if request.htmx and not staff_import.is_busy:
        return HttpResponseClientRefresh()
    context = _shown(request, staff_import, SkipWrongForm())
    return render(request, "organisations/staff_import_detail.html", context)


@require_POST
def staff_import_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the invitations."""
    staff_import = _own(request, pk)
    require(can_invite(request.user, staff_import.board))
    form = SkipWrongForm(request.POST)
    try:
        skip = form.is_valid() and form.cleaned_data["skip_wrong"]
        actions.confirm_staff_import(staff_import, by=request.user, skip_wrong=skip)
    except NotAllowedNow as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("De uitnodigingen gaan nu weg. Je ziet hieronder hoe ver het is."))
    return redirect("organisations:staff_import_detail", staff_import.pk)


@require_POST
def staff_import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    staff_import = _own(request, pk)
    require(can_invite(request.user, staff_import.board))
    actions.discard_staff_import(staff_import, by=request.user)
    messages.success(request, _("De lijst is weg. Er is niemand uitgenodigd."))
    return redirect("organisations:staff_import_create", staff_import.board_id)


def _own(request: HttpRequest, pk: int) -> StaffImport:
    found = StaffImport.objects.visible_to(request.user).select_related("board", "school")
    return get_object_or_404(found, pk=pk)


def _shown(request: HttpRequest, staff_import: StaffImport, form: SkipWrongForm) -> dict[str, Any]:
    if staff_import.confirmed_at is not None:
        return {"staff_import": staff_import}
    lines = actions.judge_staff_import(staff_import, by=request.user)
    parts = {
        "fout": (_("Klopt nog niet"), [line for line in lines if line.problems]),
        "goed": (_("Klopt"), [line for line in lines if not line.problems]),
    }
    chosen = request.GET.get("deel")
    if chosen not in parts:
        chosen = "fout" if parts["fout"][1] else "goed"
    return {
        "staff_import": staff_import,
        "form": form,
        "wrong": len(parts["fout"][1]),
        "good": len(parts["goed"][1]),
        "people": len({line.email for line in parts["goed"][1]}),
        "label": parts[chosen][0],
        "sections": [
            {"url": f"?deel={name}", "label": label, "count": len(found), "is_here": name == chosen}
            for name, (label, found) in parts.items()
            if found
        ],
        "page": page_of(request, parts[chosen][1]),
    }


def _example_rows(giver: Giver) -> Sequence[Sequence[str]]:
    school: School | None = next(iter(giver.schools.values()), None)
    code = school.code if school else ""
    return [("Petra", "de", "Vries", "petra@voorbeeld.nl", code, "Medewerker", "Leraar groep 5")]
