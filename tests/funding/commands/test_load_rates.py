from datetime import date

import pytest
from django.core.management import call_command

from funding.models import Rate
from funding.rates import rate

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


@pytest.fixture
def load(capsys):
    def run():
        call_command("load_rates")
        return capsys.readouterr().out.strip()

    return run


@pytest.mark.parametrize(
    ("key", "value"),
    [("norm_year_hours", "1659"), ("employer_factor", "1.58"), ("salary.LB.12", "5586"), ("km_commute", "0.18")],
)
def test_the_figures_of_today(load, key, value):
    load()
    assert str(rate(key, TODAY).normalize()) == value


def test_the_second_time_changes_nothing(load):
    load()
    assert load().startswith("0 van ")


def test_nothing_is_confirmed_by_loading(load):
    load()
    assert not Rate.objects.filter(confirmed_on__isnull=False).exists()


def test_what_someone_confirmed_stays(load):
    load()
    mine = Rate.objects.filter(key="vat_percent")
    mine.update(value=9, confirmed_on=TODAY, confirmed_by_name="Noor Achterberg")
    load()
    assert mine.get().value == 9


def test_what_nobody_confirmed_follows_the_file(load):
    load()
    mine = Rate.objects.filter(key="vat_percent")
    mine.update(value=9)
    assert load().startswith("1 van ")
    assert mine.get().value == 21
