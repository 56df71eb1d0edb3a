"""Help requests made through the actions, so that they are always possible ones."""

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from experts.choices import Level
from experts.models import Expert, Skill
from helprequests import actions
from helprequests.actions import Content
from helprequests.models import Conversation, HelpRequest, Invitation
from notifications.models import Notification
from organisations.choices import Ring
from organisations.models import School
from tests.experts.factories import SkillFactory, make_expert
from tests.organisations.factories import MembershipFactory
from users.models import User


def content(**changes: Any) -> Content:
    """What a school asks from tomorrow on for six weeks, any half-day, with one skill."""
    today: date = timezone.localdate()
    fields = {
        "title": "Meer rust op het plein",
        "text": "Na de pauze is er vaak ruzie.",
        "starts_on": today + timedelta(days=1),
        "ends_on": today + timedelta(days=42),
    }
    return Content(**(fields | changes))


def make_draft(school: School, by: User, *, skill: Skill | None = None, **changes: Any) -> HelpRequest:
    skill = skill or SkillFactory()
    return actions.write_help_request(school, by=by, content=content(skill_ids=(skill.pk,), **changes))


def make_open(
    school: School, by: User, *, skill: Skill | None = None, ring: Ring = Ring.SCHOOL, **changes: Any
) -> HelpRequest:
    """A published request that waits for its first wave."""
    return actions.publish_help_request(make_draft(school, by, skill=skill, ring=ring, **changes), by=by)


def make_experts(school: School, skill: Skill, number: int, **kwargs: Any) -> list[Expert]:
    """So many findable colleagues at this school with this skill."""
    return [make_expert(MembershipFactory(school=school), skills={skill: Level.SHOWS}, **kwargs) for _ in range(number)]


def make_invitation(help_request: HelpRequest, expert: Expert) -> Invitation:
    """This expert asked for this request, as a wave does. Needs the expert to fit."""
    help_request.refresh_from_db()
    if help_request.wave_wanted_at is None:
        HelpRequest.objects.filter(pk=help_request.pk).update(wave_wanted_at=timezone.now())
    actions.invite_wave(help_request, size=20)
    return Invitation.objects.get(help_request=help_request, expert=expert)


def make_conversation(
    school: School, expert: Expert, by: User, help_request: HelpRequest | None = None
) -> Conversation:
    conversation, _is_new = actions.open_conversation(school, expert=expert, by=by, help_request=help_request)
    return conversation


def told() -> QuerySet[Notification]:
    """What this floor told people; other floors tell things too while a test makes its experts."""
    return Notification.objects.filter(kind__startswith="helprequests.")
