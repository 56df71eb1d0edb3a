"""Someone's own pages: account and personal data. Signing in, mail address, password and second factor are allauth's,
in our look (templates/account, templates/mfa)."""

import json
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.context_processors import THEMES
from core.middleware import page_before
from users import personal_data
from users.adapter import AccountAdapter
from users.forms import AccountForm, AppearanceForm, EraseForm, MailCodeForm
from users.mail_codes import MailCode
from users.reauthentication import asks_who_you_are, record_mail_code

YEAR = 60 * 60 * 24 * 365


@require_http_methods(["GET", "POST"])
def account_detail(request: HttpRequest) -> HttpResponse:
    """My account: my name, and the way to everything about signing in."""
    form = AccountForm(request.POST or None, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Je naam is aangepast."))
        return redirect("users:account_detail")
    appearance = AppearanceForm(
        initial={"theme": request.COOKIES.get("theme", "system"), "language": get_language() or settings.LANGUAGE_CODE}
    )
    return render(
        request,
        "users/account_detail.html",
        {
            "form": form,
            "appearance": appearance,
            "has_second_factor": is_mfa_enabled(request.user),
            "session_count": UserSession.objects.filter(user=request.user).count(),
        },
    )


@login_not_required
@require_POST
def appearance_choose(request: HttpRequest) -> HttpResponse:
    """Remember in this browser: light or dark, and which language."""
    form = AppearanceForm(request.POST)
    response = redirect(page_before(request) if request.headers.get("Referer") else "users:account_detail")
    if form.is_valid():
        theme, language = form.cleaned_data["theme"], form.cleaned_data["language"]
        secure = settings.SESSION_COOKIE_SECURE
        if theme in THEMES:
            response.set_cookie("theme", theme, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)
        else:
            response.delete_cookie("theme")
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", secure=secure, httponly=True
        )
        messages.success(request, _("Zo ziet Expedu er voortaan uit in deze browser."))
    return response


@require_GET
def personal_data_detail(request: HttpRequest) -> HttpResponse:
    """My data: what Expedu holds about me, in words; download it or have it erased."""
    return render(
        request, "users/personal_data_detail.html", {"parts": _readable(personal_data.export_all(request.user))}
    )


@asks_who_you_are
@require_GET
def personal_data_download(request: HttpRequest) -> HttpResponse:
    """Everything about me as one JSON file."""
    found = {"gemaakt op": timezone.now(), **personal_data.export_all(request.user)}
    text = json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="expedu-mijn-gegevens.json"'
    return response


@asks_who_you_are
@require_http_methods(["GET", "POST"])
def personal_data_erase(request: HttpRequest) -> HttpResponse:
    """Erase me: asks once, then it is done and I am signed out."""
    form = EraseForm(request.POST or None)
    if form.is_valid():
        personal_data.erase_all(request.user)
        logout(request)
        messages.success(request, _("Je gegevens zijn gewist. Bedankt voor alles wat je deelde."))
        return redirect("core:landing")
    return render(request, "users/personal_data_erase.html", {"form": form})


@require_http_methods(["GET", "POST"])
def mail_code_confirm(request: HttpRequest) -> HttpResponse:
    """Show that it is you with a code by mail; for who has no password, app or key."""
    if _ways_to_confirm(request) != ["mail_code"]:
        return redirect("account_reauthenticate")
    code = MailCode(request, "confirm")
    form = MailCodeForm(request.POST or None, mail_code=code)
    if form.is_valid():
        record_mail_code(request, request.user)
        return resume_request(request) or redirect("users:account_detail")
    context = {"form": form, "email": code.email, "next": request.GET.get("next") or request.POST.get("next", "")}
    return render(request, "users/mail_code_confirm.html", context)


@require_POST
def mail_code_send(request: HttpRequest) -> HttpResponse:
    """Mail that code."""
    if _ways_to_confirm(request) == ["mail_code"] and not MailCode(request, "confirm").send(request.user.email):
        messages.error(request, AccountAdapter.error_messages["rate_limited"])
    query = urlencode({"next": request.POST.get("next", "")})
    return redirect(f"{reverse('users:mail_code_confirm')}?{query}")


def _ways_to_confirm(request: HttpRequest) -> list[str]:
    return [method["id"] for method in get_adapter(request).get_reauthentication_methods(request.user)]


def _readable(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The parts with the name an app calls itself by."""
    return [{"title": apps.get_app_config(app).verbose_name, "data": data} for app, data in found.items()]
