"""The style sheets keep to their layers: a rule outside would beat every later refinement, and nobody would see why."""

import re

import pytest
from django.conf import settings

FOLDER = settings.BASE_DIR / "static" / "css"


def outermost(css: str) -> list[str]:
    """What stands at the outermost level: the text before each first brace, and statements that end in ";"."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    found, depth, start = [], 0, 0
    for place, sign in enumerate(css):
        if sign == "{":
            if depth == 0:
                found.append(css[start:place].strip())
            depth += 1
        elif sign == "}":
            depth -= 1
            assert depth >= 0, f"one brace too many near: {css[max(0, place - 80) : place + 1]}"
            start = place + 1
        elif sign == ";" and depth == 0:
            found.append(css[start:place].strip())
            start = place + 1
    assert depth == 0, "a brace is not closed"
    return found


@pytest.mark.parametrize("name", ["expedu.css", "extra.css"])
def test_every_rule_stands_in_a_layer_or_is_for_paper_or_forced_colours(name):
    allowed = re.compile(r"@layer \w+|@media (print|\(forced-colors)")
    assert [rule for rule in outermost((FOLDER / name).read_text()) if not allowed.match(rule)] == []


def test_a_brace_too_many_is_seen():
    with pytest.raises(AssertionError, match="one brace too many"):
        outermost("@layer a { b { c: d; } } }")
