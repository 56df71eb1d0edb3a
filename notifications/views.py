"""The inbox, how someone wants to be told, and stopping mail without signing in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.pagination import page_of
from notifications import actions, registry
from notifications.choices import Delivery
from notifications.delivery import is_refused
from notifications.forms import PauseForm, PreferenceForm
from notifications.mail import DIGEST, read_unsubscribe_token
from notifications.models import Notification
from users.models import User


@require_GET
def notification_list(request: HttpRequest) -> HttpResponse:
    """Everything someone was told, unread first."""
    mine = Notification.objects.of(request.user)
    page = page_of(request, mine.unread_first())
    return render(request, "notifications/notification_list.html", {"page": page, "unread": mine.unread().count()})


@require_GET
def notification_count(request: HttpRequest) -> HttpResponse:
    """The number in the header, asked again now and then."""
    return render(request, "notifications/_notification_count.html")


@require_GET
def notification_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to what it is about. That it was read is recorded; nothing is decided."""
    notification = get_object_or_404(Notification.objects.of(request.user), pk=pk)
    actions.mark_read(notification)
    return redirect(notification.url)


@require_POST
def notification_read(request: HttpRequest, pk: int) -> HttpResponse:
    notification = get_object_or_404(Notification.objects.of(request.user), pk=pk)
    actions.mark_read(notification)
    return redirect("notifications:notification_list")


@require_POST
def notification_read_all(request: HttpRequest) -> HttpResponse:
    actions.mark_all_read(request.user)
    messages.success(request, _("Je hebt alles gelezen."))
    return redirect("notifications:notification_list")


@require_http_methods(["GET", "POST"])
def preference_edit(request: HttpRequest) -> HttpResponse:
    """Which mail, and how often."""
    preferences = PreferenceForm(request.POST or None, user=request.user)
    pause = PauseForm(request.POST or None, user=request.user)
    if request.method == "POST" and preferences.is_valid() and pause.is_valid():
        actions.set_preferences(request.user, choices=preferences.deliveries)
        if pause.cleaned_data["pause"] == PauseForm.OFF:
            actions.unmute(request.user)
        else:
            until = pause.cleaned_data["until"] if pause.cleaned_data["pause"] == PauseForm.UNTIL else None
            actions.mute(request.user, until)
        messages.success(request, _("Je keuzes zijn bewaard."))
        return redirect("notifications:preference_edit")
    context = {"preferences": preferences, "pause": pause, "is_refused": is_refused(request.user)}
    return render(request, "notifications/preference_edit.html", context)


@require_POST
def trial_send(request: HttpRequest) -> HttpResponse:
    actions.send_trial(request.user)
    messages.success(request, _("We hebben je een proefmail gestuurd."))
    return redirect("notifications:preference_edit")


@require_POST
def address_retry(request: HttpRequest) -> HttpResponse:
    """The mail server refused this address; its owner says it works again."""
    actions.try_address_again(request.user)
    messages.success(request, _("We sturen weer mail naar dit adres, te beginnen met een proefmail."))
    return redirect("notifications:preference_edit")


@csrf_exempt  # one-click unsubscribe: the mail program posts this itself; the signed token is the permission
@login_not_required
@require_http_methods(["GET", "POST"])
def mail_unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop one type of mail, the daily mail, or all of it. A visit shows a button; only a POST changes something."""
    try:
        user_id, kind = read_unsubscribe_token(token)
        message = None if kind == DIGEST else registry.get(kind)
    except (signing.BadSignature, registry.UnknownMessage):
        raise Http404 from None
    user = get_object_or_404(User.objects.filter(is_active=True), pk=user_id)
    context = {"message": message, "is_done": request.method == "POST"}
    if request.method == "POST":
        context["stopped_all"] = "all" in request.POST
        if context["stopped_all"]:
            actions.mute(user, None)
        elif message is None:
            actions.stop_daily_mail(user)
        else:
            actions.set_preferences(user, choices={kind: Delivery.NONE})
    return render(request, "notifications/mail_unsubscribe.html", context)
