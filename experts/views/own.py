"""My own offer: how others see it, and what I can change about that."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.half_days import joined
from core.permissions import require
from experts import actions, reach
from experts.choices import ReleaseState
from experts.forms import PauseForm
from experts.models import Expert
from experts.permissions import can_offer
from experts.reach_words import moved
from experts.search_cards import effective_ring
from organisations.choices import Ring
from organisations.readers import parse_keys


@require_safe
def expert_me(request: HttpRequest) -> HttpResponse:
    """What others see of me, who sees it, and how to change or stop it."""
    require(can_offer(request.user))
    expert = Expert.objects.filter(user=request.user).select_related("user").first()
    if expert is None or not expert.expert_skills.exists():
        return redirect("experts:onboarding_skills")
    if expert.onboarded_at is None:
        return redirect("experts:onboarding_half_days")
    today = timezone.localdate()
    positions = list(expert.positions.active(today).with_people().order_by("pk"))
    asked = expert.positions.to_ask_further(today).with_people()
    for position in positions:
        is_running = position.released_until is None or position.released_until >= today
        position.shown_ring = effective_ring(position) if is_running else Ring.SCHOOL  # type: ignore[attr-defined]
        position.waits = position.release_state == ReleaseState.ASKED  # type: ignore[attr-defined]
        position.kept_from = moved([position] if position.move_asked_on is None else [])  # type: ignore[attr-defined]
    context = {
        "expert": expert,
        "skills": expert.expert_skills.select_related("skill").order_by("-level", "skill__label"),
        "positions": positions,
        "asked_further": joined(sorted({position.membership.school.board.name for position in asked})),
        "is_paused": expert.paused_until is not None and expert.paused_until >= today,
        "is_unconfirmed": expert.confirmed_until < today,
        "move": moved(position for position in positions if position.move_asked_on is not None),
        "widest": max((position.shown_ring for position in positions), default=Ring.SCHOOL),  # type: ignore[attr-defined]
    }
    return render(request, "experts/expert_me.html", context)


@require_POST
def reach_answer(request: HttpRequest) -> HttpResponse:
    """A board lets people be seen further by now: yes for me too, or leave it as it is."""
    expert = get_object_or_404(Expert, user=request.user)
    if "yes" in request.POST:
        actions.accept_wider_reach(expert, by=request.user)
        messages.success(request, _("Fijn. Je bent nu verder te vinden, zo ver als je directeur het goed vindt."))
    else:
        actions.decline_wider_reach(expert, by=request.user)
        messages.success(request, _("Goed. Alles blijft zoals het was."))
    return redirect("experts:expert_me")


@require_http_methods(["GET", "HEAD", "POST"])
def expert_pause(request: HttpRequest) -> HttpResponse:
    """Not now, and findable again by itself."""
    expert = get_object_or_404(Expert, user=request.user)
    form = PauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.pause_expert(expert, by=request.user, until=form.cleaned_data["until"])
        messages.success(request, _("Je bent even niet te vinden. Daarna ben je vanzelf weer zichtbaar."))
        return redirect("experts:expert_me")
    return render(request, "experts/expert_pause.html", {"form": form})


@require_POST
def expert_answer_move(request: HttpRequest) -> HttpResponse:
    """May the new board, network or region of my school see me too: yes or no, to whom the page named."""
    expert = get_object_or_404(Expert, user=request.user)
    is_yes = request.POST.get("answer") == "yes"
    reach.answer_move(expert, by=request.user, keys=parse_keys(request.POST.get("keys", "")), is_yes=is_yes)
    messages.success(request, _("Ook zij zien je nu.") if is_yes else _("Het blijft zoals het was."))
    return redirect("experts:expert_me")


@require_POST
def expert_resume(request: HttpRequest) -> HttpResponse:
    expert = get_object_or_404(Expert, user=request.user)
    actions.resume_expert(expert, by=request.user)
    messages.success(request, _("Je bent weer vindbaar."))
    return redirect("experts:expert_me")


@require_POST
def expert_hide(request: HttpRequest) -> HttpResponse:
    expert = get_object_or_404(Expert, user=request.user)
    actions.hide_expert(expert, by=request.user)
    messages.success(request, _("Niemand kan je nu nog vinden. Je aanbod blijft bewaard."))
    return redirect("experts:expert_me")


@require_POST
def expert_confirm(request: HttpRequest) -> HttpResponse:
    expert = get_object_or_404(Expert, user=request.user)
    actions.confirm_expert(expert, by=request.user)
    messages.success(request, _("Dank je wel. Je aanbod klopt weer voor dit schooljaar."))
    return redirect("experts:expert_me")
