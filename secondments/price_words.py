"""The money of a loan in words a borrower may read: a band and never a salary; savings as a range, in two views."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.templatetags.components import euros
from funding.costs import Range, cents
from funding.costs import euros as as_euros
from secondments.choices import ChargeMethod, VatRegime
from secondments.models import Secondment
from secondments.pricing import Estimate, savings
from secondments.terms import Money


@dataclass(frozen=True, slots=True)
class Price:
    """Euro cents; `band` from low to high where the exact price would tell a salary."""

    method: ChargeMethod
    price_cents: int
    band: tuple[int, int] | None
    travel_cents: int
    vat_cents: int
    vat_regime: VatRegime
    is_open: bool
    is_above_wage: bool = False


def price_of(money: Money) -> Price:
    """Of terms that are not sent yet."""
    cost = money.cost
    band = None if cost.band is None else (cents(cost.band.low), cents(cost.band.high))
    return Price(
        money.charge.method,
        cost.price_cents,
        band,
        cost.travel_cents,
        money.vat_cents,
        money.vat.regime,
        cost.is_open,
        cost.is_above_wage,
    )


def price_in(secondment: Secondment) -> Price:
    """Of a secondment."""
    low, high = secondment.band_low_cents, secondment.band_high_cents
    return Price(
        ChargeMethod(secondment.charge_method),
        secondment.price_cents,
        None if low is None or high is None else (low, high),
        secondment.travel_cents,
        secondment.vat_cents,
        VatRegime(secondment.vat_regime),
        secondment.is_price_open,
        secondment.is_above_wage,
    )


def price_in_words(price: Price) -> str:
    if price.method is ChargeMethod.FIXED and price.is_open:
        return _("Een vaste prijs. De andere kant noemt die nog.")
    if price.price_cents == 0:
        return _("Niets. Er wordt niets doorberekend.")
    if price.band is None:
        return _("Een vaste prijs van %(amount)s.") % {"amount": euros(price.price_cents)}
    low, high = price.band
    words = _("Ongeveer %(low)s tot %(high)s.") % {"low": euros(low), "high": euros(high)}
    return f"{words} {_('De school van de expert noemt nog wat een uur kost.')}" if price.is_open else words


def extra_facts(price: Price) -> list[dict[str, Any]]:
    """Travel and VAT that come on top, for the facts component."""
    facts: list[dict[str, Any]] = []
    if price.travel_cents:
        facts.append({"term": _("Reiskosten, die komen erbij"), "text": str(euros(price.travel_cents))})
    if price.vat_cents and price.band is None:
        facts.append({"term": _("Btw, die komt erbij"), "text": str(euros(price.vat_cents))})
    elif price.vat_cents:
        facts.append({"term": _("Btw, die komt erbij"), "text": _("Ja. Een school krijgt die niet terug.")})
    return facts


def vat_fact(price: Price) -> dict[str, Any]:
    """Which VAT holds, with the signal of the five percent, for who decides about money."""
    fact: dict[str, Any] = {"term": _("Btw"), "text": str(price.vat_regime.label)}
    if price.is_above_wage:
        text = _("De prijs is meer dan 5 procent hoger dan de loonkosten. Dan is vrijstelling van btw niet zeker.")
        return fact | {"text": f"{price.vat_regime.label}. {text}", "kind": "watch", "word": _("Let op")}
    if price.vat_regime is VatRegime.TO_DECIDE:
        return fact | {"kind": "watch", "word": _("Let op")}
    return fact


def savings_facts(outside: Range, cost: Estimate, vat_cents: int) -> list[dict[str, Any]]:
    """What it saves against hiring outside: for the borrower, and for everybody together. Always an estimate."""
    borrower, everybody = savings(outside, cost, vat_cents=vat_cents)
    return [
        {"term": _("Van buiten inhuren (schatting)"), "text": _range(outside)},
        {"term": _("Wat jullie school bespaart (schatting)"), "text": _range(borrower)},
        {"term": _("Wat het onderwijs samen bespaart (schatting)"), "text": _range(everybody)},
    ]


def savings_of(secondment: Secondment, cost: Estimate) -> list[dict[str, Any]]:
    """The same for a secondment, with the outside prices of the day it was proposed."""
    low, high = secondment.outside_low_cents, secondment.outside_high_cents
    if low is None or high is None:
        return []
    return savings_facts(Range(as_euros(low), as_euros(high)), cost, secondment.vat_cents)


def _range(amount: Range) -> str:
    """In whole tens: an estimate that looks exact is read as a promise."""
    if amount.high <= 0:
        return _("Niets: van buiten is niet duurder.")
    low, high = (max(0, int(end // 10 * 10)) for end in (amount.low, amount.high))
    return _("Ongeveer %(low)s tot %(high)s.") % {"low": euros(low * 100), "high": euros(high * 100)}
