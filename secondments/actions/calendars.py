"""An address with a secret, under which a person's own calendar is read."""

from secrets import token_urlsafe

from django.utils import timezone

from secondments.models import CalendarFeed, digest_of
from users.models import User


def open_calendar_feed(user: User) -> str:
    """A new secret, which ends an older one; told only now. 256 random bits."""
    token = token_urlsafe(32)
    fields = {"token_digest": digest_of(token), "created_at": timezone.now()}
    CalendarFeed.objects.update_or_create(user=user, defaults=fields)
    return token


def close_calendar_feed(user: User) -> None:
    """Nobody reads this person's calendar any more; safe to repeat."""
    CalendarFeed.objects.filter(user=user).delete()
