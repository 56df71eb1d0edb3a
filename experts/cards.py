"""What the search page shows: cards, chips and counts, as plain values for templates."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from experts.choices import Level
from experts.filters import ExpertFilter
from experts.matching import MOST_REASONS, Ranked, Wanted, reasons_for
from experts.models import Position, Skill
from experts.search import Facets, Found
from experts.search_cards import effective_ring
from organisations.choices import Ring, Role
from organisations.models import School

MOST_TAGS = 4


def card_of(ranked: Ranked, wanted: Wanted) -> dict[str, Any]:
    """One person as components/result_card.html shows them."""
    c = ranked.candidate
    asked = [s for s in c.skills if s.skill_id in wanted.skill_ids] or list(c.skills)
    return {
        "pk": c.expert_id,
        "url": reverse("experts:expert_detail", args=[c.expert_id]),
        "title": c.full_name,
        "first_name": c.first_name,
        "initials": initials(c.first_name, c.last_name),
        "line": " · ".join(
            part for part in (work_line(c.job_title, c.role, c.group_name, c.school_name), km(c.distance_km)) if part
        ),
        "tags": ([_("Zzp'er")] if c.is_freelancer else [])
        + [f"{s.label}: {level_words(s.level)}" for s in asked[:MOST_TAGS]],
        "skills": [{"label": s.label, "words": level_words(s.level)} for s in c.skills],
        "reasons": reasons_for(wanted, c, with_skill=False)[:MOST_REASONS],
        "cautions": [ranked.caution] if ranked.caution else [],
        "half_days": c.half_days,
        "per_week": c.max_half_days_per_week,
        "finished_count": c.finished_count,
        "is_freelancer": c.is_freelancer,
        "km": km(c.distance_km),
        "ring": c.ring.label,
    }


def level_words(level: int) -> str:
    """The modest sentence said by somebody else."""
    return {
        Level.DOES: _("doet het zelf"),
        Level.SHOWS: _("laat het graag zien"),
        Level.TEACHES: _("kan het anderen leren"),
    }[Level(level)]


def work_line(job_title: str, role: str, group_name: str, place: str) -> str:
    """ "Leraar groep 6, De Regenboog"."""
    job = job_title or str(Role(role).label)
    return f"{job} {group_name}".strip() + f", {place}"


def km(distance_km: float | None) -> str:
    """Straight-line distance, said as approximate."""
    if distance_km is None:
        return ""
    return _("ongeveer %(km)s km") % {"km": number_format(max(1, round(distance_km)))}


def initials(first_name: str, last_name: str) -> str:
    return "".join(part[0] for part in (first_name, last_name.split(" ")[-1]) if part).upper()


def heading(total: int, ring: Ring) -> str:
    """ "9 collega's in het netwerk"."""
    where = {
        Ring.SCHOOL: _("op je school"),
        Ring.BOARD: _("binnen je bestuur"),
        Ring.NETWORK: _("tot en met het netwerk"),
        Ring.REGION: _("tot en met de regio"),
        Ring.NATIONAL: _("in heel Nederland"),
    }[ring]
    if not total:
        return _("Niemand gevonden %(where)s") % {"where": where}
    people = ngettext("%(n)s collega", "%(n)s collega's", total) % {"n": total}
    return f"{people} {where}"


def chips(search: ExpertFilter, counted: Facets) -> list[dict[str, Any]]:
    """The skills that were proposed or ticked, as components/chips.html shows them."""
    labels = {s.skill_id: s.label for s in search.suggestions}
    if missing := [pk for pk in search.skill_ids if pk not in labels]:
        labels |= {skill.pk: str(skill) for skill in Skill.objects.filter(pk__in=missing)}
    return [
        {
            "id": f"skill-{pk}",
            "name": "skill",
            "value": pk,
            "checked": pk in search.skill_ids,
            "label": label,
            "count": counted.skills.get(pk, 0),
        }
        for pk, label in labels.items()
    ]


def shelves() -> list[dict[str, Any]]:
    """Every skill by category, for who looks rather than types. One query."""
    found: dict[str, list[Skill]] = {}
    for skill in (
        Skill.objects.filter(is_active=True).select_related("category").order_by("category__position", "position")
    ):
        found.setdefault(str(skill.category), []).append(skill)
    return [{"label": label, "skills": skills} for label, skills in found.items()]


def ring_options(search: ExpertFilter, found: Found) -> list[dict[str, Any]]:
    """Each ring with how many people it and the nearer ones hold."""
    return [
        {
            "id": f"ring-{ring.value}",
            "value": ring.value,
            "label": ring.label,
            "checked": ring == search.wanted.ring,
            "count": found.up_to(ring),
        }
        for ring in Ring
    ]


def options(search: ExpertFilter, name: str, counts: Mapping[int, int]) -> list[dict[str, Any]]:
    """Choices of a filter with their counts; only where somebody is found, or what is ticked already."""
    ticked = {row.pk for row in search.cleaned.get(name, ())}
    rows = search.filters[name].queryset
    return [
        {"id": f"{name}-{row.pk}", "value": row.pk, "label": str(row), "checked": row.pk in ticked, "count": n}
        for row in rows
        if (n := counts.get(row.pk, 0)) or row.pk in ticked
    ]


def line_of(positions: Iterable[Position], school: School | None) -> str:
    """Where someone works and how far that is from here."""
    parts = []
    for position in positions:
        member = position.membership
        parts.append(work_line(member.job_title, member.role, position.group_name, str(member.organisation)))
        if school and member.school and member.school != school and (away := school.distance_km(member.school)):
            parts.append(_("%(km)s van %(school)s") % {"km": km(away), "school": school})
    return " · ".join(parts)


def union(masks: Iterable[int]) -> int:
    mask = 0
    for each in masks:
        mask |= each
    return mask


def widest(positions: Iterable[Position]) -> Ring:
    """The furthest ring in which these positions can be seen."""
    return max((effective_ring(position) for position in positions), default=Ring.SCHOOL)
