"""Who is about to do something sensitive shows once more that it is them."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import suspend_request
from django.http import HttpRequest, HttpResponse
from django_htmx.http import HttpResponseClientRedirect

from users.reauthentication import SENSITIVE_PAGES, is_fresh


class FreshSignIn:
    """Ask for a password, key or code before a sensitive page (users.reauthentication). What was sent is kept and
    handed in afterwards."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        is_sensitive = getattr(view, "is_sensitive", False) or request.resolver_match.view_name in SENSITIVE_PAGES
        if not is_sensitive or not request.user.is_authenticated or is_fresh(request):
            return None
        methods = get_adapter(request).get_reauthentication_methods(request.user)
        response = suspend_request(request, methods[0]["url"])
        return HttpResponseClientRedirect(response["Location"]) if request.htmx else response
