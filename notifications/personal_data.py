"""What this app holds about someone: what they were told, and which mail they want."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext

from notifications.models import Digest, MailPause, Notification, Preference, RefusedAddress
from users.models import User

# Longer than a school year, so that last year's messages can still be found when this one starts.
KEPT = timedelta(days=400)


def export(user: User) -> dict[str, Any]:
    pause = MailPause.objects.filter(user=user).first()
    refused = RefusedAddress.objects.filter(user=user).first()
    return {
        "meldingen": [
            {"wanneer": each.created_at, "tekst": each.text, "gelezen": each.read_at, "gemaild": each.mailed_at}
            for each in Notification.objects.of(user).order_by("created_at", "pk")
        ],
        "dagmails": list(Digest.objects.filter(recipient=user).order_by("day").values_list("day", flat=True)),
        "mailkeuzes": dict(Preference.objects.filter(user=user).values_list("kind", "delivery")),
        "mailadres geweigerd sinds": refused and refused.refused_at,
        "mailpauze": None if pause is None else {"tot en met": pause.until},
    }


def erase(user: User) -> None:
    Notification.objects.of(user).delete()
    Digest.objects.filter(recipient=user).delete()
    Preference.objects.filter(user=user).delete()
    MailPause.objects.filter(user=user).delete()
    RefusedAddress.objects.filter(user=user).delete()
    _take_name_out_of_what_others_read(user)


def retain(today: date) -> int:
    """Messages and daily mails older than four hundred days go."""
    before = timezone.make_aware(datetime.combine(today - KEPT, time.min))
    messages, _ = Notification.objects.filter(created_at__lt=before).delete()
    digests, _ = Digest.objects.filter(day__lt=before.date()).delete()
    return messages + digests


def _take_name_out_of_what_others_read(user: User) -> None:
    """What others were told stays, without the name in it."""
    words = Cast("context", TextField())
    for notification in Notification.objects.annotate(words=words).filter(words__contains=user.full_name):
        notification.context = {
            name: value.replace(user.full_name, gettext("Iemand")) if isinstance(value, str) else value
            for name, value in notification.context.items()
        }
        notification.save(update_fields=["context"])
