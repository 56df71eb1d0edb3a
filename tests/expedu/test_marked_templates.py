"""No template says something outside `translate` and `blocktranslate`, so nothing stays Dutch for who reads English."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.template.base import Lexer, TokenType

TEMPLATES = settings.BASE_DIR / "templates"
# The gallery speaks to those who build.
PAGES = [path for path in sorted(TEMPLATES.rglob("*.html")) if path.name != "component_list.html"]
SPOKEN = {"alt", "aria-label", "placeholder", "title"}
# The name, and classes that a page hands to its frame in a block.
SAID = {"Expedu", "wrap-narrow", "wrap-slim"}
WORD = re.compile(r"[A-Za-z][\w-]+")


class Speech(HTMLParser):
    """The words a page says by itself, in text and in attributes that are read aloud."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.is_script = False
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.is_script = tag == "script"
        for name, value in attributes:
            if name in SPOKEN:
                self.words += WORD.findall(value or "")

    def handle_endtag(self, tag: str) -> None:
        self.is_script = False

    def handle_data(self, data: str) -> None:
        if not self.is_script:
            self.words += WORD.findall(data)


def unmarked(source: str) -> str:
    """The template without what is marked, and without tags and variables."""
    kept, is_marked = [], False
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            tag = token.contents.split()[0]
            is_marked = tag in {"blocktranslate", "comment"} or (is_marked and not tag.startswith("end"))
        elif token.token_type == TokenType.TEXT and not is_marked:
            kept.append(token.contents)
    return " ".join(kept)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(Path(path).relative_to(TEMPLATES)))
def test_every_word_is_marked(path: Path) -> None:
    assert set(Speech(unmarked(path.read_text())).words) - SAID == set()


def test_an_unmarked_word_is_noticed() -> None:
    page = (
        '<h1 title="Hoe">{% translate "Kop" %}</h1>{% blocktranslate %}Goed {{ a }}{% endblocktranslate %}<p>Fout</p>'
    )
    assert Speech(unmarked(page)).words == ["Hoe", "Fout"]
