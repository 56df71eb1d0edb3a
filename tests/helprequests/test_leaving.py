from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.errors import NotAllowedNow
from experts.choices import Level
from helprequests import actions
from helprequests.choices import EventKind
from helprequests.models import Invitation
from helprequests.timeline import lines
from organisations import leaving
from organisations.actions import end_membership
from organisations.choices import Ring
from organisations.models import Membership
from tests.experts.factories import SkillFactory, make_expert
from tests.helprequests.factories import make_conversation, make_draft, make_invitation, make_open
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World
from users.models import User

pytestmark = pytest.mark.django_db


def place(user: User) -> Membership:
    return user.memberships.get()


def leave(membership: Membership, world: World, *, successor: User | None = None, last_day: date | None = None) -> None:
    end_membership(membership, by=world.board_admin, last_day=last_day or timezone.localdate(), successor=successor)


def asked(world: World) -> Invitation:
    """Daan of the sister school is asked by the own school."""
    skill = SkillFactory()
    expert = make_expert(world.sister_staff_membership, skills={skill: Level.SHOWS}, ring=Ring.BOARD)
    return make_invitation(make_open(world.school, world.director, skill=skill, ring=Ring.BOARD), expert)


def test_open_questions_and_drafts_are_listed_for_the_own_school(world: World) -> None:
    make_open(world.school, world.coordinator, title="Rekenen in groep 5")
    make_draft(world.school, world.coordinator, title="Nog een klad")

    work = leaving.open_work(place(world.coordinator), last_day=timezone.localdate(), reader=world.director)

    assert [each.title for each in work] == ["Rekenen in groep 5", "Nog een klad"]


def test_what_the_reader_may_not_read_is_only_counted(world: World) -> None:
    make_draft(world.school, world.director, title="Vertrouwelijk klad")

    work = leaving.open_work(place(world.director), last_day=timezone.localdate(), reader=world.board_admin)

    assert [(each.title, each.url) for each in work] == [("1 vraag van de school", "")]


def test_the_successor_hears_from_now_on(world: World) -> None:
    request = make_open(world.school, world.director)

    leave(place(world.director), world, successor=world.coordinator)

    request.refresh_from_db()
    assert request.asked_by == world.coordinator
    assert lines(request)[-1]["text"] == "Samira Haddou neemt de vraag over."


def test_conversations_go_along(world: World) -> None:
    conversation = make_conversation(world.school, make_expert(world.sister_staff_membership), world.director)

    leave(place(world.director), world, successor=world.coordinator)

    conversation.refresh_from_db()
    assert conversation.started_by == world.coordinator


def test_questions_of_another_school_stay_with_the_director_of_two(world: World) -> None:
    MembershipFactory(user=world.director, school=world.sister_school, director=True)
    other = make_open(world.sister_school, world.director)

    leave(world.director.memberships.get(school=world.school), world, successor=world.coordinator)

    other.refresh_from_db()
    assert other.asked_by == world.director
    assert not other.events.filter(kind=EventKind.HANDED_OVER).exists()


def test_who_leaves_has_until_the_last_day_to_answer(world: World) -> None:
    invitation = asked(world)
    Invitation.objects.update(expires_on=timezone.localdate() + timedelta(days=9))

    leave(world.sister_staff_membership, world, last_day=timezone.localdate() + timedelta(days=1))

    invitation.refresh_from_db()
    assert invitation.expires_on == timezone.localdate() + timedelta(days=1)


def test_who_works_elsewhere_too_keeps_their_time(world: World) -> None:
    MembershipFactory(user=world.sister_staff, school=world.neighbour_school)
    invitation = asked(world)
    expires_on = timezone.localdate() + timedelta(days=9)
    Invitation.objects.update(expires_on=expires_on)

    leave(world.sister_staff_membership, world)

    invitation.refresh_from_db()
    assert invitation.expires_on == expires_on


def test_who_works_nowhere_any_more_says_no_yes(world: World) -> None:
    invitation = asked(world)
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(user=world.sister_staff).update(ends_on=yesterday)

    with pytest.raises(NotAllowedNow, match="werkt niet meer"):
        actions.answer_yes(invitation, by=world.sister_staff)


def test_an_own_invitation_is_no_business_of_who_ends_the_place(world: World) -> None:
    asked(world)

    work = leaving.open_work(world.sister_staff_membership, last_day=timezone.localdate(), reader=world.sister_director)

    assert work == []
