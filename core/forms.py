"""How every form looks: one renderer, one field template; and the fields that only Expedu has."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from core import half_days
from core.uploads import ACCEPT, Upload, read_upload


class ExpeduRenderer(TemplatesSetting):
    """Forms and fields through our own templates (templates/django/forms/).

    A form shows "(hoeft niet)" behind what may stay empty; a form where that is everything, such as a filter,
    switches it off with the class attribute `marks_optional = False`.
    """


class DateInput(forms.DateInput):
    """The browser's own date picker; always sends 2026-11-23."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class HalfDaysWidget(forms.Widget):
    """A week of ten checkboxes (components/days.html) for a mask of core.half_days."""

    template_name = "components/days.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, is_small: bool = False) -> None:
        super().__init__(attrs)
        self.is_small = is_small

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        on = half_days.bits(value) if isinstance(value, int) else [int(v) for v in value or () if str(v).isdigit()]
        return context | {
            "name": name,
            "id": context["widget"]["attrs"].get("id") or f"id_{name}",
            "is_small": self.is_small,
            "disabled": context["widget"]["attrs"].get("disabled", False),
            "days": [
                {"short": short, "name": full}
                for short, full in zip(half_days.WEEKDAYS_SHORT, half_days.WEEKDAYS, strict=True)
            ],
            "rows": [
                {
                    "label": label,
                    "cells": [{"bit": 2 * day + part, "is_on": 2 * day + part in on} for day in range(5)],
                }
                for part, label in enumerate(half_days.PARTS)
            ],
        }

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        if hasattr(data, "getlist"):
            return list(data.getlist(name))
        value = data.get(name, [])
        return [str(bit) for bit in (half_days.bits(value) if isinstance(value, int) else value)]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        # Checkboxes that are off send nothing, so nothing in the data is an answer: an empty week.
        return False

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        # Errors link to the table; each checkbox is named by its day and part.
        return ""


class HalfDaysField(forms.Field):
    """Half-days of a week. Cleans to a mask 0..1023; bit 0 is Monday morning, bit 9 Friday afternoon."""

    widget = HalfDaysWidget
    default_error_messages = {
        "required": _("Tik minstens één dagdeel aan."),
        "invalid": _("Dit is geen dagdeel van een schoolweek."),
    }

    def prepare_value(self, value: Any) -> Any:
        return value or 0

    def to_python(self, value: Any) -> int:
        if isinstance(value, int):
            numbers = half_days.bits(value)
        else:
            try:
                numbers = [int(number) for number in value or ()]
            except (TypeError, ValueError):
                raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if any(not 0 <= number < half_days.COUNT for number in numbers):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return half_days.mask_of(numbers)

    def validate(self, value: int) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial or 0) != self.to_python(data)
        except ValidationError:
            return True


class RingSelect(forms.RadioSelect):
    """How far something may reach, beside a picture of the rings (components/ring_chooser.html).

    The choices are the numbers 1 (nearest) to 5 (furthest); any part of them may be left out. `hints` and `previews`
    are sentences per number: what the choice is ("11 scholen van Het Veer") and what it means for you.
    Set them in the form's __init__: `self.fields["ring"].widget.hints = {2: "11 scholen van Het Veer"}`.
    """

    template_name = "components/ring_chooser.html"

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Iterable[Any] = (),
        *,
        hints: Mapping[int, Any] | None = None,
        previews: Mapping[int, Any] | None = None,
    ) -> None:
        super().__init__(attrs, choices)
        self.hints = dict(hints or {})
        self.previews = dict(previews or {})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        steps = [option for option in _options(context) if str(option["value"]).isdigit()]
        return context | {
            "id": context["widget"]["attrs"].get("id"),
            "has_previews": bool(self.previews),
            "options": [
                _option(option)
                | {
                    "step": int(str(option["value"])),
                    "hint": self.hints.get(int(str(option["value"]))),
                    "preview": self.previews.get(int(str(option["value"]))),
                }
                for option in steps
            ],
        }


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class UploadsField(forms.FileField):
    """At most `most` files that may be sent (core.uploads). Cleans to a list of Upload, empty when there are none."""

    widget = ManyFilesInput(attrs={"accept": ACCEPT})

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not files:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(files) > self.most:
            raise ValidationError(_("Kies hoogstens %(most)s bestanden tegelijk.") % {"most": self.most})
        return [read_upload(file) for file in files]


class ChipsSelect(forms.CheckboxSelectMultiple):
    """Short choices as small buttons (components/chips.html). `counts`: number of people found, per value as text."""

    template_name = "components/chips.html"

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Iterable[Any] = (),
        *,
        counts: Mapping[str, int] | None = None,
    ) -> None:
        super().__init__(attrs, choices)
        self.counts = dict(counts or {})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        return context | {
            "id": context["widget"]["attrs"].get("id"),
            "options": [
                _option(option) | {"count": self.counts.get(str(option["value"]))} for option in _options(context)
            ],
        }


def _options(context: dict[str, Any]) -> list[dict[str, Any]]:
    return [option for _group, options, _index in context["widget"]["optgroups"] for option in options]


def _option(option: dict[str, Any]) -> dict[str, Any]:
    """What a component needs of one of Django's choices."""
    return {
        "id": option["attrs"].get("id"),
        "name": option["name"],
        "value": option["value"],
        "label": option["label"],
        "type": option["type"],
        "checked": option["selected"],
        "required": option["attrs"].get("required", False),
        "disabled": option["attrs"].get("disabled", False),
    }
