"""What every answer carries, and how a refusal reaches the person."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from core import doors
from core.doors import Via
from core.errors import NotAllowedNow


def history_door(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Tell the audit trail who is at which page: the user's key and the page's name, no address and no search words.

    Stands below the sign-in. Who signs in during the request is somebody from then on.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.user.is_authenticated  # noqa: B018  looked up now, never in the middle of somebody's write
        with doors.through(Via.PAGE, door=lambda: page_name(request), user=lambda: request.user.pk):
            return get_response(request)

    return middleware


def page_name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def closed_platform(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Keep every page out of search engines (DESIGN section 12) and personal pages out of shared caches."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware


class RefusalAsMessage:
    """Turn a `NotAllowedNow` into a message on the page the person came from, which then shows how things stand."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, NotAllowedNow):
            return None
        if request.method != "POST":
            return render(request, "409.html", {"sentence": exception.sentence}, status=409)
        messages.warning(request, exception.sentence)
        came_from = page_before(request)
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(came_from)
        return redirect(came_from)


def page_before(request: HttpRequest) -> str:
    """The page of ours that sent this form; the form's own address when the browser does not tell."""
    referer = request.META.get("HTTP_REFERER", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return referer
    return request.path
