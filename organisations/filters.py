"""Searching in lists of people: words in, QuerySet out."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.choices import BOARD_ROLES, SCHOOL_ROLES, InvitationState, Role
from organisations.models import Board, Membership, School, StaffInvitation
from users.models import User


class ListForm(forms.Form):
    """Every choice may stay empty, so nothing says so."""

    marks_optional = False


class PeopleFilter(django_filters.FilterSet):
    """Everybody of a board, by name or mail, school and role."""

    q = django_filters.CharFilter(label=_("Naam of mail"), method="with_words", max_length=80)
    school = django_filters.ModelChoiceFilter(
        label=_("School"), queryset=School.objects.none(), empty_label=_("Alle scholen"), method="at_school"
    )
    role = django_filters.ChoiceFilter(
        label=_("Rol"), choices=Role.choices, empty_label=_("Alle rollen"), method="with_role"
    )

    class Meta:
        model = User
        form = ListForm
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.board = board
        self.filters["school"].queryset = School.objects.open().filter(board=board).order_by("name", "pk")
        self.filters["role"].extra["choices"] = [(role.value, role.label) for role in (*SCHOOL_ROLES, *BOARD_ROLES)]

    def with_words(self, found: QuerySet[User], name: str, words: str) -> QuerySet[User]:
        for word in words.split():
            found = found.filter(
                Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)
            )
        return found

    def at_school(self, found: QuerySet[User], name: str, school: School) -> QuerySet[User]:
        here = Membership.objects.not_ended().filter(school=school)
        return found.filter(pk__in=here.values("user_id"))

    def with_role(self, found: QuerySet[User], name: str, role: str) -> QuerySet[User]:
        held = Membership.objects.not_ended().at_board(self.board).filter(role=role)
        return found.filter(pk__in=held.values("user_id"))


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
