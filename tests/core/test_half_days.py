import pytest

from core import half_days


@pytest.mark.parametrize(
    ("mask", "words"),
    [
        (0, ""),
        (1 << 3, "dinsdagmiddag"),
        (1 << 3 | 0b11 << 6, "dinsdagmiddag en de hele donderdag"),
        (1 | 1 << 5 | 1 << 9, "maandagochtend, woensdagmiddag en vrijdagmiddag"),
        (half_days.MORNINGS, "elke ochtend"),
        (half_days.AFTERNOONS, "elke middag"),
        (half_days.ALL, "de hele week"),
    ],
)
def test_a_week_in_words(mask, words):
    assert half_days.words(mask) == words


def test_bits_and_mask_are_each_others_inverse():
    assert half_days.mask_of(half_days.bits(0b1000000101)) == 0b1000000101
