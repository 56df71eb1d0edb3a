"""From longitude and latitude to kilometres on the Dutch national grid."""

# Published approximation of Schreutelkamp and Strang van Hees (2001); within a quarter of a metre in the Netherlands.
_X = {
    (0, 1): 190094.945,
    (1, 1): -11832.228,
    (2, 1): -114.221,
    (0, 3): -32.391,
    (1, 0): -0.705,
    (3, 1): -2.340,
    (1, 3): -0.608,
    (0, 2): -0.008,
    (2, 3): 0.148,
}
_Y = {
    (1, 0): 309056.544,
    (0, 2): 3638.893,
    (2, 0): 73.077,
    (1, 2): -157.984,
    (3, 0): 59.788,
    (0, 1): 0.433,
    (2, 2): -6.439,
    (1, 1): -0.032,
    (0, 4): 0.092,
    (1, 4): -0.054,
}


def rd_km(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees (WGS84) -> (x, y) in kilometres on the national grid (RD), rounded to metres."""
    north, east = 0.36 * (latitude - 52.15517440), 0.36 * (longitude - 5.38720621)
    x = 155000 + sum(factor * north**p * east**q for (p, q), factor in _X.items())
    y = 463000 + sum(factor * north**p * east**q for (p, q), factor in _Y.items())
    return round(x / 1000, 3), round(y / 1000, 3)
