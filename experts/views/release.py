"""For directors: my people, how far they are seen, and agreeing to more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.permissions import require
from experts import actions
from experts.choices import ReleaseState
from experts.forms import ReleaseForm
from experts.models import Position
from experts.people import people_at
from experts.permissions import can_release, can_release_at
from experts.reach_words import hints_for
from organisations.choices import Ring


@require_safe
def position_list(request: HttpRequest) -> HttpResponse:
    """Who works here, and how far each of them is seen."""
    school = request.viewpoint.school
    require(can_release_at(request.user, school))
    return render(request, "experts/position_list.html", {"school": school, "people": people_at(school)})


@require_http_methods(["GET", "HEAD", "POST"])
def position_release(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to how far, until when and how much; or not now."""
    position = get_object_or_404(Position.objects.releasable_by(request.user).with_people(), pk=pk)
    require(can_release(request.user, position))
    form = ReleaseForm(request.POST or None, position=position, hints=hints_for([position]))
    if request.method == "POST" and "not_now" in request.POST:
        actions.refuse_release(position, by=request.user)
        messages.success(request, _("Je hebt gezegd: nu niet. We vertellen het vriendelijk."))
        return redirect("experts:position_list")
    if request.method == "POST" and form.is_valid():
        actions.release_position(position, by=request.user, **form.cleaned_data)
        name = position.expert.user.first_name
        messages.success(request, _("%(name)s is vrijgegeven. Je kunt dit altijd veranderen.") % {"name": name})
        return redirect("experts:position_list")
    context = {
        "position": position,
        "person": position.expert.user,
        "form": form,
        "skills": position.expert.expert_skills.select_related("skill").order_by("-level", "skill__label"),
        "wanted": Ring(position.expert.wanted_ring),
        "is_asked": position.release_state == ReleaseState.ASKED,
        "is_released": position.released_ring > Ring.SCHOOL,
    }
    return render(request, "experts/position_release.html", context)


@require_POST
def position_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to the own school; works at once."""
    position = get_object_or_404(Position.objects.releasable_by(request.user), pk=pk)
    require(can_release(request.user, position))
    actions.withdraw_release(position, by=request.user)
    messages.success(request, _("De vrijgave is gestopt. Alleen je eigen school ziet deze collega nog."))
    return redirect("experts:position_list")
