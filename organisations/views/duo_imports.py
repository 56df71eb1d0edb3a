"""Keeping the schools of the whole country right: hand in files, read what would change, apply it or throw it away."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from core.pagination import page_of
from core.permissions import require
from organisations.choices import ImportStep
from organisations.duo import imports
from organisations.duo.report import CHANGES_SIGHT, EXPLANATIONS, Section
from organisations.forms import DuoImportForm, OverrideForm
from organisations.models import DuoImport, DuoImportLine
from organisations.permissions import can_import_schools
from organisations.reach import stakes_at
from organisations.stakes import admins_of
from users.reauthentication import asks_who_you_are


@require_safe
def duo_import_list(request: HttpRequest) -> HttpResponse:
    """Every import so far: what it changed, when and by whom."""
    require(can_import_schools(request.user))
    found = DuoImport.objects.visible_to(request.user).select_related("asked_by", "decided_by")
    return render(request, "organisations/duo_import_list.html", {"page": page_of(request, found.order_by("-pk"))})


@require_http_methods(["GET", "POST"])
def duo_import_create(request: HttpRequest) -> HttpResponse:
    """Hand in one or more files; nothing changes yet."""
    require(can_import_schools(request.user))
    form = DuoImportForm(request.POST, request.FILES) if request.method == "POST" else DuoImportForm()
    if form.is_valid():
        data = form.cleaned_data
        return redirect(
            imports.upload(data["files"], by=request.user, is_partial=data["is_partial"], kind=data["kind"])
        )
    status = 422 if form.is_bound else 200
    return render(request, "organisations/duo_import_create.html", {"form": form}, status=status)


@require_safe
def duo_import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; and then every difference, one kind at a time, before anything is applied."""
    duo_import = get_object_or_404(DuoImport.objects.visible_to(request.user), pk=pk)
    if request.htmx and not duo_import.is_busy:
        return HttpResponseClientRefresh()
    return render(request, "organisations/duo_import_detail.html", _shown(request, duo_import, OverrideForm()))


@asks_who_you_are
@require_POST
def duo_import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Apply what was shown. Past the brake only with a reason."""
    duo_import = get_object_or_404(DuoImport.objects.visible_to(request.user), pk=pk)
    require(can_import_schools(request.user))
    form = OverrideForm(request.POST)
    if duo_import.brake and not form.is_valid():
        context = _shown(request, duo_import, form)
        return render(request, "organisations/duo_import_detail.html", context, status=422)
    imports.start_apply(duo_import, by=request.user, reason=form.cleaned_data["reason"] if duo_import.brake else "")
    messages.success(request, _("We passen het toe. Je ziet hieronder hoe ver het is."))
    return redirect(duo_import)


@require_POST
def duo_import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    duo_import = get_object_or_404(DuoImport.objects.visible_to(request.user), pk=pk)
    require(can_import_schools(request.user))
    imports.discard_import(duo_import, by=request.user)
    messages.success(request, _("Weggegooid. Er is niets veranderd."))
    return redirect("organisations:duo_import_list")


def _shown(request: HttpRequest, duo_import: DuoImport, form: OverrideForm) -> dict[str, Any]:
    """The import, how many lines each section has, and a page of the chosen one with who is concerned."""
    counts = duo_import.line_counts()
    there = [section for section in Section if counts.get(section)]
    chosen = next((section for section in there if section == request.GET.get("deel")), next(iter(there), None))
    lines = page_of(request, duo_import.lines.filter(section=chosen or "").order_by("pk"))
    return {
        "duo_import": duo_import,
        "files": duo_import.files.defer("data").order_by("pk"),
        "sections": [
            {"url": f"?deel={part}", "label": part.label, "count": counts[part], "is_here": part == chosen}
            for part in there
        ],
        "chosen": chosen,
        "explanation": EXPLANATIONS.get(chosen, ""),
        "page": lines,
        "rows": _with_stakes(lines) if chosen in CHANGES_SIGHT else [{"line": line} for line in lines],
        "form": form,
        "facts": [{"term": capfirst(word), "text": count} for word, count in duo_import.counts],
        "is_ready": duo_import.step == ImportStep.READY,
        "can_discard": duo_import.step in (ImportStep.READY, ImportStep.REFUSED),
    }


def _with_stakes(lines: Iterable[DuoImportLine]) -> list[dict[str, Any]]:
    """Each line with who is concerned; a fixed number of queries for a page."""
    lines = list(lines)
    stakes = stakes_at({line.school_id for line in lines if line.school_id})
    moved = [line for line in lines if line.section == Section.BOARD]
    admins = admins_of({each[:5] for line in moved for each in (line.before, line.after)}) if moved else {}
    rows = []
    for line in lines:
        sentences = list(stakes.get(line.school_id, ()))
        if line in moved and (names := admins.get(line.before[:5])):
            sentences.append(_("Beheert het oude bestuur en kan hier niets meer: %(names)s.") % {"names": names})
        if line in moved and (names := admins.get(line.after[:5])):
            sentences.append(_("Beheert het nieuwe bestuur en gaat over deze school: %(names)s.") % {"names": names})
        rows.append({"line": line, "stakes": sentences})
    return rows
