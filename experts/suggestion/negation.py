"""What a text says it is not about: "het gaat niet om rekenen", "geen pestprobleem maar een groep zonder samenhang"."""

import re

_UNTIL = r"(?=[,.;:!?]|\bmaar\b|\bwel\b|\bdus\b|$)"
_NOT_ABOUT = (
    # niet om/over ..., niet zozeer ..., niet zo'n ...
    re.compile(rf"\bniet\s+(?:om|over|zozeer|zo'n|weer)\b.*?{_UNTIL}", re.IGNORECASE | re.DOTALL),
    # het is/liever/zoeken/willen geen ..., niet de zoveelste ...
    re.compile(rf"\b(?:is|liever|zoeken|zoek|willen|wil)\s+geen\b.*?{_UNTIL}", re.IGNORECASE | re.DOTALL),
    re.compile(rf"\bniet\s+de\s+zoveelste\b.*?{_UNTIL}", re.IGNORECASE | re.DOTALL),
    # geen ... maar ...: only when the other thing follows; "geen zin", "geen orde" are needs
    re.compile(r"\bgeen\s+(?:\S+\s+){1,5}?(?=maar\b)", re.IGNORECASE),
    re.compile(r"\bgeen\s+(?:[^\s,]+\s*){1,5}?,\s*(?=maar\b)", re.IGNORECASE),
)


def without_what_it_is_not(text: str) -> str:
    """The text without the parts that say what is not asked; the text itself when nothing else would remain."""
    rest = text
    for pattern in _NOT_ABOUT:
        rest = pattern.sub(" ", rest)
    return rest if len(rest.split()) > 1 else text
