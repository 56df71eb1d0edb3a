"""Signing in through the school, from end to end against a real provider process."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.urls import reverse

from organisations import actions
from organisations.choices import JoinVia, SignInKind
from organisations.models import JoinRequest, Membership
from tests.organisations.openid import (
    ask_for_code,
    claims_of,
    come_back,
    leave,
    start,
    state_of,
    type_code,
    walk,
)
from tests.users.factories import PASSWORD, UserFactory
from tests.users.signing_in import confirmed, is_signed_in, sign_in, sign_in_long_ago
from users.models import User

CONFIRM = reverse("organisations:school_sign_in_confirm")
JOIN = reverse("organisations:school_sign_in_join")
LINK = reverse("organisations:school_sign_in_link")
HOME = reverse("insights:home")
MAIL = "aylin@delinde.test"

pytestmark = pytest.mark.django_db


def knows(provider, world, kind=SignInKind.ENTREE, uid="aylin", **changes):
    return provider.knows(uid, **claims_of(kind, world.school.code, **changes))


def says(answer):
    """The sentence on the page that refuses."""
    return re.search(r'class="lead">([^<]+)<', answer.content.decode())[1]


# -- Somebody new ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(SignInKind))
def test_a_new_colleague_comes_in_and_waits_for_the_director(client, provider, set_up, world, kind):
    uid = knows(provider, world, kind)
    assert walk(client, provider, set_up(kind), uid)["Location"] == CONFIRM
    assert type_code(client, ask_for_code(client))["Location"] == JOIN
    client.post(JOIN, {"first_name": "Aylin", "last_name": "Demir", "school": world.school.pk})
    user = User.objects.get(email=MAIL)
    assert is_signed_in(client)
    assert (user.full_name, user.has_usable_password()) == ("Aylin Demir", False)
    assert EmailAddress.objects.get(user=user).verified
    asked = JoinRequest.objects.get(user=user)
    assert (asked.school, asked.via, asked.state) == (world.school, JoinVia.SSO, "waiting")
    assert not Membership.objects.filter(user=user).exists()


def test_the_next_time_it_takes_one_click(client, provider, entree, world):
    uid = knows(provider, world)
    SocialAccount.objects.create(user=confirmed(email=MAIL), provider=entree.key, uid=uid)
    assert walk(client, provider, entree, uid)["Location"] == HOME
    assert is_signed_in(client)


def test_one_comes_back_to_the_page_one_wanted(client, provider, entree, world):
    uid = knows(provider, world)
    SocialAccount.objects.create(user=confirmed(email=MAIL), provider=entree.key, uid=uid)
    back = provider.sign_in(leave(client, entree, next=reverse("users:account_detail")), uid)
    assert come_back(client, back)["Location"] == reverse("users:account_detail")


def test_nobody_is_led_to_another_site(client, provider, entree, world):
    uid = knows(provider, world)
    SocialAccount.objects.create(user=confirmed(email=MAIL), provider=entree.key, uid=uid)
    back = provider.sign_in(leave(client, entree, next="https://elders.test/"), uid)
    assert come_back(client, back)["Location"] == HOME


def test_without_an_address_from_the_school_one_types_it(client, provider, entree, world):
    walk(client, provider, entree, knows(provider, world, email=None))
    type_code(client, ask_for_code(client, email="Aylin@DeLinde.test"))
    assert "Welkom bij Expedu" in client.get(JOIN).content.decode()
    assert mail.outbox[-1].to == [MAIL]


def test_no_account_without_the_code(client, provider, entree, world):
    walk(client, provider, entree, knows(provider, world))
    ask_for_code(client)
    type_code(client, "BBBB-BBBB")
    client.post(JOIN, {"first_name": "Aylin", "last_name": "Demir", "school": world.school.pk})
    assert not User.objects.filter(email=MAIL).exists()


def test_known_and_unknown_look_the_same_until_the_code(provider, entree, world):
    confirmed(email=MAIL)
    pages = []
    for uid, email in (("bekend", MAIL), ("nieuw", "nieuw@delinde.test")):
        client = Client()
        answer = walk(client, provider, entree, knows(provider, world, uid=uid, email=email))
        page = client.get(CONFIRM).content.decode().replace(email, "ADRES")
        pages.append((answer.status_code, answer["Location"], re.sub(r'oken" value="[^"]+"|oken": "[^"]+"', "", page)))
    assert pages[0] == pages[1]


# -- Which school ------------------------------------------------------------------------------------------------------


def test_four_characters_leave_the_choice_of_the_building(client, provider, entree, world):
    world.sister_school.code = world.school.code[:4] + "77"
    world.sister_school.save()
    walk(client, provider, entree, knows(provider, world, nlEduPersonHomeOrganizationId=world.school.code[:4]))
    type_code(client, ask_for_code(client))
    offered = client.get(JOIN).context["form"].fields["school"].queryset
    assert set(offered) == {world.school, world.sister_school}


def test_a_school_of_the_board_that_was_not_said_cannot_be_chosen(client, provider, entree, world):
    walk(client, provider, entree, knows(provider, world))
    type_code(client, ask_for_code(client))
    client.post(JOIN, {"first_name": "A", "last_name": "D", "school": world.sister_school.pk})
    assert not User.objects.filter(email=MAIL).exists()


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("99QQ00", "kennen de school van dit account niet"), (None, "de code van je school ontbreekt")],
)
def test_an_unknown_school_is_refused(client, provider, entree, world, code, sentence):
    answer = walk(client, provider, entree, knows(provider, world, nlEduPersonHomeOrganizationId=code))
    assert answer.status_code == 403
    assert sentence in says(answer)


def test_a_school_of_another_board_is_refused(client, provider, entree, world):
    uid = knows(provider, world, nlEduPersonHomeOrganizationId=world.foreign_school.code)
    assert "hoort niet bij dit bestuur" in says(walk(client, provider, entree, uid))


# -- Who is refused ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(SignInKind))
@pytest.mark.parametrize("affiliation", ["student", ["employee", "student"], "employee student"])
def test_a_pupil_is_refused_also_who_is_something_else_too(client, provider, set_up, world, kind, affiliation):
    answer = walk(client, provider, set_up(kind), knows(provider, world, kind, eduPersonAffiliation=affiliation))
    assert (answer.status_code, "niet voor leerlingen" in says(answer)) == (403, True)
    assert client.get(CONFIRM).status_code == 302


@pytest.mark.parametrize("affiliation", ["affiliate", "", None, "employees"])
def test_who_does_not_work_there_is_refused(client, provider, entree, world, affiliation):
    answer = walk(client, provider, entree, knows(provider, world, eduPersonAffiliation=affiliation))
    assert "zegt niet dat je daar werkt" in says(answer)


@pytest.mark.parametrize(
    ("kind", "changes", "sentence"),
    [
        (SignInKind.ENTRA, {"tid": "99999999-0000-4000-8000-00000000aaaa"}, "niet van je bestuur"),
        (SignInKind.ENTRA, {"tid": None}, "niet van je bestuur"),
        (SignInKind.ENTRA, {"acct": 1}, "te gast"),
        (SignInKind.ENTRA, {"acct": None}, "te gast"),
        (SignInKind.ENTRA, {"idp": "https://sts.windows.net/elders/"}, "te gast"),
        (SignInKind.ENTRA, {"roles": []}, "zegt niet dat je daar werkt"),
        (SignInKind.GOOGLE, {"hd": "elders.test"}, "niet van je bestuur"),
        (SignInKind.GOOGLE, {"hd": None}, "niet van je bestuur"),
        (SignInKind.GOOGLE, {"email_verified": False}, "nog niet bevestigd"),
        (SignInKind.GOOGLE, {"email_verified": "false"}, "nog niet bevestigd"),
    ],
)
def test_an_account_from_elsewhere_is_refused(client, provider, set_up, world, kind, changes, sentence):
    answer = walk(client, provider, set_up(kind), knows(provider, world, kind, **changes))
    assert (answer.status_code, sentence in says(answer)) == (403, True)


def test_who_was_let_in_before_is_judged_again(client, provider, entree, world):
    uid = knows(provider, world, eduPersonAffiliation="student")
    SocialAccount.objects.create(user=confirmed(email=MAIL), provider=entree.key, uid=uid)
    walk(client, provider, entree, uid)
    assert not is_signed_in(client)


def test_a_closed_account_stays_closed(client, provider, entree, world):
    uid = knows(provider, world)
    SocialAccount.objects.create(user=confirmed(email=MAIL, is_active=False), provider=entree.key, uid=uid)
    assert walk(client, provider, entree, uid)["Location"] == reverse("account_inactive")


def test_no_role_comes_from_outside(client, provider, entree, world):
    uid = knows(provider, world, roles=["director", "board_admin", "admin"], is_staff=True)
    walk(client, provider, entree, uid)
    type_code(client, ask_for_code(client))
    client.post(JOIN, {"first_name": "A", "last_name": "D", "school": world.school.pk})
    user = User.objects.get(email=MAIL)
    assert (user.is_staff, user.is_superuser, user.memberships.count()) == (False, False, 0)


# -- The way back works once, here, now --------------------------------------------------------------------------------


def test_a_way_back_works_once(client, provider, entree, world):
    uid = knows(provider, world)
    SocialAccount.objects.create(user=confirmed(email=MAIL), provider=entree.key, uid=uid)
    back = provider.sign_in(leave(client, entree), uid)
    come_back(client, back)
    client.post(reverse("account_logout"))
    answer = come_back(client, back)
    assert (answer.status_code, "geldt niet meer" in says(answer), is_signed_in(client)) == (403, True, False)


def test_somebody_elses_way_back_is_worth_nothing(client, provider, entree, world):
    """Nobody is made to sign in as somebody else, and a stolen address opens nothing."""
    uid = knows(provider, world)
    SocialAccount.objects.create(user=confirmed(email=MAIL), provider=entree.key, uid=uid)
    back = provider.sign_in(leave(client, entree), uid)
    thief = Client()
    leave(thief, entree)
    assert "geldt niet meer" in says(come_back(thief, back))
    assert not is_signed_in(thief)


def test_a_way_back_of_one_board_does_not_open_another(client, provider, set_up, entree, world):
    other = set_up(board=world.neighbour_board)
    uid = knows(provider, world)
    SocialAccount.objects.create(user=confirmed(email=MAIL), provider=other.key, uid=uid)
    back = provider.sign_in(leave(client, entree), uid).replace(entree.key, other.key)
    assert "geldt niet meer" in says(come_back(client, back))
    assert not is_signed_in(client)


def test_a_code_stolen_into_another_session_is_refused_for_its_nonce(client, provider, entree, world):
    """Somebody puts the code they stole behind a state of their own."""
    uid = knows(provider, world)
    SocialAccount.objects.create(user=confirmed(email=MAIL), provider=entree.key, uid=uid)
    stolen = provider.sign_in(leave(Client(), entree), uid)
    own_state = state_of(leave(client, entree))
    answer = come_back(client, stolen.replace(state_of(stolen), own_state))
    assert (says(answer)[:32], is_signed_in(client)) == ("Het antwoord van de inlog van je", False)


def test_what_is_sent_along(client, provider, entree):
    sent = parse_qs(urlsplit(leave(client, entree)).query)
    assert sent["code_challenge_method"] == ["S256"]
    assert len(sent["code_challenge"][0]) == 43
    assert len(sent["nonce"][0]) == 64
    assert sent["response_type"] == ["code"]
    assert sent["nonce"] != parse_qs(urlsplit(leave(client, entree)).query)["nonce"]


def test_on_a_shared_computer_one_chooses_the_account(client, set_up):
    assert parse_qs(urlsplit(leave(client, set_up(SignInKind.ENTRA))).query)["prompt"] == ["select_account"]


def test_who_stops_there_reads_so(client, provider, entree):
    assert "Je bent gestopt" in says(come_back(client, provider.refuse(leave(client, entree))))


def test_a_wrong_secret_signs_nobody_in(client, provider, entree, world):
    actions.set_up_identity_provider(
        world.board, SignInKind.ENTREE, by=world.board_admin, client_id=entree.client_id, secret="niet-dit"
    )
    answer = walk(client, provider, entree, knows(provider, world))
    assert "klopt niet" in says(answer)


def test_an_expired_token_signs_nobody_in(client, provider, entree, world, settings):
    process, address = start("--token-max-age", "-3600", "--require-registration", "false")
    try:
        settings.SIGN_IN_ISSUERS = dict.fromkeys(SignInKind.values, address)
        provider.address = address
        assert "klopt niet" in says(walk(client, provider, entree, knows(provider, world)))
    finally:
        process.terminate()
        process.wait(timeout=10)


# -- Off, or not there -------------------------------------------------------------------------------------------------


def switch_off(row, world):
    actions.switch_identity_provider(row, by=world.board_admin, is_on=False)


def test_a_board_that_switched_off_cannot_be_chosen(client, entree, world):
    switch_off(entree, world)
    answer = client.post(reverse("organisations:school_sign_in"), {"provider": entree.pk})
    assert "provider" in answer.context["form"].errors


def test_switched_off_halfway_at_the_provider(client, provider, entree, world):
    uid = knows(provider, world)
    SocialAccount.objects.create(user=confirmed(email=MAIL), provider=entree.key, uid=uid)
    back = provider.sign_in(leave(client, entree), uid)
    switch_off(entree, world)
    answer = come_back(client, back)
    assert ("staat uit" in says(answer), is_signed_in(client)) == (True, False)


@pytest.mark.parametrize("step", ["confirm", "code", "join"])
def test_switched_off_halfway_here(client, provider, entree, world, step):
    walk(client, provider, entree, knows(provider, world))
    code = ask_for_code(client) if step != "confirm" else None
    if step == "join":
        type_code(client, code)
    switch_off(entree, world)
    data = {"code": code or "", "first_name": "A", "last_name": "D", "school": world.school.pk}
    answer = client.post(reverse(f"organisations:school_sign_in_{step}"), data)
    assert "staat uit" in says(answer)
    assert not User.objects.filter(email=MAIL).exists()


def test_a_provider_that_is_down_is_said_clearly(client, entree, settings):
    settings.SIGN_IN_ISSUERS = {"entree": "http://127.0.0.1:9"}
    answer = client.post(reverse("organisations:school_sign_in"), {"provider": entree.pk})
    assert (answer.status_code, "nu niet te bereiken" in says(answer)) == (503, True)


def test_a_provider_that_goes_down_halfway_is_said_clearly(client, provider, entree, world, settings):
    back = provider.sign_in(leave(client, entree), knows(provider, world))
    settings.SIGN_IN_ISSUERS = {"entree": "http://127.0.0.1:9"}
    answer = come_back(client, back)
    assert (answer.status_code, "nu niet te bereiken" in says(answer)) == (503, True)


# -- An account that is there already ----------------------------------------------------------------------------------


def linked(user):
    return SocialAccount.objects.filter(user=user).exists()


def test_with_the_code_one_signs_in_and_links_with_a_button(client, provider, entree, world):
    user = confirmed(email=MAIL)
    walk(client, provider, entree, knows(provider, world))
    assert type_code(client, ask_for_code(client))["Location"] == LINK
    client.get(LINK)
    assert not linked(user)
    client.post(LINK)
    assert linked(user)
    assert JoinRequest.objects.get(user=user).school == world.school


def test_without_the_code_nobody_is_in_the_account(client, provider, entree, world):
    """The provider says somebody's address; that alone opens nothing."""
    user = confirmed(email=MAIL)
    walk(client, provider, entree, knows(provider, world))
    client.post(LINK)
    assert (is_signed_in(client), linked(user)) == (False, False)


def test_the_second_factor_is_asked_before_linking(client, provider, entree, world):
    user = confirmed(email=MAIL)
    totp.TOTP.activate(user, totp.generate_totp_secret())
    walk(client, provider, entree, knows(provider, world))
    assert type_code(client, ask_for_code(client))["Location"] == reverse("mfa_authenticate")
    client.post(LINK)
    assert (is_signed_in(client), linked(user)) == (False, False)


def test_the_second_factor_is_asked_after_the_school_too(client, provider, entree, world):
    user, uid = confirmed(email=MAIL), knows(provider, world)
    totp.TOTP.activate(user, totp.generate_totp_secret())
    SocialAccount.objects.create(user=user, provider=entree.key, uid=uid)
    assert walk(client, provider, entree, uid)["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)


def test_one_may_sign_in_with_the_password_instead_and_then_link(client, provider, entree, world):
    user = confirmed(email=MAIL)
    walk(client, provider, entree, knows(provider, world))
    assert LINK in unquoted(client.get(CONFIRM))
    client.post(reverse("account_login"), {"login": MAIL, "password": PASSWORD, "next": LINK})
    client.post(LINK)
    assert linked(user)


def unquoted(answer):
    return answer.content.decode().replace("%2F", "/")


def test_who_has_another_address_here_cannot_link(client, provider, entree, world):
    """Somebody signed in meets the school account of somebody else, for example on a shared computer."""
    other = confirmed()
    sign_in(client, other.email)
    walk(client, provider, entree, knows(provider, world))
    client.post(LINK, headers={"referer": f"http://testserver{LINK}"})
    assert not linked(other)
    assert "ander e-mailadres" in client.get(LINK).content.decode()


def test_nobody_links_in_a_browser_that_was_left_open(client, provider, entree, world):
    """Without an address from the school there is nothing to compare, so who is sitting there shows who they are."""
    user = confirmed(email=MAIL)
    sign_in_long_ago(client, user)
    walk(client, provider, entree, knows(provider, world, email=None))
    assert client.post(LINK)["Location"].startswith(reverse("account_reauthenticate"))
    assert not linked(user)


def test_an_address_nobody_confirmed_is_no_reason_to_link(client, provider, entree, world):
    user = UserFactory(email=MAIL)
    client.force_login(user)
    walk(client, provider, entree, knows(provider, world))
    client.post(LINK)
    assert not linked(user)


def test_never_on_name(client, provider, entree, world):
    user = confirmed(email="ander@delinde.test", first_name="Aylin", last_name="Demir")
    walk(client, provider, entree, knows(provider, world))
    type_code(client, ask_for_code(client))
    assert client.get(JOIN).status_code == 200
    assert not linked(user)


def test_a_school_account_that_is_linked_stays_with_its_owner(client, provider, entree, world):
    owner, uid = confirmed(), knows(provider, world)
    walk(client, provider, entree, uid)
    code = ask_for_code(client)
    SocialAccount.objects.create(user=owner, provider=entree.key, uid=uid)
    user = confirmed(email=MAIL)
    type_code(client, code)
    client.post(LINK)
    assert (linked(user), linked(owner)) == (False, True)


def test_an_admin_of_another_board_cannot_take_an_account_over(provider, set_up, entree, world):
    """Their provider says what they like, the address and the uid of a colleague elsewhere included."""
    victim, uid = confirmed(email=MAIL), knows(provider, world)
    SocialAccount.objects.create(user=victim, provider=entree.key, uid=uid)
    evil, attacker = set_up(board=world.neighbour_board), Client()
    knows(provider, world, nlEduPersonHomeOrganizationId=world.neighbour_school.code)
    assert walk(attacker, provider, evil, uid)["Location"] == CONFIRM
    attacker.post(CONFIRM)
    type_code(attacker, "BBBB-BBBB")
    attacker.post(LINK)
    assert not is_signed_in(attacker)
    assert mail.outbox[-1].to == [MAIL]
    assert SocialAccount.objects.filter(user=victim).count() == 1


def test_one_person_of_two_boards_has_one_account(client, provider, set_up, entree, world):
    user, uid = confirmed(email=MAIL), knows(provider, world)
    SocialAccount.objects.create(user=user, provider=entree.key, uid=uid)
    second = set_up(board=world.neighbour_board)
    knows(provider, world, nlEduPersonHomeOrganizationId=world.neighbour_school.code)
    walk(client, provider, second, uid)
    type_code(client, ask_for_code(client))
    client.post(LINK)
    assert set(user.socialaccount_set.values_list("provider", flat=True)) == {entree.key, second.key}
    assert User.objects.filter(email__iexact=MAIL).count() == 1


def test_allauth_keeps_nothing_of_what_was_said(client, provider, entree, world):
    uid = knows(provider, world)
    SocialAccount.objects.create(user=confirmed(email=MAIL), provider=entree.key, uid=uid)
    walk(client, provider, entree, uid)
    assert SocialAccount.objects.get().extra_data == {"sub": uid}
