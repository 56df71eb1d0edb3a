"""Input in, clean data out: writing a request, answering one, closing one, writing a message."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import ChipsSelect, DateInput, HalfDaysField, RingSelect, UploadsField
from experts.half_days import EVERY_HALF_DAY
from experts.models import HelpForm, Skill, TargetGroup
from helprequests.actions.conversations import MOST_FILES, words_in_name
from helprequests.choices import CloseReason, NotNowReason, ReportReason, Verdict
from helprequests.content import Content
from helprequests.models import HelpRequest
from helprequests.widening import rings_within
from organisations import guard
from organisations.choices import Ring
from organisations.guarded_forms import GuardedForm
from organisations.models import School
from organisations.pupil_data import Level, check

FIRST_DAY = timedelta(days=7)
PERIOD = timedelta(weeks=8)
FURTHEST = timedelta(days=400)


class WordsForm(GuardedForm):
    """The first step: the question in someone's own words."""

    guarded = ("text",)

    text = forms.CharField(
        label=_("In je eigen woorden"),
        help_text=_("Schrijf het zoals je het een collega vertelt. Over het onderwijs, niet over één kind."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6, "class": "field"}),
    )


class HelpRequestForm(GuardedForm):
    """The whole request. `school` decides which rings there are."""

    guarded = ("title", "text", "goal")

    text = forms.CharField(
        label=_("Waar willen jullie hulp bij?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6, "class": "field"}),
    )
    title = forms.CharField(
        label=_("In één zin"),
        help_text=_("Dit lezen mensen het eerst."),
        max_length=120,
        widget=forms.TextInput(attrs={"class": "field"}),
    )
    goal = forms.CharField(
        label=_("Wat is er straks anders?"),
        help_text=_("Bijvoorbeeld: pleinwachten weten wat ze doen bij ruzie."),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "field"}),
    )
    skills = forms.ModelMultipleChoiceField(
        label=_("Wat moet die collega kunnen?"),
        queryset=Skill.objects.filter(is_active=True).select_related("category"),
        error_messages={"required": _("Kies minstens één ding. Dan weten wij wie we mogen vragen.")},
    )
    form = forms.ModelChoiceField(
        label=_("Hoe?"),
        queryset=HelpForm.objects.all(),
        required=False,
        empty_label=_("Dat hoor ik graag van die collega"),
        widget=forms.Select(attrs={"class": "field"}),
    )
    target_groups = forms.ModelMultipleChoiceField(
        label=_("Voor wie?"), queryset=TargetGroup.objects.all(), required=False, widget=ChipsSelect
    )
    half_days = HalfDaysField(
        label=_("Welke dagdelen passen?"), help_text=_("Hoe meer dagdelen, hoe meer mensen kunnen.")
    )
    half_day_count = forms.IntegerField(
        label=_("Hoeveel dagdelen is het samen, ongeveer?"),
        min_value=1,
        max_value=200,
        widget=forms.NumberInput(attrs={"class": "field", "inputmode": "numeric"}),
    )
    starts_on = forms.DateField(label=_("Vanaf"), widget=DateInput(attrs={"class": "field"}))
    ends_on = forms.DateField(label=_("Tot en met"), widget=DateInput(attrs={"class": "field"}))
    ring = forms.TypedChoiceField(label=_("Hoe ver vragen we eerst?"), coerce=int, widget=RingSelect)
    is_anonymous = forms.BooleanField(
        label=_("Zet de vraag uit zonder de naam van onze school"),
        help_text=_("Wie ja zegt, ziet de naam wel."),
        required=False,
    )

    def __init__(self, *args: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rings = rings_within(school.place, Ring(school.board.ring_ceiling))
        self.fields["ring"].choices = [(int(ring), ring.label) for ring in rings]
        if self.initial.get("ring", 0) > rings[-1]:
            self.initial["ring"] = int(rings[-1])
        self.fields["ring"].widget.hints = {
            int(Ring.SCHOOL): school.name,
            int(Ring.BOARD): school.board.name,
            int(Ring.NETWORK): school.network.name if school.network else "",
            int(Ring.REGION): school.region.name if school.region else "",
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and ends_on:
            if ends_on < starts_on:
                self.add_error("ends_on", _("Deze dag ligt voor de eerste dag."))
            elif ends_on < timezone.localdate():
                self.add_error("ends_on", _("Deze dag is al voorbij."))
            elif ends_on - starts_on > FURTHEST:
                self.add_error("ends_on", _("Kies een periode van hoogstens een schooljaar."))
        return data

    def content(self) -> Content:
        """What was filled in, as one value."""
        data = self.cleaned_data
        return Content(
            title=data["title"].strip(),
            text=data["text"].strip(),
            goal=data["goal"].strip(),
            skill_ids=tuple(skill.pk for skill in data["skills"]),
            form_id=data["form"].pk if data["form"] else None,
            target_group_ids=tuple(group.pk for group in data["target_groups"]),
            half_days=data["half_days"],
            half_day_count=data["half_day_count"],
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            ring=Ring(data["ring"]),
            is_anonymous=data["is_anonymous"],
        )


def fresh_initial(text: str, today: date) -> dict[str, Any]:
    """What a new request starts with: the first sentence as title, any half-day, from next week on, the board first."""
    first_sentence = text.strip().split("\n")[0].split(". ")[0].rstrip(".")
    return {
        "text": text,
        "title": capfirst(Truncator(first_sentence).chars(120)),
        "half_days": EVERY_HALF_DAY,
        "half_day_count": 2,
        "starts_on": today + FIRST_DAY,
        "ends_on": today + FIRST_DAY + PERIOD,
        "ring": int(Ring.BOARD),
    }


def initial_of(help_request: HelpRequest) -> dict[str, Any]:
    """What a form starts with to change this draft, or to ask the same again."""
    return {
        "text": help_request.text,
        "title": help_request.title,
        "goal": help_request.goal,
        "skills": [skill.pk for skill in help_request.skills.all()],
        "form": help_request.form_id,
        "target_groups": [group.pk for group in help_request.target_groups.all()],
        "half_days": help_request.half_days,
        "half_day_count": help_request.half_day_count,
        "starts_on": help_request.starts_on,
        "ends_on": help_request.ends_on,
        "ring": help_request.ring,
        "is_anonymous": help_request.is_anonymous,
    }


def initial_from_search(query: Mapping[str, Any], today: date) -> dict[str, Any]:
    """What someone had filled in on the search page, taken along: words, skills, half-days, period, form, groups."""
    initial = fresh_initial(query.get("q", "")[:2000], today)
    skill_ids = _numbers(query, "skill")
    if skill_ids:
        initial["skills"] = skill_ids
    half_days = sum({1 << bit for bit in _numbers(query, "half_days") if bit < 10})
    if half_days:
        initial["half_days"] = half_days
    if form_ids := _numbers(query, "form"):
        initial["form"] = form_ids[0]
    if group_ids := _numbers(query, "target_group"):
        initial["target_groups"] = group_ids
    for name in ("starts_on", "ends_on"):
        if day := _day(query.get(name, "")):
            initial[name] = day
    return initial


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _numbers(query: Any, name: str) -> list[int]:
    values = query.getlist(name) if hasattr(query, "getlist") else []
    return [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 10]


class NotNowForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Waarom niet?"),
        help_text=_("Alleen jij en de software weten dit. De school ziet het niet."),
        choices=NotNowReason,
        widget=forms.RadioSelect,
    )


class LaterForm(forms.Form):
    on = forms.DateField(label=_("Wanneer mogen we het nog eens vragen?"), widget=DateInput(attrs={"class": "field"}))

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on <= timezone.localdate():
            raise ValidationError(_("Kies een dag die nog komt."))
        return on


class CloseForm(forms.Form):
    reason = forms.ChoiceField(label=_("Waarom sluit je de vraag?"), choices=CloseReason, widget=forms.RadioSelect)


class MessageForm(GuardedForm):
    guarded = ("text",)

    text = forms.CharField(
        label=_("Jouw bericht"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4, "class": "field"})
    )


class TalkForm(MessageForm):
    """A message in a conversation that is open, with files. `names` as in every guarded form."""

    uploads = UploadsField(
        label=_("Bijlagen"),
        help_text=_(
            "Hoogstens drie, tot 5 MB: pdf, foto, Word, Excel of PowerPoint. Geen leerlingen op foto of lijst."
        ),
        most=MOST_FILES,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        uploads = data.get("uploads", [])
        for upload in uploads:
            verdict = check(words_in_name(upload.name), self.names)
            if verdict.level is Level.BLOCK:
                self.add_error("uploads", [ValidationError(line) for line in guard.sentences(verdict)])
        if self.errors and uploads:
            self.add_error("uploads", ValidationError(_("Kies je bestanden straks nog een keer.")))
        return data


class MessageReportForm(GuardedForm):
    guarded = ("text",)

    reason = forms.ChoiceField(label=_("Wat is er aan de hand?"), choices=ReportReason, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Toelichting"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
    )


class MessageDecisionForm(GuardedForm):
    guarded = ("text",)

    verdict = forms.ChoiceField(label=_("Wat besluit je?"), choices=Verdict, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Waarom?"),
        help_text=_("Wie schreef en wie meldde, lezen dit allebei."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
    )
