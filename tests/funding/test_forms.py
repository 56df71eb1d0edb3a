import pytest
from django.core.exceptions import ValidationError

from funding.forms import AmountField


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1250", 1250_00),
        ("1.250", 1250_00),
        ("1.250,5", 1250_50),
        ("€ 1.250,50", 1250_50),
        ("1250.50", 1250_50),
        ("12,05", 12_05),
        ("1.250.000", 1_250_000_00),
        ("0,01", 1),
    ],
)
def test_amounts_as_people_write_them(typed, cents):
    assert AmountField().clean(typed) == cents


@pytest.mark.parametrize("typed", ["", "0", "0,00", "-5", "1,250.50", "12,345", "1.25.000", "veel", "10.000.001", "١٢"])
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(ValidationError):
        AmountField().clean(typed)
