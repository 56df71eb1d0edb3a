import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from organisations.choices import ImportStep
from organisations.forms import duo_imports
from organisations.models import DuoImport
from tests.organisations.duo.files import file_of, schools
from tests.organisations.world import World

URL = reverse("organisations:duo_import_create")


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    client.force_login(world.platform_admin)
    return client


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="text/csv")


def test_files_are_kept_and_known_by_their_columns(admin: Client, world: World) -> None:
    files = [upload("a.csv", file_of(schools(2))), upload("b.csv", b"POSTCODE;LAT;LON\n9001;53,2;6,5\n")]

    answer = admin.post(URL, {"files": files})

    duo_import = DuoImport.objects.get()
    assert answer["Location"] == duo_import.get_absolute_url()
    assert (duo_import.asked_by, duo_import.step) == (world.platform_admin, ImportStep.READING)
    assert list(duo_import.files.order_by("pk").values_list("name", "kind")) == [
        ("a.csv", "schools"),
        ("b.csv", "places"),
    ]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("foto.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "niet in UTF-8"),
        ("scholen.xlsx", b"PK\x03\x04rest", "zip- of Excelbestand"),
        ("mensen.csv", b"naam;leeftijd\nTessa;40\n", "geen bestand dat we kennen"),
        ("leeg.csv", b"", "leeg"),
    ],
)
def test_what_is_no_file_of_duo_is_refused_by_its_content(admin: Client, name: str, data: bytes, words: str) -> None:
    answer = admin.post(URL, {"files": [upload(name, data)]})

    assert answer.status_code == 422
    assert words in answer.context["form"].errors["files"].as_text()
    assert not DuoImport.objects.exists()


def test_too_large_and_too_many_are_refused(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duo_imports, "MOST_BYTES", 100)
    assert "groter dan" in admin.post(URL, {"files": [upload("a.csv", b"x" * 101)]}).content.decode()

    many = [upload(f"{number}.csv", b"POSTCODE;LAT;LON\n") for number in range(duo_imports.MOST_FILES + 1)]
    assert "hoogstens 8" in admin.post(URL, {"files": many}).content.decode()


def test_without_a_file_the_form_asks_for_one(admin: Client) -> None:
    assert admin.post(URL, {}).context["form"].errors["files"]
