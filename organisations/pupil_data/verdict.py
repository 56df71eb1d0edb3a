"""What the guard says of a text."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    OK = "ok"
    WARN = "warn"  # hold the save until the writer says: this is not about one child
    BLOCK = "block"  # never saved


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that may point at a child: where it stands in the text, and how to write it instead."""

    level: Level
    start: int
    end: int
    found: str
    rewrite: str


@dataclass(frozen=True, slots=True)
class Verdict:
    findings: tuple[Finding, ...] = ()

    @property
    def level(self) -> Level:
        """The heaviest of the findings."""
        levels = {finding.level for finding in self.findings}
        return next((level for level in (Level.BLOCK, Level.WARN) if level in levels), Level.OK)

    @property
    def is_ok(self) -> bool:
        return self.level is Level.OK
