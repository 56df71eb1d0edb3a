"""Who decides for others sets up a second factor first, also when the role comes later."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from organisations.second_factor import OPEN_YET_PERSONAL, SET_UP_PAGES
from tests.organisations.factories import MembershipFactory
from tests.users.factories import UserFactory

HOME, SET_UP = reverse("insights:home"), reverse("mfa_index")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def as_in_production(settings):
    settings.SECOND_FACTOR_ROLES = settings.DEFAULT_SECOND_FACTOR_ROLES


def someone(who):
    return UserFactory(platform_admin=True) if who == "platform_admin" else MembershipFactory(**{who: True}).user


def with_factor(user, kind=Authenticator.Type.TOTP):
    Authenticator.objects.create(user=user, type=kind, data={})
    return user


def opens(client, user, url=HOME):
    client.force_login(user)
    answer = client.get(url)
    return "yes" if answer.status_code == 200 else answer["Location"]


@pytest.mark.parametrize("who", ["board_admin", "network_coordinator", "platform_admin"])
def test_without_a_second_factor_they_are_led_to_setting_it_up(client, who):
    assert opens(client, someone(who)) == SET_UP


@pytest.mark.parametrize("who", ["board_admin", "network_coordinator", "platform_admin"])
@pytest.mark.parametrize("kind", ["totp", "webauthn"])
def test_with_one_everything_opens(client, who, kind):
    assert opens(client, with_factor(someone(who), kind)) == "yes"


def test_spare_codes_alone_are_no_second_factor(client):
    assert opens(client, with_factor(someone("board_admin"), "recovery_codes")) == SET_UP


@pytest.mark.parametrize("who", ["staff", "coordinator", "director", "moderator", "freelancer"])
def test_others_are_not_asked(client, who):
    assert opens(client, someone(who)) == "yes"


def test_a_role_given_later_counts_at_once(client):
    user = someone("staff")
    assert opens(client, user) == "yes"
    MembershipFactory(board_admin=True, user=user)
    assert client.get(HOME)["Location"] == SET_UP


def test_a_role_that_ended_or_is_still_to_come_does_not_count(client):
    user, today = someone("staff"), timezone.localdate()
    MembershipFactory(board_admin=True, user=user, ends_on=today - timedelta(days=1))
    MembershipFactory(board_admin=True, user=user, starts_on=today + timedelta(days=1))
    assert opens(client, user) == "yes"


def test_putting_it_off_leads_back(client):
    user = with_factor(someone("board_admin"))
    assert opens(client, user) == "yes"
    Authenticator.objects.filter(user=user).delete()
    assert client.get(HOME)["Location"] == SET_UP


@pytest.mark.parametrize("name", sorted(SET_UP_PAGES - {"users:mail_code_send"}))
def test_the_pages_that_set_it_up_never_lead_round_in_circles(client, name):
    client.force_login(someone("board_admin"))
    assert client.get(reverse(name)).get("Location") != SET_UP


@pytest.mark.parametrize(
    "name", ["admin:index", "users:account_detail", "users:personal_data_erase", "usersessions_list"]
)
def test_nothing_else_opens(client, name):
    assert opens(client, someone("platform_admin"), reverse(name)) == SET_UP


def test_nothing_can_be_sent_either(client):
    client.force_login(someone("platform_admin"))
    assert client.post(reverse("users:personal_data_erase"), {"sure": "on"})["Location"] == SET_UP


def test_a_fragment_leads_the_whole_page_there(client):
    client.force_login(someone("board_admin"))
    answer = client.get(reverse("experts:expert_list"), headers={"hx-request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (200, SET_UP)


def test_signing_out_and_the_open_pages_stay_open(client):
    client.force_login(someone("board_admin"))
    assert client.get(reverse("core:privacy")).status_code == 200
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_the_page_says_why(client):
    client.force_login(someone("board_admin"))
    assert "Jij beslist voor anderen" in client.get(SET_UP).content.decode()


def views(patterns, namespace=""):
    """(URL name, view) of every page."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from views(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}", pattern.callback


def test_every_open_page_was_thought_of():
    """A new page that is open to everybody goes into this list, or, when it also shows something personal, into
    OPEN_YET_PERSONAL."""
    found = {name for name, view in views(get_resolver().url_patterns) if not getattr(view, "login_required", True)}
    passed_over = ("account_", "mfa_", "admin:", "core:", "organisations:school_sign_in", "organisations:invitation_")
    assert {name for name in found if not name.startswith(passed_over)} - OPEN_YET_PERSONAL == {
        "healthz",
        "notifications:mail_unsubscribe",
        "organisations:work_address_ask",
        "organisations:work_address_confirm",
        "readyz",
        "secondments:calendar_read",
        "users:appearance_choose",
    }


def test_it_costs_nobody_a_query(client, settings):
    client.force_login(someone("staff"))
    page = reverse("core:component_list")  # refused as soon as the person is known
    counts = []
    for roles in ([], settings.DEFAULT_SECOND_FACTOR_ROLES):
        settings.SECOND_FACTOR_ROLES = roles
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        counts.append(len(queries))
    assert counts[0] == counts[1]
