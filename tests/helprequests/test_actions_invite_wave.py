from datetime import date

from django.db.models import Count
from django.utils import timezone

from experts.choices import Level
from helprequests import actions
from helprequests.choices import EventKind
from helprequests.models import HelpRequest, Invitation
from notifications.models import Notification
from organisations.choices import Ring
from tests.experts.factories import SkillFactory, make_expert
from tests.helprequests.conftest import Clock
from tests.helprequests.factories import make_draft, make_experts, make_open
from tests.organisations.world import World


def want_again(help_request: HelpRequest) -> None:
    HelpRequest.objects.filter(pk=help_request.pk).update(wave_wanted_at=timezone.now())


def test_at_most_three_are_asked_and_each_is_told(world: World, clock: Clock) -> None:
    skill = SkillFactory(label="Goed buitenspelen")
    make_experts(world.school, skill, 5)
    help_request = make_open(world.school, world.director, skill=skill)

    invitations = actions.invite_wave(help_request)

    assert len(invitations) == 3
    told = Notification.objects.filter(kind="helprequests.invited")
    assert {n.recipient for n in told} == {i.expert.user for i in invitations}
    assert "De Wilgenhof" in told[0].text
    assert "Goed buitenspelen" in told[0].text


def test_running_it_again_asks_nobody(world: World, clock: Clock) -> None:
    skill = SkillFactory()
    make_experts(world.school, skill, 5)
    help_request = make_open(world.school, world.director, skill=skill)
    actions.invite_wave(help_request)

    assert actions.invite_wave(help_request) == []
    assert Invitation.objects.count() == 3


def test_the_next_wave_asks_others(world: World, clock: Clock) -> None:
    skill = SkillFactory()
    make_experts(world.school, skill, 5)
    help_request = make_open(world.school, world.director, skill=skill)
    actions.invite_wave(help_request)
    want_again(help_request)

    assert [i.wave for i in actions.invite_wave(help_request)] == [2, 2]
    assert Invitation.objects.values("expert").annotate(n=Count("pk")).filter(n__gt=1).count() == 0


def test_the_reasons_are_kept_with_the_version_of_the_weights(world: World, clock: Clock) -> None:
    skill = SkillFactory(label="Goed buitenspelen")
    make_experts(world.school, skill, 1)
    [invitation] = actions.invite_wave(make_open(world.school, world.director, skill=skill))
    assert "Laat het graag zien: Goed buitenspelen" in invitation.reasons
    assert invitation.weights_version
    assert invitation.score > 0


def test_nobody_outside_the_ring_is_asked(world: World, clock: Clock) -> None:
    skill = SkillFactory()
    make_expert(world.sister_staff_membership, skills={skill: Level.TEACHES})
    assert actions.invite_wave(make_open(world.school, world.director, skill=skill)) == []


def test_a_ceiling_lowered_later_narrows_who_is_asked(world: World, clock: Clock) -> None:
    skill = SkillFactory()
    make_expert(world.sister_staff_membership, skills={skill: Level.TEACHES})
    help_request = make_open(world.school, world.director, skill=skill, ring=Ring.BOARD)
    world.board.ring_ceiling = Ring.SCHOOL
    world.board.save()
    assert actions.invite_wave(help_request) == []


def test_who_asks_is_not_asked(world: World, clock: Clock) -> None:
    skill = SkillFactory()
    make_expert(world.director.memberships.get(), skills={skill: Level.TEACHES})
    assert actions.invite_wave(make_open(world.school, world.director, skill=skill)) == []


def test_nobody_with_three_open_invitations(world: World, clock: Clock) -> None:
    skill = SkillFactory()
    [expert] = make_experts(world.school, skill, 1)
    for _ in range(4):
        actions.invite_wave(make_open(world.school, world.director, skill=skill))

    expert.refresh_from_db()
    assert (expert.invitations.count(), expert.open_invitation_count, expert.asked_count) == (3, 3, 3)


def test_the_limit_holds_when_the_figure_is_late(world: World, clock: Clock) -> None:
    skill = SkillFactory()
    [expert] = make_experts(world.school, skill, 1)
    for _ in range(4):
        actions.invite_wave(make_open(world.school, world.director, skill=skill))
        type(expert).objects.update(open_invitation_count=0)
    assert expert.invitations.count() == 3


def test_the_days_to_answer_are_school_days(world: World, clock: Clock, spring_break: None) -> None:
    clock.on(2026, 3, 5)
    skill = SkillFactory()
    make_experts(world.school, skill, 1)  # made in no holiday region of the north
    [invitation] = actions.invite_wave(make_open(world.school, world.director, skill=skill))
    assert invitation.expires_on == date(2026, 3, 17)


def test_that_nobody_fits_is_told_once_per_ring(world: World, clock: Clock) -> None:
    help_request = make_open(world.school, world.director)
    actions.invite_wave(help_request)
    want_again(help_request)
    actions.invite_wave(help_request)
    assert [(e.kind, e.count) for e in help_request.events.all()][1:] == [(EventKind.MATCHED, 0)]


def test_a_draft_asks_nobody(world: World, clock: Clock) -> None:
    skill = SkillFactory()
    make_experts(world.school, skill, 1)
    assert actions.invite_wave(make_draft(world.school, world.director, skill=skill)) == []
