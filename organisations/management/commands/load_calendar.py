import csv
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from organisations import actions

HOLIDAYS = Path(__file__).parents[2] / "reference" / "school_holidays.csv"


class Command(BaseCommand):
    help = "Load the school holidays of the three regions; rows a person has confirmed stay as they are."

    def handle(self, *args: Any, **options: Any) -> None:
        with HOLIDAYS.open(encoding="utf-8", newline="") as file:
            rows = [
                actions.HolidayRow(
                    holiday_region=row["vakantieregio"],
                    name=row["naam"],
                    starts_on=date.fromisoformat(row["van"]),
                    ends_on=date.fromisoformat(row["tot_en_met"]),
                    source=row["bron"],
                )
                for row in csv.DictReader(file, delimiter=";")
            ]
        written = actions.load_school_holidays(rows)
        self.stdout.write(f"{written} van {len(rows)} schoolvakanties geladen of bijgewerkt.")
