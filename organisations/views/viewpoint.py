"""For which school someone is looking."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from organisations.models import School
from organisations.viewpoint import SESSION_KEY


@require_http_methods(["GET", "POST"])
def viewpoint_choose(request: HttpRequest) -> HttpResponse:
    """Choose for which school you are looking; the session remembers it."""
    back = _safe_address(request, request.POST.get("next") or request.GET.get("next") or "")
    if request.method == "POST":
        own = School.objects.filter(pk__in=[school.pk for school in request.viewpoint.schools])
        school = get_object_or_404(own, pk=_number(request.POST.get("school")))
        request.session[SESSION_KEY] = school.pk
        return redirect(back)
    return render(request, "organisations/viewpoint_choose.html", {"back": back})


def _safe_address(request: HttpRequest, address: str) -> str:
    """`address` when it is one of our own, else Home."""
    if url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return address
    return "/"


def _number(value: str | None) -> int:
    """A primary key from a form; 0 (nobody's) when it is no number."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else 0
