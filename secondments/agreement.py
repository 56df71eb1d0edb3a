"""The agreement about one loan as an accessible PDF (PDF/UA-1), made from the terms that stand.

Contents: DOMAIN 4.5. Birth date, address and citizen service number are never stored: they are blanks to fill in by
hand. The reference is a hash of everything the document says, so two documents with the same reference say the same.
"""

import json
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import typst
from django.utils.formats import date_format, number_format
from django.utils.translation import override

from core.templatetags.components import euros
from secondments.choices import ChargeMethod, LegalShape, SecondmentState, VatRegime
from secondments.models import Loan, Secondment
from secondments.price_words import price_in

_TEMPLATE = Path(__file__).resolve().parent / "documents" / "agreement.typ"
# A lending at cost between schools may fall outside this law; who lends finds out (DOMAIN 4.6).
WTTA_STARTS_ON = date(2027, 1, 1)

_TITLES = {
    LegalShape.WITHIN_BOARD: "Afspraak over inzet binnen het bestuur",
    LegalShape.SECONDMENT: "Detacheringsovereenkomst",
    LegalShape.SERVICE: "Opdrachtbevestiging",
    LegalShape.FREELANCE: "Overeenkomst van opdracht",
    LegalShape.BARTER: "Afspraak over ruilen met gesloten beurzen",
}


def has_agreement(loan: Loan) -> bool:
    """Collegial help and help at the own school need no paperwork; what was withdrawn or refused leaves none."""
    secondment = loan.secondment
    is_alive = secondment.state not in (SecondmentState.DRAFT, SecondmentState.DECLINED, SecondmentState.WITHDRAWN)
    return is_alive and secondment.legal_shape in _TITLES and loan.lender != secondment.borrower


def agreement_pdf(loan: Loan) -> bytes:
    """The PDF. The same terms always give the same words."""
    deal = agreement_of(loan)
    return bytes(
        typst.compile(_template(), format="pdf", pdf_standards=["ua-1"], sys_inputs={"deal": json.dumps(deal)})
    )


def reference_of(loan: Loan) -> str:
    """Twelve signs that name what the agreement says."""
    return str(agreement_of(loan)["reference"])


def agreement_of(loan: Loan) -> dict[str, Any]:
    """Everything the document says, in Dutch, whatever language the reader chose."""
    secondment = loan.secondment
    with override("nl"):
        deal = {
            "title": _TITLES[LegalShape(secondment.legal_shape)],
            "is_draft": secondment.state == SecondmentState.IN_APPROVAL,
            "intro": _intro(secondment),
            "parties": _parties(loan),
            "work": _work(loan),
            "half_days": [[date_format(row.day, "l j F Y"), row.get_part_display()] for row in loan.half_days.all()],
            "clauses": _clauses(loan),
        }
        said = json.dumps(deal | {"is_draft": False}, sort_keys=True).encode()
        reference = sha256(said).hexdigest()[:12]
        footer = f"Inzet {secondment.pk}, versie {secondment.terms_version}, kenmerk {reference}"
    return deal | {"reference": reference, "footer": footer}


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()


def _intro(secondment: Secondment) -> str:
    match secondment.legal_shape:
        case LegalShape.SECONDMENT:
            return (
                "De uitlener leent de medewerker uit aan de inlener. De inlener heeft deze hulp nodig voor het "
                "onderwijs en kan die zelf niet op tijd regelen. De uitlener rekent niet meer dan de kosten."
            )
        case LegalShape.SERVICE:
            return "De uitlener doet een opdracht voor de inlener en blijft zelf verantwoordelijk voor het werk."
        case LegalShape.FREELANCE:
            return "De opdrachtnemer werkt zelfstandig, bepaalt zelf hoe het werk gebeurt en stuurt een rekening."
        case LegalShape.BARTER:
            return "De scholen ruilen uren. Niemand betaalt; de uren staan in een overzicht van beide scholen."
        case _:
            return "De medewerker helpt een andere school van hetzelfde bestuur. De werkgever blijft dezelfde."


def _parties(loan: Loan) -> list[dict[str, Any]]:
    borrower = loan.secondment.borrower
    lender = loan.lender
    employee = {
        "name": str(loan.expert),
        "called": "de medewerker" if lender else "de opdrachtnemer",
        "about": _employment(loan),
        "blanks": ["Geboortedatum", "Adres"] if lender else ["Adres", "KVK-nummer", "Btw-nummer"],
        "signs": str(loan.expert),
    }
    borrowing = {
        "name": borrower.board.name,
        "called": "de inlener",
        "about": f"Voor {borrower.name} (vestiging {borrower.code}).",
        "blanks": ["KVK-nummer", "Vertegenwoordigd door"],
        "signs": f"De inlener: {borrower.board.name}",
    }
    if lender is None:
        return [employee, borrowing]
    lending = {
        "name": lender.board.name,
        "called": "de uitlener",
        "about": f"Voor {lender.name} (vestiging {lender.code}).",
        "blanks": ["KVK-nummer", "Vertegenwoordigd door"],
        "signs": f"De uitlener: {lender.board.name}",
    }
    return [lending, borrowing, employee]


def _employment(loan: Loan) -> str:
    if loan.lender is None:
        return "Werkt voor zichzelf."
    title = loan.position.membership.job_title
    return f"Werkt bij {loan.lender.name}{f' als {title}' if title else ''}."


def _work(loan: Loan) -> list[str]:
    secondment = loan.secondment
    lines = [f"De hulp: {secondment.title}.".replace("..", ".")]
    if secondment.goal:
        lines.append(f"Daarna is dit anders: {secondment.goal}")
    rows = list(loan.half_days.all())
    lines.append(
        f"De afspraak loopt van {_day(rows[0].day)} tot en met {_day(rows[-1].day)} en stopt dan vanzelf. "
        f"Het zijn {len(rows)} dagdelen."
        if len(rows) > 1
        else f"De afspraak is voor {_day(rows[0].day)}, één dagdeel."
    )
    if secondment.preparation_hours:
        lines.append(f"Voorbereiding: {number_format(secondment.preparation_hours.normalize())} uur.")
    lines.append(f"Hoe de tijd gevonden wordt: {loan.get_time_mode_display().lower().replace('mijn', 'eigen')}.")
    return lines


def _clauses(loan: Loan) -> list[dict[str, Any]]:
    found = [_direction(loan), _money(loan.secondment), _ending(loan.secondment)]
    if loan.lender is not None:
        found += [_illness(), _employed()]
    found += [_care(loan), _results()]
    if loan.secondment.legal_shape == LegalShape.SECONDMENT and _runs_under_wtta(loan.secondment):
        found.append(_wtta())
    found.append(_clause("Andere afspraken", ["Op deze afspraak is Nederlands recht van toepassing."], to_discuss=True))
    return found


def _clause(title: str, lines: list[str], *, to_discuss: bool = False) -> dict[str, Any]:
    return {"title": title, "lines": lines, "to_discuss": to_discuss}


def _direction(loan: Loan) -> dict[str, Any]:
    secondment = loan.secondment
    if secondment.legal_shape == LegalShape.FREELANCE:
        lines = ["De opdrachtnemer krijgt geen opdrachten over hoe het werk gebeurt, en mag zich laten vervangen."]
    elif secondment.legal_shape == LegalShape.SERVICE:
        lines = ["De uitlener geeft leiding aan het werk en staat in voor het resultaat."]
    else:
        lines = [
            "De inlener geeft aanwijzingen over het werk op de school. De uitlener geeft daar toestemming voor.",
            "Gesprekken over functioneren blijven bij de uitlener. Reviews in Expedu worden daar niet voor gebruikt.",
        ]
    if secondment.supervision:
        lines.append(f"Begeleiding op de school: {secondment.supervision}.")
    return _clause("Wie geeft leiding?", lines)


def _money(secondment: Secondment) -> dict[str, Any]:
    price = price_in(secondment)
    lines = [f"Verrekening: {ChargeMethod(secondment.charge_method).label.lower()}."]
    if price.band is not None:
        low, high = price.band
        lines.append(
            f"De inlener betaalt naar verwachting {euros(low)} tot {euros(high)}, en nooit meer dan dat laatste bedrag."
        )
    elif price.price_cents:
        lines.append(f"De inlener betaalt {euros(price.price_cents)}, zonder btw.")
    elif price.is_open:
        lines.append("De prijs is nog niet genoemd.")
    if price.travel_cents:
        lines.append(f"Reiskosten: {euros(price.travel_cents)}.")
    lines.append(f"{VatRegime(secondment.vat_regime).label}.")
    if secondment.price_cents:
        lines.append(
            f"Afzeggen door de inlener is gratis tot {secondment.cancel_free_days} schooldagen vooraf. Daarna betaalt "
            f"de inlener {secondment.cancel_percent} procent van wat is afgezegd."
        )
    if len(secondment.loans.all()) > 1:
        lines.append("Deze bedragen gelden voor alle medewerkers van deze inzet samen.")
    return _clause("Wat kost het?", lines)


def _ending(secondment: Secondment) -> dict[str, Any]:
    return _clause(
        "Eerder stoppen en terughalen",
        [
            "Elke partij kan eerder stoppen, in overleg en met een reden.",
            f"De uitlener mag de medewerker terughalen als een klas anders geen leraar heeft, uiterlijk "
            f"{secondment.recall_school_days} schooldagen vooraf. Die dagdelen kosten de inlener niets.",
        ],
    )


def _illness() -> dict[str, Any]:
    return _clause(
        "Ziekte en vrije dagen",
        [
            "De medewerker meldt zich ziek bij de uitlener én bij de inlener. De uitlener houdt de zorg bij ziekte.",
            "Dagdelen die niet doorgaan door ziekte kosten de inlener niets.",
            "De vakanties van de school waar de medewerker werkt (de uitlener) gelden.",
        ],
        to_discuss=True,
    )


def _employed() -> dict[str, Any]:
    return _clause(
        "De medewerker houdt alles",
        [
            "Salaris, pensioen en anciënniteit blijven zoals ze zijn. De medewerker blijft in dienst van de uitlener "
            "en gaat daarna terug naar de eigen groep of functie.",
        ],
    )


def _care(loan: Loan) -> dict[str, Any]:
    vog = "De uitlener verklaart dat er een geldige VOG is." if loan.lender else "De opdrachtnemer laat een VOG zien."
    return _clause(
        "Veilig en zorgvuldig werken",
        [
            "De inlener zorgt voor een veilige werkplek. Ieders verzekering voor aansprakelijkheid geldt voor het "
            "eigen deel.",
            f"{vog} De gedragscode en de meldcode van de inlener gelden.",
            "Wat de medewerker hoort over leerlingen, ouders en collega's blijft op de school. In Expedu staat niets "
            "over leerlingen.",
        ],
    )


def _results() -> dict[str, Any]:
    return _clause(
        "Materiaal",
        ["Materiaal dat voor deze hulp gemaakt wordt, mogen de scholen van beide partijen gratis gebruiken."],
        to_discuss=True,
    )


def _wtta() -> dict[str, Any]:
    return _clause(
        "Wet toelating terbeschikkingstelling van arbeidskrachten (Wtta)",
        [
            "Deze wet geldt vanaf 1 januari 2027. De uitlener is nagegaan of uitlenen aan een andere school zonder "
            "winst onder een uitzondering valt, en vertelt de inlener wat daaruit kwam."
        ],
        to_discuss=True,
    )


def _runs_under_wtta(secondment: Secondment) -> bool:
    return secondment.ends_on is not None and secondment.ends_on >= WTTA_STARTS_ON


def _day(day: date) -> str:
    return date_format(day, "j F Y")
