"""Refusals about money."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow


class BudgetShort(NotAllowedNow):
    """The budget does not hold this much. `available_cents` is what it still holds."""

    def __init__(self, available_cents: int) -> None:
        self.available_cents = available_cents
        amount = number_format(f"{available_cents / 100:.2f}", use_l10n=True, force_grouping=True)
        super().__init__(_("Er zit nog € %(amount)s in dit budget. Dat is niet genoeg.") % {"amount": amount})


class RateMissing(LookupError):
    """No rate of this key is valid on this day: reference data was not loaded, or has a gap."""
