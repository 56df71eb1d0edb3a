"""A board lowers and raises its ceiling with many people under it: reading follows at once, the index behind it.

Seconds, and as a multiple of rebuilding ten people one after another, which travels between machines.
"""

import os
import time
from collections.abc import Callable
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from core.progress import WorkState
from experts.actions import catch_up_with_board, rebuild_reach
from experts.choices import Level
from experts.models import Expert, ExpertSkill, Position, Skill
from experts.school_year import confirmed_until
from organisations.actions import Policy, change_policy
from organisations.choices import Ring, Role
from organisations.models import Board, Membership, Network, ReachUpdate, Region, School
from users.models import User

NUMBER = "99999"
SCHOOLS = 200
SKILLS_EACH = 4
BATCH = 5_000


def run() -> list[str]:
    """Fills what is missing, measures, and rolls the board back to the whole country."""
    many = int(os.environ.get("EXPERTS", "100000"))
    board = fill(many)
    neighbour = School.objects.get(code="99YY01").place.keys()
    ten = list(Expert.objects.order_by("pk").values_list("pk", flat=True)[:10])
    yardstick = _seconds(lambda: [rebuild_reach([pk]) for pk in ten])

    def seen() -> bool:
        return Position.objects.reaching(neighbour).exists()

    lines = [f"{many} experts under one board; ten rebuilt one by one: {yardstick:.3f} s"]
    return [*lines, *(_change(board.pk, ring, seen, yardstick) for ring in (Ring.BOARD, Ring.NATIONAL))]


def _change(pk: int, ring: Ring, seen: Callable[[], bool], yardstick: float) -> str:
    """Another ceiling, and the index after it, as one line."""
    board, admin = Board.objects.get(pk=pk), User.objects.order_by("pk")[0]
    policy = replace(Policy.of(board), ring_ceiling=ring)
    decided = _seconds(lambda: change_policy(board, policy, by=admin))
    at_once = seen()
    followed = _seconds(lambda: catch_up_with_board(Board.objects.get(pk=pk)))
    left = Position.objects.out_of_step(Board.objects.get(pk=pk)).count()
    state = WorkState(ReachUpdate.objects.get(board=pk).state).value
    return (
        f"to {ring.name:<9} decided {decided:6.2f} s ({decided / yardstick:7.1f} x), seen outside at once: {at_once}, "
        f"index followed in {followed:6.2f} s ({followed / yardstick:7.1f} x), out of step: {left}, {state}"
    )


def fill(many: int) -> Board:
    """One board with this many people who said yes to the whole country; made once, then only opened up again."""
    region, _ = Region.objects.get_or_create(code="bench", defaults={"name": "Meetregio"})
    network, _ = Network.objects.get_or_create(code="bench", defaults={"name": "Meetnetwerk"})
    board, _ = Board.objects.get_or_create(number=NUMBER, defaults={"name": "Meetbestuur"})
    other, _ = Board.objects.get_or_create(number="99998", defaults={"name": "Buurbestuur"})
    near = {"network": network, "region": region}
    School.objects.get_or_create(code="99YY01", defaults={"name": "Buurschool", "board": other, **near})
    schools = [
        School.objects.get_or_create(code=f"{i:04}XX", defaults={"name": f"School {i}", "board": board, **near})[0]
        for i in range(SCHOOLS)
    ]
    Board.objects.filter(pk=board.pk).update(ring_ceiling=Ring.NATIONAL, reach_changed_at=None)
    here = Position.objects.filter(membership__school__board=board)
    missing = many - here.count()
    skills = list(Skill.objects.order_by("pk")[:40])
    for start in range(0, missing, BATCH):
        _people(min(BATCH, missing - start), schools, skills)
    here.exclude(agreed_ring=Ring.NATIONAL).update(agreed_ring=Ring.NATIONAL)
    catch_up_with_board(Board.objects.get(pk=board.pk))
    return Board.objects.get(pk=board.pk)


@transaction.atomic
def _people(many: int, schools: list[School], skills: list[Skill]) -> None:
    first = User.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    today, now = timezone.localdate(), timezone.now()
    names = [first + i for i in range(many)]
    users = User.objects.bulk_create(User(email=f"meting{i}@expedu.test", first_name=f"M{i}") for i in names)
    memberships = Membership.objects.bulk_create(
        Membership(user=user, role=Role.STAFF, school=schools[i % len(schools)]) for i, user in enumerate(users)
    )
    experts = Expert.objects.bulk_create(
        Expert(user=user, wanted_ring=Ring.NATIONAL, confirmed_until=confirmed_until(today), onboarded_at=now)
        for user in users
    )
    Position.objects.bulk_create(
        Position(
            expert=expert,
            membership=membership,
            half_days=0b1100110011,
            agreed_ring=Ring.NATIONAL,
            released_ring=Ring.NATIONAL,
        )
        for expert, membership in zip(experts, memberships, strict=True)
    )
    ExpertSkill.objects.bulk_create(
        ExpertSkill(expert=expert, skill=skills[(7 * i + j) % len(skills)], level=Level.DOES)
        for i, expert in enumerate(experts)
        for j in range(SKILLS_EACH)
    )


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
