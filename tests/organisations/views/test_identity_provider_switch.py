import pytest
from django.db import IntegrityError
from django.urls import reverse

from core.errors import NotAllowedNow
from organisations import actions
from organisations.choices import SignInKind
from organisations.models import IdentityProvider


@pytest.fixture
def google(world):
    return actions.set_up_identity_provider(
        world.board, SignInKind.GOOGLE, by=world.board_admin, client_id="expedu", secret="geheim", tenant="delinde.test"
    )


def switch(client, world, is_on):
    return client.post(
        reverse("organisations:identity_provider_switch", args=[world.board.pk, "google"]), {"is_on": is_on}
    )


def test_on_and_off(client, world, google):
    IdentityProvider.objects.update(keeps_pupils_out=True)
    client.force_login(world.board_admin)
    seen = []
    for is_on in ("1", "0"):
        switch(client, world, is_on)
        seen.append(IdentityProvider.objects.get().is_on)
    assert seen == [True, False]


def test_google_stays_off_until_somebody_said_that_pupils_are_kept_out(world, google):
    with pytest.raises(NotAllowedNow):
        actions.switch_identity_provider(google, by=world.board_admin, is_on=True)


def test_the_database_holds_that_too(google):
    with pytest.raises(IntegrityError, match="identity_provider_on_without_pupils"):
        IdentityProvider.objects.update(is_on=True)


def test_the_database_wants_a_tenant(google):
    with pytest.raises(IntegrityError, match="identity_provider_knows_its_tenant"):
        IdentityProvider.objects.update(tenant="")


def test_the_database_wants_somebody_to_come_in(google):
    with pytest.raises(IntegrityError, match="identity_provider_asks_for_staff"):
        IdentityProvider.objects.update(affiliations=[])
