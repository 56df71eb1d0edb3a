"""States, shapes and steps of a secondment (DESIGN section 7; DOMAIN section 4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SecondmentState(models.TextChoices):
    DRAFT = "draft", _("Voorstel in de maak")
    IN_APPROVAL = "in_approval", _("Wacht op akkoord")
    PLANNED = "planned", _("Afgesproken")
    FINISHED = "finished", _("Klaar")
    DECLINED = "declined", _("Niet mogelijk nu")
    WITHDRAWN = "withdrawn", _("Ingetrokken")
    CANCELLED = "cancelled", _("Afgezegd")


SECONDMENT_STEPS: dict[SecondmentState, frozenset[SecondmentState]] = {
    SecondmentState.DRAFT: frozenset({SecondmentState.IN_APPROVAL, SecondmentState.WITHDRAWN}),
    SecondmentState.IN_APPROVAL: frozenset(
        {
            SecondmentState.DRAFT,
            SecondmentState.PLANNED,
            SecondmentState.DECLINED,
            SecondmentState.WITHDRAWN,
        }
    ),
    SecondmentState.PLANNED: frozenset({SecondmentState.FINISHED, SecondmentState.CANCELLED}),
    SecondmentState.FINISHED: frozenset(),
    SecondmentState.DECLINED: frozenset({SecondmentState.DRAFT}),
    SecondmentState.WITHDRAWN: frozenset(),
    SecondmentState.CANCELLED: frozenset(),
}


class LegalShape(models.TextChoices):
    """The software proposes one with a reason, a human confirms (DOMAIN 4.1)."""

    COLLEGIAL = "collegial", _("Collegiale hulp")
    WITHIN_BOARD = "within_board", _("Inzet binnen het bestuur")
    SECONDMENT = "secondment", _("Detachering")
    SERVICE = "service", _("Dienst")
    FREELANCE = "freelance", _("Opdracht aan een zzp'er")
    BARTER = "barter", _("Ruilen met gesloten beurzen")


class ChargeMethod(models.TextChoices):
    """Five ways to charge (DOMAIN 5.3)."""

    NONE = "none", _("Niets doorberekenen")
    ACTUAL = "actual", _("Werkelijke loonkosten")
    AVERAGE = "average", _("Gemiddelde van het bestuur")
    REPLACEMENT = "replacement", _("De kosten van de vervanging")
    FIXED = "fixed", _("Een vaste prijs")


class VatRegime(models.TextChoices):
    """VAT of a loan (DOMAIN 5.4)."""

    SAME_BOARD = "same_board", _("Geen btw: hetzelfde bestuur")
    EXEMPT = "exempt", _("Geen btw: vrijgesteld onderwijs")
    TAXED = "taxed", _("Met btw")
    NOT_APPLICABLE = "n/a", _("Geen btw: er wordt niets doorberekend")
    TO_DECIDE = "to_decide", _("Nog te beslissen")


class Comparison(models.TextChoices):
    """What else a school would hire; its prices are rates (DOMAIN 5.7)."""

    TRAINER = "trainer_day", _("Een trainer van buiten")
    ADVISER = "adviser_hour", _("Een adviseur van een bureau")
    COORDINATOR = "freelance_coordinator", _("Een intern begeleider als zzp'er")
    REMEDIAL = "freelance_remedial", _("Een remedial teacher als zzp'er")
    TEACHER = "agency_teacher", _("Een leraar van een uitzendbureau")

    @property
    def is_per_day(self) -> bool:
        return self is Comparison.TRAINER

    @property
    def is_without_vat(self) -> bool:
        return self in (Comparison.TRAINER, Comparison.ADVISER)


class StepKind(models.TextChoices):
    """Whose yes is needed. The order of the members is the order of asking."""

    EXPERT = "expert", _("De expert zelf")
    BORROWING_DIRECTOR = "borrowing_director", _("Directeur van de school die vraagt")
    LENDING_DIRECTOR = "lending_director", _("Directeur van de school die uitleent")
    LENDING_BOARD = "lending_board", _("Bestuur van de school die uitleent")
    BORROWING_BOARD = "borrowing_board", _("Bestuur van de school die vraagt")
    BUDGET_HOLDER = "budget_holder", _("Wie over het geld gaat")


class StepState(models.TextChoices):
    WAITING = "waiting", _("Wacht")
    APPROVED = "approved", _("Akkoord")
    DECLINED = "declined", _("Nee")
    VOID = "void", _("Vervallen")


class DeclineReason(models.TextChoices):
    """Only the lending side and the decider read it; the borrower reads "nu niet mogelijk"."""

    GROUP = "group", _("De groep kan dit nu niet aan")
    REPLACEMENT = "replacement", _("Er is geen vervanging")
    LATER = "later", _("Later kan het wel")
    MONEY = "money", _("Er is geen geld voor")
    OTHER = "other", _("Iets anders")


class ReplacementState(models.TextChoices):
    """Per half-day (DOMAIN 5.6)."""

    NOT_NEEDED = "not_needed", _("Niet nodig")
    SOUGHT = "sought", _("Gezocht")
    FOUND = "found", _("Gevonden")
    CONFIRMED = "confirmed", _("Bevestigd")
    FAILED = "failed", _("Niet gelukt")


class Outcome(models.TextChoices):
    """What became of a half-day of help, as one side says it."""

    HELD = "held", _("Ging door")
    ABSENT = "absent", _("Expert was ziek of afwezig")
    NO_SHOW = "no_show", _("Expert kwam niet, zonder bericht")
    CALLED_OFF = "called_off", _("School kon niet")
    RECALLED = "recalled", _("Teruggehaald")

    @property
    def is_charged(self) -> bool:
        """A school that could not receive the help pays what was agreed about calling off; else only help is paid."""
        return self in (Outcome.HELD, Outcome.CALLED_OFF)


# What people report themselves, once the half-day is there; recalling is an action of its own.
REPORTED = (Outcome.HELD, Outcome.ABSENT, Outcome.NO_SHOW, Outcome.CALLED_OFF)


class CoveredBy(models.TextChoices):
    PART_TIMER = "part_timer", _("Eigen parttimer")
    COLLEAGUE = "colleague", _("Collega")
    POOL = "pool", _("Vervangerspool")
    AGENCY = "agency", _("Uitzendbureau")


class EventKind(models.TextChoices):
    """One line of a secondment's story."""

    PROPOSED = "proposed", _("Voorgesteld")
    CHANGED = "changed", _("Gewijzigd")
    APPROVED = "approved", _("Akkoord")
    DECLINED = "declined", _("Nee")
    COVERED = "covered", _("Vervanging")
    FUNDED = "funded", _("Betaald uit")
    PLANNED = "planned", _("Afgesproken")
    OVERRIDDEN = "overridden", _("Toch ingepland")
    SIGNED = "signed", _("Getekend")
    REPORTED = "reported", _("Dagdelen nagekeken")
    FINISHED = "finished", _("Klaar")
    STOPPED = "stopped", _("Gestopt")
