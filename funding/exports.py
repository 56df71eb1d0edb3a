"""The ledger of a budget as CSV, the way a Dutch spreadsheet opens it."""

import csv
from io import StringIO

from django.utils import timezone
from django.utils.translation import gettext as _

from funding.models import Budget

# A cell that starts like this would be run as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def ledger_csv(budget: Budget) -> str:
    """Every line, oldest first, and the totals under it; amounts in euros with a comma."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";")
    totals = [_("Toegekend"), _("Gereserveerd"), _("Toegezegd"), _("Uitgegeven")]
    writer.writerow([_("Wanneer"), _("Wat"), _("Bedrag"), *totals, _("Door"), _("Toelichting")])
    for line in budget.lines.select_related("by").order_by("at", "pk"):
        writer.writerow(
            [
                timezone.localtime(line.at).strftime("%Y-%m-%d %H:%M"),
                line.get_kind_display(),
                *map(amount, (line.amount_cents, line.granted_change, line.reserved_change)),
                *map(amount, (line.committed_change, line.spent_change)),
                safe(line.by.full_name if line.by else "Expedu"),
                safe(line.note),
            ]
        )
    sums = (budget.granted_cents, budget.reserved_cents, budget.committed_cents, budget.spent_cents)
    writer.writerow([_("Totaal"), "", "", *map(amount, sums), "", ""])
    return out.getvalue()


def amount(cents: int) -> str:
    """Eurocents as a spreadsheet reads them: 125050 is "1250,50"."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100},{abs(cents) % 100:02d}"


def safe(words: str) -> str:
    """Words that stay words."""
    return f"'{words}" if words.startswith(FORMULA) else words
