"""What waits for someone on Home because of this app."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.todos import Todo
from reviews.choices import Side
from reviews.models import SENT, Growth, Report, Review, loans_of, loans_open
from reviews.window import finished_on, reveal_on
from users.models import User


def todos(user: User, today: date) -> Iterator[Todo]:
    """Help to tell about, a ring to grow to, reports to judge."""
    yield from _to_write(user)
    yield from _to_grow(user)
    yield from _to_judge(user, today)
    yield from _to_look_again(user)


def _to_write(user: User) -> Iterator[Todo]:
    spoken = Review.objects.filter(loan=OuterRef("pk"), state__in=SENT)
    loans = loans_open(timezone.now()).filter(pk__in=loans_of(user).values("pk"))
    loans = loans.with_people().select_related("secondment__borrower").prefetch_related(None)
    loans = loans.annotate(
        expert_done=Exists(spoken.filter(side=Side.EXPERT)), school_done=Exists(spoken.filter(side=Side.SCHOOL))
    )
    for loan in loans.order_by("secondment__finished_on", "pk"):
        is_expert = loan.expert.user_id == user.pk
        if getattr(loan, "expert_done" if is_expert else "school_done"):  # annotated above
            continue
        other = loan.secondment.borrower.name if is_expert else loan.expert.user.full_name
        yield Todo(
            title=_("Hoe ging het bij %(school)s?") % {"school": other}
            if is_expert
            else _("Hoe ging de hulp van %(name)s?") % {"name": other},
            url=reverse("reviews:review_edit", args=[loan.pk]),
            action=_("Vertel hoe het ging"),
            who=_("%(title)s is klaar sinds %(day)s.")
            % {"title": loan.secondment.title, "day": date_format(finished_on(loan), "j F")},
            hint=_("Beantwoord een paar korte vragen. Dat kan tot %(day)s.")
            % {"day": date_format(reveal_on(loan), "j F")},
            since=finished_on(loan),
        )


def _to_grow(user: User) -> Iterator[Todo]:
    for growth in Growth.objects.filter(expert__user=user, answered_at__isnull=True):
        yield Todo(
            title=_("Wil je een kring verder gezien worden?"),
            url=reverse("reviews:growth_answer", args=[growth.pk]),
            action=_("Kies"),
            who=_("Jouw hulp werkt. Alleen jij leest deze vraag."),
            since=growth.invited_on,
        )


def _to_look_again(user: User) -> Iterator[Todo]:
    for report in Report.objects.to_look_again(user).order_by("appealed_at"):
        yield Todo(
            title=_("Iemand maakt bezwaar tegen een besluit over een beoordeling"),
            url=reverse("reviews:appeal_decide", args=[report.pk]),
            action=_("Bekijk en beslis"),
            who=report.get_reason_display(),
            since=timezone.localdate(report.appealed_at),
        )


def _to_judge(user: User, today: date) -> Iterator[Todo]:
    for report in Report.objects.to_decide(user, today).order_by("decide_before"):
        yield Todo(
            title=_("Een beoordeling is gemeld"),
            url=reverse("reviews:report_decide", args=[report.pk]),
            action=_("Bekijk en beslis"),
            who=report.get_reason_display(),
            hint=_("Besluit als het kan voor %(day)s.") % {"day": date_format(report.decide_before, "l j F")},
            since=timezone.localdate(report.reported_at),
            is_urgent=report.decide_before < today,
        )
