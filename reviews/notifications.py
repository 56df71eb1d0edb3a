"""The messages this app sends. None of them says anything about tone or marks."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from notifications import registry
from notifications.actions import Row, notify_many
from notifications.registry import MessageType
from reviews.models import Growth, Report, Review
from reviews.window import reveal_on
from secondments.models import Loan
from users.models import User

INVITED = MessageType(
    kind="reviews.invited",
    label=_("Vertel hoe de hulp ging"),
    subject=_("Hoe ging het? %(title)s"),
    text=_("%(title)s is klaar. Vertel in vijf minuten hoe het ging. Dat kan tot %(day)s."),
)
REMINDED = MessageType(
    kind="reviews.reminded",
    label=_("Je hebt nog niet verteld hoe de hulp ging"),
    subject=_("Nog even: hoe ging het? %(title)s"),
    text=_("Je hebt nog niet verteld hoe het ging: %(title)s. Dat kan tot %(day)s."),
)
REVEALED = MessageType(
    kind="reviews.revealed",
    label=_("Antwoorden zijn te lezen"),
    subject=_("Er is iets te lezen over: %(title)s"),
    text=_("Wat er is geschreven over %(title)s, is nu te lezen."),
)
REPLIED = MessageType(
    kind="reviews.replied",
    label=_("Iemand antwoordt op jouw beoordeling"),
    subject=_("Antwoord op jouw beoordeling: %(title)s"),
    text=_("Er is een antwoord op wat jij schreef over %(title)s."),
)
REPORTED = MessageType(
    kind="reviews.reported",
    label=_("Een beoordeling is gemeld"),
    subject=_("Een gemelde beoordeling wacht op een besluit"),
    text=_("Iemand meldde een beoordeling. Wil je ernaar kijken? Je hebt vijf schooldagen."),
)
DECIDED = MessageType(
    kind="reviews.decided",
    label=_("Besluit over een gemelde beoordeling"),
    subject=_("De moderator heeft besloten"),
    text=_("De moderator keek naar een gemelde beoordeling over %(title)s en besloot: %(verdict)s. %(reason)s"),
)
GROW = MessageType(
    kind="reviews.grow",
    label=_("Wil je een kring verder gezien worden?"),
    subject=_("Wil je een kring verder gezien worden?"),
    text=_("Jouw hulp werkt. Wil je ook gezien worden door: %(ring)s? Alleen jij leest deze vraag."),
)

APPEALED = MessageType(
    kind="reviews.appealed",
    label=_("Iemand maakt bezwaar tegen een besluit over een beoordeling"),
    subject=_("Kijk jij er nog eens naar? Bezwaar tegen een besluit"),
    text=_("Iemand is het niet eens met een besluit over een beoordeling. Wil jij ernaar kijken?"),
)

LATE = MessageType(
    kind="reviews.report_late",
    label=_("Een gemelde beoordeling wacht te lang"),
    subject=_("Een gemelde beoordeling wacht al vijf schooldagen"),
    text=_("Over een gemelde beoordeling is na vijf schooldagen nog niet besloten. Wil jij ernaar kijken?"),
)

MESSAGES = (INVITED, REMINDED, REVEALED, REPLIED, REPORTED, LATE, DECIDED, APPEALED, GROW)


def register() -> None:
    registry.register(*MESSAGES)


def invite(message: MessageType, loan: Loan, users: Iterable[User]) -> None:
    """Ask these people to write about a loan, once per message."""
    words = {"title": loan.secondment.title, "day": date_format(reveal_on(loan), "j F")}
    url = reverse("reviews:review_edit", args=[loan.pk])
    notify_many(message=message, rows=[Row(user, loan, url, words) for user in users])


def tell_revealed(loan: Loan, users: Iterable[User]) -> None:
    """Say that there is something to read, and nothing about what."""
    url = reverse("reviews:review_detail", args=[loan.pk])
    words = {"title": loan.secondment.title}
    notify_many(message=REVEALED, rows=[Row(user, loan, url, words) for user in users])


def tell_replied(review: Review) -> None:
    words = {"title": review.loan.secondment.title}
    notify_many(message=REPLIED, rows=[Row(review.author, review, review.get_absolute_url(), words)])


def tell_reported(report: Report, moderators: Iterable[User]) -> None:
    url = reverse("reviews:report_decide", args=[report.pk])
    notify_many(message=REPORTED, rows=[Row(user, report, url) for user in moderators])


def tell_late(report: Report, judges: Iterable[User]) -> None:
    url = reverse("reviews:report_decide", args=[report.pk])
    about = f"{report._meta.label_lower}:{report.pk}:late"
    notify_many(message=LATE, rows=[Row(user, about, url) for user in judges])


def tell_decided(report: Report, users: Iterable[User]) -> None:
    """The reason goes to both: who wrote the review and who reported it."""
    words = {
        "title": report.review.loan.secondment.title,
        "verdict": report.get_verdict_display().lower(),
        "reason": report.verdict_text,
    }
    url = reverse("reviews:review_list")
    notify_many(message=DECIDED, rows=[Row(user, report, url, words) for user in users])


def tell_appealed(report: Report, judges: Iterable[User]) -> None:
    url = reverse("reviews:appeal_decide", args=[report.pk])
    notify_many(message=APPEALED, rows=[Row(user, report, url) for user in judges])


def tell_appeal_decided(report: Report, users: Iterable[User]) -> None:
    words = {
        "title": report.review.loan.secondment.title,
        "verdict": report.get_appeal_verdict_display().lower(),
        "reason": report.appeal_verdict_text,
    }
    about = f"{report._meta.label_lower}:{report.pk}:appeal"
    url = reverse("reviews:review_list")
    notify_many(message=DECIDED, rows=[Row(user, about, url, words) for user in users])


def invite_to_grow(growths: Iterable[Growth]) -> None:
    """Private: only the expert is ever told."""
    rows = [
        Row(
            growth.expert.user,
            growth,
            reverse("reviews:growth_answer", args=[growth.pk]),
            {"ring": growth.get_ring_display().lower()},
        )
        for growth in growths
    ]
    notify_many(message=GROW, rows=rows)
