from threading import Barrier, Thread

import pytest
from django.db import connection

from core.errors import NotAllowedNow
from experts import actions as expert_actions
from experts.models import Expert
from helprequests import actions
from helprequests.actions.conversations import MOST_CONTACTS_A_DAY, contacts_left
from helprequests.models import Conversation, Message
from organisations.choices import Ring
from tests.experts.factories import SkillFactory, make_expert
from tests.helprequests.conftest import Clock
from tests.helprequests.factories import make_conversation, make_experts, told
from tests.organisations.world import World, make_world

TEXT = "Hoi, wil je eens meedenken over onze pauzes?"


def contact(world: World, expert: Expert, **kwargs: object) -> Conversation:
    return actions.start_contact(world.school, expert=expert, by=world.director, text=TEXT, **kwargs)


def test_the_expert_hears_it_and_the_words_stay_on_the_platform(world: World, clock: Clock) -> None:
    expert = make_expert(world.sister_staff_membership)
    conversation = contact(world, expert)

    [told_once] = told().filter(recipient=world.sister_staff)
    assert told_once.subject == "Nieuw bericht van Marijke Veldkamp"
    assert "pauzes" not in told_once.subject + told_once.text
    assert [message.text for message in conversation.messages.all()] == [TEXT]


def test_somebody_out_of_reach_is_not_contacted(world: World, clock: Clock) -> None:
    hidden = make_expert(world.foreign_staff_membership, ring=Ring.BOARD)
    with pytest.raises(NotAllowedNow):
        contact(world, hidden)
    assert not Conversation.objects.exists()


def test_somebody_who_pauses_is_not_contacted(world: World, clock: Clock) -> None:
    expert = make_expert(world.sister_staff_membership)
    expert_actions.pause_expert(expert, by=world.sister_staff, until=clock.now.date())
    with pytest.raises(NotAllowedNow):
        contact(world, expert)


def test_no_freelancer_where_the_board_wants_none(world: World, clock: Clock) -> None:
    freelancer = make_expert(world.freelancer.memberships.get())
    world.board.freelancers_enabled = False
    world.board.save()
    with pytest.raises(NotAllowedNow):
        contact(world, freelancer)


def test_ten_a_day_and_no_more(world: World, clock: Clock) -> None:
    experts = make_experts(world.sister_school, SkillFactory(), MOST_CONTACTS_A_DAY + 1)
    for expert in experts[:-1]:
        contact(world, expert)

    with pytest.raises(NotAllowedNow):
        contact(world, experts[-1])
    contact(world, experts[0])  # one more message to the same person is no new contact
    clock.on(2026, 3, 3)
    contact(world, experts[-1])


def test_pupil_data_is_refused_and_doubt_waits_for_a_tick(world: World, clock: Clock) -> None:
    expert = make_expert(world.sister_staff_membership)
    for text in ("Het gaat om Jan Bakker, geboren op 3 mei 2016.", "Leerling Sem uit groep 5 is vaak boos."):
        with pytest.raises(NotAllowedNow):
            actions.start_contact(world.school, expert=expert, by=world.director, text=text)
    assert not Message.objects.exists()


def test_a_colleagues_name_passes(world: World, clock: Clock) -> None:
    expert = make_expert(world.sister_staff_membership)
    text = "Tessa Bloem van groep 6 gaf jouw naam door."
    assert actions.start_contact(world.school, expert=expert, by=world.director, text=text)


def test_a_second_message_before_it_is_read_is_not_told_again(world: World, clock: Clock) -> None:
    expert = make_expert(world.sister_staff_membership)
    conversation = contact(world, expert)
    contact(world, expert)
    assert told().filter(recipient=world.sister_staff).count() == 1

    actions.mark_conversation_read(conversation, by=world.sister_staff)
    contact(world, expert)
    assert told().filter(recipient=world.sister_staff).count() == 2


def test_the_own_side_reading_is_not_reading(world: World, clock: Clock) -> None:
    """The IB'er of the same school opens it; the message to the expert stays unread."""
    conversation = contact(world, make_expert(world.sister_staff_membership))
    assert actions.mark_conversation_read(conversation, by=world.coordinator) == 0
    assert actions.mark_conversation_read(conversation, by=world.sister_staff) == 1


def test_an_answer_goes_to_who_began(world: World, clock: Clock) -> None:
    expert = make_expert(world.sister_staff_membership)
    conversation = make_conversation(world.school, expert, world.director)
    actions.send_message(conversation, by=world.sister_staff, text="Ja, dat wil ik wel.")
    assert {n.recipient for n in told()} == {world.director}


@pytest.mark.django_db(transaction=True)
def test_two_browsers_do_not_make_it_eleven() -> None:
    """Both find one place left; the lock lets only one of them take it."""
    world = make_world()
    experts = make_experts(world.sister_school, SkillFactory(), MOST_CONTACTS_A_DAY + 3)
    for expert in experts[: MOST_CONTACTS_A_DAY - 1]:
        contact(world, expert)
    assert contacts_left(world.director) == 1
    start, refused = Barrier(4), []

    def one_more(expert: Expert) -> None:
        try:
            start.wait(10)
            contact(world, expert)
        except NotAllowedNow:
            refused.append(expert)
        finally:
            connection.close()

    threads = [Thread(target=one_more, args=[expert]) for expert in experts[MOST_CONTACTS_A_DAY - 1 :]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert Conversation.objects.count() == MOST_CONTACTS_A_DAY
    assert len(refused) == 3
