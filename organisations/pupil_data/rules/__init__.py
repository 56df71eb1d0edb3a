"""What points at one child: each rule reads the case and says what it found. Pure; no rule knows another."""

from collections.abc import Callable, Iterator

from organisations.pupil_data.rules.births import birth_dates
from organisations.pupil_data.rules.case import Case, Hit
from organisations.pupil_data.rules.describing import descriptions, families
from organisations.pupil_data.rules.naming import named_children, whispered_names
from organisations.pupil_data.rules.reaching import citizen_numbers, reaching_parents

__all__ = ["RULES", "Case"]

RULES: tuple[Callable[[Case], Iterator[Hit]], ...] = (
    citizen_numbers,
    reaching_parents,
    birth_dates,
    named_children,
    whispered_names,
    descriptions,
    families,
)
