"""Pages about Expedu itself: the front page, how it works, legal texts, the gallery of components."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.context_processors import url_or_nothing


@login_not_required
def landing(request: HttpRequest) -> HttpResponse:
    """The front page for the signed-out; who is signed in goes to Home."""
    home = url_or_nothing("insights:home")
    if request.user.is_authenticated and home:
        return redirect(home)
    return render(request, "core/landing.html")


@login_not_required
def how_it_works(request: HttpRequest) -> HttpResponse:
    return render(request, "core/how_it_works.html")


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "core/privacy.html")


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "core/accessibility.html")


@login_not_required
def robots(request: HttpRequest) -> HttpResponse:
    """A closed platform: no search engine."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")
