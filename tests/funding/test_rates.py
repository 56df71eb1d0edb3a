from datetime import date
from decimal import Decimal

import pytest

from funding.errors import RateMissing
from funding.models import Rate
from funding.rates import rate, rates
from tests.organisations.factories import BoardFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


def make(value, valid_from=date(2026, 1, 1), **fields):
    return Rate.objects.create(key="hour", value=Decimal(value), valid_from=valid_from, source="test", **fields)


def test_the_rate_of_the_day():
    make("1", valid_until=date(2026, 10, 31))
    make("2", valid_from=date(2026, 11, 1))
    assert [rate("hour", on) for on in (date(2026, 10, 31), date(2026, 11, 1))] == [1, 2]


def test_the_latest_of_two_that_run():
    make("1")
    make("2", valid_from=date(2026, 11, 1))
    assert rate("hour", TODAY) == 2


def test_a_board_has_its_own():
    board = BoardFactory()
    make("2", valid_from=date(2026, 11, 1))
    make("1", board=board)
    assert (rate("hour", TODAY, board), rate("hour", TODAY, BoardFactory()), rate("hour", TODAY)) == (1, 2, 2)


def test_a_gap_is_an_error():
    make("1", valid_until=date(2026, 10, 31))
    with pytest.raises(RateMissing, match="hour"):
        rate("hour", TODAY)


def test_all_rates_in_one_query(django_assert_num_queries):
    board = BoardFactory()
    make("2")
    make("1", board=board)
    with django_assert_num_queries(1):
        assert rates(TODAY, board) == {"hour": 1}
