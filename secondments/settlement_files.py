"""The settlement as CSV and as an Excel file, with the totals per pair."""

import csv
from collections.abc import Sequence
from io import StringIO

from funding.costs import euros
from funding.exports import amount, safe
from organisations.sheets import workbook_bytes
from secondments.settlement import HEADINGS, Row, totals


def settlement_csv(rows: Sequence[Row]) -> str:
    """As a Dutch spreadsheet opens it: semicolons, a comma in amounts; the totals stand under the rows."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(HEADINGS)
    for row in rows:
        money = (row.price_cents, row.travel_cents, row.vat_cents, row.total_cents)
        words = (row.on.isoformat(), row.what, safe(row.title), safe(row.payer), safe(row.payee), row.half_days)
        writer.writerow([*words, *map(amount, money)])
    for total in totals(rows):
        empty = [""] * 4
        writer.writerow(["Totaal", "", "", safe(total.payer), safe(total.payee), *empty, amount(total.total_cents)])
    return out.getvalue()


def settlement_xlsx(rows: Sequence[Row]) -> bytes:
    """Real dates and numbers; a second sheet holds the totals per pair."""
    lines = [
        (
            *(row.on, row.what, row.title, row.payer, row.payee, row.half_days),
            *map(euros, (row.price_cents, row.travel_cents, row.vat_cents, row.total_cents)),
        )
        for row in rows
    ]
    sums = [(total.payer, total.payee, euros(total.total_cents)) for total in totals(rows)]
    return workbook_bytes([("Afrekening", HEADINGS, lines), ("Totalen", ("Van", "Aan", "Totaal"), sums)])
