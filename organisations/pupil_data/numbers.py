"""Numbers, addresses and dates in a text: citizen service numbers, phones, mail addresses, days."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

PHONE = re.compile(
    r"(?<![\w+])(?:(?:\+|00)\s?31[\s.-]?(?:\(0\))?[\s.-]?|\(?0)(?:\d{1,3}\)?[\s./-]{0,3})(?:\d[\s.-]?){5,8}\d(?!\d)"
)
MAIL = re.compile(
    r"[\w.+-]+\s?(?:@|\[at\]|\(at\)|\sapenstaartje\s)\s?[\w-]+(?:\s?(?:\.|\[dot\]|\(dot\))\s?[a-z]{2,}\b)+", re.I
)

_MONTHS = (
    "jan(?:uari)?|feb(?:r(?:uari)?)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_MONTH_NUMBERS = dict(
    zip(
        ["jan", "feb", "maa", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
        (1, 2, 3, 3, *range(4, 13)),
        strict=True,
    )
)
_DATE = re.compile(
    r"(?<![\d-])(?:"
    r"(?P<d1>[0-3]?\d)\s?[-/.]\s?(?P<m1>[01]?\d)\s?[-/.]\s?'?(?P<y1>(?:19|20)\d\d|\d\d)"
    r"|(?P<y2>(?:19|20)\d\d)[-/.](?P<m2>[01]\d)[-/.](?P<d2>[0-3]\d)"
    rf"|(?P<d3>[0-3]?\d)(?:e|ste|de)?[\s-](?P<m3>{_MONTHS})\.?[\s-]'?(?P<y3>(?:19|20)\d\d|\d\d(?!:|\s?uur|\.\d))"
    r"|(?P<d4>[0-3]\d)(?P<m4>[01]\d)(?P<y4>20[01]\d)"
    r")(?![\d-])",
    re.I,
)
_BSN = re.compile(
    r"(?<![\w.,-])(?:\d{9}|\d{2,4}([ .\-/])\d{2,3}\1\d{2,4}|\d(?:([ .-])\d)(?:\2\d){7}"
    r"|\d{4}[. ]\d{2}[. ]\d{3})(?![\d-]|[.,]\d)"
)
# Nine digits in any other grouping: rarer, so looked at again unless the text says what they are.
_LOOSE = re.compile(r"(?<![\w.,-])\d{1,4}(?:[ .\-/]\d{1,4}){1,8}(?![\d-]|[.,/]\d)")
_BSN_WORD = re.compile(
    r"\b(?:bsn|burger\s?service\s?(?:nummer|nr)|sofi\s?-?(?:nummer|nr)?|persoonsgebonden nummer|pgn)", re.I
)
_AFTER_BSN_WORD = re.compile(r"\d(?:[ .\-/]?\d){7,8}(?!\d)")
_OTHER_NUMBER = re.compile(
    r"(?:factuur|order|bestel|offerte|polis|ticket|artikel|kenmerk|kamer van koophandel|kvk|klant|rekening|iban|btw"
    r"|rsin"
    r"|isbn|project|zaak)[\w -]{0,30}[:#]?\s*$",
    re.I,
)
_MONEY = re.compile(r"\s*(?:euro|eur\b|,-)", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CitizenNumber(Found):
    """`is_called_so`: the text says what it is. `is_other`: the text calls it an invoice, an order or the like."""

    passes: bool
    is_called_so: bool
    is_other: bool


@dataclass(frozen=True, slots=True)
class Day(Found):
    day: date


def passes_eleven_test(digits: str) -> bool:
    """The check every burgerservicenummer passes: 9 digits, weights 9 to 2 and -1, divisible by 11."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total % 11 == 0 and int(digits) > 0


def phones(plain: str) -> list[Found]:
    numbers = []
    for match in PHONE.finditer(plain):
        digits = re.sub(r"\D", "", match.group())
        national = digits.removeprefix("00").removeprefix("31") if digits.startswith(("31", "0031")) else digits[1:]
        if len(national.removeprefix("0")) == 9:
            numbers.append(Found(match.start(), match.end()))
    return numbers


def mails(plain: str) -> list[Found]:
    return [Found(match.start(), match.end()) for match in MAIL.finditer(plain)]


def days(plain: str) -> Iterator[Day]:
    """Every full date. Two digits mean the past when that lies within a lifetime: 17 is 2017, 82 is 1982."""
    for match in _DATE.finditer(plain):
        parts = match.groupdict()
        for n in "1234":
            if parts[f"d{n}"] is not None:
                month = parts[f"m{n}"].lower()
                number = int(month) if month.isdigit() else _MONTH_NUMBERS[month[:3]]
                year = int(parts[f"y{n}"])
                if year < 100:
                    year += 2000 if year < 60 else 1900
                with suppress(ValueError):
                    yield Day(match.start(), match.end(), date(year, number, int(parts[f"d{n}"])))


def citizen_numbers(plain: str) -> Iterator[CitizenNumber]:
    """What may be a burgerservicenummer; the eight digits of an old one count only behind the word itself."""
    taken = [*phones(plain), *days(plain)]
    seen: list[Found] = []
    for word in _BSN_WORD.finditer(plain):
        match = _AFTER_BSN_WORD.search(plain, word.end(), word.end() + 40)
        if match and re.search(r"\d$", match.group()):
            digits = re.sub(r"\D", "", match.group()).zfill(9)
            seen.append(Found(match.start(), match.end()))
            yield CitizenNumber(match.start(), match.end(), passes_eleven_test(digits), True, False)
    groups = list(_BSN.finditer(plain))
    tight = {match.start() for match in groups}
    loose = [match for match in _LOOSE.finditer(plain) if match.start() not in tight]
    for match in (*groups, *loose):
        digits = re.sub(r"\D", "", match.group())
        if len(digits) != 9 or any(match.start() < f.end and f.start < match.end() for f in (*taken, *seen)):
            continue
        before = plain[max(0, match.start() - 40) : match.start()]
        is_other = match in loose or bool(
            _OTHER_NUMBER.search(before) or before.endswith("€ ") or _MONEY.match(plain, match.end())
        )
        yield CitizenNumber(match.start(), match.end(), passes_eleven_test(digits), False, is_other)
