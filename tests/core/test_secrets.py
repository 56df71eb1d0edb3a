import pytest

from core.secrets import CannotUnlockError, lock, lock_again, unlock


def test_what_is_locked_comes_out_again_and_cannot_be_read():
    locked = lock("geheim van de school")
    assert "geheim" not in locked
    assert unlock(locked) == "geheim van de school"


def test_the_same_text_is_never_locked_the_same():
    assert lock("geheim") != lock("geheim")


def test_an_older_key_still_unlocks(settings):
    settings.SECRETS_KEYS = ["oud"]
    locked = lock("geheim")
    settings.SECRETS_KEYS = ["nieuw", "oud"]
    assert unlock(locked) == "geheim"


def test_after_locking_again_the_older_key_can_go(settings):
    settings.SECRETS_KEYS = ["oud"]
    locked = lock("geheim")
    settings.SECRETS_KEYS = ["nieuw", "oud"]
    locked = lock_again(locked)
    settings.SECRETS_KEYS = ["nieuw"]
    assert unlock(locked) == "geheim"


def test_another_key_does_not_fit(settings):
    settings.SECRETS_KEYS = ["oud"]
    locked = lock("geheim")
    settings.SECRETS_KEYS = ["nieuw"]
    with pytest.raises(CannotUnlockError):
        unlock(locked)
