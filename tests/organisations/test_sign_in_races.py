"""Pressing twice, and two people at one page, at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from unittest.mock import patch

import pytest
from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, connection, connections
from django.db.models import QuerySet

from core.errors import NotAllowedNow
from organisations import actions
from organisations.choices import SignInKind
from organisations.models import IdentityProvider
from organisations.single_sign_on.pending import Pending
from tests.organisations.factories import BoardFactory, SchoolFactory
from tests.users.factories import UserFactory
from users.models import User

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = 4


def at_once(work: Callable[[], Any]) -> list[Any]:
    """What `work` returned or raised, from connections that start together."""
    start = Barrier(TIMES)

    def one() -> Any:
        try:
            connection.ensure_connection()
            start.wait(20)
            return work()
        except (NotAllowedNow, IntegrityError) as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(TIMES) as pool:
        return [future.result() for future in [pool.submit(one) for _ in range(TIMES)]]


def test_pressing_twice_makes_one_account():
    school = SchoolFactory()
    pending = Pending("99001-entree", "aylin", "aylin@school.test", "Aylin", "Demir", [school.pk], 0, True, True)
    found = at_once(
        lambda: actions.join_by_school_sign_in(pending, first_name="Aylin", last_name="Demir", school=school)
    )
    assert sorted(type(one).__name__ for one in found) == ["NotAllowedNow"] * (TIMES - 1) + ["User"]
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 1)


def set_up(board, admin):
    return lambda: actions.set_up_identity_provider(
        board, SignInKind.ENTREE, by=admin, client_id="expedu", secret="geheim"
    )


def test_setting_up_twice_makes_one_door():
    found = at_once(set_up(BoardFactory(), UserFactory()))
    assert {type(one) for one in found} == {IdentityProvider}
    assert IdentityProvider.objects.count() == 1


def test_without_the_lock_two_would_collide():
    """So the lock is what the test above leans on."""
    board, admin, everybody_read, real = BoardFactory(), UserFactory(), Barrier(TIMES), QuerySet.first

    def first_together(queryset: QuerySet) -> Any:
        found = real(queryset)
        if queryset.model is IdentityProvider:
            everybody_read.wait(20)
        return found

    with (
        patch.object(QuerySet, "select_for_update", lambda queryset, **_options: queryset),
        patch.object(QuerySet, "first", first_together),
    ):
        found = at_once(set_up(board, admin))
    assert IntegrityError in {type(one) for one in found}
