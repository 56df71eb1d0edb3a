"""What Home says to each role when there is little to do: three steps of how it works, and one friendly idea (pure)."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisations.choices import Role

Words = str | Promise


class Reader(StrEnum):
    """Who is reading Home, in the order in which one of several roles decides what is said."""

    DIRECTOR = "director"
    COORDINATOR = "coordinator"
    BOARD_ADMIN = "board_admin"
    NETWORK_COORDINATOR = "network_coordinator"
    MODERATOR = "moderator"
    EXPERT = "expert"
    NEW_EXPERT = "new_expert"
    PLATFORM_ADMIN = "platform_admin"
    NOBODY_YET = "nobody_yet"


@dataclass(frozen=True, slots=True)
class Idea:
    """A suggestion without any hurry, and the page it leads to."""

    title: Words
    text: Words
    url_name: str
    action: Words


@dataclass(frozen=True, slots=True)
class Guide:
    """How Expedu works for this reader, in three steps, and an idea for a quiet day."""

    steps: tuple[Words, Words, Words]
    idea: Idea


def reader_of(roles: Collection[str], *, has_skills: bool, is_platform_admin: bool) -> Reader:
    """The one reader that someone with these roles (values of `Role`) is on Home."""
    for role in (Role.DIRECTOR, Role.COORDINATOR, Role.BOARD_ADMIN, Role.NETWORK_COORDINATOR, Role.MODERATOR):
        if role in roles:
            return Reader(role.value)
    if Role.STAFF in roles or Role.FREELANCER in roles:
        return Reader.EXPERT if has_skills else Reader.NEW_EXPERT
    return Reader.PLATFORM_ADMIN if is_platform_admin else Reader.NOBODY_YET


SEARCH = Idea(
    _("Kijk eens wie er al is"),
    _("Zoek op een vaardigheid. Je ziet wie er dichtbij is, wanneer die kan en waarom die past."),
    "experts:expert_list",
    _("Zoek iemand"),
)
ASKING = (
    _("Schrijf in gewone woorden waar jullie hulp bij zoeken, of zoek zelf iemand."),
    _("Wie past en kan, krijgt je vraag. Je ziet meteen wie ja zegt."),
    _("Jullie maken afspraken. Na afloop vertel je hoe het ging."),
)
GUIDES: dict[Reader, Guide] = {
    Reader.DIRECTOR: Guide(
        ASKING,
        Idea(
            _("Waar loopt jullie school tegenaan?"),
            _("Een vraag hoeft niet mooi geschreven te zijn. Twee zinnen zijn genoeg om iemand te vinden."),
            "helprequests:helprequest_create",
            _("Stel je vraag"),
        ),
    ),
    Reader.COORDINATOR: Guide(ASKING, SEARCH),
    Reader.BOARD_ADMIN: Guide(
        (
            _("Een school vraagt hulp. Een collega van een andere school zegt ja."),
            _("Jij betaalt de vervanging uit geld dat er al is, en ziet wat het kost."),
            _("Niemand gaat weg voordat de eigen klas geregeld is."),
        ),
        Idea(
            _("Weten je scholen waar geld voor is?"),
            _("Bekijk hoeveel er nog klaarstaat voor vervanging. Dan zeg je sneller ja."),
            "funding:budget_list",
            _("Bekijk het geld"),
        ),
    ),
    Reader.NETWORK_COORDINATOR: Guide(
        (
            _("Scholen in het netwerk helpen elkaar, ook als ze bij een ander bestuur horen."),
            _("Jij beslist over het geld voor arrangementen."),
            _("Elke euro staat in een lijst, met wie erover besliste."),
        ),
        Idea(
            _("Staat er nog geld klaar?"),
            _("Bekijk wat er is toegezegd en wat nog vrij is voor de scholen in jouw netwerk."),
            "funding:budget_list",
            _("Bekijk het geld"),
        ),
    ),
    Reader.MODERATOR: Guide(
        (
            _("Scholen en experts lezen elkaars beoordeling pas als ze allebei klaar zijn."),
            _("Meldt iemand een tekst? Dan beslis jij, nooit over je eigen school."),
            _("Kritisch zijn mag. Weg gaat alleen wat over een kind of over iemands privéleven gaat, of wat kwetst."),
        ),
        Idea(
            _("Is er iets gemeld?"),
            _("Hier staat wat scholen en experts meldden, en wat alleen aan jou geschreven is."),
            "reviews:report_list",
            _("Bekijk de meldingen"),
        ),
    ),
    Reader.EXPERT: Guide(
        (
            _("Je staat erin. Wie jou mag zien, bepaal jij."),
            _("Vraagt een school jou? Dan zeg je: graag, nu niet, of vraag later nog eens."),
            _("Je eigen directeur denkt mee over je klas. Jij kiest altijd zelf."),
        ),
        Idea(
            _("Klopt je week nog?"),
            _("Een andere vrije dag dan vorig jaar? Pas je dagdelen aan, dan vragen scholen je op het goede moment."),
            "experts:expert_me",
            _("Bekijk je aanbod"),
        ),
    ),
    Reader.NEW_EXPERT: Guide(
        (
            _("Vink aan wat je kunt. ‘Ik doe dit in mijn eigen klas’ is al genoeg."),
            _("Kies je dagdelen en hoe ver je gezien wilt worden."),
            _("Vraagt een school jou? Dan beslis je zelf of je het doet."),
        ),
        Idea(
            _("Jij kunt iets wat een ander zoekt"),
            _("Vink aan wat je kunt en wanneer het past. Het kost twee minuten en je hoeft niets te schrijven."),
            "experts:onboarding_skills",
            _("Vink aan wat je kunt"),
        ),
    ),
    Reader.PLATFORM_ADMIN: Guide(
        (
            _("Je zet scholen, besturen en netwerken klaar."),
            _("Besturen geven daarna zelf rollen aan hun mensen."),
            _("Wat mensen over elkaar schrijven, zie jij niet."),
        ),
        Idea(
            _("Staat alles goed?"),
            _("In het beheer staan de scholen, de vaardigheden en de vakanties."),
            "admin:index",
            _("Naar het beheer"),
        ),
    ),
    Reader.NOBODY_YET: Guide(
        (
            _("Je directeur of bestuur geeft je een plek bij een school."),
            _("Daarna vink je aan wat je kunt, en wanneer."),
            _("Jij bepaalt hoe ver je gezien wordt."),
        ),
        Idea(
            _("Je hoort nog niet bij een school"),
            _("Kies je school als je een werkadres hebt, of vraag je directeur of bestuur om je toe te voegen."),
            "organisations:join_choose",
            _("Kies je school"),
        ),
    ),
}
