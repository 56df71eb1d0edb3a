"""What waits for someone on this floor, for Home: mail that does not arrive."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from core.todos import Todo
from notifications.delivery import is_refused
from users.models import User


def mail_that_does_not_arrive(user: User, today: date) -> Iterator[Todo]:
    """The mail server refuses this person's address. One query."""
    if is_refused(user):
        yield Todo(
            title=_("Onze mail komt niet bij je aan"),
            url=reverse("notifications:preference_edit"),
            action=_("Kijk of je adres klopt"),
            hint=_("Tot die tijd zie je alles alleen hier."),
        )
