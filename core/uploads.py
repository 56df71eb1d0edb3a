"""Files that people send: judged by what is in them, never by their name or by what the browser says they are."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 50_000_000  # a camera of today; more would cost more memory than a page may
LONGEST_SIDE = 2400  # pixels: readable full screen, small enough to keep
LONGEST_NAME = 120
_MOST_CONTENT_TYPES = 1_000_000


class FileKind(models.TextChoices):
    """What may be sent; the value is also the ending of the name."""

    PDF = "pdf", gettext_lazy("pdf")
    JPEG = "jpg", gettext_lazy("foto")
    PNG = "png", gettext_lazy("plaatje")
    DOCX = "docx", gettext_lazy("Word")
    XLSX = "xlsx", gettext_lazy("Excel")
    PPTX = "pptx", gettext_lazy("PowerPoint")
    ODT = "odt", gettext_lazy("tekst")
    ODS = "ods", gettext_lazy("rekenblad")
    ODP = "odp", gettext_lazy("presentatie")

    @property
    def content_type(self) -> str:
        """What the file is served as."""
        return _CONTENT_TYPES[self]


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
_CONTENT_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.DOCX: _OOXML + "wordprocessingml.document",
    FileKind.XLSX: _OOXML + "spreadsheetml.sheet",
    FileKind.PPTX: _OOXML + "presentationml.presentation",
    FileKind.ODT: _ODF + "text",
    FileKind.ODS: _ODF + "spreadsheet",
    FileKind.ODP: _ODF + "presentation",
}
ACCEPT = ",".join(sorted({f".{kind}" for kind in FileKind} | {".jpeg"}))


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that may be kept: `name` ends in what it is, `data` is at most MOST_BYTES long."""

    name: str
    kind: FileKind
    data: bytes


def read_upload(file: UploadedFile) -> Upload:
    """The file as it may be kept. Pictures are drawn anew, so that where and when they were taken is gone, and anything
    hidden behind them. Raises ValidationError with a sentence for the field.
    """
    shown = _shortened(file.name or "")
    if not file.size:
        raise ValidationError(_("%(name)s is leeg.") % {"name": shown})
    if file.size > MOST_BYTES:
        raise _too_large(shown)
    data = file.read()
    for judge in (_pdf, _picture, _office):
        if found := judge(data, shown):
            kind, kept = found
            return Upload(_named(shown, kind), kind, kept)
    raise ValidationError(
        _("%(name)s kan niet mee. Kies een pdf, een foto, of een bestand van Word, Excel, PowerPoint of LibreOffice.")
        % {"name": shown}
    )


Judge = Callable[[bytes, str], tuple[FileKind, bytes] | None]


def _pdf(data: bytes, _name: str) -> tuple[FileKind, bytes] | None:
    return (FileKind.PDF, data) if data.startswith(b"%PDF-") else None


def _picture(data: bytes, name: str) -> tuple[FileKind, bytes] | None:
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG", "PNG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(_("%(name)s is een te groot plaatje. Maak het eerst kleiner.") % {"name": name})
            kind = FileKind.JPEG if picture.format == "JPEG" else FileKind.PNG
            upright = ImageOps.exif_transpose(picture).convert("RGB" if kind is FileKind.JPEG else "RGBA")
    except UnidentifiedImageError:
        return None
    except ValidationError:
        raise
    except Exception as error:  # somebody else's bytes break a decoder in more ways than it names
        raise _broken(name) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    drawn = io.BytesIO()
    upright.save(drawn, "JPEG" if kind is FileKind.JPEG else "PNG", optimize=True)
    if drawn.tell() > MOST_BYTES:
        raise _too_large(name)
    return kind, drawn.getvalue()


def _office(data: bytes, name: str) -> tuple[FileKind, bytes] | None:
    """Word, Excel, PowerPoint and LibreOffice, without macros."""
    if not data.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            inside = parts.namelist()
            declared = _declared(parts, inside)
    except Exception as error:  # the same: a zip, and each way of packing in it, has errors of its own
        raise _broken(name) from error
    kind = next((kind for kind, content_type in _CONTENT_TYPES.items() if _is_declared(content_type, declared)), None)
    if kind is None:
        return None
    if any(part.lower().endswith("vbaproject.bin") or part.startswith(("Basic/", "Scripts/")) for part in inside):
        raise ValidationError(_("In %(name)s zitten macro's. Sla het op zonder macro's, of als pdf.") % {"name": name})
    return kind, data


def _declared(parts: zipfile.ZipFile, inside: list[str]) -> str:
    """What an office file says it is; empty for any other zip."""
    part = next((part for part in ("mimetype", "[Content_Types].xml") if part in inside), None)
    if part is None:
        return ""
    with parts.open(part) as declaration:
        return declaration.read(_MOST_CONTENT_TYPES).decode("utf-8", "replace")


def _is_declared(content_type: str, declared: str) -> bool:
    return declared.strip() == content_type or f'ContentType="{content_type}.main+xml"' in declared


def _too_large(name: str) -> ValidationError:
    return ValidationError(
        _("%(name)s is te groot: hoogstens %(size)s MB.") % {"name": name, "size": MOST_BYTES // 1024 // 1024}
    )


def _broken(name: str) -> ValidationError:
    return ValidationError(_("%(name)s is kapot. Sla het opnieuw op en probeer het nog eens.") % {"name": name})


def _shortened(name: str) -> str:
    """The name without a folder or anything unprintable, and not longer than fits."""
    plain = "".join(sign for sign in PurePath(name.replace("\\", "/")).name if sign.isprintable()).strip()
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: LONGEST_NAME - 10]}.{ending[:6]}" if dot and stem else plain[:LONGEST_NAME] or _("bestand")


def _named(name: str, kind: FileKind) -> str:
    """The name with the ending of what the file is."""
    stem, dot, _ending = name.rpartition(".")
    return f"{stem if dot and stem else name}.{kind}"
