from datetime import date, timedelta

import pytest

from core.errors import NotAllowedNow
from experts.choices import Level
from experts.models import Expert
from helprequests import actions, tasks
from helprequests.choices import CloseReason, EventKind, InvitationState, NotNowReason, RequestState
from helprequests.models import Invitation
from notifications.models import Notification
from organisations.choices import Ring
from tests.experts.factories import SkillFactory, make_expert
from tests.helprequests.conftest import Clock
from tests.helprequests.factories import make_experts, make_invitation, make_open, told
from tests.organisations.world import World


def kinds_told(user: object) -> list[str]:
    return sorted(told().filter(recipient=user).values_list("kind", flat=True))


@pytest.fixture
def asked(world: World, clock: Clock) -> Invitation:
    """Daan Kuiper of the sister school, asked by De Wilgenhof without its name."""
    skill = SkillFactory(label="Goed buitenspelen")
    expert = make_expert(world.sister_staff_membership, skills={skill: Level.SHOWS})
    help_request = make_open(world.school, world.director, skill=skill, ring=Ring.BOARD, is_anonymous=True)
    return make_invitation(help_request, expert)


def test_a_yes_is_told_to_who_asked_at_once(world: World, asked: Invitation) -> None:
    invitation = actions.answer_yes(asked, by=world.sister_staff)

    assert invitation.state == InvitationState.YES
    [told_once] = told().filter(recipient=world.director)
    assert told_once.subject == "Daan Kuiper wil helpen"


def test_nobody_else_hears_of_a_yes(world: World, asked: Invitation) -> None:
    actions.answer_yes(asked, by=world.sister_staff)
    others = told().exclude(recipient__in=[world.director, world.sister_staff])
    assert not others.exists()


def test_when_who_asked_has_left_the_others_who_ask_there_hear_it(world: World, asked: Invitation) -> None:
    world.director.memberships.update(ends_on=date(2026, 2, 1))
    actions.answer_yes(asked, by=world.sister_staff)
    assert kinds_told(world.coordinator) == ["helprequests.said_yes"]
    assert kinds_told(world.director) == []


def test_a_no_is_told_to_nobody_and_stands_nowhere_in_the_story(world: World, asked: Invitation) -> None:
    actions.answer_not_now(asked, by=world.sister_staff, reason=NotNowReason.TOO_FAR)
    assert kinds_told(world.director) == []
    assert not asked.help_request.events.filter(kind__in=[EventKind.ANSWERED, EventKind.WITHDREW]).exists()
    assert not asked.help_request.events.filter(expert=asked.expert).exists()


def test_every_answer_makes_the_load_lighter(world: World, asked: Invitation) -> None:
    assert Expert.objects.get(pk=asked.expert_id).open_invitation_count == 1
    actions.answer_not_now(asked, by=world.sister_staff, reason=NotNowReason.TOO_BUSY)
    assert Expert.objects.get(pk=asked.expert_id).open_invitation_count == 0


def test_when_everybody_answered_without_a_yes_the_next_wave_is_wanted(world: World, clock: Clock) -> None:
    skill = SkillFactory()
    make_experts(world.school, skill, 2)
    help_request = make_open(world.school, world.director, skill=skill)
    first, second = actions.invite_wave(help_request)
    actions.answer_not_now(first, by=first.expert.user, reason=NotNowReason.OTHER)
    help_request.refresh_from_db()
    assert help_request.wave_wanted_at is None

    actions.answer_later(second, by=second.expert.user, on=date(2026, 3, 20))

    help_request.refresh_from_db()
    assert help_request.wave_wanted_at == clock.now


def test_a_yes_taken_back_is_told_to_who_asked(world: World, asked: Invitation) -> None:
    invitation = actions.answer_yes(asked, by=world.sister_staff)
    actions.answer_not_now(invitation, by=world.sister_staff, reason=NotNowReason.TOO_BUSY)
    assert kinds_told(world.director) == ["helprequests.said_yes", "helprequests.withdrew"]


def test_ask_me_later_comes_back_once_on_its_day(world: World, clock: Clock, asked: Invitation) -> None:
    actions.answer_later(asked, by=world.sister_staff, on=date(2026, 3, 20))
    for day in (19, 20, 21):
        clock.on(2026, 3, day)
        tasks.sweep_invitations()
        assert kinds_told(world.sister_staff).count("helprequests.asked_again") == (day >= 20)


def test_later_is_a_day_that_still_comes_and_within_the_period(world: World, clock: Clock, asked: Invitation) -> None:
    for on in (clock.now.date(), asked.help_request.ends_on + timedelta(days=1)):
        with pytest.raises(NotAllowedNow):
            actions.answer_later(asked, by=world.sister_staff, on=on)


def test_a_late_yes_is_welcome(world: World, clock: Clock, asked: Invitation) -> None:
    clock.on(2026, 3, 20)
    tasks.sweep_invitations()
    asked.refresh_from_db()
    assert asked.state == InvitationState.EXPIRED
    assert actions.answer_yes(asked, by=world.sister_staff).state == InvitationState.YES


def test_an_unanswered_invitation_ends_with_a_friendly_line(world: World, clock: Clock, asked: Invitation) -> None:
    clock.on(2026, 3, 20)
    tasks.sweep_invitations()
    told_once = Notification.objects.get(recipient=world.sister_staff, kind="helprequests.expired")
    assert "Geen probleem" in told_once.text
    assert Expert.objects.get(pk=asked.expert_id).open_invitation_count == 0


def test_a_closed_request_takes_no_answer(world: World, asked: Invitation) -> None:
    actions.close_help_request(asked.help_request, by=world.director, reason=CloseReason.NOT_NEEDED)
    with pytest.raises(NotAllowedNow):
        actions.answer_yes(asked, by=world.sister_staff)


def test_closing_withdraws_what_waits_and_thanks_who_said_yes(world: World, clock: Clock) -> None:
    skill = SkillFactory()
    make_experts(world.school, skill, 2)
    help_request = make_open(world.school, world.director, skill=skill)
    yes, silent = actions.invite_wave(help_request)
    actions.answer_yes(yes, by=yes.expert.user)

    help_request = actions.close_help_request(help_request, by=world.director, reason=CloseReason.SOLVED_INSIDE)

    assert (help_request.state, help_request.widens_on) == (RequestState.CLOSED, None)
    assert {i.state for i in help_request.invitations.all()} == {InvitationState.WITHDRAWN}
    assert kinds_told(yes.expert.user) == ["helprequests.invited", "helprequests.not_needed"]
    assert kinds_told(silent.expert.user) == ["helprequests.invited"]
    assert not Expert.objects.filter(open_invitation_count__gt=0).exists()


def test_an_agreed_plan_ends_the_asking_but_keeps_its_own_yes(world: World, clock: Clock) -> None:
    skill = SkillFactory()
    make_experts(world.school, skill, 2)
    help_request = make_open(world.school, world.director, skill=skill)
    yes, other = actions.invite_wave(help_request)
    actions.answer_yes(yes, by=yes.expert.user)

    for _ in range(2):  # safe to repeat
        help_request = actions.agree_help_request(help_request, by=world.director, expert_ids=[yes.expert_id])

    assert help_request.state == RequestState.AGREED
    states = dict(help_request.invitations.values_list("pk", "state"))
    assert states == {yes.pk: InvitationState.YES, other.pk: InvitationState.WITHDRAWN}


def test_what_fell_through_goes_out_again(world: World, clock: Clock) -> None:
    help_request = make_open(world.school, world.director)
    actions.agree_help_request(help_request, by=world.director, expert_ids=[])
    help_request = actions.reopen_help_request(help_request, by=world.director)
    assert (help_request.state, help_request.wave_wanted_at) == (RequestState.OPEN, clock.now)
    assert help_request.widens_on == date(2026, 3, 4)


def test_the_name_of_a_shy_school_is_not_in_what_the_expert_is_told(world: World, asked: Invitation) -> None:
    [told_once] = told().filter(recipient=world.sister_staff)
    assert "De Wilgenhof" not in told_once.text + told_once.subject
    assert "Een school van ongeveer 200 leerlingen, 3 km verderop" in told_once.text


def test_an_offer_of_ones_own_is_a_yes(world: World, clock: Clock) -> None:
    skill = SkillFactory()
    expert = make_expert(world.sister_staff_membership, skills={skill: Level.SHOWS})
    help_request = make_open(world.school, world.director, skill=skill, ring=Ring.BOARD)

    for _ in range(2):  # a second press changes nothing
        invitation = actions.offer_help(help_request, expert=expert, by=world.sister_staff)

    assert invitation.state == InvitationState.YES
    assert kinds_told(world.director) == ["helprequests.said_yes"]


def test_no_offer_beyond_the_own_reach(world: World, clock: Clock) -> None:
    """The director released Daan for his own school only, so the request of the sister school is out of reach."""
    skill = SkillFactory()
    expert = make_expert(world.sister_staff_membership, skills={skill: Level.SHOWS}, released_ring=Ring.SCHOOL)
    help_request = make_open(world.school, world.director, skill=skill, ring=Ring.BOARD)
    with pytest.raises(NotAllowedNow):
        actions.offer_help(help_request, expert=expert, by=world.sister_staff)


def test_choosing_opens_one_conversation_and_tells_the_expert(world: World, asked: Invitation) -> None:
    invitation = actions.answer_yes(asked, by=world.sister_staff)
    first = actions.choose_expert(invitation, by=world.director)
    assert actions.choose_expert(invitation, by=world.director) == first
    assert kinds_told(world.sister_staff).count("helprequests.chosen") == 1


def test_only_a_yes_can_be_chosen(world: World, asked: Invitation) -> None:
    with pytest.raises(NotAllowedNow):
        actions.choose_expert(asked, by=world.director)
