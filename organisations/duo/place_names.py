"""DUO writes places and municipalities in capitals; on a card they read as people write them."""

import re

_SMALL = re.compile(r"aan|ad|bij|de|den|der|en|gem\.?|het|in|la|le|of|op|over|'t|'s|te|ten|ter|tot|uit|van|voor")
# Which of two places of the same name: Hengelo OV, Rijswijk NB.
_PROVINCES = frozenset(["CA", "DR", "FL", "FR", "GLD", "GN", "LB", "NB", "NH", "OV", "UT", "ZH", "ZL"])


def as_written(name: str) -> str:
    """'S-GRAVENHAGE -> 's-Gravenhage, HOEK VAN HOLLAND -> Hoek van Holland.

    Names with small letters stay as they are.
    """
    if name != name.upper():
        return name
    words = name.split()
    written = [word if word in _PROVINCES and number else _word(word, number) for number, word in enumerate(words)]
    return " ".join(written)


def _word(word: str, number: int) -> str:
    parts = word.lower().split("-")
    return "-".join(
        part if _SMALL.fullmatch(part) and (number or index or part.startswith("'")) else _capital(part)
        for index, part in enumerate(parts)
    )


def _capital(part: str) -> str:
    if part.startswith("ij"):
        return "IJ" + part[2:]
    return re.sub(r"[^\W\d_]", lambda letter: letter.group().upper(), part, count=1) if part[:1].isalpha() else part
