"""What people fill in about a secondment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import DateInput
from core.templatetags.components import euros
from experts.choices import TimeMode
from experts.half_day_grid import Week, parse_half_day
from experts.models import Position
from funding.costs import cents
from funding.models import Budget
from organisations.guarded_forms import GuardedForm
from secondments.actions import Cover, LoanTerms, Terms
from secondments.approvals import Side
from secondments.choices import (
    REPORTED,
    ChargeMethod,
    Comparison,
    CoveredBy,
    DeclineReason,
    LegalShape,
    Outcome,
    ReplacementState,
    VatRegime,
)
from secondments.models import LoanHalfDay
from secondments.outcome_words import outcome_in_words
from secondments.words import TIME_MODE_WORDS

VAT_CHOICES = [(regime.value, regime.label) for regime in (VatRegime.EXEMPT, VatRegime.TAXED)]
# An expert's own no: two reasons are enough, and nobody else reads which.
EXPERT_REASONS = (DeclineReason.LATER, DeclineReason.OTHER)


@dataclass(frozen=True, slots=True)
class Pick:
    """One expert to pick half-days of."""

    position: Position
    weeks: Sequence[Week]
    km: Decimal | None = None  # one way, in a straight line, where both places are known


class EurosField(forms.DecimalField):
    """An amount written as Dutch writes it: 200,50. In euros, at most 50,000."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=50_000, decimal_places=2, required=False, localize=True, **kwargs)


class ProposalForm(GuardedForm):
    """A proposal: what for, and per expert which half-days and how the time is found."""

    guarded = ("title", "goal")

    title = forms.CharField(label=_("In het kort"), max_length=120)
    goal = forms.CharField(
        label=_("Wat is er na afloop anders?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Noem geen namen of gegevens van kinderen of ouders."),
    )
    supervision = forms.CharField(label=_("Wie begeleidt de expert op jullie school?"), max_length=120, required=False)
    preparation_hours = forms.DecimalField(
        label=_("Voorbereiding, in uren"), min_value=0, max_value=99, decimal_places=1, required=False
    )
    legal_shape = forms.ChoiceField(
        label=_("Vorm"),
        required=False,
        choices=[("", _("Laat Expedu de vorm voorstellen")), *LegalShape.choices],
        help_text=_("Past de vorm niet bij deze school of expert? Dan geldt het voorstel van Expedu."),
    )

    charge_method = forms.ChoiceField(
        label=_("Hoe betalen jullie de hulp?"),
        required=False,
        choices=[("", _("Laat Expedu dit voorstellen")), *ChargeMethod.choices],
        help_text=_("Bij loonkosten of een vaste prijs noemt de andere school het bedrag, als jij het niet doet."),
    )
    price = EurosField(label=_("Vaste prijs, in euro"), help_text=_("Alleen bij een vaste prijs. Zonder btw."))
    vat_regime = forms.ChoiceField(
        label=_("Btw"),
        required=False,
        choices=[("", _("Laat Expedu dit voorstellen")), *VAT_CHOICES],
        help_text=_("Het bestuur dat uitleent, kijkt dit na."),
    )
    comparison = forms.ChoiceField(
        label=_("Wat zou je anders inhuren?"),
        required=False,
        choices=[("", _("Niets, of ik weet het niet")), *Comparison.choices],
        help_text=_("Dan zie je ongeveer wat het scheelt."),
    )

    def __init__(self, *args: Any, picks: Sequence[Pick], hour_cents: int | None = None, **kwargs: Any) -> None:
        experts = [pick.position.expert.user for pick in picks]
        names = [name for user in experts for name in (user.full_name, user.first_name)]
        super().__init__(*args, names=names, **kwargs)
        self.picks = picks
        self.hour_cents = hour_cents
        for pick in picks:
            name = str(pick.position.expert)
            self.fields[_mode(pick)] = forms.ChoiceField(
                label=gettext("Hoe vindt %(name)s de tijd?") % {"name": name},
                choices=list(TIME_MODE_WORDS.items()),
                widget=forms.RadioSelect,
                initial=pick.position.time_mode,
            )
            self.fields[_km(pick)] = forms.DecimalField(
                label=gettext("Enkele reis van %(name)s, in km") % {"name": name},
                min_value=0,
                max_value=300,
                decimal_places=1,
                required=False,
                initial=pick.km,
                localize=True,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
                help_text=gettext("Wij schatten dit in een rechte lijn. Pas het aan als je het beter weet."),
            )
            self.fields[_days(pick)] = forms.MultipleChoiceField(
                label=gettext("Dagdelen van %(name)s") % {"name": name},
                choices=[(cell.value, cell.value) for cell in _open_cells(pick)],
                widget=forms.CheckboxSelectMultiple,
                error_messages={
                    "required": gettext("Kies minstens één dagdeel van %(name)s.") % {"name": name},
                    "invalid_choice": gettext("Een van de dagdelen kan niet (meer). Kijk nog eens."),
                },
            )

    def terms(self) -> Terms:
        """What was filled in, as values; only when `has_terms`."""
        data = self.cleaned_data
        return Terms(
            title=data.get("title", ""),
            goal=data.get("goal", ""),
            supervision=data.get("supervision", ""),
            preparation_hours=data.get("preparation_hours") or Decimal(0),
            legal_shape=LegalShape(data["legal_shape"]) if data.get("legal_shape") else None,
            charge_method=ChargeMethod(data["charge_method"]) if data.get("charge_method") else None,
            named_cents=self._named_cents(),
            vat_regime=VatRegime(data["vat_regime"]) if data.get("vat_regime") else None,
            comparison=Comparison(data["comparison"]) if data.get("comparison") else None,
            loans=tuple(
                LoanTerms(
                    pick.position,
                    TimeMode(data[_mode(pick)]),
                    tuple(sorted(parse_half_day(value) for value in data[_days(pick)])),
                    data.get(_km(pick)) or Decimal(0),
                )
                for pick in self.picks
            ),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("price") and data.get("charge_method") != ChargeMethod.FIXED:
            self.add_error("price", _("Kies ook bij ‘Hoe betalen jullie de hulp?’ voor een vaste prijs."))
        return data

    def _named_cents(self) -> int | None:
        """The fixed price; an hour the lender named stays while the way to charge stays."""
        if self.cleaned_data.get("charge_method") == ChargeMethod.FIXED:
            price = self.cleaned_data.get("price")
            return None if price is None else cents(price)
        return self.hour_cents if self.cleaned_data.get("charge_method") == ChargeMethod.ACTUAL else None

    @property
    def has_terms(self) -> bool:
        """Enough is right to say what it would cost and who decides, whatever the words still lack."""
        names = [name for pick in self.picks for name in (_mode(pick), _days(pick))]
        names += [field.name for field in self.money_fields]
        return self.is_bound and not any(name in self.errors for name in names)

    @property
    def work_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("title", "goal", "supervision", "preparation_hours", "legal_shape")]

    @property
    def money_fields(self) -> list[forms.BoundField]:
        """What Expedu proposes when it is left empty."""
        own = [self[name] for name in ("charge_method", "price", "vat_regime", "comparison")]
        return own + [self[_km(pick)] for pick in self.picks]

    @property
    def has_money_errors(self) -> bool:
        return any(field.errors for field in self.money_fields)

    def loans(self) -> list[dict[str, Any]]:
        """Per expert what the template shows: the ways to find time, the weeks, and which half-days are ticked."""
        return [
            {
                "position": pick.position,
                "mode": self[_mode(pick)],
                "days": self[_days(pick)],
                "weeks": pick.weeks,
                "ticked": set(self[_days(pick)].value() or ()),
            }
            for pick in self.picks
        ]


class PriceForm(forms.Form):
    """What only the lending side knows: the price, or what an hour of this person costs; and which VAT holds."""

    amount = EurosField(label=_("Prijs, in euro"))
    vat_regime = forms.ChoiceField(label=_("Komt er btw bij?"), choices=VAT_CHOICES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, method: ChargeMethod, is_same_board: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_same_board:
            del self.fields["vat_regime"]
        match method:
            case ChargeMethod.FIXED:
                self.fields["amount"].help_text = gettext("Voor alle dagdelen samen. Zonder btw en zonder reiskosten.")
            case ChargeMethod.ACTUAL:
                self.fields["amount"].label = gettext("Loonkosten per uur, in euro")
                self.fields["amount"].help_text = gettext(
                    "Met alle werkgeverslasten. De school die vraagt, leest alleen ‘ongeveer’."
                )
            case _:
                del self.fields["amount"]
        if "amount" in self.fields:
            self.fields["amount"].required = True

    @property
    def named_cents(self) -> int | None:
        amount = self.cleaned_data.get("amount")
        return None if amount is None else cents(amount)

    @property
    def vat_regime_chosen(self) -> VatRegime | None:
        found = self.cleaned_data.get("vat_regime")
        return VatRegime(found) if found else None


class SigningForm(forms.Form):
    """On which day the agreement was signed outside Expedu."""

    signed_on = forms.DateField(label=_("Getekend op"), widget=DateInput)

    def clean_signed_on(self) -> date:
        day: date = self.cleaned_data["signed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Deze dag moet nog komen. Kies de dag waarop er getekend is."))
        return day


class OutcomesForm(forms.Form):
    """What became of each half-day, as one side says it; what it said before stands chosen, else that it went on."""

    marks_optional = False

    def __init__(self, *args: Any, half_days: Sequence[LoanHalfDay], side: Side, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.half_days, self.side, self.today = half_days, side, today
        for row in half_days:
            self.fields[f"outcome_{row.pk}"] = forms.ChoiceField(
                label=gettext("Wat gebeurde er?"),
                choices=[(outcome.value, outcome.label) for outcome in REPORTED],
                initial=self._says(row) or Outcome.HELD,
            )

    def says(self) -> dict[int, Outcome]:
        """LoanHalfDay primary key -> outcome; only after `is_valid()`."""
        return {row.pk: Outcome(self.cleaned_data[f"outcome_{row.pk}"]) for row in self.half_days}

    def rows(self) -> list[dict[str, Any]]:
        return [
            {"half_day": row, "field": self[f"outcome_{row.pk}"], "state": outcome_in_words(row, self.side, self.today)}
            for row in self.half_days
        ]

    def _says(self, row: LoanHalfDay) -> str:
        return row.lender_says if self.side is Side.LENDING else row.borrower_says


class RecallForm(GuardedForm):
    """Which half-days to come the lending school needs its teacher itself, and why."""

    guarded = ("reason",)

    half_days = forms.MultipleChoiceField(label=_("Welke dagdelen?"), widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(label=_("Waarom?"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, half_days: Sequence[LoanHalfDay], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["half_days"].choices = [(str(row.pk), _half_day_in_words(row)) for row in half_days]  # type: ignore[attr-defined]


class PeriodForm(forms.Form):
    """From which day to which day."""

    marks_optional = False

    first = forms.DateField(label=_("Van"), widget=DateInput)
    last = forms.DateField(label=_("Tot en met"), widget=DateInput)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", _("Deze dag ligt voor de eerste dag."))
        return data


class DecisionForm(GuardedForm):
    """A yes, or a no with a reason."""

    guarded = ("note",)

    answer = forms.ChoiceField(choices=[("ja", _("Ja")), ("nee", _("Nee"))])
    reason = forms.ChoiceField(
        label=_("Waarom niet?"), choices=DeclineReason.choices, widget=forms.RadioSelect, required=False
    )
    note = forms.CharField(
        label=_("Wil je er iets bij zeggen?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, is_expert: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_expert:
            self.fields["reason"].choices = [(reason.value, reason.label) for reason in EXPERT_REASONS]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.cleaned_data.get("answer") == "nee" and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Kies een reden."))
        return data

    @property
    def is_yes(self) -> bool:
        return bool(self.cleaned_data["answer"] == "ja")

    @property
    def decline_reason(self) -> DeclineReason | None:
        reason = self.cleaned_data["reason"]
        return DeclineReason(reason) if reason else None


class ReasonForm(GuardedForm):
    """Why something is stopped, or goes on all the same."""

    guarded = ("reason",)

    reason = forms.CharField(label=_("Waarom?"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


NOBODY_YET, FAILED = "", "failed"


class CoverForm(forms.Form):
    """Who takes the class, per half-day (LoanHalfDay), or for all at once."""

    marks_optional = False

    all_by = forms.ChoiceField(label=_("Voor alle dagdelen"), required=False)
    all_euros = EurosField(label=_("Kosten per dagdeel, in euro"))
    all_sure = forms.BooleanField(label=_("Dit is zeker"), required=False, initial=True)

    def __init__(self, *args: Any, half_days: Sequence[LoanHalfDay], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.half_days = half_days
        who = [(NOBODY_YET, gettext("Nog niemand")), *CoveredBy.choices]
        self.fields["all_by"].choices = [("", gettext("Per dagdeel kiezen")), *CoveredBy.choices]
        for row in half_days:
            label = gettext("Wie neemt de klas over?")
            self.fields[f"by_{row.pk}"] = forms.ChoiceField(
                label=label,
                required=False,
                choices=[*who, (FAILED, gettext("Niet gelukt"))],
                initial=FAILED if row.replacement_state == ReplacementState.FAILED else row.covered_by,
            )
            self.fields[f"euros_{row.pk}"] = EurosField(
                label=gettext("Kosten, in euro"),
                initial=Decimal(row.replacement_cents) / 100 if row.covered_by else None,
            )
            self.fields[f"sure_{row.pk}"] = forms.BooleanField(
                label=gettext("Dit is zeker"),
                required=False,
                initial=row.replacement_state == ReplacementState.CONFIRMED,
            )

    def covers(self) -> dict[int, Cover]:
        """LoanHalfDay primary key -> who takes the class; only after `is_valid()`."""
        return {row.pk: self._cover(row) for row in self.half_days}

    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "half_day": row,
                "by": self[f"by_{row.pk}"],
                "euros": self[f"euros_{row.pk}"],
                "sure": self[f"sure_{row.pk}"],
            }
            for row in self.half_days
        ]

    def _cover(self, row: LoanHalfDay) -> Cover:
        data = self.cleaned_data
        by, amount, is_sure = data[f"by_{row.pk}"], data[f"euros_{row.pk}"], data[f"sure_{row.pk}"]
        if data["all_by"]:
            by, amount, is_sure = data["all_by"], data["all_euros"], data["all_sure"]
        if by == FAILED:
            return Cover(ReplacementState.FAILED)
        if by == NOBODY_YET:
            return Cover(ReplacementState.SOUGHT)
        state = ReplacementState.CONFIRMED if is_sure else ReplacementState.FOUND
        return Cover(state, CoveredBy(by), int((amount or 0) * 100))


class FundingForm(forms.Form):
    """From which budget the replacement is paid."""

    budget = forms.ModelChoiceField(
        label=_("Welk budget?"), queryset=Budget.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, budgets: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["budget"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = budgets
        field.label_from_instance = _budget_in_words  # type: ignore[method-assign]


def _half_day_in_words(row: LoanHalfDay) -> str:
    words = {"day": date_format(row.day, "l j F"), "part": row.get_part_display().lower(), "name": row.loan.expert}
    return gettext("%(day)s, %(part)s: %(name)s") % words


def _budget_in_words(budget: Budget) -> str:
    words = {"budget": budget.name, "owner": budget.owner, "left": euros(budget.available_cents)}
    return gettext("%(budget)s van %(owner)s, nog %(left)s over") % words


def _mode(pick: Pick) -> str:
    return f"mode_{pick.position.pk}"


def _km(pick: Pick) -> str:
    return f"km_{pick.position.pk}"


def _days(pick: Pick) -> str:
    return f"days_{pick.position.pk}"


def _open_cells(pick: Pick) -> list[Any]:
    return [cell for week in pick.weeks for row in week.rows for cell in row if cell.is_open]
