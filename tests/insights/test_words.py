from datetime import date

import pytest

from insights import words

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("count", "said"), [(0, "Geen dingen"), (1, "Eén ding"), (3, "Drie dingen"), (10, "Tien dingen"), (11, "11 dingen")]
)
def test_things(count: int, said: str) -> None:
    assert words.things(count) == said


@pytest.mark.parametrize(
    ("hour", "said"),
    [(5, "Hallo"), (6, "Goedemorgen"), (11, "Goedemorgen"), (12, "Goedemiddag"), (18, "Goedenavond")],
)
def test_greeting(hour: int, said: str) -> None:
    assert words.greeting(hour) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (MONDAY, "Vandaag"),
        (date(2026, 11, 22), "Gisteren"),
        (date(2026, 11, 20), "Vrijdag"),
        (date(2026, 11, 16), "Vorige week"),
        (date(2026, 11, 15), "15 november"),
    ],
)
def test_day_in_words(day: date, said: str) -> None:
    assert words.day_in_words(day, MONDAY) == said
