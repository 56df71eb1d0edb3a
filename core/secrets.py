"""Text that is stored locked: what a copy of the database must not give away.

The keys come from the environment (`SECRETS_KEYS`, else `SECRET_KEY`). The first locks; all of them unlock, so a key is
changed by putting the new one in front and running `manage.py rotate_secrets`.
"""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class CannotUnlockError(Exception):
    """None of the keys fits: the key this text was locked with is gone."""


def lock(text: str) -> str:
    return _locks(tuple(settings.SECRETS_KEYS)).encrypt(text.encode()).decode()


def unlock(locked: str) -> str:
    """The text again. Raises CannotUnlockError when no key fits."""
    try:
        return _locks(tuple(settings.SECRETS_KEYS)).decrypt(locked.encode()).decode()
    except InvalidToken as error:
        raise CannotUnlockError from error


def lock_again(locked: str) -> str:
    """The same text, locked with the first key."""
    return lock(unlock(locked))


@lru_cache(maxsize=8)
def _locks(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    """Any long random text becomes a key of the right size that is used for nothing else."""
    derive = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"expedu.core.secrets")
    return base64.urlsafe_b64encode(derive.derive(key.encode()))
