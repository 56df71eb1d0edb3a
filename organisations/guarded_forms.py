"""A form whose words may hold no pupil data; for every app above that lets people write."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from organisations import guard
from organisations.pupil_data import Level, Verdict, check

# As long as the longest field: what is looked at while somebody types is cut off here.
_MOST_CHARACTERS = 2000


@dataclass(frozen=True, slots=True)
class Remark:
    """What the guard says of one field while somebody types."""

    label: str
    is_block: bool
    lines: list[str]


class GuardedForm(forms.Form):
    """A block stands at its field and says how to rewrite; a doubt holds the save and asks for a tick.

    `guarded` names the fields, `names` are grown-ups and schools that may be in the text. The tick (`confirmed`, shown
    by components/guard_tick.html) counts for the doubts it was shown with: who then writes something else that is
    doubtful is asked again. Nothing typed is lost: the form comes back with it.
    """

    guarded: tuple[str, ...] = ()
    # A draft that only its writer reads is kept with a doubt; never with what is blocked.
    holds_doubt = True

    def __init__(self, *args: Any, names: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names = names
        self.is_confirmed = False

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Asked for when there is something to read, so that showing an empty form looks up nobody."""
        return tuple(self._names)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.guard(data)
        return data

    def guard(self, data: dict[str, Any]) -> None:
        """Hold or refuse what is written in the guarded fields of `data`."""
        verdicts = {name: check(data.get(name) or "", self.names) for name in self.guarded if name in self.fields}
        doubt = _doubt(verdicts.values()) if self.holds_doubt else ""
        about = self.data.get(self.add_prefix("doubt")) or doubt
        is_ticked = bool(self.data.get(self.add_prefix("confirmed")))
        self.is_confirmed = is_ticked and set(doubt.split()) <= set(about.split())
        for name, verdict in verdicts.items():
            is_held = verdict.level is Level.WARN and self.holds_doubt and not self.is_confirmed
            if verdict.level is Level.BLOCK or is_held:
                self.add_error(name, [ValidationError(sentence) for sentence in guard.sentences(verdict)])
        if doubt:
            self.ask_to_confirm(doubt)

    def ask_to_confirm(self, doubt: str) -> None:
        """Show the tick; ticked when it was ticked for this very doubt, or in an earlier step."""
        self.fields["confirmed"] = forms.BooleanField(
            required=False, label=_("Ik heb het nagekeken: dit gaat niet over één kind.")
        )
        self.fields["doubt"] = forms.CharField(required=False, widget=forms.HiddenInput)
        if self.is_bound:
            data = QueryDict(mutable=True)
            data.update(self.data)
            data[self.add_prefix("doubt")] = doubt
            if not self.is_confirmed:
                data.pop(self.add_prefix("confirmed"), None)
            self.data = data
        else:
            self.initial = {**self.initial, "confirmed": True, "doubt": doubt}

    def take_along(self, other: "GuardedForm") -> None:
        """What was confirmed in an earlier step stays confirmed in this one."""
        if other.is_confirmed and "doubt" in other.fields:
            self.ask_to_confirm(other.data[other.add_prefix("doubt")])

    def remarks(self) -> list[Remark]:
        """What the guard says of the words as they stand now, before they are sent; nothing else is validated."""
        found = []
        for name in self.guarded:
            text = self.data.get(self.add_prefix(name), "")
            verdict = check(text[:_MOST_CHARACTERS], self.names)
            if not verdict.is_ok:
                label = str(self.fields[name].label)
                found.append(Remark(label, verdict.level is Level.BLOCK, guard.sentences(verdict)))
        return found


def _doubt(verdicts: Iterable[Verdict]) -> str:
    """Short marks of what is doubtful in these texts, the same wherever it stands; empty when nothing is."""
    found = {finding.found for verdict in verdicts for finding in verdict.findings if finding.level is Level.WARN}
    return " ".join(sorted(sha256(each.encode()).hexdigest()[:12] for each in found))
