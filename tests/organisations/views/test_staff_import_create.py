import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from organisations.models import StaffImport, StaffInvitation
from tests.organisations.world import World


def url(world: World) -> str:
    return reverse("organisations:staff_import_create", args=[world.board.pk])


@pytest.fixture
def director(client: Client, world: World) -> Client:
    client.force_login(world.director)
    return client


def test_a_list_is_kept_and_shown_and_nobody_is_asked_yet(director: Client, world: World) -> None:
    file = SimpleUploadedFile("map\\lijst.csv", b"naam;mail\nNina Nieuw;nina@linde.test\n")
    answer = director.post(url(world), {"file": file})
    staff_import = StaffImport.objects.get()
    assert answer["Location"] == reverse("organisations:staff_import_detail", args=[staff_import.pk])
    assert (staff_import.file_name, staff_import.row_count) == ("lijst.csv", 1)
    assert not StaffInvitation.objects.exists()


def test_what_is_no_list_is_refused_at_the_field(director: Client, world: World) -> None:
    answer = director.post(url(world), {"file": SimpleUploadedFile("lijst.csv", b"%PDF-1.7 \x00")})
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"] == ["Dit is geen CSV-bestand maar een pdf."]


def test_a_board_admin_chooses_the_school_of_rows_without_one(client: Client, world: World) -> None:
    client.force_login(world.board_admin)
    file = SimpleUploadedFile("lijst.csv", b"naam;mail\nNina Nieuw;nina@linde.test\n")
    client.post(url(world), {"file": file, "school": world.sister_school.pk})
    assert StaffImport.objects.get().school == world.sister_school


def test_a_school_of_another_board_cannot_be_chosen(client: Client, world: World) -> None:
    client.force_login(world.board_admin)
    file = SimpleUploadedFile("lijst.csv", b"naam;mail\nNina Nieuw;nina@linde.test\n")
    answer = client.post(url(world), {"file": file, "school": world.foreign_school.pk})
    assert "school" in answer.context["form"].errors
