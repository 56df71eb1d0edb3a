import pytest

from organisations.duo.coordinates import rd_km


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [
        (52.15517440, 5.38720621, (155.0, 463.0)),  # the grid's own centre in Amersfoort
        (52.37453253, 4.88352559, (120.701, 487.526)),  # Westertoren, Amsterdam
        (53.21938317, 6.56820053, (233.883, 582.065)),  # Martinitoren, Groningen
    ],
)
def test_known_towers_stand_where_they_stand(latitude: float, longitude: float, expected: tuple[float, float]) -> None:
    assert rd_km(latitude, longitude) == pytest.approx(expected, abs=0.001)
