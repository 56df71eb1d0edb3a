import pytest
from django.urls import reverse

from organisations import actions
from organisations.choices import SignInKind


def url(world):
    return reverse("organisations:identity_provider_detail", args=[world.board.pk, "entree"])


def findings(client, world):
    return [(finding.is_good, str(finding.sentence)) for finding in client.post(url(world)).context["findings"]]


@pytest.fixture(autouse=True)
def admin(client, world):
    client.force_login(world.board_admin)


def test_a_provider_that_knows_us(client, world, entree):
    found = findings(client, world)
    assert [is_good for is_good, _ in found] == [True, True, True]
    assert "kent ons client-id en secret" in found[-1][1]


def test_a_wrong_secret_is_found(client, world, entree):
    actions.set_up_identity_provider(
        world.board, SignInKind.ENTREE, by=world.board_admin, client_id=entree.client_id, secret="anders"
    )
    assert findings(client, world)[-1] == (
        False,
        "De inlogdienst kent ons client-id of secret niet. Maak een nieuw secret en vul dat in.",
    )


def test_a_provider_that_does_not_answer_is_found(client, world, entree, settings):
    settings.SIGN_IN_ISSUERS = {"entree": "http://127.0.0.1:9"}
    assert [is_good for is_good, _ in findings(client, world)] == [False]


def test_a_provider_that_is_another_is_found(client, world, entree, settings):
    settings.SIGN_IN_ISSUERS = {"entree": entree.issuer.replace("127.0.0.1", "127.0.0.2")}
    assert [is_good for is_good, _ in findings(client, world)] == [False]


def test_a_secret_whose_key_is_lost_is_said(client, world, entree, settings):
    settings.SECRETS_KEYS = ["een heel andere sleutel"]
    assert "niet meer te lezen" in findings(client, world)[-1][1]
