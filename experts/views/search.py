"""For directors: find a colleague, compare, and look at one."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.half_days import bits
from core.pagination import page_of
from core.permissions import require
from experts import cards
from experts.filters import ExpertFilter
from experts.models import Expert, Position
from experts.search import Facets, Found, facets, find
from organisations.choices import Ring
from organisations.models import School

PER_PAGE = 12
MOST_COMPARED = 3


@require_safe
def expert_list(request: HttpRequest) -> HttpResponse:
    """The one search page, for the chosen school. The address is the search."""
    require(request.viewpoint.can_search)
    school = request.viewpoint.school
    search = ExpertFilter(request.GET, school=school)
    found = found_for(request, school, search)
    counted = counted_for(request, school, search)
    page = page_of(request, found.ranked, per_page=PER_PAGE)
    page.object_list = [cards.card_of(ranked, search.wanted) for ranked in page.object_list]
    context = {
        "school": school,
        "search": search,
        "page": page,
        "found": found,
        "heading": cards.heading(found.total, search.wanted.ring),
        "shelves": [] if search.skill_ids else cards.shelves(),
        "chips": cards.chips(search, counted),
        "rings": cards.ring_options(search, found),
        "forms_of_help": cards.options(search, "form_of_help", counted.forms),
        "target_groups": cards.options(search, "target_group", counted.target_groups),
        "compared": request.GET.getlist("vergelijk")[:MOST_COMPARED],
        "can_ask": request.viewpoint.can_ask,
        "ask_query": ask_query(search),
    }
    return render(request, "experts/expert_list.html", context)


@require_safe
def expert_compare(request: HttpRequest) -> HttpResponse:
    """Up to three of the people found, side by side."""
    require(request.viewpoint.can_search)
    school = request.viewpoint.school
    search = ExpertFilter(request.GET, school=school)
    chosen = request.GET.getlist("vergelijk")
    found = found_for(request, school, search)
    compared = [ranked for ranked in found.ranked if str(ranked.candidate.expert_id) in chosen][:MOST_COMPARED]
    back = request.GET.copy()
    context = {
        "school": school,
        "cards": [cards.card_of(ranked, search.wanted) for ranked in compared],
        "back": back.urlencode(),
        "can_ask": request.viewpoint.can_ask,
    }
    return render(request, "experts/expert_compare.html", context)


@require_safe
def expert_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One person, as far as this reader may see them; the rule is checked again here."""
    expert = get_object_or_404(Expert.objects.visible_to(request.user).select_related("user"), pk=pk)
    is_me = expert.user_id == request.user.pk
    positions = expert.positions.active().with_people().order_by("pk")
    if not is_me:
        positions = positions.filter(pk__in=Position.objects.visible_to(request.user).values("pk"))
    positions = list(positions)
    school = request.viewpoint.school
    context = {
        "expert": expert,
        "skills": expert.expert_skills.select_related("skill").order_by("-level", "skill__label"),
        "forms_of_help": expert.forms.all(),
        "target_groups": expert.target_groups.all(),
        "positions": positions,
        "line": cards.line_of(positions, school),
        "half_days": cards.union(position.half_days for position in positions),
        "per_week": sum(position.max_half_days_per_week for position in positions),
        "widest": cards.widest(positions),
        "is_employed": any(position.membership.school_id for position in positions),
        "is_me": is_me,
        "can_contact": request.viewpoint.can_ask and not is_me,
        "school": school,
    }
    return render(request, "experts/expert_detail.html", context)


def ask_query(search: ExpertFilter) -> str:
    """This search as the start of a help request."""
    wanted = search.wanted
    pairs: list[tuple[str, object]] = [("q", search.words)]
    pairs += [("skill", pk) for pk in wanted.skill_ids]
    pairs += [("half_days", bit) for bit in bits(wanted.half_days)]
    pairs += [("form", pk) for pk in wanted.form_ids[:1]]
    pairs += [("target_group", pk) for pk in wanted.target_group_ids]
    return urlencode(pairs)


def found_for(request: HttpRequest, school: School, search: ExpertFilter) -> Found:
    """Who is found, without the searcher; nobody when the words say nothing we know."""
    if search.finds_no_words:
        return Found([], dict.fromkeys(Ring, 0), 0, False)
    return find(request.viewpoint.search_keys, search.wanted, **around(request, school))


def counted_for(request: HttpRequest, school: School, search: ExpertFilter) -> Facets:
    """What each further choice would leave."""
    if search.finds_no_words:
        return Facets({}, {}, {})
    proposed = {s.skill_id for s in search.suggestions} | set(search.skill_ids)
    return facets(request.viewpoint.search_keys, search.wanted, skill_ids=proposed, **around(request, school))


def around(request: HttpRequest, school: School) -> dict[str, Any]:
    mine = Expert.objects.filter(user=request.user).values_list("pk", flat=True)
    return {"origin_xy": (school.x_km, school.y_km), "exclude_expert_ids": list(mine)}
