"""The project's pages, and one empty page in the same frame as the yardstick."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path


def empty(request: HttpRequest) -> HttpResponse:
    return render(request, "base.html")


urlpatterns = [path("leeg/", empty, name="empty"), path("", include("expedu.urls"))]
