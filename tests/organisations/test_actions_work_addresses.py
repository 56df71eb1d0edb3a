from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from core.errors import NotAllowedNow
from organisations import actions
from organisations.choices import JoinState, JoinVia
from organisations.models import JoinRequest, Letter, School, WorkAddress, WorkDomain, schools_to_join
from organisations.tokens import work_address_of, work_address_token
from tests.organisations.world import World
from tests.users.factories import PASSWORD
from users.models import User

pytestmark = pytest.mark.django_db
EMAIL = "nina@delinde.test"


@pytest.fixture
def address(world: World) -> WorkAddress:
    WorkDomain.objects.create(board=world.board, domain="delinde.test")
    return actions.ask_work_address(EMAIL, world.board)


def join(address: WorkAddress, school: School) -> User:
    return actions.use_work_address_with_new_account(
        address, school, first_name="Nina", last_name="Nieuw", password=PASSWORD
    )


def test_the_mail_holds_the_link_and_goes_to_the_address(address: WorkAddress) -> None:
    actions.deliver_letter(Letter.objects.get().pk)

    assert mail.outbox[0].to == [EMAIL]
    assert f"/meedoen/{work_address_token(address)}/" in mail.outbox[0].body


def test_a_newcomer_has_an_account_and_asks_for_a_place(address: WorkAddress, world: World) -> None:
    user = join(address, world.school)

    asked = JoinRequest.objects.get()
    assert (asked.user, asked.school, asked.via, asked.state) == (
        user,
        world.school,
        JoinVia.DOMAIN,
        JoinState.WAITING,
    )
    assert EmailAddress.objects.get(user=user).verified
    assert not School.objects.visible_to(user).exists()


def test_the_link_works_once(address: WorkAddress, world: World) -> None:
    join(address, world.school)

    with pytest.raises(NotAllowedNow, match="werkt niet meer"):
        actions.use_work_address(address, world.sister_school, by=world.stranger)


def test_the_link_runs_out(address: WorkAddress, world: World) -> None:
    WorkAddress.objects.update(expires_at=timezone.now() - timedelta(minutes=1))

    with pytest.raises(NotAllowedNow, match="werkt niet meer"):
        join(address, world.school)


def test_asking_again_kills_the_link_before(address: WorkAddress, world: World) -> None:
    token = work_address_token(address)

    again = actions.ask_work_address(EMAIL, world.board)

    assert work_address_of(token) is None
    assert work_address_of(work_address_token(again)) == again
    assert Letter.objects.count() == 2


def test_a_school_of_another_board_is_refused(address: WorkAddress, world: World) -> None:
    with pytest.raises(NotAllowedNow, match="hoort niet bij je werkadres"):
        join(address, world.foreign_school)


def test_a_domain_taken_away_meanwhile_lets_nobody_in(address: WorkAddress, world: World) -> None:
    WorkDomain.objects.all().delete()

    with pytest.raises(NotAllowedNow, match="hoort niet bij je werkadres"):
        join(address, world.school)


def test_who_has_an_account_keeps_it_and_the_address_comes_with_it(address: WorkAddress, world: World) -> None:
    actions.use_work_address(address, world.school, by=world.stranger)

    assert EmailAddress.objects.get(email=EMAIL).user == world.stranger
    assert JoinRequest.objects.get().user == world.stranger


def test_no_second_account_with_the_address(address: WorkAddress, world: World) -> None:
    User.objects.create_user(EMAIL, PASSWORD)

    with pytest.raises(NotAllowedNow, match="al een account"):
        join(address, world.school)


def test_a_domain_is_one_boards(world: World) -> None:
    actions.add_work_domain(world.board, "delinde.test", by=world.board_admin)

    with pytest.raises(NotAllowedNow, match="ander bestuur"):
        actions.add_work_domain(world.foreign_board, "delinde.test", by=world.foreign_board_admin)


def test_removing_a_domain_kills_links_that_wait(address: WorkAddress, world: World) -> None:
    actions.remove_work_domain(WorkDomain.objects.get(), by=world.board_admin)

    assert not WorkAddress.objects.exists()


def test_schools_to_join_are_those_of_the_confirmed_address(address: WorkAddress, world: World) -> None:
    EmailAddress.objects.create(user=world.stranger, email=EMAIL, verified=True)

    assert set(schools_to_join(world.stranger)) == {world.school, world.sister_school}


def test_an_address_that_was_only_typed_opens_no_school(address: WorkAddress, world: World) -> None:
    EmailAddress.objects.create(user=world.stranger, email=EMAIL, verified=False)

    assert not schools_to_join(world.stranger).exists()


def test_the_answer_of_the_school_is_mailed(address: WorkAddress, world: World) -> None:
    join(address, world.school)
    Letter.objects.all().delete()

    actions.confirm_join(JoinRequest.objects.get(), by=world.director)
    actions.deliver_letter(Letter.objects.get().pk)

    assert mail.outbox[0].subject == "Je hoort nu bij De Wilgenhof"


def test_a_no_is_mailed_with_a_way_to_choose_another_school(address: WorkAddress, world: World) -> None:
    join(address, world.school)
    Letter.objects.all().delete()

    actions.refuse_join(JoinRequest.objects.get(), by=world.director)
    actions.deliver_letter(Letter.objects.get().pk)

    assert "/mijn-account/school/kiezen/" in mail.outbox[0].body
