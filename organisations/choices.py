"""Rings, roles and sources: the words of who belongs where."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ring(models.IntegerChoices):
    """How far something reaches, from the own school outwards (DESIGN section 2)."""

    SCHOOL = 1, _("Mijn school")
    BOARD = 2, _("Mijn bestuur")
    NETWORK = 3, _("Het netwerk")
    REGION = 4, _("De regio")
    NATIONAL = 5, _("Heel Nederland")

    @property
    def next_out(self) -> "Ring | None":
        """The ring one further out, or None at the end."""
        return Ring(self + 1) if self < Ring.NATIONAL else None


class Role(models.TextChoices):
    """What someone is at an organisation. Given by the organisation above, never claimed."""

    STAFF = "staff", _("Medewerker")
    COORDINATOR = "coordinator", _("Intern begeleider")
    DIRECTOR = "director", _("Directeur")
    BOARD_ADMIN = "board_admin", _("Bestuursbeheerder")
    NETWORK_COORDINATOR = "network_coordinator", _("Netwerkcoördinator")
    MODERATOR = "moderator", _("Moderator")
    FREELANCER = "freelancer", _("Zzp'er")


SCHOOL_ROLES = (Role.STAFF, Role.COORDINATOR, Role.DIRECTOR)
BOARD_ROLES = (Role.BOARD_ADMIN,)
NETWORK_ROLES = (Role.NETWORK_COORDINATOR, Role.MODERATOR, Role.FREELANCER)


class SignInKind(models.TextChoices):
    """Where the people of a board sign in with the account of their school."""

    ENTREE = "entree", _("Entree Federatie")
    ENTRA = "entra", _("Microsoft")
    GOOGLE = "google", _("Google")


class Affiliation(models.TextChoices):
    """What somebody is at their school, in the words of Entree; a pupil is never let in."""

    EMPLOYEE = "employee", _("Medewerker (employee)")
    STAFF = "staff", _("Staf (staff)")


class Source(models.TextChoices):
    """Where an organisation came from. The DUO import touches only what came from DUO."""

    DUO = "duo", _("DUO")
    DEMO = "demo", _("Demo")
    MANUAL = "manual", _("Zelf toegevoegd")


class NetworkSource(models.TextChoices):
    """How a school's network became known, from weakest to strongest; an import never overrules a stronger one."""

    UNKNOWN = "", _("Onbekend")
    POSTCODE = "postcode", _("Postcodetabel")
    LIST = "list", _("Lijst per school")
    MANUAL = "manual", _("Met de hand gekozen")


class SchoolKind(models.TextChoices):
    """What DUO calls the soort of a location in primary education."""

    BO = "bo", _("Basisschool")
    SBO = "sbo", _("Speciaal basisonderwijs")
    SO = "so", _("Speciaal onderwijs")
    SO_VSO = "so_vso", _("Speciaal en voortgezet speciaal onderwijs")
    VSO = "vso", _("Voortgezet speciaal onderwijs")


class ImportStep(models.TextChoices):
    """Where an import of DUO's files stands."""

    READING = "reading", _("Wordt gelezen")
    REFUSED = "refused", _("Niet te gebruiken")
    READY = "ready", _("Wacht op jou")
    APPLYING = "applying", _("Wordt toegepast")
    APPLIED = "applied", _("Toegepast")
    DISCARDED = "discarded", _("Weggegooid")


class FileKind(models.TextChoices):
    """What a file of an import is about, seen from its columns."""

    SCHOOLS = "schools", _("Scholen")
    NETWORKS = "networks", _("Samenwerkingsverbanden")
    PUPILS = "pupils", _("Leerlingen")
    PLACES = "places", _("Plekken op de kaart")
    BOARDS = "boards", _("Namen van besturen")


class HolidayRegion(models.TextChoices):
    NORTH = "noord", _("Noord")
    MIDDLE = "midden", _("Midden")
    SOUTH = "zuid", _("Zuid")


class JoinVia(models.TextChoices):
    """How someone came to ask for a place, without an invitation."""

    DOMAIN = "domain", _("Met een werkadres van het bestuur")
    SSO = "sso", _("Met de inlog van het bestuur")


class JoinState(models.TextChoices):
    """Where a request to belong to a school is. Moves from WAITING only."""

    WAITING = "waiting", _("Wacht op de directeur")
    CONFIRMED = "confirmed", _("Hoort erbij")
    REFUSED = "refused", _("Hoort er niet bij")
    WITHDRAWN = "withdrawn", _("Ingetrokken")


class InvitationState(models.TextChoices):
    """Where an invitation to belong to a board's schools is. Moves from OPEN only; that it has run out is its date."""

    OPEN = "open", _("Wacht op antwoord")
    ACCEPTED = "accepted", _("Zei ja")
    DECLINED = "declined", _("Zei nee")
    WITHDRAWN = "withdrawn", _("Ingetrokken")


class LetterKind(models.TextChoices):
    """What a mail of this floor is about; its templates bear this name."""

    INVITED = "invited", _("Uitnodiging")
    PLACE_GIVEN = "place_given", _("Een plek erbij")
    PLACE_ENDED = "place_ended", _("Een plek stopt")
    JOIN_CONFIRMED = "join_confirmed", _("Aanmelding bevestigd")
    JOIN_REFUSED = "join_refused", _("Aanmelding niet bevestigd")
    WORK_ADDRESS = "work_address", _("Werkadres bevestigen")
