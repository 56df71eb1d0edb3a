"""Words of this floor that more than one page says."""

from django.utils.translation import gettext_lazy as _

from organisations.choices import Ring

# After "in": "Staat uit in ...".
RING_WORDS = {
    Ring.SCHOOL: _("je eigen school"),
    Ring.BOARD: _("de scholen van je bestuur"),
    Ring.NETWORK: _("het netwerk"),
    Ring.REGION: _("de regio"),
    Ring.NATIONAL: _("heel Nederland"),
}
