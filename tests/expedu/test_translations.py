"""Every Dutch sentence on a screen has its English one. After a change: `manage.py extract_translations`, then fill in
the new sentences in locale/en/LC_MESSAGES/django.po."""

import re
from datetime import date

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from expedu.management.commands.extract_translations import english_catalogue, forms, sentences_in_code
from tests.users.factories import UserFactory

PLACEHOLDER = re.compile(r"%\(\w+\)s|%%|%[a-z]|\{\w*\}")
ENGLISH = {"accept-language": "en"}


@pytest.fixture(scope="module")
def in_code() -> Catalog:
    return sentences_in_code()


@pytest.fixture(scope="module")
def english() -> Catalog:
    with english_catalogue().open("rb") as file:
        return read_po(file, locale="en")


def sentences(catalogue: Catalog) -> set:
    return {(message.id, message.context) for message in catalogue if message.id}


def test_every_sentence_in_the_code_is_in_the_catalogue(in_code, english):
    assert sentences(in_code) - sentences(english) == set()


def test_the_catalogue_holds_nothing_that_left_the_code(in_code, english):
    assert sentences(english) - sentences(in_code) == set()
    assert list(english.obsolete) == []


def test_every_sentence_has_english(english):
    assert [message.id for message in english if message.id and not all(forms(message.string))] == []


def test_no_english_is_a_guess(english):
    assert [message.id for message in english if message.id and message.fuzzy] == []


def test_english_fills_in_the_same_places(english):
    differing = [
        (dutch, translated)
        for message in english
        if message.id
        for dutch, translated in zip(forms(message.id), forms(message.string), strict=True)
        if set(PLACEHOLDER.findall(dutch)) != set(PLACEHOLDER.findall(translated))
    ]
    assert differing == []


def test_signing_in_is_in_english(client, db):
    page = client.get(reverse("account_login"), headers=ENGLISH).content.decode()
    assert '<html lang="en">' in page
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", page) == ["Sign in"]


def test_home_is_in_english(client, db):
    client.force_login(UserFactory())
    page = client.get(reverse("insights:home"), headers=ENGLISH).content.decode()
    assert '<html lang="en">' in page
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", page) == ["What is asked of you now"]


def test_a_chosen_language_goes_before_the_browsers(client, db):
    client.post(reverse("users:appearance_choose"), {"theme": "system", "language": "nl"})
    assert '<html lang="nl">' in client.get(reverse("account_login"), headers=ENGLISH).content.decode()


def test_english_days_are_british():
    with translation.override("en"):
        assert date_format(date(2026, 11, 23)) == "23 Nov 2026"
