import pytest
from django.test import Client
from django.urls import reverse

from secondments.choices import ChargeMethod, StepKind, VatRegime
from secondments.models import Secondment
from tests.organisations.world import World
from tests.secondments.factories import propose, say_yes

pytestmark = pytest.mark.django_db


@pytest.fixture
def secondment(world: World) -> Secondment:
    """The lending director is asked for a price."""
    secondment = propose(
        world.neighbour_director, world.neighbour_school, world.staff_membership, charge_method=ChargeMethod.ACTUAL
    )
    say_yes(secondment, StepKind.EXPERT, world.staff)
    return secondment


def url(secondment: Secondment) -> str:
    return reverse("secondments:price_edit", args=[secondment.pk])


def test_an_hour_is_named_as_dutch_writes_it(client: Client, world: World, secondment: Secondment) -> None:
    client.force_login(world.director)
    client.post(url(secondment), {"amount": "63,84", "vat_regime": "exempt"})

    found = Secondment.objects.get()
    assert (found.named_cents, found.price_cents, found.vat_regime) == (63_84, 16 * 63_84, VatRegime.EXEMPT)


def test_what_was_typed_wrongly_stays(client: Client, world: World, secondment: Secondment) -> None:
    client.force_login(world.director)
    response = client.post(url(secondment), {"amount": "veel", "vat_regime": "taxed"})

    assert "veel" in response.content.decode()
    assert response.context["form"].errors.keys() == {"amount"}
    assert Secondment.objects.get().named_cents is None


def test_the_decision_asks_for_the_price_first(client: Client, world: World, secondment: Secondment) -> None:
    client.force_login(world.director)
    step = secondment.approvals.current().get(kind=StepKind.LENDING_DIRECTOR)
    seen = client.get(reverse("secondments:approval_decide", args=[step.pk])).content.decode()

    assert "Noem eerst de prijs." in seen
    assert url(secondment) in seen


def test_the_school_that_asks_never_reads_the_hour(client: Client, world: World, secondment: Secondment) -> None:
    client.force_login(world.director)
    client.post(url(secondment), {"amount": "63,84", "vat_regime": "taxed"})
    client.force_login(world.neighbour_director)
    step = secondment.approvals.current().get(kind=StepKind.BORROWING_DIRECTOR)
    for page in (secondment.get_absolute_url(), reverse("secondments:approval_decide", args=[step.pk])):
        seen = client.get(page).content.decode()
        assert "Ongeveer € 960 tot € 1.120." in seen
        assert "63,84" not in seen
        assert "1.021,44" not in seen  # the exact price
        assert "214,50" not in seen  # its VAT, from which the price can be worked out
