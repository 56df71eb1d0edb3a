"""What a budget is for, where a commitment is, and what a line of the ledger says."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    ARRANGEMENT = "arrangement", _("Arrangementsgeld")
    BOARD = "board", _("Geld van het bestuur")
    SCHOOL = "school", _("Geld van de school")
    DEVELOPMENT = "development", _("Ontwikkelbudget")


class CommitmentState(models.TextChoices):
    """Where a promise to pay is."""

    RESERVED = "reserved", _("Gereserveerd")
    COMMITTED = "committed", _("Toegezegd")
    SPENT = "spent", _("Uitgegeven")
    RELEASED = "released", _("Vrijgegeven")
    LAPSED = "lapsed", _("Verlopen")


# State -> the states that may follow it. Only actions move a commitment.
NEXT_STATES: dict[CommitmentState, frozenset[CommitmentState]] = {
    CommitmentState.RESERVED: frozenset({CommitmentState.COMMITTED, CommitmentState.RELEASED, CommitmentState.LAPSED}),
    CommitmentState.COMMITTED: frozenset({CommitmentState.SPENT, CommitmentState.RELEASED}),
    CommitmentState.SPENT: frozenset(),
    CommitmentState.RELEASED: frozenset(),
    CommitmentState.LAPSED: frozenset(),
}


class LineKind(models.TextChoices):
    """What happened to the money, in one word."""

    GRANT = "grant", _("Toegekend")
    RESERVE = "reserve", _("Gereserveerd")
    COMMIT = "commit", _("Toegezegd")
    SPEND = "spend", _("Uitgegeven")
    RELEASE = "release", _("Vrijgegeven")
    CORRECT = "correct", _("Gecorrigeerd")
