"""An import in steps: handed in, read, looked at, applied or thrown away."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.errors import NotAllowedNow
from core.progress import WorkState
from organisations.choices import FileKind, ImportStep
from organisations.duo import imports
from organisations.duo.files import NamedFile
from organisations.models import Board, DuoFile, DuoImport, DuoImportLine, School
from tests.organisations.duo.files import file_of, school, schools
from tests.users.factories import UserFactory
from users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    return UserFactory(platform_admin=True)


def handed_in(by: User, data: bytes, kind: FileKind = FileKind.SCHOOLS, name: str = "scholen.csv") -> DuoImport:
    return imports.upload([NamedFile(name, kind, data)], by=by)


def read(by: User, data: bytes) -> DuoImport:
    duo_import = handed_in(by, data)
    imports.read_import(duo_import.pk)
    duo_import.refresh_from_db()
    return duo_import


def applied(by: User, data: bytes, reason: str = "") -> DuoImport:
    duo_import = imports.start_apply(read(by, data), by=by, reason=reason)
    imports.apply_import(duo_import.pk)
    duo_import.refresh_from_db()
    return duo_import


def lines(duo_import: DuoImport) -> list[tuple[str, str]]:
    return list(duo_import.lines.order_by("pk").values_list("section", "code"))


def test_reading_shows_every_difference_and_changes_nothing(admin: User) -> None:
    applied(admin, file_of(schools(5)))
    rows = [school(1, name="Nieuwe naam"), *schools(4)[1:], school(7)]

    duo_import = read(admin, file_of(rows))

    assert (duo_import.step, duo_import.state) == (ImportStep.READY, WorkState.DONE)
    assert lines(duo_import) == [("new", "07ZZ00"), ("closed", "05ZZ00"), ("renamed", "01ZZ00")]
    assert (duo_import.new_count, duo_import.closed_count, duo_import.unchanged_count) == (1, 1, 3)
    assert School.objects.open().count() == 5


def test_applying_does_what_was_shown_and_the_files_are_gone(admin: User) -> None:
    duo_import = applied(admin, file_of(schools(3)))

    assert (duo_import.step, duo_import.decided_by) == (ImportStep.APPLIED, admin)
    assert duo_import.imported_at is not None
    assert School.objects.count() == 3
    assert list(DuoFile.objects.values_list("data", flat=True)) == [None]
    assert lines(duo_import)[:3] == [("new", "01ZZ00"), ("new", "02ZZ00"), ("new", "03ZZ00")]


def test_what_changed_since_is_shown_again_and_nothing_is_applied(admin: User) -> None:
    applied(admin, file_of(schools(3)))
    duo_import = read(admin, file_of([school(1, name="Nieuwe naam"), *schools(3)[1:]]))
    School.objects.filter(code="01ZZ00").update(name="Intussen anders")
    imports.start_apply(duo_import, by=admin)

    imports.apply_import(duo_import.pk)

    duo_import.refresh_from_db()
    assert (duo_import.step, duo_import.state) == (ImportStep.READING, WorkState.WAITING)
    assert School.objects.get(code="01ZZ00").name == "Intussen anders"
    imports.read_import(duo_import.pk)
    duo_import.refresh_from_db()
    assert "veranderd sinds je keek" in duo_import.notice
    assert duo_import.lines.get(section="renamed").before == "Intussen anders"


def test_another_import_in_between_counts_as_a_change(admin: User) -> None:
    first, second = read(admin, file_of(schools(3))), read(admin, file_of(schools(3)))
    imports.start_apply(first, by=admin)
    imports.start_apply(second, by=admin)
    imports.apply_import(first.pk)

    imports.apply_import(second.pk)

    second.refresh_from_db()
    assert second.step == ImportStep.READING
    assert School.objects.count() == 3


def test_applying_twice_applies_once(admin: User) -> None:
    duo_import = applied(admin, file_of(schools(3)))

    imports.apply_import(duo_import.pk)

    with pytest.raises(NotAllowedNow):
        imports.start_apply(duo_import, by=admin)
    assert DuoImport.objects.get().imported_at == duo_import.imported_at


def test_past_the_brake_only_with_a_reason(admin: User) -> None:
    applied(admin, file_of(schools(20)))
    duo_import = read(admin, file_of(schools(9)))
    assert "11 van de 20" in duo_import.brake
    with pytest.raises(NotAllowedNow, match="waarom"):
        imports.start_apply(duo_import, by=admin, reason="  ")

    imports.start_apply(duo_import, by=admin, reason="Elf scholen zijn samengegaan")
    imports.apply_import(duo_import.pk)

    duo_import.refresh_from_db()
    assert (duo_import.step, duo_import.override_reason) == (ImportStep.APPLIED, "Elf scholen zijn samengegaan")
    assert School.objects.open().count() == 9


def test_a_file_that_cannot_be_used_says_why_and_is_gone(admin: User) -> None:
    duo_import = read(admin, file_of(schools(5))[:-30])

    assert (duo_import.step, duo_import.state) == (ImportStep.REFUSED, WorkState.FAILED)
    assert "scholen.csv: De laatste regel (6) is niet heel" in duo_import.problem
    assert list(DuoFile.objects.values_list("data", flat=True)) == [None]


def test_what_is_thrown_away_is_gone_and_cannot_be_applied(admin: User) -> None:
    duo_import = imports.discard_import(read(admin, file_of(schools(3))), by=admin)

    assert list(DuoFile.objects.values_list("data", flat=True)) == [None]
    assert not DuoImportLine.objects.exists()
    with pytest.raises(NotAllowedNow):
        imports.start_apply(duo_import, by=admin)


def test_several_files_are_one_import(admin: User) -> None:
    boards = NamedFile("besturen.csv", FileKind.BOARDS, b"BEVOEGD GEZAG NUMMER;NAAM\n98001;De Linde\n")
    files = [NamedFile("scholen.csv", FileKind.SCHOOLS, file_of(schools(2))), boards]
    duo_import = imports.upload(files, by=admin)
    imports.read_import(duo_import.pk)
    imports.start_apply(duo_import, by=admin)
    imports.apply_import(duo_import.pk)

    assert Board.objects.get().name == "De Linde"
    assert DuoImport.objects.get().file_name == "scholen.csv, besturen.csv"


def test_a_name_from_somewhere_else_on_a_disk_is_only_a_name(admin: User) -> None:
    duo_import = handed_in(admin, file_of(schools(1)), name="C:\\geheim\\../scholen.csv")

    assert duo_import.files.get().name == "scholen.csv"


def test_the_sweep_finds_what_a_worker_lost_and_cleans_up(admin: User) -> None:
    undecided, recent = read(admin, file_of(schools(1))), read(admin, file_of(schools(2)))
    long_ago = timezone.now() - timedelta(days=imports.DAYS_TO_DECIDE + 1)
    DuoImport.objects.filter(pk=undecided.pk).update(updated_at=long_ago)

    imports.sweep_imports()

    undecided.refresh_from_db()
    recent.refresh_from_db()
    assert (undecided.step, recent.step) == (ImportStep.DISCARDED, ImportStep.READY)


def test_a_crash_while_reading_says_so_and_keeps_nothing(admin: User) -> None:
    duo_import = handed_in(admin, b"", FileKind.SCHOOLS)
    DuoFile.objects.update(kind="onbekend")

    with pytest.raises(ValueError, match="onbekend"):
        imports.read_import(duo_import.pk)

    duo_import.refresh_from_db()
    assert (duo_import.step, duo_import.state) == (ImportStep.REFUSED, WorkState.FAILED)
