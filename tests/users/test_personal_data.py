from datetime import date

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from core.errors import NotAllowedNow
from tests.users.factories import PASSWORD, UserFactory
from users import personal_data
from users.models import User


class Part:
    """What an app registers, remembering what was asked of it."""

    def __init__(self, told, name, refuses=False):
        self.told, self.name, self.refuses = told, name, refuses

    def export(self, user):
        return {"naam": user.first_name}

    def erase(self, user):
        self.told.append(self.name)
        if self.refuses:
            raise NotAllowedNow("Rond eerst je inzet af.")

    def retain(self, today):
        return today.day


@pytest.fixture
def parts(monkeypatch):
    """A registry of its own, with the part of users only."""
    found = {"users": personal_data}
    monkeypatch.setattr(personal_data, "_sources", found)
    return found


@pytest.mark.django_db
def test_everything_is_exported_per_app_from_the_ground_up(parts):
    parts["experts"] = Part([], "experts")
    found = personal_data.export_all(UserFactory(first_name="Tessa", email="tessa@school.test"))
    assert list(found) == ["users", "experts"]
    assert found["users"]["e-mailadres"] == "tessa@school.test"
    assert found["experts"] == {"naam": "Tessa"}


@pytest.mark.django_db
def test_upper_floors_are_erased_first(parts):
    told = []
    for name in ("experts", "secondments", "organisations"):
        parts[name] = Part(told, name)
    personal_data.erase_all(UserFactory())
    assert told == ["secondments", "experts", "organisations"]


@pytest.mark.django_db
def test_erasing_leaves_nobody_behind():
    user = UserFactory(first_name="Tessa", last_name="Bloem", platform_admin=True)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    personal_data.erase_all(user)
    user = User.objects.get(pk=user.pk)
    assert (user.first_name, user.last_name, user.email) == ("", "", f"gewist-{user.pk}@expedu.invalid")
    assert (user.is_active, user.is_staff, user.is_superuser, user.check_password(PASSWORD)) == (False,) * 4
    assert user.erased_at is not None
    assert str(user) == "Iemand"
    assert not EmailAddress.objects.filter(user=user).exists()
    assert not Authenticator.objects.filter(user=user).exists()


@pytest.mark.django_db
def test_erasing_twice_changes_nothing_more():
    user = UserFactory()
    personal_data.erase_all(user)
    erased_at = User.objects.get(pk=user.pk).erased_at
    personal_data.erase_all(user)
    assert User.objects.get(pk=user.pk).erased_at == erased_at


@pytest.mark.django_db
def test_a_part_that_refuses_keeps_everything(parts):
    parts["organisations"] = Part([], "organisations", refuses=True)
    user = UserFactory(first_name="Tessa")
    with pytest.raises(NotAllowedNow):
        personal_data.erase_all(user)
    assert User.objects.get(pk=user.pk).first_name == "Tessa"


@pytest.mark.django_db
def test_every_part_lets_go_of_what_is_kept_too_long(parts):
    parts["experts"] = Part([], "experts")
    assert personal_data.retain_all(date(2026, 11, 23)) == {"experts": 23, "users": 0}
