"""Lock everything that is stored locked with the newest key, so that an older one can go."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core.secrets import CannotUnlockError, lock_again
from organisations.models import IdentityProvider

# Where allauth keeps what it has us lock.
LOCKED_PARTS = ("secret", "seed")


class Command(BaseCommand):
    help = "Vergrendel alle bewaarde geheimen opnieuw met de eerste sleutel van SECRETS_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                count = _second_factors() + _client_secrets()
        except CannotUnlockError:
            raise CommandError(
                "Er is een geheim dat met geen van de sleutels in SECRETS_KEYS opengaat. Er is niets veranderd. "
                "Zet de sleutel van toen er achteraan bij."
            ) from None
        self.stdout.write(f"{count} geheimen zijn opnieuw vergrendeld. De oudere sleutels mogen weg.")


def _second_factors() -> int:
    count = 0
    for row in Authenticator.objects.select_for_update().order_by("pk"):
        parts = [part for part in LOCKED_PARTS if part in row.data]
        for part in parts:
            row.data[part] = lock_again(row.data[part])
        if parts:
            row.save(update_fields=["data"])
            count += 1
    return count


def _client_secrets() -> int:
    rows = list(IdentityProvider.objects.select_for_update().order_by("pk"))
    for row in rows:
        row.locked_secret = lock_again(row.locked_secret)
        row.save(update_fields=["locked_secret"])
    return len(rows)
