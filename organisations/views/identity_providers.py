"""How the people of a board sign in with the account of their school: set up, tried, and switched on or off."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.permissions import require
from organisations import actions
from organisations.choices import SignInKind
from organisations.forms import SIGN_IN_HINTS, IdentityProviderForm
from organisations.models import Board, IdentityProvider, boards_to_see, provider_key
from organisations.permissions import can_set_up_sign_in
from organisations.single_sign_on.trial import try_connection
from users.reauthentication import asks_who_you_are


@require_GET
def identity_provider_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The three ways in, and which of them this board uses."""
    board = _board(request, pk)
    rows = {row.kind: row for row in board.identity_providers.all()}
    ways = [{"kind": kind, "row": rows.get(kind), "hint": SIGN_IN_HINTS[kind]} for kind in SignInKind]
    return render(request, "organisations/identity_provider_list.html", {"board": board, "ways": ways})


@asks_who_you_are
@require_http_methods(["GET", "POST"])
def identity_provider_edit(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """What the ICT person fills in, with what they need from us beside it."""
    board, kind = _board(request, pk), _kind(kind)
    row = board.identity_providers.filter(kind=kind).first()
    form = IdentityProviderForm(request.POST or None, board=board, kind=kind, row=row)
    if form.is_valid():
        actions.set_up_identity_provider(board, kind, by=request.user, **form.cleaned_data)
        messages.success(request, _("Bewaard. Probeer nu de verbinding."))
        return redirect("organisations:identity_provider_detail", board.pk, kind.value)
    context = {
        "board": board,
        "kind": kind,
        "form": form,
        "guide": f"organisations/_guide_{kind.value}.html",
        "return_address": _return_address(request, board, kind),
    }
    return render(request, "organisations/identity_provider_edit.html", context)


@require_http_methods(["GET", "POST"])
def identity_provider_detail(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """One way in: how it is set up. Posting tries the connection and shows what was found."""
    board, kind = _board(request, pk), _kind(kind)
    row = get_object_or_404(IdentityProvider.objects.select_related("board"), board=board, kind=kind)
    address = _return_address(request, board, kind)
    findings = try_connection(row, address) if request.method == "POST" else None
    domains = board.work_domains.values_list("domain", flat=True)
    context = {"board": board, "row": row, "findings": findings, "return_address": address, "domains": domains}
    return render(request, "organisations/identity_provider_detail.html", context)


@asks_who_you_are
@require_POST
def identity_provider_switch(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """On or off."""
    board, kind = _board(request, pk), _kind(kind)
    row = get_object_or_404(IdentityProvider, board=board, kind=kind)
    row = actions.switch_identity_provider(row, by=request.user, is_on=request.POST.get("is_on") == "1")
    messages.success(
        request,
        _("De inlog staat aan. Je mensen kunnen er nu mee inloggen.") if row.is_on else _("De inlog staat uit."),
    )
    return redirect("organisations:identity_provider_detail", board.pk, kind.value)


def _board(request: HttpRequest, pk: int) -> Board:
    board = get_object_or_404(boards_to_see(request.user), pk=pk)
    require(can_set_up_sign_in(request.user, board))
    return board


def _kind(kind: str) -> SignInKind:
    if kind not in SignInKind.values:
        raise Http404
    return SignInKind(kind)


def _return_address(request: HttpRequest, board: Board, kind: SignInKind) -> str:
    path = reverse("organisations:school_sign_in_return", args=[provider_key(board, kind)])
    return request.build_absolute_uri(path)
