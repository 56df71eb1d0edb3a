"""Files of other months, years and kinds give exactly the differences they contain."""

from collections.abc import Sequence

import pytest
from django.core.management import CommandError
from django.utils import timezone

from organisations.choices import HolidayRegion, SchoolKind
from organisations.models import DuoImport, School
from tests.organisations.duo.files import school, schools, special, text_of
from tests.organisations.duo.importing import Importer, counts
from tests.organisations.factories import MembershipFactory
from tests.users.factories import UserFactory

pytestmark = pytest.mark.django_db


SPECIAL = [*(special(n, "SBO") for n in range(30, 36)), *(special(n, "SO/VSO", cluster="3/4") for n in range(40, 46))]


def test_ordinary_and_special_schools_come_in_any_order_and_never_close_each_other(run: Importer) -> None:
    run(SPECIAL)
    assert run(schools(6)) == counts(new=6)
    assert run(SPECIAL) == counts(unchanged=12)
    assert run(schools(6)) == counts(unchanged=6)
    assert School.objects.get(code="40ZZ00").kind == SchoolKind.SO_VSO
    assert School.objects.get(code="40ZZ00").cluster == "3/4"


def test_a_file_closes_what_is_missing_of_its_own_kinds_only(run: Importer) -> None:
    run(SPECIAL)
    run(schools(6))

    assert run([row for row in SPECIAL if row["code"] != "30ZZ00"]) == counts(unchanged=11, closed=1)
    assert run([row for row in SPECIAL if row["kind"] == "SBO"][1:]) == counts(unchanged=5)
    assert run(schools(5)) == counts(unchanged=5, closed=1)


def test_the_brake_counts_per_kind(run: Importer) -> None:
    rows = [*schools(99), *(special(n, "SBO", brin=f"{n}SB", code=f"{n}SB00") for n in range(30, 38))]
    run(rows)

    with pytest.raises(CommandError, match=r"4 van de 8 scholen sluiten \(speciaal basisonderwijs\)"):
        run([*rows[:99], *rows[103:]])


def test_a_school_that_becomes_special_is_changed(run: Importer) -> None:
    run(schools(3))

    assert run([special(1, "SBO")], partial=True) == counts(changed=1)
    assert run(schools(3)[1:]) == counts(unchanged=2)
    assert School.objects.open().count() == 3


def test_a_file_without_a_column_for_the_kind_is_told_which(run: Importer) -> None:
    run(SPECIAL)
    rows = [{k: v for k, v in row.items() if k not in ("kind", "cluster")} for row in SPECIAL[1:6]]

    assert run(rows, kind="sbo") == counts(unchanged=5, closed=1)


def test_special_schools_without_a_word_about_it_are_not_taken_for_ordinary_ones(run: Importer) -> None:
    run(SPECIAL)
    rows = [{k: v for k, v in row.items() if k not in ("kind", "cluster")} for row in SPECIAL]

    with pytest.raises(CommandError, match="--kind"):
        run(rows)


# -- Months of other years ---


def test_an_older_header_without_holiday_regions_guesses_from_the_municipality(run: Importer) -> None:
    run([*schools(2), school(3, municipality_code="0098", holiday_region="Zuid")])
    text = text_of([*schools(3), school(4, municipality_code="0098")], without="holiday_region")
    text = text.replace("INSTELLINGSCODE", "BRIN NUMMER").replace("VESTIGINGSCODE", "VESTIGINGSNUMMER")

    assert run(text.replace("VESTIGINGSNAAM", "VESTIGINGSNAAM ").encode("cp1252")) == counts(
        new=1, changed=1, unchanged=2
    )
    assert School.objects.get(code="04ZZ00").holiday_region == HolidayRegion.SOUTH


def quoted(rows: Sequence[dict[str, str]]) -> bytes:
    """As the open data portal publishes: commas, everything quoted, and only the suffix of the code."""
    lines = text_of([row | {"code": row["code"][4:]} for row in rows]).split("\r\n")
    return "\n".join('"' + line.replace(";", '","') + '"' if line else "" for line in lines).encode("utf-8-sig")


def test_the_same_schools_in_another_shape_are_unchanged(run: Importer) -> None:
    rows = [*schools(4), school(5, name="’t Zand, Fryslân", city="SÛDHAAN")]
    run(rows)
    shuffled = [dict(sorted(row.items(), reverse=True)) for row in reversed(rows)]

    assert run(quoted(rows)) == counts(unchanged=5)
    assert run(text_of(shuffled, newline="\n").encode("utf-8")) == counts(unchanged=5)
    spelled = [row | {"city": row["city"].title(), "municipality": "'s-Gravendorp"} for row in rows]
    assert run([row | {"province": "Fryslân", "postcode": row["postcode"].replace(" ", "")} for row in spelled]) == (
        counts(unchanged=5)
    )


def test_the_order_of_columns_does_not_matter(run: Importer) -> None:
    run(schools(3))
    lines = [line.split(";") for line in text_of(schools(3)).splitlines()]

    assert run("\n".join(";".join(reversed(line)) for line in lines).encode()) == counts(unchanged=3)


def test_a_place_under_a_new_code_keeps_its_people_and_is_counted_as_closed_and_new(run: Importer) -> None:
    run(schools(6))
    membership = MembershipFactory(school=School.objects.get(code="06ZZ00"))
    rows = [*schools(5), school(6, code="06ZZ01", name="Nieuwe naam")]

    lines = run.lines(rows)

    assert lines[-1] == "new=1 changed=0 renamed=0 closed=1 reopened=0 unchanged=5 errors=0"
    assert "  06ZZ00 School 6: 06ZZ00 -> 06ZZ01" in lines
    membership.school.refresh_from_db()
    assert (membership.school.code, membership.school.name, membership.school.closed_on) == (
        "06ZZ01",
        "Nieuwe naam",
        None,
    )
    assert School.objects.get(code="06ZZ00").closed_on == timezone.localdate()


def test_a_code_that_changes_back_takes_the_people_back(run: Importer) -> None:
    run(schools(6))
    membership = MembershipFactory(school=School.objects.get(code="06ZZ00"))
    run([*schools(5), school(6, code="06ZZ01")])

    assert run(schools(6)) == counts(closed=1, reopened=1, unchanged=5)
    membership.school.refresh_from_db()
    assert membership.school.code == "06ZZ00"
    assert School.objects.get(code="06ZZ01").closed_on is not None
    assert run(schools(6)) == counts(unchanged=6)


def test_another_location_of_the_same_school_is_no_new_code_of_one_that_closed(run: Importer) -> None:
    run(schools(6))
    membership = MembershipFactory(school=School.objects.get(code="06ZZ00"))

    run([*schools(5), school(6, code="06ZZ01", name="Elders", postcode="9099 ZZ")])

    membership.school.refresh_from_db()
    assert membership.school.code == "06ZZ00"


def test_what_a_wrong_row_may_be_about_stays_open_and_the_rest_closes(run: Importer) -> None:
    run(schools(9))
    rows = schools(9)
    rows[8] |= {"code": "onleesbaar"}
    del rows[3]

    assert run(rows) == counts(unchanged=7, closed=1, errors=1)
    assert School.objects.get(code="09ZZ00").closed_on is None


# -- The brake ---


def test_a_file_cut_off_at_the_end_of_a_line_is_seen(run: Importer) -> None:
    rows = [school(n % 99, brin=f"{n % 99:02}A{chr(65 + n // 99)}", code="00") for n in range(700)]
    for number, row in enumerate(rows):
        row["province"] = PROVINCES[number // 60] if number < 660 else PROVINCES[11]
    run(rows)

    with pytest.raises(CommandError, match="In Zuid-Holland zouden 30 scholen sluiten"):
        run(rows[:-30])
    assert run(rows[:-5])["closed"] == 5


PROVINCES = ["Drenthe", "Flevoland", "Friesland", "Gelderland", "Groningen", "Limburg", "Noord-Brabant"]
PROVINCES += ["Noord-Holland", "Overijssel", "Utrecht", "Zeeland", "Zuid-Holland"]


def test_only_a_platform_admin_goes_past_the_brake_and_says_why(run: Importer) -> None:
    run(schools(20))
    UserFactory(email="directeur@school.test")
    admin = UserFactory(platform_admin=True)

    for nobody in ({}, {"by": "directeur@school.test"}, {"by": "onbekend@school.test"}):
        with pytest.raises(CommandError, match="platformbeheerder"):
            run(schools(9), override="Fusie", **nobody)

    assert run(schools(9), override="Fusie van elf scholen", by=admin.email) == counts(unchanged=9, closed=11)
    log = DuoImport.objects.latest()
    assert (log.decided_by, log.override_reason) == (admin, "Fusie van elf scholen")
    assert "11 van de 20" in log.brake


def test_a_dry_run_of_a_strange_file_says_so_and_shows_what_it_would_do(run: Importer) -> None:
    run(schools(20))

    lines = run.lines(schools(9), dry_run=True)

    assert any(line.startswith("De rem staat erop: ") for line in lines)
    assert lines[-1] == "new=0 changed=0 renamed=0 closed=11 reopened=0 unchanged=9 errors=0"
    assert School.objects.open().count() == 20
