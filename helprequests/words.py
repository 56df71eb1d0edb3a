"""Words of this floor that more than one page says."""

from django.utils.translation import gettext_lazy as _

from organisations.choices import Ring

# Where a request stands, as a person says it: "We zoeken ...".
RING_WORDS = {
    Ring.SCHOOL: _("op je eigen school"),
    Ring.BOARD: _("bij de scholen van je bestuur"),
    Ring.NETWORK: _("in het netwerk"),
    Ring.REGION: _("in de regio"),
    Ring.NATIONAL: _("in heel Nederland"),
}
