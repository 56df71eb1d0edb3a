"""Keeps pupils out of what people write: text in, a verdict out (DOMAIN section 11, point 8).

A first, honest version: it knows patterns, not language. What certainly points at one child blocks; what may, holds the
save until the writer has looked again. Names of programmes and of colleagues pass. Nothing that was found is kept.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _


class Level(StrEnum):
    OK = "ok"
    WARN = "warn"  # hold the save until the writer says: this is not about one child
    BLOCK = "block"  # never saved


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that may point at a child: where it stands in the text, and how to write it instead."""

    level: Level
    start: int
    end: int
    found: str
    rewrite: str


@dataclass(frozen=True, slots=True)
class Verdict:
    findings: tuple[Finding, ...] = ()

    @property
    def level(self) -> Level:
        """The heaviest of the findings."""
        levels = {finding.level for finding in self.findings}
        return next((level for level in (Level.BLOCK, Level.WARN) if level in levels), Level.OK)

    @property
    def is_ok(self) -> bool:
        return self.level is Level.OK


def check(text: str, known_names: Iterable[str] = (), *, today: date | None = None) -> Verdict:
    """Look for what identifies a child.

    `known_names`: grown-ups who may be named (first or full names of colleagues), and names of schools.
    """
    hidden = _without_known(text, known_names)
    year = (today or timezone.localdate()).year
    findings: list[Finding] = []
    for start, end in _sentences(text):
        sentence = hidden[start:end]
        for rule in _RULES:
            for level, match, rewrite in rule(sentence, year):
                place = (start + match.start(), start + match.end())
                findings.append(Finding(level, *place, text[slice(*place)], rewrite))
    return Verdict(tuple(sorted(findings, key=lambda finding: finding.start)))


Hit = tuple[Level, re.Match[str], str]

_CHILD = re.compile(
    r"\b(?:leerling(?:e|etje)?|kind(?:je)?|jongen(?:tje)?|jongetje|meisje|zoon(?:tje)?|dochter(?:tje)?|kleuter|peuter"
    r"|broer(?:tje)?|zus(?:je)?)\b",
    re.I,
)
_PARENT = re.compile(
    r"\b(?:ouders?|moeder|vader|mama|papa|verzorgers?|voogd|oma|opa|stiefvader|stiefmoeder|pleegouders?)\b", re.I
)
_DIAGNOSIS = re.compile(
    r"\b(?:adhd|add|ass|autisme|autistisch\w*|pdd-?nos|asperger|dyslexie|dyslectisch\w*|dyscalculie|tos|odd|nld|fas"
    r"|epilepsie|diabetes|gilles de la tourette|tourette|(?:syndroom van down|downsyndroom)|selectief mutis\w+|trauma"
    r"|getraumatiseerd\w*|hechtingsstoornis|angststoornis|depressi\w+|mishandel\w+|misbruik\w*|doof|dove|slechthorend\w*"
    r"|blind\w*|slechtziend\w*)\b",
    re.I,
)
_DATE = re.compile(
    r"\b(?:[0-3]?\d[-/. ][01]?\d[-/. ]((?:19|20)?\d\d)|[0-3]?\d (?:jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei"
    r"|juni?|juli?|aug(?:ustus)?|sep(?:t(?:ember)?)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? ((?:19|20)\d\d))\b",
    re.I,
)
_BORN = re.compile(r"\b(?:geboren|geb\.|geboortedatum|geboortedag)", re.I)
_NINE_DIGITS = re.compile(r"(?<![\d.,-])\d(?:[ .-]?\d){8}(?![\d-])")
_PHONE = re.compile(r"(?<!\d)(?:\+31|0031|0)[ -]?(?:\d[ -]?){8}\d(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_CAPITAL = r"[A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-Þ][a-zß-ÿ]+)?"
_FULL_NAME = re.compile(rf"\b{_CAPITAL}(?: (?:van|de|der|den|ten|ter|el|al|in|'t))* {_CAPITAL}")
_CHILD_NAME = re.compile(
    rf"{_CHILD.pattern[:-2]}\b(?:,)?(?: (?:genaamd|heet|met de naam|uit groep \d(?:/\d)?|van \d+(?: jaar)?,?))?"
    rf" (?-i:{_CAPITAL})\b",
    re.I,
)
_TITLE = re.compile(
    r"\b(?:juf(?:frouw)?|meester|mevrouw|meneer|mw\.|dhr\.|dr\.|drs\.|collega|leraar|leerkracht|directeur|ib'er"
    r"|intern begeleider|orthopedagoog|logopedist|onderwijsassistent|trainer)",
    re.I,
)
_GROWN_UP = re.compile(rf"{_TITLE.pattern}\s*$", re.I)
_GROUP = re.compile(r"\bgroep \d\b", re.I)
_AGE = re.compile(r"\b(?:\d{1,2}[- ]jarig\w*|van \d{1,2}(?: jaar)?\b|\d{1,2} jaar\b)", re.I)
_ONLY_ONE = re.compile(r"\b(?:enige|enigste)\b", re.I)

# Capitals that are no person: programmes and methods, and words that merely start a sentence.
_PROGRAMMES = re.compile(
    r"\b(?:rots (?:en|&) water|marietje kessels\w*|de vreedzame school|vreedzame school|kanjer\w*|kim-versie\w*"
    r"|veilig leren lezen|veilig leren|taal actief|wereld in getallen|pluspunt|snappet|gynzy|sova|kwink|piet punt"
    r"|dalton\w*|jenaplan\w*|montessori\w*|freinet\w*|vrije school|levend leren|stap in|bouw!?|list|estafette"
    r"|zien in de klas|meer ?begaafden?|day a week school|teach like a champion|fides|taakspel|pbs|swpbs)\b",
    re.I,
)
_NO_NAME = re.compile(
    r"\b(?:"
    r"De|Het|Een|Onze|Ons|Wij|We|Ik|Je|Jullie|Welke|Wie|Wat|Hoe|Waar|Waarom|"
    r"Wanneer|Voor|Met|Zonder|In|Op|Bij|Door|Als|Deze|Dit|Dat|Die|Er|Na|Naar|Sinds"
    r"|Kan|Kun|Is|Zijn|Heeft|Hebben|Graag|Ook|Van|Mijn|Om|Uit|Over|Aan|Tijdens|Veel"
    r"|Basisschool|School|Kindcentrum|Stichting|Bestuur|Samenwerkingsverband|Team|Groep|Nederland"
    r"|Nederlands|Nederlandse|Engels|Engelse|Frans|Duits|Duitse|Turks|Turkse|Arabisch|Pools|"
    r"Poolse|Oekraïens|Oekraïense|Syrisch|Syrische|Fries|Friese|Europa|Maandag|Dinsdag|"
    r"Woensdag|Donderdag|Vrijdag|Januari|Februari|Maart|April|Mei|Juni|Juli|Augustus|"
    r"September|Oktober|November|December|Kerst|Pasen|Sinterklaas"
    r")\b"
)


def _citizen_numbers(sentence: str, year: int) -> Iterator[Hit]:
    for match in _NINE_DIGITS.finditer(sentence):
        digits = re.sub(r"\D", "", match.group())
        if passes_eleven_test(digits) and not _PHONE.fullmatch(match.group()):
            yield Level.BLOCK, match, _("Dit lijkt een burgerservicenummer. Haal het weg; het is hier nooit nodig.")


def _reaching_parents(sentence: str, year: int) -> Iterator[Hit]:
    if not (_PARENT.search(sentence) or _CHILD.search(sentence)):
        return
    for pattern in (_MAIL, _PHONE):
        for match in pattern.finditer(sentence):
            yield (
                Level.BLOCK,
                match,
                _("Zet hier geen telefoonnummer of mailadres van een ouder of kind. Schrijf: 'de ouders'."),
            )


def _birth_dates(sentence: str, year: int) -> Iterator[Hit]:
    is_birth = bool(_BORN.search(sentence))
    if not (is_birth or _CHILD.search(sentence)):
        return
    for match in _DATE.finditer(sentence):
        born = int(match[1] or match[2])
        born += 2000 if born < 100 else 0
        if is_birth or 2 <= year - born <= 20:
            yield Level.BLOCK, match, _("Dit lijkt een geboortedatum. Schrijf liever de groep: 'een kind uit groep 5'.")


def _named_with_diagnosis(sentence: str, year: int) -> Iterator[Hit]:
    if not _DIAGNOSIS.search(sentence):
        return
    for match in _FULL_NAME.finditer(_small(_DIAGNOSIS, sentence)):
        if _GROWN_UP.search(sentence[: match.start()]):
            continue
        says_so = _CHILD.search(sentence) or re.match(r"\W+(?:heeft|met|is)\b", sentence[match.end() :])
        rewrite = _("Een naam bij een diagnose wijst één kind aan. Schrijf: 'een kind met ...', zonder naam.")
        yield Level.BLOCK if says_so else Level.WARN, match, rewrite


def _first_names(sentence: str, year: int) -> Iterator[Hit]:
    for match in _CHILD_NAME.finditer(sentence):
        yield Level.WARN, match, _("Is dit de naam van een kind? Schrijf dan: 'een leerling'.")


def _recognisable(sentence: str, year: int) -> Iterator[Hit]:
    diagnosis = _DIAGNOSIS.search(sentence)
    if not diagnosis or not _CHILD.search(sentence) or not _GROUP.search(sentence):
        return
    if _AGE.search(sentence) or _ONLY_ONE.search(sentence):
        yield (
            Level.WARN,
            diagnosis,
            _("Op een kleine school is dit kind zo te herkennen. Laat de groep of de leeftijd weg."),
        )


_RULES: tuple[Callable[[str, int], Iterator[Hit]], ...] = (
    _citizen_numbers,
    _reaching_parents,
    _birth_dates,
    _named_with_diagnosis,
    _first_names,
    _recognisable,
)


def passes_eleven_test(digits: str) -> bool:
    """The check every burgerservicenummer passes: 9 digits, weights 9 to 2 and -1, divisible by 11."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total % 11 == 0 and int(digits) > 0


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends. A stop counts when a space and a capital follow, so dates stay whole."""
    start = 0
    for match in re.finditer(
        r"(?:(?<!geb)(?<!(?i:mw))(?<!(?i:dr))(?<!(?i:drs|dhr))[.!?]+\s+(?=[A-ZÀ-Þ])|\n\s*\n)", text
    ):
        yield start, match.end()
        start = match.end()
    yield start, len(text)


def _without_known(text: str, known_names: Iterable[str]) -> str:
    """The same text, equally long, with known names and words that are no name in small letters."""
    for pattern in (_PROGRAMMES, _NO_NAME, _TITLE):
        text = _small(pattern, text)
    for name in sorted((name for name in known_names if name), key=len, reverse=True):
        text = _small(re.compile(rf"\b{re.escape(name)}\b"), text)
    return text


def _small(pattern: re.Pattern[str], text: str) -> str:
    """What `pattern` finds in small letters; the text stays equally long (a few letters have none of one sign)."""
    return pattern.sub(lambda found: "".join(c.lower() if len(c.lower()) == 1 else c for c in found.group()), text)
