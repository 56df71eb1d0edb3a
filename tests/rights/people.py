"""Everybody who walks the rights table: each relation to the own school, in each role there is.

Their names are the attributes of `Cast`; groups of them have a name of their own, so that a row stays short.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World, make_world
from tests.users.factories import UserFactory
from users.models import User

ANONYMOUS = "anonymous"

OWN_SCHOOL = "staff coordinator director deputy"
SISTER_SCHOOL = "sister_staff sister_coordinator sister_director"
NEIGHBOURS = "neighbour_staff neighbour_coordinator neighbour_director neighbour_board_admin"
NETWORK = "network_coordinator moderator freelancer"
FOREIGNERS = (
    "foreign_staff foreign_coordinator foreign_director foreign_board_admin"
    " foreign_network_coordinator foreign_moderator foreign_freelancer"
)
NOBODIES = "platform_admin stranger ended"
EVERYONE = f"{OWN_SCHOOL} board_admin {SISTER_SCHOOL} {NETWORK} {NEIGHBOURS} {FOREIGNERS} {NOBODIES}"

GROUPS = {
    # By relation to the own school.
    "own_school": OWN_SCHOOL,
    "own_board": f"{OWN_SCHOOL} board_admin {SISTER_SCHOOL}",
    "sister_school": SISTER_SCHOOL,
    "network": NETWORK,
    "neighbours": NEIGHBOURS,
    "foreigners": FOREIGNERS,
    "nobodies": NOBODIES,
    "everyone": EVERYONE,
    # By role, whichever organisation it is held at.
    "staffs": "staff sister_staff neighbour_staff foreign_staff",
    "coordinators": "coordinator sister_coordinator neighbour_coordinator foreign_coordinator",
    "directors": "director deputy sister_director neighbour_director foreign_director",
    "board_admins": "board_admin neighbour_board_admin foreign_board_admin",
    "network_coordinators": "network_coordinator foreign_network_coordinator",
    "moderators": "moderator foreign_moderator",
    "freelancers": "freelancer foreign_freelancer",
    # By what they may do somewhere.
    "searchers": "coordinators directors board_admins",
    "askers": "coordinators directors",
    "school_people": "staffs coordinators directors",
    "budget_holders": "board_admins network_coordinators",
}


def people(words: str) -> list[str]:
    """The names that these groups and names stand for, each once."""
    found: dict[str, None] = {}
    for word in words.split():
        found.update(dict.fromkeys(people(GROUPS[word]) if word in GROUPS else [word]))
    return list(found)


@dataclass
class Cast(World):
    """The small world, with the roles that only this walk needs."""

    deputy: User  # of the director, until a month from now
    ended: User  # was director of the own school until yesterday
    sister_coordinator: User
    neighbour_coordinator: User
    foreign_coordinator: User
    foreign_moderator: User
    foreign_freelancer: User


def make_cast() -> Cast:
    world = make_world()
    today = timezone.localdate()

    def person(name: str, **membership: object) -> User:
        return MembershipFactory(user=UserFactory(first_name=name, last_name="Rechten"), **membership).user

    return Cast(
        **vars(world),
        deputy=person(
            "Vervanger", director=True, school=world.school, is_deputy=True, ends_on=today + timedelta(days=30)
        ),
        ended=person("Vertrokken", director=True, school=world.school, ends_on=today - timedelta(days=1)),
        sister_coordinator=person("Zus", coordinator=True, school=world.sister_school),
        neighbour_coordinator=person("Buur", coordinator=True, school=world.neighbour_school),
        foreign_coordinator=person("Ver", coordinator=True, school=world.foreign_school),
        foreign_moderator=person("Ver", moderator=True, network=world.foreign_network),
        foreign_freelancer=person("Ver", freelancer=True, network=world.foreign_network),
    )


@contextmanager
def rolled_back() -> Iterator[None]:
    """Undo what happened inside, so that the next one finds the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
