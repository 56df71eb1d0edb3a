"""Someone's own pages: account and personal data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def personal_data(request: HttpRequest) -> HttpResponse:
    return render(request, "users/personal_data.html")
