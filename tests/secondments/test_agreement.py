from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from core.errors import NotAllowedNow
from experts.choices import Part
from secondments import actions
from secondments.agreement import agreement_of, agreement_pdf, reference_of
from secondments.choices import ChargeMethod, LegalShape, StepKind
from secondments.models import Loan, Secondment
from tests.organisations.world import World
from tests.secondments.factories import propose, say_yes, terms_for, tuesday

pytestmark = pytest.mark.django_db


def loan_of(secondment: Secondment) -> Loan:
    loan = Loan.objects.with_people().get(secondment=secondment)
    loan.secondment = Secondment.objects.with_story().get(pk=secondment.pk)
    return loan


def lend(world: World, **more: Any) -> Secondment:
    """Our teacher to another board; everybody said yes."""
    secondment = propose(world.neighbour_director, world.neighbour_school, world.staff_membership, **more)
    say_yes(secondment, StepKind.EXPERT, world.staff)
    return secondment


def agree(world: World, secondment: Secondment) -> None:
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
    say_yes(secondment, StepKind.LENDING_BOARD, world.board_admin)


@pytest.fixture
def secondment(world: World) -> Secondment:
    secondment = lend(world, goal="Rust in de gang #1 *samen*", travel_km=12)
    agree(world, secondment)
    return secondment


def read(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_it_is_an_accessible_pdf(secondment: Secondment) -> None:
    reader = PdfReader(BytesIO(agreement_pdf(loan_of(secondment))))
    root = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data().decode()

    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert root["/Lang"].startswith("nl")
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Detacheringsovereenkomst"


def test_it_names_three_parties_and_leaves_blanks(world: World, secondment: Secondment) -> None:
    words = read(agreement_pdf(loan_of(secondment)))

    for party in (world.board.name, world.neighbour_school.name, world.staff.full_name):
        assert party in words
    assert "Geboortedatum" in words
    assert "Adres" in words


def test_what_people_wrote_is_no_markup(secondment: Secondment) -> None:
    assert "Rust in de gang #1 *samen*" in read(agreement_pdf(loan_of(secondment)))


def test_the_reference_stands_on_it_and_changes_with_the_terms(world: World) -> None:
    secondment = lend(world)
    before = reference_of(loan_of(secondment))
    assert before in read(agreement_pdf(loan_of(secondment)))

    terms = terms_for(loan_of(secondment).position, goal="Anders")
    actions.change_terms(secondment, by=world.neighbour_director, terms=terms)

    assert reference_of(loan_of(secondment)) != before


def test_saying_yes_does_not_change_the_reference(world: World) -> None:
    secondment = lend(world)
    before = agreement_of(loan_of(secondment))
    agree(world, secondment)
    after = agreement_of(loan_of(secondment))

    assert (before["is_draft"], after["is_draft"]) == (True, False)
    assert before["reference"] == after["reference"]


def test_no_wage_stands_in_it(world: World) -> None:
    secondment = lend(world, charge_method=ChargeMethod.ACTUAL)
    actions.name_price(secondment, by=world.director, named_cents=63_84)
    words = read(agreement_pdf(loan_of(secondment)))

    assert "960 tot" in words
    assert "63,84" not in words
    assert "1.021" not in words


@pytest.mark.parametrize("shape", [LegalShape.SERVICE, LegalShape.BARTER])
def test_every_shape_has_its_own_words(world: World, shape: LegalShape) -> None:
    found = agreement_of(loan_of(lend(world, legal_shape=shape)))

    assert found["title"] != "Detacheringsovereenkomst"
    assert agreement_pdf(loan_of(Secondment.objects.get()))


def test_it_comes_as_a_file_and_only_to_the_parties(client: Client, world: World, secondment: Secondment) -> None:
    url = reverse("secondments:agreement_pdf", args=[loan_of(secondment).pk])
    for reader, code in ((world.staff, 200), (world.neighbour_director, 200), (world.sister_director, 404)):
        client.force_login(reader)
        assert client.get(url).status_code == code
    client.force_login(world.director)
    response = client.get(url)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment;")


def test_collegial_help_needs_none(client: Client, world: World) -> None:
    secondment = lend(world, half_days=((tuesday(1), Part.MORNING),))
    assert secondment.legal_shape == LegalShape.COLLEGIAL

    client.force_login(world.staff)
    assert client.get(reverse("secondments:agreement_pdf", args=[loan_of(secondment).pk])).status_code == 404


class TestSigning:
    def test_the_day_who_and_which_text(self, client: Client, world: World, secondment: Secondment) -> None:
        client.force_login(world.director)
        loan = loan_of(secondment)
        today = timezone.localdate()
        client.post(reverse("secondments:agreement_sign", args=[loan.pk]), {"signed_on": today.isoformat()})

        loan.refresh_from_db()
        assert (loan.signed_on, loan.signing_recorded_by) == (today, world.director)
        assert loan.signed_reference == reference_of(loan_of(secondment))
        assert "kenmerk" in client.get(secondment.get_absolute_url()).content.decode()

    def test_not_for_a_day_to_come(self, client: Client, world: World, secondment: Secondment) -> None:
        client.force_login(world.director)
        loan = loan_of(secondment)
        tomorrow = timezone.localdate() + timedelta(days=1)
        response = client.post(
            reverse("secondments:agreement_sign", args=[loan.pk]), {"signed_on": tomorrow.isoformat()}
        )

        assert response.context["form"].errors.keys() == {"signed_on"}
        with pytest.raises(NotAllowedNow):
            actions.record_signing(loan, by=world.director, signed_on=tomorrow)

    def test_not_before_everybody_said_yes(self, world: World) -> None:
        with pytest.raises(NotAllowedNow, match="iedereen ja"):
            actions.record_signing(loan_of(lend(world)), by=world.director, signed_on=timezone.localdate())
