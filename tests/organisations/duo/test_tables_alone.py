"""Networks, names, pupils and places come alone, before or after the schools."""

import pytest
from django.core.management import CommandError

from organisations.choices import NetworkSource
from organisations.models import Board, Network, School
from tests.organisations.duo.files import school, schools, special
from tests.organisations.duo.importing import POSTCODES, Importer, counts

pytestmark = pytest.mark.django_db


LIST = b"BRIN;SWV;SAMENWERKINGSVERBAND\n01ZZ;PO9903;Samen Sterk\n"


def test_tables_may_come_alone_before_the_schools(run: Importer) -> None:
    run.tables(networks=POSTCODES)
    run.tables(networks=LIST)
    run.tables(boards=b"BEVOEGD GEZAG NUMMER;NAAM\n98001;De Linde\n")
    run.tables(coordinates=b"POSTCODE;LAT;LON\n9001;53,21938317;6,56820053\n")
    run.tables(pupils=b"VESTIGINGSCODE;LEERLINGEN_2025\n01ZZ00;100\n")
    run(schools(2))

    first, second = School.objects.select_related("board", "network").order_by("code")
    assert (first.network.code, first.network.name, first.network_source) == ("PO9903", "Samen Sterk", "list")
    assert (first.board.name, first.pupil_count, first.pupil_year, first.x_km) == ("De Linde", 100, 2025, 233.883)
    assert (second.network.code, second.pupil_count) == ("PO9902", None)
    assert run(schools(2)) == counts(unchanged=2)


def test_tables_may_come_alone_after_the_schools(run: Importer) -> None:
    run(schools(3))

    assert run.tables(networks=POSTCODES)[-1] == summary(changed=2, unchanged=1)
    assert run.tables(boards=b"BEVOEGD GEZAG NUMMER;NAAM\n98001;De Linde\n")[-1] == summary(unchanged=3)
    assert run.tables(pupils=b"VESTIGINGSCODE;LEERLINGEN_2025\n01ZZ00;100\n")[-1] == summary(changed=1, unchanged=2)
    assert run.tables(pupils=b"VESTIGINGSCODE;LEERLINGEN_2024\n01ZZ00;90\n")[-1] == summary(unchanged=3)
    assert Board.objects.get(number="98001").name == "De Linde"
    assert School.objects.get(code="01ZZ00").pupil_count == 100


def summary(**changed: int) -> str:
    return " ".join(f"{name}={value}" for name, value in counts(**changed).items())


def test_a_school_of_a_later_month_finds_its_network_by_itself(run: Importer) -> None:
    run(schools(1), networks=POSTCODES)

    run(schools(2))

    assert School.objects.get(code="02ZZ00").network.code == "PO9902"


def test_a_school_that_moves_gets_the_network_and_place_of_its_new_postcode(run: Importer) -> None:
    run(schools(2), networks=POSTCODES, coordinates=b"VESTIGINGSCODE;POSTCODE;LAT;LON\n01ZZ00;9001AB;53,2;6,5\n")
    run.tables(coordinates=b"POSTCODE;LAT;LON\n9002;53,21938317;6,56820053\n")

    assert run([school(1, postcode="9002 AB"), school(2)]) == counts(changed=1, unchanged=1)
    moved = School.objects.get(code="01ZZ00")
    assert (moved.network.code, moved.x_km) == ("PO9902", 233.883)


def test_a_place_per_school_is_not_made_worse_by_postcodes(run: Importer) -> None:
    run(schools(1), coordinates=b"VESTIGINGSCODE;LAT;LON\n01ZZ00;53,21938317;6,56820053\n")

    run.tables(coordinates=b"POSTCODE;LAT;LON\n9001;52,0;5,0\n")

    assert School.objects.get(code="01ZZ00").x_km == 233.883


def test_hidden_pupils_are_unknown_and_not_nought(run: Importer) -> None:
    run(schools(1), pupils=b"VESTIGINGSCODE;LEERLINGEN_2024\n01ZZ00;7\n")

    run.tables(pupils=b"VESTIGINGSCODE;LEERLINGEN_2025\n01ZZ00;<5\n")

    school = School.objects.get(code="01ZZ00")
    assert (school.pupil_count, school.pupil_year) == (None, 2025)


def test_special_schools_outside_the_network_of_the_area_get_none_by_postcode(run: Importer) -> None:
    rows = [
        special(1, "SO", cluster="2"),
        special(2, "VSO", cluster="3/4"),
        special(1, "SO", code="01ZZ01", cluster="4"),
    ]

    lines = run.lines(rows, networks=POSTCODES)

    assert list(School.objects.order_by("code").values_list("network__code", flat=True)) == [None, "PO9901", None]
    assert not any("kies zelf" in line for line in lines)


def test_no_network_chosen_by_hand_stays_no_network(run: Importer) -> None:
    run(schools(2))
    School.objects.filter(code="01ZZ00").update(network_source=NetworkSource.MANUAL)

    lines = run.lines(schools(2), networks=POSTCODES)

    assert School.objects.get(code="01ZZ00").network is None
    assert not any("kies zelf" in line for line in lines)


def test_schools_that_may_be_in_a_national_network_are_named(run: Importer) -> None:
    lines = run.lines([school(1, denomination="Reformatorisch")], networks=POSTCODES)

    assert "Misschien in een landelijk netwerk: 1" in lines


def test_a_list_gives_a_network_its_name(run: Importer) -> None:
    run(schools(2), networks=POSTCODES)

    lines = run.tables(networks=b"SWV;NAAM\nPO9901;Samen Sterk\n")

    assert "  PO9901: Samenwerkingsverband PO9901 -> Samen Sterk" in lines
    assert Network.objects.get(code="PO9901").name == "Samen Sterk"


def test_boards_that_come_and_go_are_named(run: Importer) -> None:
    run([*schools(3), school(12)])

    lines = run.lines([*schools(3), school(12, board="98009")])

    assert lines[lines.index("Nieuwe besturen: 1") + 1] == "  98009"
    assert lines[lines.index("Besturen zonder scholen: 1") + 1] == "  98002 Bestuur 98002"


def test_without_any_file_it_says_what_it_needs(run: Importer) -> None:
    with pytest.raises(CommandError, match="minstens één bestand"):
        run.tables()
