"""Inviting people, and what came of it."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.pagination import page_of
from core.permissions import require
from organisations import actions
from organisations.filters import InvitationFilter
from organisations.forms import InvitationForm, NewAccountForm, PlacesForm
from organisations.giving import giver_at
from organisations.invitation_words import stand_of
from organisations.models import Board, InvitedPlace, StaffInvitation
from organisations.permissions import can_invite, can_manage_invitation
from organisations.tokens import invitation_of
from users.addresses import owner_of


@require_http_methods(["GET", "POST"])
def invitation_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite one person to one or more schools of this board."""
    board = get_object_or_404(Board.objects.visible_to(request.user), pk=pk)
    require(can_invite(request.user, board))
    giver = giver_at(request.user, board)
    school = giver.schools.get(_number(request.GET.get("school")))
    form = InvitationForm(request.POST or None, giver=giver, school=school)
    if form.is_valid():
        asked = actions.invite_people(board, by=request.user, people=[form.person])
        _say_what_came_of_it(request, asked, form.person)
        return redirect("organisations:invitation_list", board.pk)
    return render(request, "organisations/invitation_create.html", {"board": board, "school": school, "form": form})


@require_GET
def invitation_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was invited, and whether they answered."""
    board = get_object_or_404(Board.objects.visible_to(request.user), pk=pk)
    require(can_invite(request.user, board))
    invitations = StaffInvitation.objects.visible_to(request.user).filter(board=board).with_last_letter()
    found = InvitationFilter(
        request.GET, queryset=invitations.with_places_of(request.user).order_by("-created_at", "-pk")
    )
    page = page_of(request, found.qs)
    rows = [{"invitation": invitation, "stand": stand_of(invitation)} for invitation in page]
    context = {"board": board, "filter": found, "page": page, "rows": rows}
    return render(request, "organisations/invitation_list.html", context)


@require_POST
def invitation_resend(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(StaffInvitation.objects.visible_to(request.user), pk=pk)
    require(can_manage_invitation(request.user, invitation))
    actions.resend_invitation(invitation, by=request.user)
    messages.success(
        request,
        _("%(name)s krijgt een nieuwe mail. De link van eerst werkt niet meer.") % {"name": invitation.full_name},
    )
    return redirect("organisations:invitation_list", invitation.board_id)


@require_POST
def invitation_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(StaffInvitation.objects.visible_to(request.user), pk=pk)
    require(can_manage_invitation(request.user, invitation))
    actions.withdraw_invitation(invitation, by=request.user)
    messages.success(request, _("De uitnodiging van %(name)s is ingetrokken.") % {"name": invitation.full_name})
    return redirect("organisations:invitation_list", invitation.board_id)


@login_not_required
@require_http_methods(["GET", "POST"])
def invitation_answer(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link in the mail: who asks you for what; say yes here, with an account or by making one."""
    invitation = _invitation_of(token)
    places = list(invitation.places.to_accept().select_related("school", "deputy_for__user").order_by("pk"))
    context = {"invitation": invitation, "places": places, "token": token}
    if not (invitation.is_running and places):
        return render(request, "organisations/invitation_answer.html", context | {"is_over": True}, status=410)
    owner = owner_of(invitation.email)
    is_theirs = request.user.is_authenticated and owner in (None, request.user)
    if owner is not None and not is_theirs:
        # Signed out, or as somebody else: first the right account.
        return render(request, "organisations/invitation_answer.html", context | {"must_sign_in": True})
    form_class = PlacesForm if is_theirs else NewAccountForm
    form = form_class(request.POST or None, invitation=invitation, places=places)
    if form.is_valid():
        return _accept(request, invitation, form, places)
    is_new_address = is_theirs and owner is None
    return render(
        request, "organisations/invitation_answer.html", context | {"form": form, "is_new_address": is_new_address}
    )


@login_not_required
@require_POST
def invitation_decline(request: HttpRequest, token: str) -> HttpResponse:
    """No, thank you."""
    invitation = actions.decline_invitation(_invitation_of(token))
    messages.success(
        request,
        _("Je hebt nee gezegd tegen %(board)s. Je krijgt hier geen mail meer over.") % {"board": invitation.board},
    )
    return redirect("core:landing")


def _accept(
    request: HttpRequest, invitation: StaffInvitation, form: PlacesForm, places: list[InvitedPlace]
) -> HttpResponse:
    where = places[0].organisation if len(places) == 1 else invitation.board
    if isinstance(form, NewAccountForm):
        names = {name: form.cleaned_data[name] for name in ("first_name", "last_name", "password")}
        user = actions.accept_with_new_account(invitation, **names, **form.answer)
        messages.success(request, _("Welkom! Je hoort nu bij %(place)s.") % {"place": where})
        return perform_login(request, user, email_verification="none", redirect_url="/")
    actions.accept_invitation(invitation, by=request.user, **form.answer)
    messages.success(request, _("Je hoort nu bij %(place)s.") % {"place": where})
    return redirect("/")


def _invitation_of(token: str) -> StaffInvitation:
    invitation = invitation_of(token)
    if invitation is None:
        raise Http404
    return invitation


def _say_what_came_of_it(request: HttpRequest, asked: actions.Asked, person: actions.Person) -> None:
    """Never whether there is an account: who is not of the own school or board gets the same answer either way."""
    words = {"name": f"{person.first_name} {person.last_name}", "email": person.email}
    if asked.given:
        name = {"name": asked.given[0].user.full_name}
        messages.success(request, _("%(name)s heeft de rol erbij en krijgt daar een mail over.") % name)
    elif asked.invitations:
        messages.success(request, _("%(name)s krijgt een uitnodiging op %(email)s.") % words)
    elif asked.added_to:
        messages.success(
            request, _("%(name)s had al een uitnodiging. Deze plek staat er nu bij; er gaat geen tweede mail.") % words
        )
    else:
        messages.warning(request, _("%(name)s heeft deze rol al, of is er al voor uitgenodigd.") % words)


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else 0
