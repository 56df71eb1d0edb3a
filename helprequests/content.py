"""What a school writes in a help request, as one value."""

from dataclasses import dataclass
from datetime import date

from experts.half_days import EVERY_HALF_DAY
from organisations.choices import Ring


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The words and wishes of a help request. Primary keys for skills, form and target groups; `half_days` is a week
    pattern (experts/half_days.py), `half_day_count` how many half-days altogether."""

    title: str
    starts_on: date
    ends_on: date
    text: str = ""
    goal: str = ""
    skill_ids: tuple[int, ...] = ()
    form_id: int | None = None
    target_group_ids: tuple[int, ...] = ()
    half_days: int = EVERY_HALF_DAY
    half_day_count: int = 2
    ring: Ring = Ring.SCHOOL
    is_anonymous: bool = False
