"""Bringing the English catalogue up to date with the sentences in Python and templates; for those who build."""

import ast
import json
from collections.abc import Collection, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.template import templatize

KEYWORDS = {
    **dict.fromkeys(["_", "_g", "gettext", "gettext_lazy", "gettext_noop"]),
    **dict.fromkeys(["ngettext", "ngettext_lazy"], (1, 2)),
    **dict.fromkeys(["pgettext", "pgettext_lazy"], ((1, "c"), 2)),
}
# Tests, measurements and the demo's story speak to those who build; the rest holds no code of ours.
PASSED_OVER = {"benchmarks", "demo", "locale", "static", "static_collected", "tests", "var"}
HEADER = """\
# The English screens. `manage.py extract_translations` brings this file up to date with the code.
msgid ""
msgstr ""
"Project-Id-Version: Expedu\\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def english_catalogue() -> Path:
    return Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES" / "django.po"


def sentences_in_code() -> Catalog:
    """Every marked sentence of Expedu, without translation and without where it stands (so that moving code changes
    nothing)."""
    found = Catalog()
    sources = [
        ("**/personal_data.py", _names_in_personal_data),
        ("**.py", "python"),
        ("experts/reference/taxonomy.json", _descriptions_of_skills),
        ("templates/**.*", _sentences_in_template),
    ]
    for _name, _line, message, _comments, context in extract_from_dir(
        str(settings.BASE_DIR), sources, keywords=KEYWORDS, directory_filter=_holds_screens
    ):
        found.add(message, context=context)
    return found


class Command(BaseCommand):
    help = "Werk de Engelse vertalingen bij: nieuwe zinnen komen erin, verdwenen zinnen gaan eruit."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        path = english_catalogue()
        with path.open("rb") as file:
            catalogue = read_po(file, locale="en", ignore_obsolete=True)
        catalogue.update(sentences_in_code(), no_fuzzy_matching=True)
        with path.open("wb") as file:
            file.write(HEADER.encode())
            write_po(
                file, catalogue, width=120, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True
            )
        missing = [message for message in catalogue if message.id and not all(forms(message.string))]
        self.stdout.write(f"{len(catalogue)} zinnen, waarvan {len(missing)} zonder Engels")


def forms(text: str | Sequence[str] | None) -> list[str]:
    """A sentence's singular and plural; a plain sentence is its own only form, and no sentence is empty."""
    return list(text) if isinstance(text, list | tuple) else [text or ""]


def _holds_screens(folder: str) -> bool:
    name = Path(folder).name
    return not name.startswith(".") and name not in PASSED_OVER


def _sentences_in_template(
    file: IO[bytes], keywords: Collection[str], comments: Collection[str], options: dict
) -> Iterator[tuple]:
    """Django turns a template into calls of gettext between blanks; in brackets those are Python's."""
    calls = f"(\n{templatize(file.read().decode())}\n)"
    yield from extract_python(BytesIO(calls.encode()), keywords, comments, options)


def _names_in_personal_data(
    file: IO[bytes], keywords: Collection[str], comments: Collection[str], options: dict
) -> Iterator[tuple]:
    """Under plain Dutch names an app tells what it holds about someone; "Mijn gegevens" says those in English too."""
    yield from extract_python(file, keywords, comments, options)
    file.seek(0)
    for node in ast.walk(ast.parse(file.read())):
        for key in node.keys if isinstance(node, ast.Dict) else ():
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield key.lineno, "gettext", key.value, []


def _descriptions_of_skills(file: IO[bytes], *_settings: object, **_more: object) -> Iterator[tuple]:
    """The taxonomy has its labels in two languages; what a skill is about is told in the reader's by the catalogue."""
    for skill in json.load(file)["skills"]:
        yield 1, "gettext", skill["description"], []
