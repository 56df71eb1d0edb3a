"""A small world, made by hand, that tests of every floor share.

    region Noord
      network Samen Sterk
        board De Linde:    school (De Wilgenhof), sister_school (De Regenboog)      two schools of one board
        board Het Veer:    neighbour_school (De Kameleon)                           another board, same network
    region Zuid
      network Ver Weg
        board De Overkant: foreign_school (De Zeemeeuw)                             nothing in common but the country

Coordinates are kilometres: sister 3 km, neighbour 8 km, foreign 150 km from `school`.
"""

from dataclasses import dataclass

import pytest

from organisations.choices import HolidayRegion
from organisations.models import Board, Membership, Network, Region, School
from tests.organisations.factories import (
    BoardFactory,
    MembershipFactory,
    NetworkFactory,
    RegionFactory,
    SchoolFactory,
)
from tests.users.factories import UserFactory
from users.models import User


@dataclass
class World:
    """Organisations, and one person per role; `..._membership` where a test needs the row."""

    region: Region
    foreign_region: Region
    network: Network
    foreign_network: Network
    board: Board
    neighbour_board: Board
    foreign_board: Board
    school: School
    sister_school: School
    neighbour_school: School
    foreign_school: School

    staff_membership: Membership
    sister_staff_membership: Membership
    neighbour_staff_membership: Membership
    foreign_staff_membership: Membership

    director: User
    coordinator: User
    staff: User
    board_admin: User
    sister_director: User
    sister_staff: User
    neighbour_director: User
    neighbour_staff: User
    neighbour_board_admin: User
    network_coordinator: User
    moderator: User
    freelancer: User
    foreign_director: User
    foreign_staff: User
    foreign_board_admin: User
    foreign_network_coordinator: User
    platform_admin: User
    stranger: User


def make_world() -> World:
    """Make everything above. Everybody's password is `tests.users.factories.PASSWORD`."""
    region = RegionFactory(code="noord", name="Noord")
    foreign_region = RegionFactory(code="zuid", name="Zuid")
    network = NetworkFactory(code="PO9901", name="Samen Sterk")
    foreign_network = NetworkFactory(code="PO9902", name="Ver Weg")
    board = BoardFactory(number="99001", name="De Linde")
    neighbour_board = BoardFactory(number="99002", name="Het Veer")
    foreign_board = BoardFactory(number="99003", name="De Overkant")
    near = {"network": network, "region": region, "holiday_region": HolidayRegion.NORTH, "pupil_count": 200}
    school = SchoolFactory(name="De Wilgenhof", board=board, x_km=230.0, y_km=580.0, city="Zuidwolde", **near)
    sister = SchoolFactory(name="De Regenboog", board=board, x_km=233.0, y_km=580.0, city="Noordwolde", **near)
    neighbour = SchoolFactory(
        name="De Kameleon", board=neighbour_board, x_km=230.0, y_km=588.0, city="Oosterend", **near
    )
    foreign = SchoolFactory(
        name="De Zeemeeuw",
        board=foreign_board,
        network=foreign_network,
        region=foreign_region,
        holiday_region=HolidayRegion.SOUTH,
        pupil_count=90,
        x_km=230.0,
        y_km=430.0,
        city="Westkapel",
    )

    def person(email: str, first_name: str, last_name: str, **membership: object) -> Membership:
        user = UserFactory(email=f"{email}@expedu.test", first_name=first_name, last_name=last_name)
        return MembershipFactory(user=user, **membership)

    staff = person("leraar", "Tessa", "Bloem", school=school)
    sister_staff = person("zusleraar", "Daan", "Kuiper", school=sister)
    neighbour_staff = person("buurleraar", "Aylin", "Demir", school=neighbour)
    foreign_staff = person("verreleraar", "Joris", "Baan", school=foreign)
    return World(
        region=region,
        foreign_region=foreign_region,
        network=network,
        foreign_network=foreign_network,
        board=board,
        neighbour_board=neighbour_board,
        foreign_board=foreign_board,
        school=school,
        sister_school=sister,
        neighbour_school=neighbour,
        foreign_school=foreign,
        staff_membership=staff,
        sister_staff_membership=sister_staff,
        neighbour_staff_membership=neighbour_staff,
        foreign_staff_membership=foreign_staff,
        staff=staff.user,
        sister_staff=sister_staff.user,
        neighbour_staff=neighbour_staff.user,
        foreign_staff=foreign_staff.user,
        director=person("directeur", "Marijke", "Veldkamp", director=True, school=school).user,
        coordinator=person("ib", "Samira", "Haddou", coordinator=True, school=school).user,
        board_admin=person("bestuur", "Noor", "Achterberg", board_admin=True, board=board).user,
        sister_director=person("zusdirecteur", "Fenna", "Dijkstra", director=True, school=sister).user,
        neighbour_director=person("buurdirecteur", "Pieter", "Hofstra", director=True, school=neighbour).user,
        neighbour_board_admin=person("buurbestuur", "Wim", "Groot", board_admin=True, board=neighbour_board).user,
        network_coordinator=person("netwerk", "Ilse", "Vos", network_coordinator=True, network=network).user,
        moderator=person("moderator", "Kees", "Mol", moderator=True, network=network).user,
        freelancer=person("zzp", "Bo", "Prins", freelancer=True, network=network).user,
        foreign_director=person("verredirecteur", "Greet", "Zand", director=True, school=foreign).user,
        foreign_board_admin=person("verrebestuur", "Henk", "Dam", board_admin=True, board=foreign_board).user,
        foreign_network_coordinator=person(
            "verrenetwerk", "Lies", "Kamp", network_coordinator=True, network=foreign_network
        ).user,
        platform_admin=UserFactory(
            email="platform@expedu.test", first_name="Puck", last_name="Beheer", platform_admin=True
        ),
        stranger=UserFactory(email="vreemd@expedu.test", first_name="Sam", last_name="Nergens"),
    )


@pytest.fixture
def world(db: None) -> World:
    return make_world()
