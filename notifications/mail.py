"""What a mail looks like: one sentence and a link, never personal content; and how to stop it."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from core.outbox import absolute
from notifications.models import Digest, Notification
from users.models import User

_SALT = "notifications.unsubscribe"
# In place of a kind: the daily mail.
DIGEST = "*"


def notification_mail(notification: Notification) -> EmailMultiAlternatives:
    """The mail of one notification."""
    with translation.override(settings.LANGUAGE_CODE):
        context = {"notification": notification, "link": absolute(notification.url)}
        return _mail("message", notification.recipient, notification.kind, notification.message_id, context)


def digest_mail(digest: Digest, notifications: list[Notification]) -> EmailMultiAlternatives:
    """The daily mail: a sentence and a link for each."""
    with translation.override(settings.LANGUAGE_CODE):
        lines = [{"subject": each.subject, "link": absolute(each.url)} for each in notifications]
        return _mail("digest", digest.recipient, DIGEST, digest.message_id, {"lines": lines})


def unsubscribe_token(user: User, kind: str) -> str:
    """Signed, so that one click stops one type of mail (or the DIGEST) of one person without signing in."""
    return signing.Signer(salt=_SALT).sign_object([user.pk, kind])


def read_unsubscribe_token(token: str) -> tuple[int, str]:
    """The (user id, kind) in a token. Raises signing.BadSignature."""
    user_id, kind = signing.Signer(salt=_SALT).unsign_object(token)
    return user_id, kind


def _mail(name: str, recipient: User, kind: str, message_id: str, context: dict[str, Any]) -> EmailMultiAlternatives:
    stop = absolute(reverse("notifications:mail_unsubscribe", args=[unsubscribe_token(recipient, kind)]))
    context = {
        **context,
        "recipient": recipient,
        "site_host": urlsplit(settings.SITE_URL).netloc,
        "preferences": absolute(reverse("notifications:preference_edit")),
        "unsubscribe": stop,
    }
    template = f"notifications/emails/{name}"
    mail = EmailMultiAlternatives(
        subject=" ".join(render_to_string(f"{template}.subject.txt", context).split()),
        body=render_to_string(f"{template}.txt", context),
        to=[recipient.email],
        headers={
            "Message-ID": message_id,
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return mail
