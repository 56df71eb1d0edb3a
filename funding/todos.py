"""Money that waits for its holder: reservations about to lapse."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.todos import Todo
from funding.choices import CommitmentState
from funding.models import Budget
from users.models import User

# A reservation that lapses within this many days is worth a reminder on Home.
SOON = timedelta(days=3)


def lapsing_reservations(user: User, today: date) -> Iterator[Todo]:
    """One line per budget this user holds with reservations that lapse soon. One query."""
    soon = Q(commitments__state=CommitmentState.RESERVED, commitments__lapses_on__lte=today + SOON)
    counted = Budget.objects.held_by(user).annotate(
        lapsing=Count("commitments", filter=soon), first=Min("commitments__lapses_on", filter=soon)
    )
    rows = counted.filter(lapsing__gt=0).order_by("pk").values_list("pk", "name", "lapsing", "first")
    for pk, name, lapsing, first in rows:
        title = ngettext(
            "Eén reservering in %(budget)s vervalt bijna",
            "%(count)s reserveringen in %(budget)s vervallen bijna",
            lapsing,
        )
        yield Todo(
            title=title % {"count": lapsing, "budget": name},
            url=reverse("funding:budget_detail", args=[pk]),
            action=_("Bekijk het budget"),
            hint=_("Daarna is het geld weer vrij. Wil je dat niet? Beslis dan over de inzet waar het bij hoort."),
            since=first - SOON,
        )
