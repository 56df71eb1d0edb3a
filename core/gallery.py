"""Made-up examples for the gallery of components. No database, no real people."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.utils import timezone

from core.forms import ChipsSelect, DateInput, HalfDaysField, RingSelect
from core.progress import WorkState
from core.todos import Todo

COMPONENTS = settings.BASE_DIR / "templates" / "components"
RINGS = [
    (1, "Mijn school"),
    (2, "Mijn bestuur"),
    (3, "Het netwerk"),
    (4, "De regio"),
    (5, "Heel Nederland"),
]
TUESDAY_AFTERNOON_AND_THURSDAY = 1 << 3 | 0b11 << 6


class ExampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Waar zoek je hulp bij?", help_text="In gewone woorden. Zet er geen namen in.")
    starts_on = forms.DateField(label="Vanaf", widget=DateInput)
    hours = forms.IntegerField(label="Hoeveel uur ongeveer?", min_value=1, required=False)
    shape = forms.ChoiceField(
        label="Hoe help je?", choices=[("a", "Meekijken en meedenken"), ("b", "Voordoen in de klas")]
    )
    group = forms.ChoiceField(
        label="Voor wie?", choices=[("1", "Een leraar"), ("2", "Het hele team")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Wil je er iets bij zeggen?", widget=forms.Textarea, required=False)
    sure = forms.BooleanField(label="Ik heb dit besproken met mijn team", required=False)


class TickForm(forms.Form):
    """What a text that may be about one child asks before it is kept."""

    confirmed = forms.BooleanField(label="Ik heb het nagekeken: dit gaat niet over één kind.", required=False)
    doubt = forms.CharField(widget=forms.HiddenInput, required=False)


class WeekForm(forms.Form):
    """The fields that only Expedu has."""

    when = HalfDaysField(label="Wanneer zou je kunnen?", help_text="Je zegt hiermee nog nergens ja op.")
    ring = forms.TypedChoiceField(
        label="Hoe ver mag dit gaan?",
        coerce=int,
        choices=RINGS,
        widget=RingSelect(
            hints={1: "Alleen De Wilgenhof", 2: "11 scholen van Het Veer", 3: "64 scholen die samenwerken"},
            previews={
                1: "Alleen collega’s van je eigen school zien wat je kunt.",
                2: "Directeuren van 11 scholen zien je naam, wat je kunt en wanneer. Eerst vragen we je directeur.",
                3: "Directeuren van 64 scholen zien je. Eerst vragen we je directeur of dat goed is.",
                4: "Directeuren van 210 scholen zien je. Je bestuur laat nu het netwerk toe.",
                5: "Directeuren in heel Nederland zien je. Je bestuur laat nu het netwerk toe.",
            },
        ),
    )
    skills = forms.MultipleChoiceField(
        label="Wat moet die collega kunnen?",
        choices=[("plein", "Goed buitenspelen"), ("ruzie", "Ruzies oplossen"), ("groep", "Een fijne groep maken")],
        widget=ChipsSelect(counts={"plein": 9, "ruzie": 6, "groep": 1}),
    )


def examples() -> dict[str, Any]:
    """The context of the gallery: one example per component."""
    today = timezone.localdate()
    return {
        "todos": _todos(today),
        "example_form": ExampleForm(initial={"starts_on": today}),
        "wrong_form": ExampleForm({"title": "", "starts_on": "morgen", "shape": "a", "group": "1"}, prefix="mis"),
        "tick_form": TickForm(prefix="tick"),
        "remarks": [
            {
                "label": "In je eigen woorden",
                "is_block": True,
                "lines": ["“111222333”: Dit lijkt een burgerservicenummer. Haal het weg; het is hier nooit nodig."],
            },
            {
                "label": "In één zin",
                "is_block": False,
                "lines": ["“Sem”: Is dit de naam van een kind? Schrijf dan: ‘een leerling’."],
            },
        ],
        "week_form": WeekForm(initial={"when": TUESDAY_AFTERNOON_AND_THURSDAY, "ring": 2, "skills": ["plein"]}),
        "half_days": TUESDAY_AFTERNOON_AND_THURSDAY,
        "card": _card(),
        "facts": _facts(),
        "route": _route(),
        "parts": _parts(),
        "timeline": _timeline(today),
        "moved": _moved(today),
        "aspects": [
            {"name": "De hulp paste bij onze vraag", "word": "heel goed", "level": 4},
            {"name": "De afspraken klopten", "word": "goed", "level": 3},
            {"name": "De kinderen merkten het", "word": "een beetje", "level": 2},
        ],
        "steps": ["Wat", "Wanneer", "Hoe ver"],
        "tags": ["Goed buitenspelen", "Ruzies oplossen"],
        "bars": [
            {"label": "Taal en lezen", "value": 24, "shown": "24 uur"},
            {"label": "Gedrag en gevoel", "value": 18, "shown": "18 uur"},
            {"label": "Rekenen", "value": 6, "shown": "6 uur"},
        ],
        "give_take": [
            {"label": "De Regenboog", "given": 24, "taken": 32},
            {"label": "De Kameleon", "given": 18, "taken": 6},
            {"label": "Het Kompas", "given": 0, "taken": 20},
        ],
        "works": [
            ExampleWork(WorkState.RUNNING, done_so_far=18),
            ExampleWork(WorkState.DONE, done_so_far=40),
            ExampleWork(WorkState.FAILED, problem="Het bestand is halverwege afgebroken."),
        ],
        "page": Paginator(range(57), 20).page(2),
        "data": {
            "voornaam": "Tessa",
            "achternaam": "",
            "vaardigheden": [{"naam": "Goed buitenspelen", "sinds": today}, {"naam": "Muziek", "sinds": today}],
        },
        "contents": sorted(path.stem for path in COMPONENTS.glob("*.html")),
        "said": [
            Message(constants.SUCCESS, "Je hebt deze inzet goedgekeurd."),
            Message(constants.WARNING, "Iemand anders heeft hier al over beslist."),
            Message(constants.ERROR, "De mail is niet verstuurd."),
        ],
    }


@dataclass(frozen=True)
class ExampleWork:
    """What the component reads of a core.progress.LongWork."""

    state: WorkState
    done_so_far: int = 0
    total: int = 40
    problem: str = ""

    @property
    def is_busy(self) -> bool:
        return self.state == WorkState.RUNNING

    @property
    def percentage(self) -> int:
        return self.done_so_far * 100 // self.total

    def get_state_display(self) -> str:
        return str(self.state.label)


def _todos(today: date) -> list[Todo]:
    return [
        Todo(
            title="Mag Samira een dag in de week helpen op De Regenboog?",
            url="#todo",
            action="Bekijk en beslis",
            who="Fenna Dijkstra van De Regenboog vroeg dit 4 schooldagen geleden.",
            hint="Bekijk wat het betekent voor groep 5 en zeg ja of nee.",
            since=today,
            is_urgent=True,
        ),
        Todo(
            title="Twee mensen willen helpen met jullie vraag over rekenen",
            url="#todo",
            action="Kies iemand",
            who="Joris Baan en Aylin Demir zeiden gisteren ja.",
        ),
    ]


def _card() -> dict[str, Any]:
    return {
        "title": "Tessa Bloem",
        "url": "#result_card",
        "initials": "TB",
        "line": "Leraar groep 6, De Regenboog, ongeveer 4 km",
        "tags": ["Goed buitenspelen: kan het anderen leren"],
        "reasons": [
            "Hielp twee scholen om het plein rustiger te maken",
            "Kan op dinsdagmiddag, precies zoals jij vraagt",
        ],
        "cautions": ["Tessa is dinsdagochtend voor haar klas."],
        "half_days": TUESDAY_AFTERNOON_AND_THURSDAY,
        "action_url": "#result_card",
        "action": "Vraag Tessa",
        "more_url": "#result_card",
        "more": "Meer over Tessa",
    }


def _facts() -> list[dict[str, str]]:
    return [
        {"term": "Uit de klas", "text": "Groep 5, elke maandag, 5,5 uur", "kind": "watch", "word": "Let op"},
        {"term": "Wie vangt op", "text": "We zoeken nog iemand.", "kind": "stop", "word": "Nog niet rond"},
        {"term": "Kosten", "text": "Het netwerk betaalt.", "kind": "ok", "word": "Geregeld"},
        {"term": "Aantal dagdelen", "text": "Zes dinsdagmiddagen"},
    ]


def _parts() -> list[dict[str, Any]]:
    return [
        {"url": "#parts", "label": "Nieuw", "count": 17, "is_here": True},
        {"url": "#parts", "label": "Gesloten", "count": 2, "is_here": False},
        {"url": "#parts", "label": "Hernoemd", "count": 26, "is_here": False},
    ]


def _route() -> list[dict[str, str]]:
    return [
        {"state": "yes", "text": "Samira Bouali zei ja", "detail": "Woensdag 11 november"},
        {"state": "now", "text": "Jij bent aan de beurt", "detail": "De Wilgenhof"},
        {"state": "later", "text": "Noor Achterberg", "detail": "Bestuur Het Veer"},
        {"state": "no", "text": "Zo ziet een nee eruit", "detail": "Nu niet mogelijk"},
    ]


def _timeline(today: date) -> list[dict[str, Any]]:
    return [
        {"at": today - timedelta(days=9), "text": "De vraag staat open voor je eigen school."},
        {
            "at": today - timedelta(days=6),
            "text": "De vraag is nu ook te zien bij je bestuur.",
            "detail": "Na twee schooldagen had nog niemand ja gezegd.",
        },
        {"at": today, "text": "Joris Baan zei ja."},
    ]


def _moved(today: date) -> list[dict[str, Any]]:
    return [
        {"on": today, "when": "Vandaag", "text": "Jullie vraag over rekenen is nu ook te zien in het netwerk."},
        {"on": today - timedelta(days=3), "when": "Vrijdag", "text": "Daan Kuiper vinkte aan: Muziek."},
    ]
