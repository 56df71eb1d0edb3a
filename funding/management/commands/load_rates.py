import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from funding import actions

RATES = Path(__file__).parents[2] / "reference" / "rates.csv"


class Command(BaseCommand):
    help = "Load the default rates; rows a person has confirmed, and rates of a board, stay as they are."

    def handle(self, *args: Any, **options: Any) -> None:
        with RATES.open(encoding="utf-8", newline="") as file:
            rows = [
                actions.RateRow(
                    key=row["sleutel"],
                    value=Decimal(row["waarde"]),
                    valid_from=date.fromisoformat(row["van"]),
                    valid_until=date.fromisoformat(row["tot_en_met"]) if row["tot_en_met"] else None,
                    source=row["bron"],
                )
                for row in csv.DictReader(file, delimiter=";")
            ]
        written = actions.load_rates(rows)
        self.stdout.write(f"{written} van {len(rows)} tarieven geladen of bijgewerkt.")
