"""For which school someone is looking: every request carries a `viewpoint`."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from organisations.viewpoint import SESSION_KEY, Viewpoint


def viewpoint(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Hang a lazy Viewpoint on the request; a page that never reads it costs no query."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.viewpoint = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: Viewpoint(request.user, request.session.get(SESSION_KEY))
        )
        return get_response(request)

    return middleware
