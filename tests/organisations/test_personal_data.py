from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from organisations import actions, personal_data
from organisations.choices import JoinVia
from organisations.models import DuoImport, JoinRequest, StaffImport, StaffInvitation
from tests.organisations.factories import MembershipFactory
from tests.organisations.invitations import invite
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


def test_an_export_tells_every_place_and_role(world: World) -> None:
    MembershipFactory(user=world.staff, coordinator=True, school=world.neighbour_school, starts_on=date(2025, 8, 1))

    found = personal_data.export(world.staff)["plekken en rollen"]

    assert [(place["rol"], place["bij"]) for place in found] == [
        ("Medewerker", "De Wilgenhof"),
        ("Intern begeleider", "De Kameleon"),
    ]


def test_erasing_ends_every_place_and_keeps_role_and_school(world: World) -> None:
    world.staff.memberships.update(job_title="leraar groep 5")

    personal_data.erase(world.staff)
    personal_data.erase(world.staff)

    membership = world.staff.memberships.get()
    assert membership.ends_on == timezone.localdate() - timedelta(days=1)
    assert membership.job_title == ""
    assert membership.school == world.school


def test_erasing_a_place_that_begins_later_keeps_its_dates_sound(world: World) -> None:
    later = timezone.localdate() + timedelta(days=10)
    MembershipFactory(user=world.stranger, school=world.school, starts_on=later)

    personal_data.erase(world.stranger)

    assert world.stranger.memberships.get().ends_on == later


def test_two_years_after_leaving_the_job_title_goes(world: World) -> None:
    today = date(2026, 11, 23)
    long_ago = MembershipFactory(job_title="gym", ends_on=date(2024, 7, 31))
    lately = MembershipFactory(job_title="gym", ends_on=date(2026, 7, 31))

    assert personal_data.retain(today) == 1

    long_ago.refresh_from_db()
    lately.refresh_from_db()
    assert (long_ago.job_title, lately.job_title) == ("", "gym")


def test_an_erased_person_asks_for_no_place_any_more(world: World) -> None:
    actions.request_to_join(world.stranger, world.school, via=JoinVia.SSO)
    assert personal_data.export(world.stranger)["aanmeldingen"][0]["school"] == "De Wilgenhof"

    personal_data.erase(world.stranger)

    assert not JoinRequest.objects.exists()


def test_an_old_request_to_join_goes(world: World) -> None:
    actions.request_to_join(world.stranger, world.school, via=JoinVia.SSO)
    today = timezone.localdate()

    assert personal_data.retain(today + timedelta(days=365)) == 0
    assert personal_data.retain(today + timedelta(days=366)) == 1


def test_an_invitation_to_any_of_their_addresses_is_theirs(world: World) -> None:
    invite(world.director, world.school, email=world.stranger.email)
    EmailAddress.objects.create(user=world.stranger, email="Sam@Werk.test", verified=True)
    invite(world.director, world.school, email="sam@werk.test")

    assert len(personal_data.export(world.stranger)["uitnodigingen"]) == 2
    personal_data.erase(world.stranger)

    assert not StaffInvitation.objects.exists()


def test_who_invited_is_forgotten_with_them(world: World) -> None:
    invitation = invite(world.director, world.school)

    personal_data.erase(world.director)

    invitation.refresh_from_db()
    assert invitation.invited_by is None


def test_an_answered_invitation_goes_after_ninety_days(world: World) -> None:
    actions.decline_invitation(invite(world.director, world.school))
    today = timezone.localdate()

    assert personal_data.retain(today + timedelta(days=90)) == 0
    assert personal_data.retain(today + timedelta(days=91)) == 1


def test_an_invitation_nobody_answered_goes_ninety_days_after_its_link(world: World) -> None:
    invite(world.director, world.school)
    ran_out = timezone.localdate() + timedelta(days=30)

    assert personal_data.retain(ran_out + timedelta(days=90)) == 0
    assert personal_data.retain(ran_out + timedelta(days=91)) == 1


def test_a_list_nobody_confirmed_goes_after_a_week(world: World) -> None:
    StaffImport.objects.create(board=world.board, made_by=world.director, rows=[{"email": "nina@linde.test"}])
    today = timezone.localdate()

    assert personal_data.retain(today + timedelta(days=7)) == 0
    assert personal_data.retain(today + timedelta(days=8)) == 1


def test_who_updated_the_schools_is_told_and_forgotten(world: World) -> None:
    DuoImport.objects.create(
        file_name="scholen.csv", asked_by=world.platform_admin, decided_by=world.platform_admin, step="discarded"
    )
    assert personal_data.export(world.platform_admin)["bijgewerkte scholen"][0]["bestand"] == "scholen.csv"

    personal_data.erase(world.platform_admin)

    assert DuoImport.objects.filter(asked_by=None, decided_by=None).count() == 1
