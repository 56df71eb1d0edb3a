"""Searching in lists of people: words in, QuerySet out."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.choices import InvitationState
from organisations.models import StaffInvitation


class ListForm(forms.Form):
    """Every choice may stay empty, so nothing says so."""

    marks_optional = False


class InvitationFilter(django_filters.FilterSet):
    STANDS = (
        ("open", _("Wacht op antwoord")),
        ("trouble", _("Mail kwam niet weg")),
        ("over", _("Verlopen")),
        (InvitationState.ACCEPTED, _("Zei ja")),
        (InvitationState.DECLINED, _("Zei nee")),
        (InvitationState.WITHDRAWN, _("Ingetrokken")),
    )

    q = django_filters.CharFilter(label=_("Naam of mail"), method="with_words", max_length=80)
    stand = django_filters.ChoiceFilter(label=_("Stand"), choices=STANDS, empty_label=_("Alle"), method="with_stand")

    class Meta:
        model = StaffInvitation
        form = ListForm
        fields: tuple[str, ...] = ()

    def with_words(self, found: QuerySet[StaffInvitation], name: str, words: str) -> QuerySet[StaffInvitation]:
        for word in words.split():
            found = found.filter(
                Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)
            )
        return found

    def with_stand(self, found: Any, name: str, stand: str) -> Any:
        match stand:
            case "open":
                return found.running()
            case "trouble":
                return found.with_mail_trouble()
            case "over":
                return found.open().filter(expires_at__lte=timezone.now())
            case _:
                return found.filter(state=stand)
