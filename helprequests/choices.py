"""States of a help request and of an invitation, and the steps that are allowed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RequestState(models.TextChoices):
    DRAFT = "draft", _("Klad")
    OPEN = "open", _("Staat uit")
    AGREED = "agreed", _("Iemand gevonden")
    CLOSED = "closed", _("Gesloten")


REQUEST_STEPS: dict[RequestState, frozenset[RequestState]] = {
    RequestState.DRAFT: frozenset({RequestState.OPEN, RequestState.CLOSED}),
    RequestState.OPEN: frozenset({RequestState.AGREED, RequestState.CLOSED}),
    RequestState.AGREED: frozenset({RequestState.OPEN, RequestState.CLOSED}),
    RequestState.CLOSED: frozenset(),
}


class CloseReason(models.TextChoices):
    SOLVED_HERE = "solved_here", _("Opgelost met iemand van Expedu")
    SOLVED_INSIDE = "solved_inside", _("Zelf opgelost, binnen de school")
    BOUGHT = "bought", _("Van buiten ingehuurd")
    NOT_NEEDED = "not_needed", _("Niet meer nodig")
    NOBODY = "nobody", _("Niemand gevonden")


class InvitationState(models.TextChoices):
    OPEN = "open", _("Wacht op antwoord")
    YES = "yes", _("Wil graag helpen")
    NOT_NOW = "not_now", _("Nu niet")
    LATER = "later", _("Vraag me later")
    EXPIRED = "expired", _("Niet beantwoord")
    WITHDRAWN = "withdrawn", _("Niet meer nodig")


INVITATION_STEPS: dict[InvitationState, frozenset[InvitationState]] = {
    InvitationState.OPEN: frozenset(
        {
            InvitationState.YES,
            InvitationState.NOT_NOW,
            InvitationState.LATER,
            InvitationState.EXPIRED,
            InvitationState.WITHDRAWN,
        }
    ),
    InvitationState.YES: frozenset({InvitationState.NOT_NOW, InvitationState.WITHDRAWN}),
    InvitationState.NOT_NOW: frozenset({InvitationState.YES}),
    InvitationState.LATER: frozenset({InvitationState.YES, InvitationState.NOT_NOW}),
    InvitationState.EXPIRED: frozenset({InvitationState.YES}),
    InvitationState.WITHDRAWN: frozenset(),
}


class NotNowReason(models.TextChoices):
    """Why someone says not now; teaches later matching, and only the expert and the software know it."""

    TOO_BUSY = "too_busy", _("Ik heb er nu geen tijd voor")
    WRONG_DAYS = "wrong_days", _("Deze dagdelen kan ik niet")
    TOO_FAR = "too_far", _("Het is te ver weg")
    NOT_MY_THING = "not_my_thing", _("Dit past niet bij wat ik kan")
    OTHER = "other", _("Iets anders")


class EventKind(models.TextChoices):
    """One line of a request's timeline."""

    PUBLISHED = "published", _("Uitgezet")
    MATCHED = "matched", _("Mensen gezocht")
    INVITED = "invited", _("Mensen gevraagd")
    WIDENED = "widened", _("Een kring verder")
    ANSWERED = "answered", _("Antwoord")
    WITHDREW = "withdrew", _("Kan toch niet")
    CONTACTED = "contacted", _("In gesprek")
    HELD = "held", _("Blijft in deze kring")
    RESUMED = "resumed", _("Mag weer verder")
    AGREED = "agreed", _("Afgesproken")
    REOPENED = "reopened", _("Opnieuw uitgezet")
    MOVED = "moved", _("De school hoort nu ergens anders bij")
    ALLOWED = "allowed", _("Ook op de nieuwe plek te zien")
    SCHOOL_CLOSED = "school_shut", _("De school is gesloten")
    HANDED_OVER = "handed_over", _("Iemand anders neemt het over")
    CLOSED = "closed", _("Gesloten")


class ReportReason(models.TextChoices):
    """Why someone asks the moderator to look. That a text is negative is never a reason."""

    PUPIL = "pupil", _("Het gaat over een kind")
    PRIVATE = "private", _("Het gaat over iemands privéleven of gezondheid")
    INSULT = "insult", _("Het kwetst of bedreigt")
    UNTRUE = "untrue", _("Het klopt aantoonbaar niet")
    OTHER = "other", _("Iets anders")


class Verdict(models.TextChoices):
    """What the moderator decides about a reported text."""

    KEEP = "keep", _("Laten staan")
    HIDE = "hide", _("Verbergen")
