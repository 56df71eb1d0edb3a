"""What people fill in: what they say of the help, an answer, a report, a decision, and who may read."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helprequests.choices import ReportReason, Verdict
from organisations.choices import Ring
from organisations.guarded_forms import GuardedForm
from reviews.actions import LEAST_CHARACTERS, MOST_CHARACTERS, Answers, known_names
from reviews.choices import ASPECTS_OF, Again, AspectWord, Side
from reviews.models import Choice, Review
from reviews.window import is_within_school
from secondments.models import Loan

MARKS = [(mark, str(mark)) for mark in range(1, 11)]
# "n.v.t." stands last, as the way out.
WORDS = [(word.value, word.label) for word in (*list(AspectWord)[1:], AspectWord.NOT_APPLICABLE)]
TEXTS = ("worked", "differently", "private_tip", "private_signal")

EXPERT_LABELS = {
    "mark": gettext_lazy("Welk cijfer geef je hoe de school je ontving?"),
    "again": gettext_lazy("Zou je hier opnieuw willen helpen?"),
    "differently": gettext_lazy("Wat zou er een volgende keer anders kunnen?"),
    "private_tip": gettext_lazy("Een tip die alleen de directeur leest"),
}
AGAIN_OF_EXPERT = [
    (Again.YES, gettext_lazy("Ja")),
    (Again.DIFFERENT, gettext_lazy("Ja, maar anders")),
    (Again.NO, gettext_lazy("Nee")),
]


class RadioChips(forms.RadioSelect):
    """One of a few short words, each a small button (components/chips.html)."""

    template_name = "reviews/_radio_chips.html"


def number_or_nothing(value: str) -> int | None:
    return int(value) if value else None


def text_field(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": MOST_CHARACTERS}),
    )


class ReviewForm(GuardedForm):
    """Seven short questions; five of them in a word. `is_draft`: nothing has to be finished yet.

    `Answers` come out as `answers`. When something may point at a child the form comes back with one more question:
    `confirmed`. A draft is for the writer alone: only what must never be kept is refused.
    """

    guarded = TEXTS

    mark = forms.TypedChoiceField(
        label=gettext_lazy("Welk cijfer geef je de hulp?"),
        help_text=gettext_lazy("1 is heel slecht, 10 is heel goed."),
        choices=MARKS,
        coerce=int,
        empty_value=None,
        widget=RadioChips(attrs={"class": "marks"}),
        error_messages={"required": gettext_lazy("Kies een cijfer.")},
    )
    again = forms.ChoiceField(
        label=gettext_lazy("Zou je dit opnieuw vragen?"),
        choices=Again.choices,
        widget=RadioChips,
        error_messages={"required": gettext_lazy("Kies wat past.")},
    )
    worked = text_field(gettext_lazy("Wat werkte er?"), gettext_lazy("Schrijf over de hulp, niet over een kind."))
    differently = text_field(gettext_lazy("Wat zou je anders doen?"))
    private_tip = text_field(
        gettext_lazy("Een tip die alleen de ander leest"), gettext_lazy("Komt nooit op een profiel.")
    )
    private_signal = text_field(
        gettext_lazy("Iets wat alleen de moderator leest"),
        gettext_lazy("Ging er iets echt niet goed? Een moderator van een andere school leest dit."),
    )
    marks_optional = False

    def __init__(
        self, *args: Any, loan: Loan, side: Side, review: Review | None = None, is_draft: bool = False, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", initial_of(review) if review else None)
        super().__init__(*args, names=known_names(loan), **kwargs)
        self.loan, self.side, self.is_draft = loan, side, is_draft
        self.holds_doubt = not is_draft
        is_marked = not is_within_school(loan)
        asked = ASPECTS_OF[side] if is_marked else ()
        for aspect in asked:
            self.fields[aspect.value] = forms.TypedChoiceField(
                label=aspect.label,
                choices=WORDS,
                coerce=int,
                empty_value=None,
                required=False,
                widget=RadioChips(attrs={"class": "words"}),
            )
        first = ["mark", *(aspect.value for aspect in asked), "again"]
        if not is_marked:
            del self.fields["mark"], self.fields["again"]
        if side == Side.EXPERT:
            for name, label in EXPERT_LABELS.items():
                if name in self.fields:
                    self.fields[name].label = label
            if is_marked:
                self.fields["again"].choices = AGAIN_OF_EXPERT  # type: ignore[attr-defined]
        else:
            self.fields["private_tip"].label = _("Een tip die alleen %(name)s leest") % {
                "name": loan.expert.user.first_name
            }
        if is_draft:
            for field in self.fields.values():
                field.required = False
        self.order_fields([*first, *TEXTS])

    @cached_property
    def private(self) -> list[forms.BoundField]:
        """The two that readers never see."""
        return [self["private_tip"], self["private_signal"]]

    @cached_property
    def aspects(self) -> list[forms.BoundField]:
        """The five in a word, or none within the own school."""
        return [self[aspect.value] for aspect in ASPECTS_OF[self.side] if aspect.value in self.fields]

    @cached_property
    def texts(self) -> list[forms.BoundField]:
        """Would you ask this again, and the two texts that readers see."""
        return [self[name] for name in ("again", "worked", "differently") if name in self.fields]

    @property
    def has_private(self) -> bool:
        """Something stands there, or something is wrong there: then it is shown open."""
        return any(field.value() or field.errors for field in self.private)

    @property
    def answers(self) -> Answers:
        """What was filled in, once the form is valid."""
        data = self.cleaned_data
        words = {aspect: data[aspect] for aspect in ASPECTS_OF[self.side] if data.get(aspect) is not None}
        texts = {name: data.get(name, "") for name in TEXTS}
        return Answers(mark=data.get("mark"), again=data.get("again", ""), words=words, **texts)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in TEXTS:
            text = data.get(name, "")
            if text and not self.is_draft and len(text) < LEAST_CHARACTERS:
                self.add_error(name, _("Schrijf minstens 25 tekens, of laat het leeg."))
        if not self.is_draft and not any(self.data.get(name, "").strip() for name in ("worked", "differently")):
            self.add_error("worked", _("Schrijf op wat werkte, of wat je anders zou doen. Eén van de twee is genoeg."))
        return data


def initial_of(review: Review) -> dict[str, Any]:
    """What was filled in before, as the form takes it."""
    words = {answer.aspect: answer.word for answer in review.answers.all()}
    return words | {name: getattr(review, name) for name in ("mark", "again", *TEXTS)}


class ReplyForm(GuardedForm):
    guarded = ("text",)

    text = forms.CharField(
        label=gettext_lazy("Jouw antwoord"),
        help_text=gettext_lazy("Wie de beoordeling leest, leest ook jouw antwoord. Je schrijft er één."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": 1000}),
    )

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, names=known_names(review.loan, review.author), **kwargs)


class ReportForm(GuardedForm):
    guarded = ("text",)

    reason = forms.ChoiceField(
        label=gettext_lazy("Wat is er aan de hand?"),
        help_text=gettext_lazy("Dat iemand kritisch is, is geen reden. Je kunt wel antwoorden."),
        choices=ReportReason.choices,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("Toelichting"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
    )


class DecisionForm(GuardedForm):
    guarded = ("text",)

    verdict = forms.ChoiceField(
        label=gettext_lazy("Wat besluit je?"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Wie schreef en wie meldde, lezen dit allebei."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
    )


class FollowUpForm(GuardedForm):
    guarded = ("text",)

    text = forms.CharField(
        label=gettext_lazy("Jouw vervolg"),
        help_text=gettext_lazy("Eén zin, bijvoorbeeld: dit is inmiddels opgelost. Je cijfer blijft zoals het was."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
    )

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, names=known_names(review.loan, review.author), **kwargs)


class AppealForm(GuardedForm):
    guarded = ("text",)

    text = forms.CharField(
        label=gettext_lazy("Waarom klopt dit besluit niet?"),
        help_text=gettext_lazy("Iemand anders van het netwerk kijkt ernaar. Dat besluit is het laatste."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 500}),
    )


class ChoiceForm(forms.Form):
    """Whether others read reviews, and up to which ring they see the score."""

    reviews = forms.ChoiceField(
        label=gettext_lazy("Mogen anderen lezen wat scholen over jouw hulp schreven?"),
        choices=[
            ("shown", gettext_lazy("Ja, wie mijn profiel ziet mag het lezen")),
            ("hidden", gettext_lazy("Nee, niemand")),
        ],
        widget=forms.RadioSelect,
    )
    score_ring = forms.TypedChoiceField(
        label=gettext_lazy("Wie mag het cijfer zien?"),
        help_text=gettext_lazy("Je kunt dit altijd veranderen. Het werkt meteen."),
        choices=[("", gettext_lazy("Niemand")), *Ring.choices],
        coerce=number_or_nothing,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    marks_optional = False

    def __init__(self, *args: Any, choice: Choice | None, **kwargs: Any) -> None:
        initial = {
            "reviews": "hidden" if choice and choice.is_hidden else "shown",
            "score_ring": choice.score_ring if choice else "",
        }
        super().__init__(*args, initial=initial, **kwargs)
