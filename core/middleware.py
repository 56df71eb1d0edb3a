"""Headers every answer carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def closed_platform(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Keep every page out of search engines (DESIGN section 12) and personal pages out of shared caches."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware
