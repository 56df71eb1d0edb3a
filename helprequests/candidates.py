"""Who may be asked for a help request: the request as a question to the experts floor, and the gates at its doors."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from django.utils import timezone

from experts import matching
from experts.matching import Ranked, Wanted
from experts.models import Expert
from experts.search import find
from helprequests.models import Block, HelpRequest
from organisations.choices import Ring
from organisations.models import School
from organisations.school_calendar import calendar_for
from users.models import User


def wanted_of(help_request: HelpRequest, today: date | None = None) -> Wanted:
    """What this request asks, from today on when its period has begun, without the school's days off."""
    today = today or timezone.localdate()
    school, form = help_request.school, help_request.form
    return Wanted(
        skill_ids=tuple(skill.pk for skill in help_request.skills.all()),
        form_ids=(form.pk,) if form else (),
        target_group_ids=tuple(group.pk for group in help_request.target_groups.all()),
        half_days=help_request.half_days,
        starts_on=max(help_request.starts_on, today),
        ends_on=help_request.ends_on,
        half_day_count=help_request.half_day_count,
        days_off=calendar_for(school).days_off,
        ring=reach_of(help_request),
        needs_travel=form.needs_travel if form else True,
    )


def reach_of(help_request: HelpRequest) -> Ring:
    """The ring people are asked in today: where the request stands, or less when its board has lowered the ceiling."""
    return Ring(min(help_request.ring, help_request.school.board.ring_ceiling))


def best_for(help_request: HelpRequest, *, most: int) -> list[Ranked]:
    """The most suitable experts who were not asked before, best first, gates of an automatic invitation applied.

    Nobody when the period is over. The one who asks is never asked, nor is anybody with whom the contact is closed.
    """
    today = timezone.localdate()
    if help_request.ends_on < today:
        return []
    asked = set(help_request.invitations.values_list("expert_id", flat=True))
    asked |= set(Expert.objects.filter(user=help_request.asked_by_id).values_list("pk", flat=True))
    asked |= set(Block.objects.filter(school=help_request.school).values_list("expert_id", flat=True))
    found = find(
        help_request.keys_in(reach_of(help_request)),
        wanted_of(help_request, today),
        origin_xy=(help_request.school.x_km, help_request.school.y_km),
        for_invitation=True,
        exclude_expert_ids=asked,
        seed=help_request.pk,
    )
    return found.ranked[:most]


def skill_for(help_request: HelpRequest, ranked: Ranked) -> str:
    """The asked skill this person has, by its label; the one to name when asking them."""
    own = ranked.candidate.skills_for(wanted_of(help_request))
    return own[0].label if own else help_request.title


def reasons_for(help_request: HelpRequest, ranked: Ranked) -> list[str]:
    """Why this person: the same facts for the asker and the expert. A school that asks without its name is not given
    away by them, so there no fact about being of one school or board."""
    if not help_request.is_anonymous:
        return list(ranked.reasons)
    far = replace(ranked.candidate, ring=Ring.NATIONAL, distance_km=None)
    return matching.reasons_for(wanted_of(help_request), far)[: matching.MOST_REASONS]


def is_reached(school: School, expert: Expert, by: User) -> bool:
    """May `by`, acting for this school, contact this expert: visible to the user and reached by the school."""
    is_visible = Expert.objects.visible_to(by).filter(pk=expert.pk).exists()
    is_closed = Block.objects.between(school, expert).exists()
    return is_visible and not is_closed and _reaches(school, expert, school.place.keys())


def may_offer(help_request: HelpRequest, expert: Expert) -> bool:
    """Is this expert one the request could have asked: reached in its ring, and with an asked skill?"""
    if expert.user_id == help_request.asked_by_id:
        return False
    if Block.objects.between(help_request.school, expert).exists():
        return False
    has_skill = expert.expert_skills.filter(skill__in=help_request.skills.all()).exists()
    return has_skill and _reaches(help_request.school, expert, help_request.keys_in(reach_of(help_request)))


def _reaches(school: School, expert: Expert, keys: Collection[int]) -> bool:
    """Does this expert's own reach (wish, release, ceiling) meet these keys of the school? Freelancers only where the
    asking board shows them."""
    freelancer_keys = frozenset(keys) if school.board.freelancers_enabled else frozenset()
    return Expert.objects.reaching(keys, freelancer_keys=freelancer_keys).filter(pk=expert.pk).exists()
