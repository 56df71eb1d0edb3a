"""Small files of every kind people send, made on the spot."""

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", size, "green").save(drawn, kind, **options)
    return drawn.getvalue()


def packed(**parts: str) -> bytes:
    """A zip of these parts; `__` in a name stands for a slash, `_types` for [Content_Types].xml."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr("[Content_Types].xml" if name == "_types" else name.replace("__", "/"), text)
    return made.getvalue()


def word(content_type: str = WORD, **more: str) -> bytes:
    return packed(_types=f'<Types><Override ContentType="{content_type}.main+xml"/></Types>', **more)


def upload(data: bytes, name: str = "plan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="text/html")
