import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core.management import CommandError, call_command

from organisations import actions
from organisations.choices import SignInKind
from organisations.models import IdentityProvider
from tests.organisations.factories import BoardFactory
from tests.users.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def locked_with_the_old_key(settings):
    settings.SECRETS_KEYS = ["oud"]
    user = UserFactory()
    totp.TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    actions.set_up_identity_provider(
        BoardFactory(), SignInKind.ENTREE, by=user, client_id="expedu", secret="heel-geheim"
    )


def test_afterwards_the_old_key_can_go(settings):
    before = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()
    settings.SECRETS_KEYS = ["nieuw", "oud"]
    call_command("rotate_secrets")
    settings.SECRETS_KEYS = ["nieuw"]
    assert IdentityProvider.objects.get().secret == "heel-geheim"
    assert RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes() == before
    code = totp.format_hotp_value(totp.hotp_value("JBSWY3DPEHPK3PXP", next(totp.yield_hotp_counters_from_time())))
    assert totp.TOTP(Authenticator.objects.get(type="totp")).validate_code(code)


def test_a_lost_key_changes_nothing(settings):
    before = IdentityProvider.objects.get().locked_secret
    settings.SECRETS_KEYS = ["nieuw"]
    with pytest.raises(CommandError, match="niets veranderd"):
        call_command("rotate_secrets")
    assert IdentityProvider.objects.get().locked_secret == before
