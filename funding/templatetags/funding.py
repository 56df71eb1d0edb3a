"""The picture of a budget: {% load funding %}{% budget_bar budget %}."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from funding.models import Budget

register = template.Library()

WIDTH = 360


@register.inclusion_tag("funding/_budget_bar.html")
def budget_bar(budget: Budget) -> dict[str, Any]:
    """One bar for all that was granted: spent, promised, reserved, and what is free. Say the amounts beside it."""
    parts = [
        ("bar", budget.spent_cents),
        ("more", budget.committed_cents),
        ("take", budget.reserved_cents),
    ]
    whole, x, shapes = max(budget.granted_cents, 1), 0, []
    for look, cents in parts:
        width = round(WIDTH * cents / whole)
        if width:
            shapes.append({"look": look, "x": x, "width": min(width, WIDTH - x)})
        x += width
    share = round(100 * budget.available_cents / whole) if budget.granted_cents else 0
    return {"shapes": shapes, "caption": _("Nog %(share)s%% vrij") % {"share": share}}
