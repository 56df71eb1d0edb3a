"""The picture of a budget: {% load funding %}{% budget_bar budget %}."""

from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.templatetags.components import euros
from funding.burn_down import BurnDown, Point
from funding.models import Budget

register = template.Library()

WIDTH = 360


TOP, FLOOR = 10, 120


@register.inclusion_tag("funding/_burn_down.html")
def burn_down(course: BurnDown) -> dict[str, Any]:
    """What is free at the end of every month, as a line: drawn through so far, dashed from today on."""
    points = course.points
    first, last = points[0].on, points[-1].on
    most, days = max(1, *(point.free for point in points)), max(1, (last - first).days)

    def place(point: Point) -> dict[str, int]:
        x = round(WIDTH * (point.on - first).days / days)
        return {"x": min(x, WIDTH), "y": FLOOR - round((FLOOR - TOP) * max(0, point.free) / most)}

    def line(part: list[Point]) -> str:
        return " ".join(f"{at['x']},{at['y']}" for at in map(place, part))

    past = [point for point in points if not point.is_forecast]
    ahead = [point for point in points if point.is_forecast]
    return {
        "points": points,
        "past": line(past),
        "ahead": line([past[-1], *ahead]) if ahead else "",
        "now": place(past[-1]),
        "first": first,
        "last": last,
        "caption": _expected(course),
    }


def _expected(course: BurnDown) -> str:
    if course.empty_on is not None:
        day = date_format(course.empty_on, "F Y")
        return _("Gaat het door zoals tot nu toe, dan is dit budget leeg in %(day)s.") % {"day": day}
    if course.left is not None:
        return _("Gaat het door zoals tot nu toe, dan blijft er ongeveer %(euros)s over.") % {
            "euros": euros(round(course.left, -2))
        }
    return _("Wat er vrij was aan het einde van elke maand.")


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
