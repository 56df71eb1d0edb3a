"""What every rule reads, and what it says."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from organisations.pupil_data.passage import Passage, Span
from organisations.pupil_data.people import Name
from organisations.pupil_data.verdict import Level
from organisations.pupil_data.whose import Whose


@dataclass(frozen=True)
class Case:
    """A passage with the names in it. `today` decides how old a date makes somebody."""

    passage: Passage
    names: tuple[Name, ...]
    today: date

    @property
    def low(self) -> str:
        return self.passage.low

    def around(self, start: int, end: int, *, before: int = 1, after: int = 1) -> str:
        """In small letters: the sentence this is in, with its neighbours."""
        span = self.passage.near(start, before=before, after=after)
        return self.low[span.start : max(end, span.end)]

    @cached_property
    def children(self) -> tuple[Name, ...]:
        return tuple(name for name in self.names if name.whose is Whose.CHILD)

    def has_child(self, span: Span) -> bool:
        """Is a child named there?"""
        return any(span.start <= name.start < span.end for name in self.children)

    def sentence_of(self, place: int) -> str:
        """The sentence with this place in it, in small letters."""
        span = self.passage.near(place, before=0, after=0)
        return self.low[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Hit:
    level: Level
    start: int
    end: int
    rewrite: str
