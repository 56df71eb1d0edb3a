"""Signing in with the account of the own school."""

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from requests import RequestException

from organisations import actions
from organisations.forms import OwnAddressForm, SchoolJoinForm, SchoolSignInForm
from organisations.models import IdentityProvider, School
from organisations.single_sign_on import pending as waiting
from organisations.single_sign_on.provider import (
    SWITCHED_OFF,
    BoardOAuth2Adapter,
    BoardProvider,
    refusal,
    sentence_for,
)
from organisations.single_sign_on.schools import ask_for_place
from users.addresses import confirm_address, owner_of
from users.forms import MailCodeForm
from users.mail_codes import MailCode
from users.reauthentication import asks_who_you_are, record_mail_code

CODE = "school"  # what the code by mail is for


@login_not_required
@require_http_methods(["GET", "POST"])
def school_sign_in(request: HttpRequest) -> HttpResponse:
    """Find the own school's sign-in, and go there. A page in between, because a form may not lead to another site."""
    if refused := ratelimit.consume_or_429(request, action="school_sign_in"):
        return refused
    form = SchoolSignInForm(request.POST if request.method == "POST" else None)
    next_url = request.POST.get("next") or request.GET.get("next") or ""
    if form.is_valid():
        row = form.cleaned_data["provider"]
        try:
            address = BoardProvider(request, row).address(request, _own_address(request, next_url))
        except (RequestException, OAuth2Error) as error:
            return refusal(request, *sentence_for(error))
        return render(request, "organisations/school_sign_in_leave.html", {"row": row, "address": address})
    return render(request, "organisations/school_sign_in.html", {"form": form, "next": next_url})


@login_not_required
@require_GET
def school_sign_in_return(request: HttpRequest, key: str) -> HttpResponse:
    """The provider sends them back here. Signs nobody in but who came from here a moment ago, in this browser."""
    row = IdentityProvider.objects.on().by_key(key).first()
    if row is None:
        return refusal(request, SWITCHED_OFF, 403)
    try:
        return OAuth2CallbackView.adapter_view(BoardOAuth2Adapter(request, row))(request)
    except (RequestException, OAuth2Error) as error:
        return refusal(request, *sentence_for(error))


@login_not_required
@require_http_methods(["GET", "POST"])
def school_sign_in_confirm(request: HttpRequest) -> HttpResponse:
    """Somebody new: their address, and a code that goes there."""
    pending = waiting.read(request)
    if pending is None:
        return redirect("organisations:school_sign_in")
    if pending.row is None:
        return refusal(request, SWITCHED_OFF, 403)
    if request.user.is_authenticated:
        return redirect("organisations:school_sign_in_link")
    data = None
    if request.method == "POST":
        data = {"email": pending.email} if pending.is_given else request.POST
    form = OwnAddressForm(data)
    if form.is_valid():
        if MailCode(request, CODE).send(form.cleaned_data["email"]):
            waiting.write(request, pending.with_address(form.cleaned_data["email"]))
            return redirect("organisations:school_sign_in_code")
        form.add_error(
            None, _("We hebben al een paar keer een code gestuurd. Wacht een kwartier en probeer het dan nog een keer.")
        )
    context = {"form": form, "pending": pending, "link_url": reverse("organisations:school_sign_in_link")}
    return render(request, "organisations/school_sign_in_confirm.html", context)


@login_not_required
@require_http_methods(["GET", "POST"])
def school_sign_in_code(request: HttpRequest) -> HttpResponse:
    """The code from the mail. Who has an account signs in to it, with their second factor; who has none makes one."""
    pending = waiting.read(request)
    code = MailCode(request, CODE)
    if pending is None or (code.email is None and not request.POST):
        return redirect("organisations:school_sign_in_confirm")
    if pending.row is None:
        return refusal(request, SWITCHED_OFF, 403)
    form = MailCodeForm(request.POST or None, mail_code=code)
    if form.is_valid():
        waiting.write(request, pending.confirmed())
        user = owner_of(pending.email)
        if user is None:
            return redirect("organisations:school_sign_in_join")
        confirm_address(user, pending.email)
        record_mail_code(request, user)
        return perform_login(request, user, redirect_url=reverse("organisations:school_sign_in_link"))
    return render(request, "organisations/school_sign_in_code.html", {"form": form, "email": pending.email})


@login_not_required
@require_http_methods(["GET", "POST"])
def school_sign_in_join(request: HttpRequest) -> HttpResponse:
    """Somebody new whose address is confirmed says how they are called and where they work."""
    pending = waiting.read(request)
    if pending is None or not pending.is_confirmed:
        return redirect("organisations:school_sign_in_confirm")
    if pending.row is None:
        return refusal(request, SWITCHED_OFF, 403)
    names = {"first_name": pending.first_name, "last_name": pending.last_name}
    form = SchoolJoinForm(request.POST or None, initial=names, school_ids=pending.school_ids)
    if form.is_valid():
        user = actions.join_by_school_sign_in(pending, **form.cleaned_data)
        waiting.forget(request)
        record_mail_code(request, user)
        return perform_login(request, user)
    return render(request, "organisations/school_sign_in_join.html", {"form": form, "row": pending.row})


@asks_who_you_are
@require_http_methods(["GET", "POST"])
def school_sign_in_link(request: HttpRequest) -> HttpResponse:
    """Somebody who has an account: from now on through the school as well?"""
    pending = waiting.read(request)
    if pending is None:
        return redirect("organisations:school_link_list")
    if pending.row is None:
        return refusal(request, SWITCHED_OFF, 403)
    if request.method == "POST":
        actions.link_school_sign_in(request.user, pending, by=request.user)
        ask_for_place(request.user, pending.row.board, list(School.objects.open().filter(pk__in=pending.school_ids)))
        waiting.forget(request)
        messages.success(request, _("Gelukt. Voortaan kun je inloggen met je school."))
        return redirect("insights:home")
    return render(request, "organisations/school_sign_in_link.html", {"pending": pending, "row": pending.row})


@require_GET
def school_link_list(request: HttpRequest) -> HttpResponse:
    """Through which schools somebody may sign in."""
    found = SocialAccount.objects.filter(user=request.user).order_by("date_joined")
    links = [{"account": link, "row": IdentityProvider.objects.by_key(link.provider).first()} for link in found]
    return render(request, "organisations/school_link_list.html", {"links": links})


@asks_who_you_are
@require_POST
def school_link_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """No longer through this school."""
    account = get_object_or_404(SocialAccount.objects.filter(user=request.user), pk=pk)
    actions.unlink_school_sign_in(account, by=request.user)
    messages.success(request, _("Je kunt hier niet meer mee inloggen. Met een code per mail kan het altijd."))
    return redirect("organisations:school_link_list")


def _own_address(request: HttpRequest, address: str) -> str | None:
    """`address` when it is one of our own pages."""
    is_own = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if is_own else None
