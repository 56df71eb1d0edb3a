"""Who may do what: the one table of roles, readable by a school leader, and nothing else.

A right is held at the organisation of the membership; rights of a board reach down to its schools where the table
says so. Nobody gets a right by being above somebody in any other way. The page "Wie mag wat" shows this very table.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.choices import Role


class Right(models.TextChoices):
    """What somebody may do, in the words of the page."""

    OFFER = "offer", _("Aanvinken wat je kunt, en zelf kiezen wie dat ziet")
    SEARCH = "search", _("Mensen zoeken voor een school en hun aanbod bekijken")
    ASK = "ask", _("Een hulpvraag schrijven en collega's aanspreken namens een school")
    CHOOSE = "choose", _("Kiezen wie er komt helpen en een inzet voorstellen")
    RELEASE = "release", _("Eigen mensen vrijgeven: zij mogen ook buiten de school gezien en gevraagd worden")
    DECIDE_FOR_SCHOOL = "decide_for_school", _("Voor de school ja of nee zeggen tegen een inzet, en vervanging regelen")
    DECIDE_FOR_BOARD = "decide_for_board", _("Voor het bestuur ja of nee zeggen tegen een inzet of een vrijgave")
    HOLD_BUDGET = "hold_budget", _("Een budget beheren: aanvullen, toezeggen en uitgeven")
    MANAGE_STAFF = "manage_staff", _("Mensen uitnodigen, rollen geven en de schoolkalender bijhouden")
    SET_POLICY = (
        "set_policy",
        _("De afspraken van het bestuur vastleggen: hoe ver, hoeveel dagen, wat aan staat"),
    )
    MODERATE = "moderate", _("Oordelen over gemelde beoordelingen, nooit die van de eigen school")


ROLE_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.STAFF: frozenset({Right.OFFER}),
    Role.COORDINATOR: frozenset({Right.OFFER, Right.SEARCH, Right.ASK}),
    Role.DIRECTOR: frozenset(
        {
            Right.OFFER,
            Right.SEARCH,
            Right.ASK,
            Right.CHOOSE,
            Right.RELEASE,
            Right.DECIDE_FOR_SCHOOL,
            Right.MANAGE_STAFF,
        }
    ),
    Role.BOARD_ADMIN: frozenset(
        {Right.SEARCH, Right.DECIDE_FOR_BOARD, Right.HOLD_BUDGET, Right.MANAGE_STAFF, Right.SET_POLICY}
    ),
    Role.NETWORK_COORDINATOR: frozenset({Right.HOLD_BUDGET}),
    Role.MODERATOR: frozenset({Right.MODERATE}),
    Role.FREELANCER: frozenset({Right.OFFER}),
}


# Who gives a role, as the page says it. Nobody takes one, and nobody gives one at an organisation above their own.
GIVEN_BY = {
    Role.STAFF: _("de directeur of het bestuur"),
    Role.COORDINATOR: _("de directeur of het bestuur"),
    Role.DIRECTOR: _("het bestuur"),
    Role.BOARD_ADMIN: _("de platformbeheerder"),
    Role.NETWORK_COORDINATOR: _("de platformbeheerder"),
    Role.MODERATOR: _("de platformbeheerder"),
    Role.FREELANCER: _("de netwerkcoördinator of het bestuur"),
}


def roles_with(right: Right) -> list[Role]:
    return [role for role, rights in ROLE_RIGHTS.items() if right in rights]
