"""A school's own people, as their director sees them."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from experts.choices import ReleaseState
from experts.models import Position
from experts.search_cards import effective_ring
from organisations.choices import Ring
from organisations.models import Membership, School
from users.models import User


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone who works here, with or without an offer. `ring` is None for who is not to be found."""

    user: User
    job: str
    position: Position | None = None
    skills: tuple[str, ...] = ()
    ring: Ring | None = None
    is_asked: bool = False
    released_until: date | None = None


def people_at(school: School) -> list[Colleague]:
    """Everyone at this school today: who asked something first, then by name. Three queries."""
    today = timezone.localdate()
    positions = Position.objects.at(school).with_people().prefetch_related("expert__expert_skills__skill")
    by_user = {position.expert.user_id: position for position in positions}
    members = Membership.objects.active(today).filter(school=school).select_related("user").order_by("pk")
    people = {member.user_id: colleague_of(member, by_user.get(member.user_id), today) for member in members}
    return sorted(people.values(), key=lambda c: (not c.is_asked, c.user.last_name, c.user.first_name))


def colleague_of(member: Membership, position: Position | None, today: date) -> Colleague:
    job = member.job_title or member.get_role_display()
    if position is None or position.expert.onboarded_at is None:
        return Colleague(user=member.user, job=job)
    expert = position.expert
    is_away = expert.is_hidden or expert.confirmed_until < today
    is_paused = expert.paused_until is not None and expert.paused_until >= today
    is_running = position.released_until is None or position.released_until >= today
    ring = effective_ring(position) if is_running else Ring.SCHOOL
    return Colleague(
        user=member.user,
        job=job,
        position=position,
        skills=tuple(str(s.skill) for s in sorted(expert.expert_skills.all(), key=lambda s: -s.level)),
        ring=None if is_away or is_paused else ring,
        is_asked=position.release_state == ReleaseState.ASKED,
        released_until=position.released_until if position.released_ring > Ring.SCHOOL else None,
    )
