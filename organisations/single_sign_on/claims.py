"""What a board's provider says about somebody, and whether that lets them in. Values in, values out.

Three kinds of provider say it differently. Entree Federatie names the affiliation and the school. Microsoft knows no
affiliation: the board gives its staff a role of that name in the app it registered. Google says neither, so the board
declares that pupils are kept out. Nobody gets a role in Expedu from what is said here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisations.choices import SignInKind

Claims = Mapping[str, Any]

AFFILIATION_CLAIMS = ("eduPersonAffiliation", "eduperson_affiliation", "edu_person_affiliations", "roles")
SCHOOL_CLAIMS = ("nlEduPersonHomeOrganizationBranchId", "nlEduPersonHomeOrganizationId")
PUPIL = "student"
BRIN = re.compile(r"\d{2}[A-Z]{2}(\d{2})?")


class RefusedError(Exception):
    """This person does not come in this way; `sentence` says why, to themselves."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Rules:
    """What a board set up."""

    kind: SignInKind
    tenant: str
    affiliations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may come in. `school_code` is four or six characters, or empty when the provider does not say;
    `email` is empty when it does not say that either."""

    uid: str
    email: str
    first_name: str
    last_name: str
    school_code: str


def person_from(claims: Claims, rules: Rules) -> Person:
    """Who this is. Raises RefusedError for who may not come in."""
    _refuse_other_tenant(claims, rules)
    _refuse_who_is_not_staff(claims, rules)
    return Person(
        uid=str(claims["sub"]),
        email=_email(claims),
        first_name=_text(claims, "given_name", "givenName")[:60],
        last_name=_last_name(claims)[:80],
        school_code=_school_code(claims, rules),
    )


def _refuse_other_tenant(claims: Claims, rules: Rules) -> None:
    if rules.kind == SignInKind.GOOGLE and _text(claims, "hd").lower() != rules.tenant.lower():
        raise RefusedError(_("Dit account is niet van je bestuur. Log in met het account van je school."))
    if rules.kind == SignInKind.ENTRA:
        if _text(claims, "tid").lower() != rules.tenant.lower():
            raise RefusedError(_("Dit account is niet van je bestuur. Log in met het account van je school."))
        # A guest of the tenant is somebody else's account. `acct` is there once the board asked Microsoft for it.
        is_member = str(claims.get("acct", "")) == "0"
        if not is_member or claims.get("idp", claims["iss"]) != claims["iss"]:
            raise RefusedError(_("Je bent bij dit bestuur te gast. Log in met het account van je eigen school."))


def _refuse_who_is_not_staff(claims: Claims, rules: Rules) -> None:
    affiliations = _affiliations(claims)
    if PUPIL in affiliations:
        raise RefusedError(_("Expedu is er alleen voor mensen die op school werken, niet voor leerlingen."))
    if rules.kind != SignInKind.GOOGLE and not affiliations & rules.affiliations:
        raise RefusedError(
            _("Je school zegt niet dat je daar werkt. Vraag de ICT-beheerder van je bestuur om dat na te kijken.")
        )


def _affiliations(claims: Claims) -> frozenset[str]:
    found: set[str] = set()
    for name in AFFILIATION_CLAIMS:
        value = claims.get(name) or ()
        values = re.split(r"[\s,;]+", value) if isinstance(value, str) else value
        found |= {str(one).strip().lower() for one in values}
    return frozenset(found)


def _school_code(claims: Claims, rules: Rules) -> str:
    """The most precise code given. Entree always gives one; without it nobody knows which school this is."""
    for name in SCHOOL_CLAIMS:
        code = _text(claims, name).upper()
        if BRIN.fullmatch(code):
            return code
    if rules.kind == SignInKind.ENTREE:
        raise RefusedError(
            _("We weten niet op welke school je werkt: de code van je school ontbreekt. Vraag je ICT-beheerder.")
        )
    return ""


def _email(claims: Claims) -> str:
    """The address, when there is one. One the provider itself calls unconfirmed is refused."""
    email = _text(claims, "email", "mail").lower()
    try:
        validate_email(email)
    except ValidationError:
        return ""
    if str(claims.get("email_verified", True)).lower() not in ("true", "1"):
        raise RefusedError(_("Je school heeft je e-mailadres nog niet bevestigd. Doe dat eerst, en log dan in."))
    return email


def _last_name(claims: Claims) -> str:
    last_name = _text(claims, "family_name", "sn")
    prefix = _text(claims, "nlEduPersonTussenvoegsels")
    return f"{prefix} {last_name}".strip() if prefix and not last_name.startswith(prefix) else last_name


def _text(claims: Claims, *names: str) -> str:
    """The first of these claims that says something; a list with one value is that value."""
    for name in names:
        value = claims.get(name)
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""
