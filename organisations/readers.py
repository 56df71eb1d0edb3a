"""Who stands behind audience keys, in words: for the question whether new readers may see something."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisations.choices import Ring
from organisations.models import School
from organisations.rings import KEYS_PER_RING, keys_by_ring


@dataclass(frozen=True, slots=True)
class Readers:
    """`words`: "11 scholen van Het Veer". `keys` goes along in a form, so that a yes is about exactly these readers."""

    words: list[str]
    keys: str

    def __bool__(self) -> bool:
        return bool(self.keys)

    @classmethod
    def behind(cls, keys: Iterable[int]) -> Self:
        """One query per ring at most; none without keys."""
        keys = sorted(set(keys))
        words = [line for ring, ring_keys in keys_by_ring(keys).items() for line in _in_words(ring, ring_keys)]
        return cls(words, ",".join(str(key) for key in keys))


def parse_keys(text: str) -> frozenset[int]:
    """The keys of `Readers.keys` again; none when the text is something else."""
    return (
        frozenset(int(key) for key in text.split(",")) if re.fullmatch(r"\d{1,10}(,\d{1,10})*", text) else frozenset()
    )


def schools_in_words(count: int) -> str:
    return ngettext("%(n)s school", "%(n)s scholen", count) % {"n": count}


def _in_words(ring: Ring, keys: list[int]) -> list[str]:
    """The boards, networks or regions of one ring, with how many open schools each has."""
    column = {Ring.BOARD: "board", Ring.NETWORK: "network", Ring.REGION: "region"}.get(ring)
    if column is None:
        return []
    there: QuerySet[School] = School.objects.open().filter(**{f"{column}__in": [key % KEYS_PER_RING for key in keys]})
    counts = there.values_list(f"{column}__name").annotate(Count("pk")).order_by(f"{column}__name")
    return [
        _("%(schools)s van %(name)s") % {"schools": schools_in_words(count), "name": name} for name, count in counts
    ]
