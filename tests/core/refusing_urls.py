"""Pages that refuse, for test_middleware.py; the real URLs stand beside them."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from core.errors import NotAllowedNow


def too_late(request: HttpRequest) -> HttpResponse:
    raise NotAllowedNow("Iemand anders heeft hier al over beslist.")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("stuk")


urlpatterns = [
    path("te-laat/", too_late),
    path("stuk/", broken),
    path("", include("expedu.urls")),
]
