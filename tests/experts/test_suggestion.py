"""Ordinary words lead to the right skill: the probes of the taxonomy, and what makes them work."""

import pytest

from experts.suggestion import Lexicon, content_words, make_lexicon, suggest
from experts.suggestion.negation import without_what_it_is_not
from experts.taxonomy import terms_by_slug, words_in_file

PROBES = [
    ("pesten", "pesten"),
    ("ruzie op het plein", "buitenspel"),
    ("buitenspel", "buitenspel"),
    ("dyslexie", "dyslexie"),
    ("begrijpend lezen", "begrijpend-lezen"),
    ("hoogbegaaft", "hoogbegaafdheid"),
    ("slimme kinderen", "hoogbegaafdheid"),
    ("nt2", "nt2"),
    ("oekraine", "gevlucht"),
    ("gedragsproblemen", "moeilijk-gedrag"),
    ("drukke klas", "moeilijke-groep"),
    ("rekenresultaten", "rekenverbetering"),
    ("tafels", "automatiseren"),
    ("muziekles", "muziek"),
    ("onderzoekend leren", "onderzoekend-leren"),
    ("executieve functies", "executieve-functies"),
    ("trauma", "trauma"),
    ("ouderbetrokkenheid", "ouderbetrokkenheid"),
    ("boze ouders", "moeilijke-gesprekken"),
    ("orde houden", "klassenmanagement"),
    ("inspectiebezoek", "kwaliteitszorg"),
    ("ib'er", "ib-begeleiding"),
    ("gmr", "mr"),
    ("chatgpt", "ai"),
    ("bewegend leren", "bewegend-leren"),
    ("groepsapp", "online-pesten"),
    ("combigroep", "combinatiegroep"),
    ("edi", "directe-instructie"),
    ("pabo stagiair", "opleiden-studenten"),
    ("schooladvies", "overgang-vo"),
    ("zindelijk", "zelfredzaamheid"),
    ("thuiszitter", "schoolverzuim"),
    ("sociale veiligheid", "sociale-veiligheid"),
    ("musical groep 8", "toneel"),
    ("werkverdelingsplan", "werkdruk"),
    ("mindfulness", "rust-ontspanning"),
    ("downsyndroom", "leerproblemen"),
    ("leerlingenraad", "burgerschap"),
    ("dansles", "toneel"),
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return make_lexicon(words_in_file())


def first(text: str, lexicon: Lexicon) -> str:
    return next((s.slug for s in suggest(text, lexicon)), "")


@pytest.mark.parametrize(("text", "slug"), PROBES)
def test_probe(text: str, slug: str, lexicon: Lexicon) -> None:
    assert first(text, lexicon) == slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Wij zoeken iemand die ons helpt met ruzie op het schoolplein in de pauze", "buitenspel"),
        ("Kinderen in groep 5 kennen de tafels nog niet", "automatiseren"),
        ("dislexie", "dyslexie"),
        ("PESTPROTOCOL", "pesten"),
        ("zij instroom leerling", "nieuwkomers"),
        ("onze ict-coordinator stopt", "ict-coordinatie"),
        # in the words of schools, without any keyword
        ("Ze lezen de tekst prima maar weten niet waar het over ging", "begrijpend-lezen"),
        ("Er wordt op de gang gerend en iedere juf heeft andere regels", "positief-gedrag"),
        ("Een moeder die geen Nederlands leest krijgt onze brieven", "ouders-andere-taal"),
    ],
)
def test_sentences_typing_errors_and_spelling(text: str, slug: str, lexicon: Lexicon) -> None:
    assert first(text, lexicon) == slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Het gaat niet om rekenen, maar om spelling", "spelling"),
        ("Geen dyslexie maar gewoon veel te weinig boeken gelezen", "leesplezier"),
        ("Het is geen autisme, hij kan slecht tegen lawaai", "prikkels"),
    ],
)
def test_what_it_is_not_about_is_left_out(text: str, slug: str, lexicon: Lexicon) -> None:
    assert first(text, lexicon) == slug


def test_a_text_that_only_says_what_it_is_not_stays_whole() -> None:
    assert without_what_it_is_not("niet over rekenen") == "niet over rekenen"


def test_every_skill_has_words_of_schools_and_no_other_slug_has() -> None:
    assert set(terms_by_slug()) == {skill.slug for skill in words_in_file()}


def test_unknown_words_lead_nowhere(lexicon: Lexicon) -> None:
    assert suggest("xqzt de het een", lexicon) == []


def test_tells_which_words_led_there(lexicon: Lexicon) -> None:
    assert suggest("ruzie op het plein", lexicon)[0].words == ("ruzie", "plein")


def test_folds_accents_hyphens_and_apostrophes() -> None:
    assert content_words("IB\u2019er, co\u00f6rdinator-taal") == ["iber", "coordinatortaal"]
