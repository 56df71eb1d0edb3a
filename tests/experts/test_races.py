"""Two at once, for real: two threads, two connections, one half-day."""

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connections

from experts import actions, search_cards
from experts.choices import Level, Part
from experts.errors import HalfDayTaken
from experts.models import BookedHalfDay, Expert, Position
from tests.experts.factories import SkillFactory, make_expert, position_of
from tests.organisations.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)

MONDAY = date(2026, 11, 30)


def both_at_once(first: Callable[[], object], second: Callable[[], object]) -> list[object]:
    """Run both in threads that start together; their results, or the errors they ended with."""
    barrier, results = Barrier(2), []

    def run(job: Callable[[], object]) -> None:
        try:
            barrier.wait()
            results.append(job())
        except Exception as error:
            results.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[job]) for job in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_one_half_day_is_booked_once() -> None:
    position = position_of(make_expert(make_world().staff_membership))
    half_day = [(MONDAY, Part.MORNING)]

    def book() -> object:
        return actions.book_half_days(Position.objects.get(pk=position.pk), half_day)

    results = both_at_once(book, book)
    assert [type(result) for result in results if isinstance(result, Exception)] == [HalfDayTaken]
    assert BookedHalfDay.objects.count() == 1


def test_the_database_refuses_also_without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the lock taken away both look before either writes: the unique constraint is the last guard."""
    position = position_of(make_expert(make_world().staff_membership))
    meeting = Barrier(2)

    def unlocked(expert: Expert) -> Expert:
        return Expert.objects.select_related("user").get(pk=expert.pk)

    real_create = BookedHalfDay.objects.bulk_create

    def create_together(rows: list[BookedHalfDay]) -> list[BookedHalfDay]:
        meeting.wait()
        return real_create(rows)

    monkeypatch.setattr(actions, "_locked", unlocked)
    monkeypatch.setattr(BookedHalfDay.objects, "bulk_create", create_together)

    def book() -> object:
        return actions.book_half_days(Position.objects.get(pk=position.pk), [(MONDAY, Part.MORNING)])

    results = both_at_once(book, book)
    assert [type(result) for result in results if isinstance(result, Exception)] == [HalfDayTaken]
    assert BookedHalfDay.objects.count() == 1


def test_two_writers_leave_an_index_that_agrees() -> None:
    world = make_world()
    expert = make_expert(world.staff_membership)
    skill = SkillFactory()

    def tick() -> None:
        for _ in range(8):
            actions.save_skills(expert, by=world.staff, levels={skill.pk: Level.TEACHES})

    def release() -> None:
        for ring in (1, 2, 3, 4, 5, 4, 3, 2):
            actions.release_position(position_of(expert), by=world.director, ring=ring)

    assert both_at_once(tick, release) == [None, None]
    stored = Position.objects.select_related(*search_cards.NEEDS_JOINED, "search_card")
    assert search_cards.differences(stored.prefetch_related(*search_cards.NEEDS_FETCHED)) == []
