"""What this app holds about someone: their name beside movements of money. The movements stay (kept seven years by
law); the account they point to loses its name when someone is erased."""

from datetime import date
from typing import Any

import pgtrigger
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Replace
from django.utils.translation import gettext as _

from funding.models import Commitment, LedgerLine, Rate
from users.models import User


def export(user: User) -> dict[str, Any]:
    lines = LedgerLine.objects.filter(by=user).select_related("budget").order_by("at", "pk")
    return {
        "handelingen met budgetten": [
            {
                "wanneer": line.at,
                "budget": line.budget.name,
                "wat": line.get_kind_display(),
                "eurocenten": line.amount_cents,
                "toelichting": line.note,
            }
            for line in lines
        ],
        "tarieven nagekeken": list(Rate.objects.filter(confirmed_by_name=user.full_name).values_list("key", flat=True)),
    }


def erase(user: User) -> None:
    """Take the name out of notes and confirmed rates. The one moment a ledger line changes: its words, never its
    money."""
    name = user.full_name
    Rate.objects.filter(confirmed_by_name=name).update(confirmed_by_name=_("Iemand"))
    _take_out(name, Commitment.objects.all())
    with pgtrigger.ignore("funding.LedgerLine:append_only"):
        _take_out(name, LedgerLine.objects.all())


def retain(today: date) -> int:
    """Movements of money are kept as long as the bookkeeping they belong to."""
    return 0


def _take_out(name: str, rows: QuerySet[Any]) -> None:
    rows.filter(note__contains=name).update(note=Replace(F("note"), Value(name), Value(_("Iemand"))))
