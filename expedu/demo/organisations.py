"""The fictional regions, networks, boards, schools and people of the demo, written in bulk."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from random import Random

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from expedu.demo.logins import DOMAIN, PASSWORD
from expedu.demo.names import CITIES, FIRST_NAMES, LAST_NAMES, NETWORKS, REGIONS, SCHOOLS
from organisations.actions import set_up_identity_provider
from organisations.choices import BOARD_ROLES, SCHOOL_ROLES, HolidayRegion, Role, SignInKind, Source
from organisations.models import Board, Membership, Network, Region, School
from users.models import User

PEOPLE_IN_TOTAL = 600

# first name, last name, role, organisation: the people of LOGINS, with fixed places
MAIN_PEOPLE = (
    ("Tessa", "Bloem", Role.STAFF, "De Regenboog"),
    ("Daan", "Kuiper", Role.STAFF, "De Wilgenhof"),
    ("Samira", "Bouali", Role.STAFF, "De Wilgenhof"),
    ("Marijke", "Veldkamp", Role.DIRECTOR, "De Wilgenhof"),
    ("Fenna", "Dijkstra", Role.DIRECTOR, "De Regenboog"),
    ("Ilse", "Vos", Role.COORDINATOR, "De Wilgenhof"),
    ("Joost", "van Loon", Role.BOARD_ADMIN, "De Linde"),
    ("Noor", "Achterberg", Role.BOARD_ADMIN, "Het Veer"),
    ("Petra", "Somers", Role.NETWORK_COORDINATOR, "De Drie Beken"),
    ("Kees", "Mol", Role.MODERATOR, "De Drie Beken"),
)


@dataclass
class Cast:
    """Everybody and everything, by name, for the story to use."""

    boards: dict[str, Board] = field(default_factory=dict)
    networks: dict[str, Network] = field(default_factory=dict)
    schools: dict[str, School] = field(default_factory=dict)
    memberships: list[Membership] = field(default_factory=list)

    def at(self, place: School | Board | Network, role: Role) -> list[Membership]:
        """Memberships with this role at this place, in a fixed order."""
        return [m for m in self.memberships if m.role == role and m.organisation == place]

    def director_of(self, school: School) -> User:
        return self.at(school, Role.DIRECTOR)[0].user

    def person(self, first_name: str, last_name: str) -> Membership:
        return next(m for m in self.memberships if m.user.full_name == f"{first_name} {last_name}")


def build_cast(random: Random, today: date) -> Cast:
    """Write the organisations and people; returns them by name. Needs an empty demo."""
    cast = Cast()
    _build_organisations(cast, random)
    _build_people(cast, random, joined_on=today - timedelta(days=700))
    return cast


def _build_organisations(cast: Cast, random: Random) -> None:
    regions = [Region.objects.create(code=code, name=name, source=Source.DEMO) for code, name in REGIONS]
    school_names, school_number, board_number = iter(SCHOOLS), count(1), count(90001)
    for network_index, (code, name, region_index, (x, y), boards) in enumerate(NETWORKS):
        network = Network.objects.create(code=code, name=name, source=Source.DEMO)
        cast.networks[name] = network
        for board_name, size in boards:
            board = Board.objects.create(number=f"{next(board_number)}", name=board_name, source=Source.DEMO)
            cast.boards[board_name] = board
            for _ in range(size):
                number, name = next(school_number), next(school_names)
                cast.schools[name] = School.objects.create(
                    code=f"{number:02}ZZ00",
                    name=name,
                    board=board,
                    network=network,
                    region=regions[region_index],
                    source=Source.DEMO,
                    holiday_region=list(HolidayRegion)[network_index],
                    city=random.choice(CITIES[code]),
                    pupil_count=random.randrange(70, 460, 5),
                    x_km=round(random.gauss(x, 5), 2),
                    y_km=round(random.gauss(y, 5), 2),
                )


def _build_people(cast: Cast, random: Random, joined_on: date) -> None:
    hashed = make_password(PASSWORD)  # once for everybody: six hundred hashes would take a minute
    parts = list(MAIN_PEOPLE)
    taken = {f"{first} {last}" for first, last, *_ in parts}

    def stranger() -> tuple[str, str]:
        while True:
            first, last = random.choice(FIRST_NAMES), random.choice(LAST_NAMES)
            if f"{first} {last}" not in taken:
                taken.add(f"{first} {last}")
                return first, last

    held = {(role, place) for _, _, role, place in parts}
    for board_name in cast.boards:
        if (Role.BOARD_ADMIN, board_name) not in held:
            parts.append((*stranger(), Role.BOARD_ADMIN, board_name))
    for network_name in cast.networks:
        for role in (Role.NETWORK_COORDINATOR, Role.MODERATOR):
            if (role, network_name) not in held:
                parts.append((*stranger(), role, network_name))
    for school_name in cast.schools:
        for role in (Role.DIRECTOR, Role.COORDINATOR):
            if (role, school_name) not in held:
                parts.append((*stranger(), role, school_name))
    school_names = list(cast.schools)
    while len(parts) < PEOPLE_IN_TOTAL:
        parts.append((*stranger(), Role.STAFF, school_names[len(parts) % len(school_names)]))

    users = User.objects.bulk_create(
        User(
            email=f"{first.lower() if index < len(MAIN_PEOPLE) else f'persoon{index}'}@{DOMAIN}",
            first_name=first,
            last_name=last,
            password=hashed,
        )
        for index, (first, last, _, _) in enumerate(parts)
    )
    memberships: list[Membership] = []
    for user, (_, _, role, place_name) in zip(users, parts, strict=True):
        membership = Membership(user=user, role=role, starts_on=joined_on, job_title=_job_title(role, random))
        if role == Role.STAFF and len(memberships) < len(MAIN_PEOPLE):
            membership.job_title = "Leraar"
        # A board with one school bears its name, so the role says which of the two is meant.
        if role in SCHOOL_ROLES:
            membership.school = cast.schools[place_name]
        elif role in BOARD_ROLES:
            membership.board = cast.boards[place_name]
        else:
            membership.network = cast.networks[place_name]
        memberships.append(membership)
    cast.memberships = Membership.objects.bulk_create(memberships)
    # Set up and still off, as a board has it before its ICT person tried it.
    set_up_identity_provider(
        cast.boards["De Linde"],
        SignInKind.ENTRA,
        by=cast.person("Joost", "van Loon").user,
        tenant="00000000-0000-4000-8000-000000000001",
        client_id="00000000-0000-4000-8000-000000000002",
        secret=PASSWORD,
    )
    admin = User.objects.create(
        email=f"beheer@{DOMAIN}",
        first_name="Puck",
        last_name="Beheer",
        password=hashed,
        is_staff=True,
        is_superuser=True,
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in [*users, admin]
    )


def _job_title(role: Role, random: Random) -> str:
    if role == Role.STAFF:
        return random.choice(("Leraar", "Leraar", "Leraar", "Leraar", "Leraar", "Onderwijsassistent", "Vakleraar gym"))
    return str(role.label)
