import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experts.taxonomy import TAXONOMY_FILE
from organisations.pupil_data import Level, check, passes_eleven_test

TODAY = date(2026, 11, 23)


def level(text: str, *known: str) -> Level:
    return check(text, known, today=TODAY).level


@pytest.mark.parametrize(
    "text",
    [
        "Zijn nummer is 111222333.",
        "BSN: 111.222.333",
        "Het gaat om 111 222 333 uit groep 4.",
        "Bel de moeder op 06-12345678 voor een afspraak.",
        "Mail naar vader: jan.jansen@voorbeeld.nl",
        "De leerling is geboren op 12-03-2018.",
        "Een jongen van 12 maart 2018 die niet stil kan zitten.",
        "Het kind (geb. 1-2-17) slaat andere kinderen.",
        "Onze leerling Sem de Boer heeft ADHD.",
        "Lotte van der Meer heeft dyslexie en wil niet lezen.",
        "Het gaat om een meisje, Fatima Aydin, met autisme.",
    ],
)
def test_what_points_at_one_child_is_blocked(text: str) -> None:
    assert level(text) is Level.BLOCK


@pytest.mark.parametrize(
    "text",
    [
        "We hebben een leerling Sem die vaak boos is.",
        "Het gaat om een meisje genaamd Noor.",
        "Een jongen uit groep 5, Daan, wil niet meedoen.".replace(",", ""),
        "Een leerling van 7 jaar in groep 4 met ADHD loopt vaak weg.",
        "Hij is het enige dove kind in groep 5.",
        "Bert Bakker is er niet. Er is ADHD.",
    ],
)
def test_what_may_point_at_one_child_is_held(text: str) -> None:
    assert level(text) is Level.WARN


@pytest.mark.parametrize(
    "text",
    [
        "Wie kan ons team helpen met Rots en Water in groep 7?",
        "We werken met de Kim-versie van Veilig leren lezen.",
        "Een leerling met ADHD loopt vaak weg. Hoe pak je dat aan?",
        "We zoeken iemand die weet hoe je les geeft aan een kind met het syndroom van Down.",
        "Hulp bij dyslexie vanaf 12-01-2027, twee dagdelen per week.",
        "Een leerling start op 12 januari 2027 bij ons.",
        "Ons telefoonnummer is 0512-345678.",
        "Bestelnummer 123456789.",
        "De Wilgenhof zoekt hulp bij autisme in de klas.",
        "Bij ons op school zijn veel kinderen Nederlands aan het leren.",
        "Voor een kind Nederlands als tweede taal leren.",
        "Juf Anna Bakker weet veel van dyslexie.",
        "In groep 5 is veel ruzie op het plein.",
        "",
    ],
)
def test_ordinary_questions_pass(text: str) -> None:
    assert check(text, today=TODAY).findings == ()


def test_a_colleague_may_be_named() -> None:
    text = "Anna Bakker heeft dyslexie, dus zij leest het hardop."

    assert level(text) is Level.BLOCK
    assert level(text, "Anna Bakker") is Level.OK


@pytest.mark.parametrize("text", ["Leerling Anna is vaak boos.", "Anna heeft ADHD en loopt weg."])
def test_a_pupil_may_be_called_as_a_colleague_is(text: str) -> None:
    assert level(text, "Anna Bakker", "Anna") is Level.WARN
    assert level("Anna is vaak ziek en komt later.", "Anna Bakker", "Anna") is Level.OK


def test_only_the_family_name_tells_a_pupil_from_a_colleague() -> None:
    assert level("Anna Smit heeft dyslexie.", "Anna Bakker", "Anna") is Level.BLOCK


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Het factuurnummer is 111222333.", Level.WARN),
        ("Btw-nummer NL111222333B01", Level.OK),
        ("BSN 123456789", Level.WARN),
        ("Van 12-01-2027 3 dagdelen", Level.OK),
        ("Sem is van 5 mei 2017.", Level.BLOCK),
        ("Ik ben van 5 mei 1987.", Level.OK),
        ("Kinderen geboren voor 1 oktober 2020 gaan naar groep 3.", Level.OK),
        ("Mijn nummer is 06-12345678.", Level.OK),
        ("Haar nummer is 06-12345678.", Level.WARN),
        ("Onze ib'er weet het. Haar nummer is 06-12345678.", Level.OK),
        ("Moeder weet het. Haar nummer is 06-12345678.", Level.BLOCK),
        ("Voor ouders is juf Inge bereikbaar op 0512-345678.", Level.OK),
        ("Juf Inge zegt: moeder is bereikbaar op 0512-345678.", Level.BLOCK),
        ("Mail de ouderraad: info@school.example", Level.OK),
        ("De Prins Willem-Alexanderschool weet veel van autisme.", Level.OK),
        ("Hoi Sem, dank voor je uitleg over dyslexie. Groet, Noor", Level.OK),
        ("SEM DE BOER HEEFT ADHD", Level.BLOCK),
        ("Kuijpers, Siem. ADHD.", Level.BLOCK),
    ],
)
def test_context_decides(text: str, expected: Level) -> None:
    assert level(text) is expected


def test_a_finding_says_where_and_how_to_write_it_instead() -> None:
    text = "Kan iemand helpen? We hebben een leerling Sem die vaak boos is."

    finding = check(text, today=TODAY).findings[0]

    assert text[finding.start : finding.end] == finding.found == "Sem"
    assert "een leerling" in finding.rewrite


def test_a_name_and_a_diagnosis_in_different_sentences_are_not_joined() -> None:
    assert level("Vraag het Anna Bakker. Wij willen meer weten over dyslexie.") is Level.OK


@pytest.mark.parametrize(("digits", "expected"), [("111222333", True), ("111222334", False), ("000000000", False)])
def test_the_eleven_test(digits: str, expected: bool) -> None:
    assert passes_eleven_test(digits) is expected


@given(st.text(max_size=300))
def test_any_text_gets_a_verdict(text: str) -> None:
    for finding in check(text, today=TODAY).findings:
        assert text[finding.start : finding.end] == finding.found


def skill_words() -> list[str]:
    """Every name and keyword of the skill list that ships, in Dutch."""
    skills = json.loads(TAXONOMY_FILE.read_text(encoding="utf-8"))["skills"]
    return sorted({word for skill in skills for word in (skill["label"], *skill["keywords"])})


@pytest.mark.parametrize("frame", ["{} in groep 5", "{} voor groep 3", "{} in groep 7/8?"])
def test_a_title_of_a_subject_and_a_group_is_about_no_child(frame: str) -> None:
    titles = [frame.format(word[0].upper() + word[1:]) for word in skill_words()]
    held = [title for title in titles if level(title) is not Level.OK]
    assert len(titles) > 1000
    # What is left names a home or has a capital halfway ("Hulp van Anna"): a doubt to confirm.
    assert len(held) / len(titles) < 0.02, held
    assert not [title for title in titles if level(title) is Level.BLOCK]


@pytest.mark.parametrize("text", ["Jaylinio in groep 5 slaat", "Jaylinio in groep 5 heeft adhd", "Sem in groep 5"])
def test_a_title_that_goes_on_about_somebody_is_held(text: str) -> None:
    assert level(text) is Level.WARN
