import io
import random
import zipfile
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from core.uploads import LONGEST_SIDE, MOST_BYTES, FileKind, read_upload
from tests.files import PDF, packed, picture, upload, word

ODT = packed(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": "<x/>"})


@pytest.mark.parametrize(
    ("data", "kind"),
    [(PDF, "pdf"), (picture("JPEG"), "jpg"), (picture("PNG"), "png"), (word(), "docx"), (ODT, "odt")],
    ids=["pdf", "jpg", "png", "docx", "odt"],
)
def test_a_file_is_what_is_in_it_whatever_it_is_called(data: bytes, kind: str) -> None:
    read = read_upload(upload(data, "plan.exe"))
    assert (read.kind, read.name) == (FileKind(kind), f"plan.{kind}")


@pytest.mark.parametrize(
    "data",
    [
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ\x90\x00",
        packed(**{"a.txt": "x"}),
        picture("GIF"),
        word("application/vnd.ms-word.document.macroEnabled"),
        b" %PDF-1.7",
    ],
    ids=["html", "svg", "exe", "zip", "gif", "docm", "pdf further on"],
)
def test_anything_else_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(ValidationError, match=r"plan\.pdf kan niet mee"):
        read_upload(upload(data))


def test_macros_are_refused() -> None:
    with pytest.raises(ValidationError, match="macro's"):
        read_upload(upload(word(word__vbaProject="x", **{"word/vbaProject.bin": "x"}), "plan.docx"))


def spoiled() -> bytes:
    """A Word file whose first packed part cannot be unpacked: the zip around it is whole."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>" * 50)
    data = made.getvalue()
    at = data.index(b"[Content_Types].xml") + len("[Content_Types].xml")
    return data[:at] + b"\xff" * 8 + data[at + 8 :]


@pytest.mark.parametrize("data", [picture()[:200], word()[:60], spoiled()], ids=["picture", "zip", "packed part"])
def test_half_a_file_is_broken(data: bytes) -> None:
    with pytest.raises(ValidationError, match="kapot"):
        read_upload(upload(data))


@pytest.mark.parametrize(("size", "sentence"), [(0, "leeg"), (MOST_BYTES + 1, "te groot")])
def test_empty_and_too_large(size: int, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        read_upload(upload(PDF.ljust(size) if size else b""))


def test_a_picture_forgets_where_it_was_taken_and_what_hides_behind_it() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Lindelaan 4"
    read = read_upload(upload(picture(exif=exif) + b"<script>", "foto.jpg"))
    assert b"Lindelaan" not in read.data
    assert b"<script>" not in read.data
    assert not Image.open(io.BytesIO(read.data)).getexif()


def test_a_large_picture_becomes_smaller() -> None:
    read = read_upload(upload(picture("PNG", (LONGEST_SIDE * 2, 100))))
    assert Image.open(io.BytesIO(read.data)).width == LONGEST_SIDE


def test_a_picture_that_grows_when_drawn_anew_is_too_large() -> None:
    """Four colours of noise take a quarter of a byte a dot; drawn anew in all colours they take more."""
    grain = Image.frombytes("P", (2000, 2000), bytes(value % 4 for value in random.Random(1).randbytes(2000 * 2000)))
    grain.putpalette([0, 0, 0, 200, 30, 40, 20, 180, 60, 90, 70, 220])
    made = io.BytesIO()
    grain.save(made, "PNG", bits=2)
    with patch("core.uploads.MOST_BYTES", made.tell()), pytest.raises(ValidationError, match="te groot"):
        read_upload(upload(made.getvalue(), "korrel.png"))


def test_a_bomb_of_pixels_is_refused() -> None:
    with pytest.raises(ValidationError, match="te groot plaatje"):
        read_upload(upload(picture("PNG", (10_000, 6_000))))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("..\\..\\etc\\plan.pdf", "plan.pdf"),
        ("map/plan.pdf", "plan.pdf"),
        ("plan\r\nSet-Cookie: x.pdf", "planSet-Cookie: x.pdf"),
        ("a" * 300 + ".pdf", "a" * 110 + ".pdf"),
        (".pdf", ".pdf.pdf"),
    ],
)
def test_a_name_is_a_name_and_no_path(name: str, kept: str) -> None:
    file = upload(PDF)
    file._name = name  # past what Django itself takes off
    assert read_upload(file).name == kept
