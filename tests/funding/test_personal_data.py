import pytest

from funding import actions, personal_data
from tests.funding.factories import BudgetFactory, totals
from tests.users.factories import UserFactory
from users.personal_data import export_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory(first_name="Noor", last_name="Achterberg")


def test_the_export_holds_what_someone_did_with_money(person):
    actions.grant(BudgetFactory(name="Vervanging"), amount_cents=5_00, by=person, note="Besluit")
    BudgetFactory(name="Ander", granted=1)
    (line,) = export_all(person)["funding"]["handelingen met budgetten"]
    assert (line["budget"], line["eurocenten"], line["toelichting"]) == ("Vervanging", 5_00, "Besluit")


def test_erasing_takes_the_name_out_and_leaves_the_money(person):
    budget = BudgetFactory()
    actions.grant(budget, amount_cents=5_00, by=UserFactory(), note="Namens Noor Achterberg")
    personal_data.erase(person)
    assert budget.lines.get().note == "Namens Iemand"
    assert totals(budget)["granted"] == 5_00
