"""Small template helpers that every page may use (no `load` needed). The gallery at /huisstijl/ shows each of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template import RequestContext
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import half_days

register = template.Library()

BAR_WIDTH = 270
HALF_BAR = 110


@register.inclusion_tag("components/week.html")
def week(mask: int, label: str = "", words_hidden: bool = False) -> dict[str, Any]:
    """A picture of the half-days in `mask` (core.half_days) and the words below it: {% week expert.half_days %}.

    `label` stands before the words ("Vrij:"); `words_hidden` keeps the words for screen readers only.
    """
    mask = mask or 0
    words = half_days.words(mask) or _("geen vast dagdeel")
    return {
        "days": [
            {
                "letter": half_days.WEEKDAYS_LETTER[day],
                "left": f"{2.5 + 28 * day}",
                "middle": 14 + 28 * day,
                "parts": [{"top": f"{14.5 + 18 * part}", "is_on": mask >> 2 * day + part & 1} for part in range(2)],
            }
            for day in range(5)
        ],
        "label": label,
        "words": words if label else capfirst(words),
        "words_hidden": words_hidden,
    }


@register.filter
def half_days_words(mask: int | None) -> str:
    """{{ expert.half_days|half_days_words }}: "dinsdagmiddag en de hele donderdag"."""
    return half_days.words(mask or 0)


@register.inclusion_tag("components/rings.html")
def rings(reach: int) -> dict[str, Any]:
    """Five rings with the nearest `reach` (1..5) filled: {% rings expert.ring %}. Say it in words beside it."""
    return {"reach": int(reach or 0)}


@register.inclusion_tag("components/bars.html")
def bars(rows: Iterable[Mapping[str, Any]], caption: str, label_head: str = "", value_head: str = "") -> dict[str, Any]:
    """Bars with a table beside them. `rows`: dicts `label`, `value` (a number) and `shown` ("24 uur")."""
    rows = list(rows)
    most = max((row["value"] for row in rows), default=0) or 1
    return {
        "caption": caption,
        "label_head": label_head or _("Wat"),
        "value_head": value_head or _("Hoeveel"),
        "height": 48 * len(rows) + 4,
        "rows": [
            {
                **row,
                "text_y": 48 * i + 15,
                "y": 48 * i + 24,
                "value_y": 48 * i + 37,
                "width": round(BAR_WIDTH * row["value"] / most),
            }
            for i, row in enumerate(rows)
        ],
    }


@register.inclusion_tag("components/progress.html")
def progress(work: Any, url: str, label: str = "") -> dict[str, Any]:
    """How far long work (core.progress.LongWork) is: {% progress import url %}; `url` is the page it stands on."""
    return {"work": work, "url": url, "label": label or _("Hoe ver het is")}


@register.inclusion_tag("components/give_take.html")
def give_take(rows: Iterable[Mapping[str, Any]], caption: str, unit: str = "", short_unit: str = "") -> dict[str, Any]:
    """Given to the left, received to the right. `rows`: dicts `label`, `given`, `taken` (numbers, in `unit`)."""
    rows = list(rows)
    most = max((max(row["given"], row["taken"]) for row in rows), default=0) or 1
    shown = []
    for i, row in enumerate(rows):
        given, taken = round(HALF_BAR * row["given"] / most), round(HALF_BAR * row["taken"] / most)
        shown.append(
            {
                **row,
                "text_y": 54 * i + 37,
                "y": 54 * i + 44,
                "value_y": 54 * i + 58,
                "given_width": given,
                "given_x": 180 - given,
                "given_text_x": 174 - given,
                "taken_width": taken,
                "taken_text_x": 187 + taken,
                "given_shown": f"{number_format(row['given'])} {unit}".strip(),
                "taken_shown": f"{number_format(row['taken'])} {unit}".strip(),
            }
        )
    return {
        "caption": caption,
        "label_head": _("School"),
        "given_head": _("gegeven"),
        "taken_head": _("gekregen"),
        "height": 54 * len(rows) + 34,
        "axis_end": 54 * len(rows) + 24,
        "rows": shown,
    }


@register.inclusion_tag("components/share_bar.html")
def share_bar(
    now: float, after: float | None = None, limit: float | None = None, caption: str = "", whole: float = 0
) -> dict[str, Any]:
    """A share in percent: now, after this, and the own limit.

    The bar ends a little past the largest of them and never before 10%, so that a small share looks small.
    """
    now, after, limit = float(now), None if after is None else float(after), float(limit) if limit else None
    whole = whole or max(now * 1.2, (after or 0) * 1.2, (limit or 0) * 1.2, 10)
    limit_x = round(360 * limit / whole) if limit else 0
    return {
        "caption": caption,
        "now_width": round(360 * now / whole),
        "after_width": round(360 * (after if after is not None else now) / whole),
        "after_text_x": max(round(360 * (after or 0) / whole), 200),
        "now_shown": _("nu %(share)s%%") % {"share": _percent(now)},
        "after_shown": _("straks %(share)s%%") % {"share": _percent(after)} if after is not None else "",
        "height": 92 if limit else 62,
        "limit_x": limit_x,
        "limit_anchor": "t-end" if limit_x > 180 else "",
        "limit_shown": _("jouw grens %(share)s%%") % {"share": _percent(limit)} if limit else "",
    }


def _percent(share: float) -> str:
    """7.0 as "7" and 0.94 as "0,9"."""
    return number_format(round(share, 1), decimal_pos=0 if round(share, 1) == round(share) else 1)


@register.filter
def euros(cents: int | None) -> SafeString | str:
    """Eurocents as an amount: 125000 is "€ 1.250" and 125050 is "€ 1.250,50"."""
    if cents is None:
        return ""
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(int(cents)), 100)
    amount = number_format(f"{whole}.{rest:02d}" if rest else whole, use_l10n=True, force_grouping=True)
    return format_html("{}€ {}", sign, amount)


@register.simple_tag(takes_context=True)
def page_link(context: RequestContext, number: int) -> str:
    """This address with another `?page=`; the rest of the question stays."""
    query = context.request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


@register.filter
def is_list(value: object) -> bool:
    """Whether `value` is a list or tuple, for components/data_tree.html."""
    return isinstance(value, list | tuple)


@register.simple_block_tag
def component_example(content: str, name: str, text: str) -> SafeString:
    """One component in the gallery: its file name, what it is for, and the thing itself."""
    return format_html(
        '<section class="stack" aria-labelledby="{0}"><h2 id="{0}">{0}</h2><p class="soft">{1}</p>{2}</section>',
        name,
        text,
        content,
    )
