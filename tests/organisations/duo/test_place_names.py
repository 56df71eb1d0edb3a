import pytest

from organisations.duo.place_names import as_written


@pytest.mark.parametrize(
    ("capitals", "written"),
    [
        ("'S-GRAVENHAGE", "'s-Gravenhage"),
        ("HOEK VAN HOLLAND", "Hoek van Holland"),
        ("DEN HAAG", "Den Haag"),
        ("IJMUIDEN", "IJmuiden"),
        ("KRIMPEN AAN DEN IJSSEL", "Krimpen aan den IJssel"),
        ("HENGELO OV", "Hengelo OV"),
        ("2E EXLOERMOND", "2e Exloermond"),
        ("SÚDWEST-FRYSLÂN", "Súdwest-Fryslân"),
        ("HEI- EN BOEICOP", "Hei- en Boeicop"),
        ("Oud-Zuilen", "Oud-Zuilen"),
        ("", ""),
    ],
)
def test_capitals_become_ordinary_spelling(capitals: str, written: str) -> None:
    assert as_written(capitals) == written
