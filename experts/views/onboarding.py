"""Three short screens: what, when, how far. Each one saves, so stopping halfway loses nothing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from core.permissions import require
from experts import actions
from experts.choices import Level, ReleaseState
from experts.forms import HalfDaysForm, ReachForm, SkillsForm
from experts.lexicon import suggest_skills
from experts.models import Category, Expert, Position, Skill
from experts.permissions import can_offer
from experts.reach_words import hints_for, previews_for, rings_for
from organisations.choices import Ring

STEPS = (gettext_lazy("Wat"), gettext_lazy("Wanneer"), gettext_lazy("Hoe ver"))


@require_http_methods(["GET", "HEAD", "POST"])
def onboarding_skills(request: HttpRequest) -> HttpResponse:
    """What: tick skills by shelf, with a search in one's own words."""
    require(can_offer(request.user))
    expert = actions.start_expert(request.user, by=request.user) if request.method == "POST" else own(request)
    form = SkillsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        levels = form.levels()
        actions.save_skills(expert, by=request.user, levels=levels)
        if words := request.POST.get("q", "").strip() if "search" in request.POST else "":
            return redirect(f"{reverse('experts:onboarding_skills')}?{urlencode({'q': words})}#gevonden")
        if levels:
            return redirect("experts:expert_me" if expert.onboarded_at else "experts:onboarding_half_days")
        messages.warning(request, _("Vink minstens één ding aan. Het hoeft niet bijzonder te zijn."))
    words = request.GET.get("q", "").strip()
    chosen = dict(expert.expert_skills.values_list("skill_id", "level")) if expert else {}
    context = {"steps": STEPS, "words": words, "expert": expert, "levels": Level, **shelves(words, chosen)}
    return render(request, "experts/onboarding_skills.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def onboarding_half_days(request: HttpRequest) -> HttpResponse:
    """When: ten half-days for each employer, at most how many, and from which time."""
    require(can_offer(request.user))
    expert = own(request)
    if expert is None or not expert.expert_skills.exists():
        return redirect("experts:onboarding_skills")
    positions = expert.positions.active().with_people().order_by("pk")
    forms = [HalfDaysForm(request.POST or None, position=position) for position in positions]
    if request.method == "POST" and all([form.is_valid() for form in forms]):  # noqa: C419 - judge every form
        for form in forms:
            data = form.cleaned_data
            mode = data.get("time_mode") or form.position.time_mode
            actions.save_half_days(
                form.position,
                by=request.user,
                half_days=data["half_days"],
                max_per_week=data["max_per_week"],
                time_mode=mode,
                group_name=form.position.group_name,
            )
        if any(form.cleaned_data["half_days"] for form in forms):
            return redirect("experts:expert_me" if expert.onboarded_at else "experts:onboarding_reach")
        messages.warning(request, _("Tik minstens één dagdeel aan. Je zegt hiermee nog nergens ja op."))
    context = {"steps": STEPS, "forms": forms, "expert": expert}
    return render(request, "experts/onboarding_half_days.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def onboarding_reach(request: HttpRequest) -> HttpResponse:
    """How far: the ring with a plain preview, and asking the director in one tick."""
    require(can_offer(request.user))
    expert = own(request)
    if expert is None or not expert.expert_skills.exists():
        return redirect("experts:onboarding_skills")
    positions = list(expert.positions.active().with_people().order_by("pk"))
    form = ReachForm(
        request.POST or None,
        expert=expert,
        rings=rings_for(positions),
        hints=hints_for(positions),
        previews=previews_for(positions),
        has_director=any(position.membership.school_id for position in positions),
    )
    if request.method == "POST" and form.is_valid():
        is_first_time = expert.onboarded_at is None
        save_reach(request, expert, positions, form.cleaned_data)
        messages.success(request, _("Je bent vindbaar.") if is_first_time else _("Dit is bewaard."))
        return redirect("experts:expert_me")
    return render(request, "experts/onboarding_reach.html", {"steps": STEPS, "form": form, "expert": expert})


def own(request: HttpRequest) -> Expert | None:
    return Expert.objects.filter(user=request.user).select_related("user").first()


def save_reach(request: HttpRequest, expert: Expert, positions: list[Position], data: dict[str, Any]) -> None:
    """Save the wish, and ask each director whose release does not reach that far yet."""
    expert = actions.save_reach(
        expert,
        by=request.user,
        wanted_ring=data["wanted_ring"],
        form_ids=[form.pk for form in data["form_of_help"]],
        target_group_ids=[group.pk for group in data["target_groups"]],
        travel_km=data["travel_km"],
    )
    for position in positions:
        needs_release = position.membership.school_id and expert.wanted_ring > position.released_ring
        if data.get("ask_release") and needs_release and position.release_state != ReleaseState.ASKED:
            actions.ask_release(position, by=request.user)


def shelves(words: str, chosen: dict[int, int]) -> dict[str, Any]:
    """Every skill once: found by the words on top, the others on the shelf of their category. Three queries at most."""
    skills = {s.pk: s for s in Skill.objects.filter(is_active=True).select_related("category").order_by("position")}
    for skill in skills.values():
        skill.chosen_level = chosen.get(skill.pk)  # type: ignore[attr-defined]
    found = (
        [skills.pop(s.skill_id) for s in suggest_skills(words, most=8, share=0.1) if s.skill_id in skills]
        if words
        else []
    )
    per_category: dict[int, list[Skill]] = {}
    for skill in skills.values():
        per_category.setdefault(skill.category_id, []).append(skill)
    return {
        "found": found,
        "shelves": [
            {
                "category": category,
                "skills": per_category[category.pk],
                "chosen": sum(1 for skill in per_category[category.pk] if skill.pk in chosen),
            }
            for category in Category.objects.order_by("position")
            if category.pk in per_category
        ],
        "chosen_count": len(chosen),
        "most_modest": Level.DOES,
        "first_ring": Ring.SCHOOL,
    }
