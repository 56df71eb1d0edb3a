"""Agreed half-days in people's own calendars: the address of it, and what is read there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.outbox import absolute
from secondments import actions
from secondments.calendars import calendar_of
from secondments.models import CalendarFeed
from secondments.views.finding import GET_AND_POST


@never_cache
@require_http_methods(GET_AND_POST)
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """Make an address for a phone or computer; it is shown once, on the page that made it."""
    address = ""
    if request.method == "POST":
        address = absolute(reverse("secondments:calendar_read", args=[actions.open_calendar_feed(request.user)]))
    feed = CalendarFeed.objects.filter(user=request.user).first()
    return render(request, "secondments/calendar_feed.html", {"feed": feed, "address": address})


@require_POST
def calendar_close(request: HttpRequest) -> HttpResponse:
    """The old address shows nothing any more."""
    actions.close_calendar_feed(request.user)
    messages.success(request, _("Het adres werkt niet meer."))
    return redirect("secondments:calendar_feed")


@login_not_required  # the secret in the address is the permission: a calendar program cannot sign in
@never_cache
@require_safe
def calendar_read(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar program fetches now and then."""
    feed = CalendarFeed.objects.of_token(token).select_related("user").first()
    if feed is None:
        raise Http404
    with translation.override("nl"):
        response = HttpResponse(calendar_of(feed.user), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="expedu.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response
