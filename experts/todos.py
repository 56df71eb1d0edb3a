"""What waits for someone about their own offer, and about people who ask to be seen."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from core.half_days import joined
from core.todos import Todo
from experts.models import Expert, Position
from experts.reach_words import moved
from organisations.choices import Role
from organisations.models import Membership
from users.models import User

# A profile is asked again this long before its check runs out.
DAYS_BEFORE_CHECK_ENDS = 30


def todos(user: User, today: date) -> Iterator[Todo]:
    """Ten queries at most, however many people ask."""
    yield from own_todos(user, today)
    yield from move_todos(user)
    yield from release_todos(user)


def own_todos(user: User, today: date) -> Iterator[Todo]:
    expert = Expert.objects.filter(user=user).first()
    if expert is None or expert.onboarded_at is None:
        staff = Membership.objects.active(today).filter(
            user=user, role__in=(Role.STAFF, Role.COORDINATOR, Role.FREELANCER)
        )
        if staff.exists():
            yield Todo(
                title=_("Vink aan wat je kunt"),
                url=reverse("experts:onboarding_skills"),
                action=_("Begin") if expert is None else _("Ga verder"),
                hint=_("Drie korte schermen. Je zegt nog nergens ja op."),
            )
    elif expert.confirmed_until < today + timedelta(days=DAYS_BEFORE_CHECK_ENDS):
        yield Todo(
            title=_("Klopt je aanbod nog?"),
            url=reverse("experts:expert_me"),
            action=_("Kijk even"),
            hint=_("Zonder antwoord laten we je niet meer zien."),
            is_urgent=expert.confirmed_until < today,
        )
    elif expert.positions.to_ask_further(today).exists():
        yield Todo(
            title=_("Wil je verder gezien worden?"),
            url=reverse("experts:expert_me"),
            action=_("Zeg ja of nee"),
            hint=_("Je bestuur laat nu meer toe. Zonder jouw ja verandert er niets."),
        )


def move_todos(user: User) -> Iterator[Todo]:
    """One's school moved to another board, network or region: may they see me too?"""
    asked = list(Position.objects.asked_about_move().filter(expert__user=user).with_people())
    waiting = moved(asked)
    if waiting:
        yield Todo(
            title=_("Mogen zij jou ook zien: %(readers)s?") % {"readers": joined(waiting.readers.words)},
            url=f"{reverse('experts:expert_me')}#verhuisd",
            action=_("Kijk en kies"),
            who=_("%(school)s hoort nu ergens anders bij.") % {"school": waiting.schools},
            hint=_("Zolang je niets kiest, verandert er niets voor jou."),
            since=min(position.move_asked_on for position in asked if position.move_asked_on),
        )


def release_todos(user: User) -> Iterator[Todo]:
    for position in Position.objects.release_asked().releasable_by(user).with_people():
        name = position.expert.user.full_name
        yield Todo(
            title=_("%(name)s wil ook anderen helpen") % {"name": name},
            url=reverse("experts:position_release", args=[position.pk]),
            action=_("Bekijk"),
            who=str(position.membership.organisation),
            hint=_("Jij beslist hoe ver, tot wanneer en hoeveel dagdelen."),
            since=position.release_asked_on,
        )
