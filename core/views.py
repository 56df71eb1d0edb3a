"""Pages about Expedu itself: the front page, how it works, legal texts, the gallery of components."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from core import gallery
from core.context_processors import url_or_nothing
from core.permissions import can_see_gallery, require


@login_not_required
@require_GET
def landing(request: HttpRequest) -> HttpResponse:
    """The front page for the signed-out; who is signed in goes to Home."""
    home = url_or_nothing("insights:home")
    if request.user.is_authenticated and home:
        return redirect(home)
    return render(request, "core/landing.html")


@login_not_required
@require_GET
def how_it_works(request: HttpRequest) -> HttpResponse:
    return render(request, "core/how_it_works.html")


@login_not_required
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "core/privacy.html")


@login_not_required
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "core/accessibility.html")


@login_not_required
@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    """A closed platform: no search engine."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


@require_GET
def component_list(request: HttpRequest) -> HttpResponse:
    """Every component live on one page, in the state people meet it."""
    require(can_see_gallery(request.user))
    return render(request, "core/component_list.html", gallery.examples())
