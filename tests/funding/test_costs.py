"""The worked examples of the domain study, sections 5.2 and 5.7, to the euro."""

from decimal import Decimal as D

import pytest

from funding import costs
from funding.costs import Range


def whole(amount):
    return int(amount.quantize(D(1), "ROUND_HALF_UP"))


@pytest.mark.parametrize(
    ("salary", "year", "hour", "day_8", "day_83", "fifth"),
    [
        ("4235", 80_296, "48.40", 387, 402, 16_059),  # LB 6 (the study cuts 401.72 off to 401)
        ("4800", 91_008, "54.86", 439, 455, 18_202),  # LB 9
        ("5586", 105_911, "63.84", 511, 530, 21_182),  # LB 12
        ("6509", 123_411, "74.39", 595, 617, 24_682),  # LC 12
        ("7402", 140_342, "84.59", 677, 702, 28_068),  # LD 12
    ],
)
def test_from_salary_to_cost(salary, year, hour, day_8, day_83, fifth):
    factor = D("1.58")
    per_hour = costs.hour_cost(D(salary), employer_factor=factor, year_hours=D(1659))
    assert whole(costs.year_cost(D(salary), employer_factor=factor)) == year
    assert costs.cents(per_hour) == int(D(hour) * 100)
    assert whole(costs.day_cost(per_hour, day_hours=D(8))) == day_8
    assert whole(costs.day_cost(per_hour, day_hours=D("8.3"))) == day_83
    assert whole(costs.year_cost(D(salary), employer_factor=factor, fte=D("0.2"))) == fifth


def test_help_is_four_hours_a_half_day():
    assert costs.help_cost(3, hour=D("54.86")) == D("658.32")


def test_preparation_is_a_share_of_the_help():
    assert costs.preparation_hours(D(8), percent=D(50)) == 4


def test_replacement_of_a_half_day_is_half_of_the_day_rate():
    assert costs.replacement_cost(3, day_rate=D(401)) == D("601.5")


def test_travel_is_there_and_back():
    assert costs.travel_cost(D(20), 1, km_rate=D("0.23")) == D("9.20")


@pytest.mark.parametrize(
    ("hour", "low", "high"), [("63.84", 60, 70), ("60", 55, 65), ("48.40", 45, 55), ("84.59", 80, 90)]
)
def test_the_band_is_in_steps_of_five_around_the_hour(hour, low, high):
    assert costs.price_band(D(hour)) == Range(D(low), D(high))


class TestStudyDay:
    """A day by a teacher of another board: 12.3 hours at 63.84, 20 km; outside 900 to 1,800 without VAT."""

    charged = D("12.3") * D("63.84")
    travel = D("9.20")
    outside = Range(D(900), D(1800))

    def saved(self, found):
        return whole(found.low), whole(found.high)

    def test_the_borrower(self):
        outside = self.outside.with_vat(D(21))
        assert self.saved(costs.savings_for_borrower(outside, charged=self.charged, travel=self.travel)) == (295, 1384)

    def test_the_borrower_when_outside_is_without_vat(self):
        found = costs.savings_for_borrower(self.outside, charged=self.charged, travel=self.travel)
        assert self.saved(found) == (106, 1006)

    def test_everybody_together(self):
        outside = self.outside.with_vat(D(21))
        assert self.saved(costs.savings_for_all(outside, replacement=D(401), travel=self.travel)) == (679, 1768)


def test_a_lesson_costs_the_year_over_the_hours_in_class():
    assert costs.cents(costs.lesson_hour_cost(D(4800), employer_factor=D("1.58"))) == 96_82


@pytest.mark.parametrize(("ahead", "expected"), [(6, 0), (5, 0), (4, 200), (0, 200)])
def test_calling_off_is_free_until_five_school_days_ahead(ahead, expected):
    assert costs.cancellation_cost(D(400), ahead) == expected


def test_an_agency_is_more_than_the_wage_and_five_percent():
    assert costs.exceeds_wage(D(113), wage=D("63.84"))
    assert not costs.exceeds_wage(D("67.03"), wage=D("63.84"))


@pytest.mark.parametrize(("amount", "expected"), [("0.005", 1), ("0.004", 0), ("12.345", 1235), ("-0.01", -1)])
def test_euros_become_cents(amount, expected):
    assert costs.cents(D(amount)) == expected
