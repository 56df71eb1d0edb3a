from datetime import date

import factory

from organisations.choices import Role
from organisations.models import Board, Membership, Network, Region, School
from tests.users.factories import UserFactory


class RegionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Region

    code = factory.Sequence(lambda n: f"R{n}")
    name = factory.Sequence(lambda n: f"Regio {n}")


class NetworkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Network

    code = factory.Sequence(lambda n: f"N{n}")
    name = factory.Sequence(lambda n: f"Samenwerkingsverband {n}")


class BoardFactory(factory.django.DjangoModelFactory):
    """A board with the policy every board starts with."""

    class Meta:
        model = Board

    number = factory.Sequence(lambda n: f"{n:05}")
    name = factory.Sequence(lambda n: f"Stichting {n}")


class SchoolFactory(factory.django.DjangoModelFactory):
    """A school on a board of its own, in no network or region until given one."""

    class Meta:
        model = School

    code = factory.Sequence(lambda n: f"{n // 100:02}XX{n % 100:02}")
    name = factory.Sequence(lambda n: f"School {n}")
    board = factory.SubFactory(BoardFactory)


class MembershipFactory(factory.django.DjangoModelFactory):
    """A member of staff at a school of their own, since long ago and without an end.

    Traits: staff (the default), coordinator, director, board_admin, network_coordinator, moderator, freelancer. Give
    the organisation with `school=`, `board=` or `network=`.
    """

    class Meta:
        model = Membership

    class Params:
        staff = factory.Trait(role=Role.STAFF)
        coordinator = factory.Trait(role=Role.COORDINATOR)
        director = factory.Trait(role=Role.DIRECTOR)
        board_admin = factory.Trait(role=Role.BOARD_ADMIN, school=None, board=factory.SubFactory(BoardFactory))
        network_coordinator = factory.Trait(
            role=Role.NETWORK_COORDINATOR, school=None, network=factory.SubFactory(NetworkFactory)
        )
        moderator = factory.Trait(role=Role.MODERATOR, school=None, network=factory.SubFactory(NetworkFactory))
        freelancer = factory.Trait(role=Role.FREELANCER, school=None, network=factory.SubFactory(NetworkFactory))

    user = factory.SubFactory(UserFactory)
    role = Role.STAFF
    school = factory.SubFactory(SchoolFactory)
    starts_on = date(2020, 8, 1)
