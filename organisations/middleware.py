"""For which school someone is looking."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def viewpoint(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    return middleware
