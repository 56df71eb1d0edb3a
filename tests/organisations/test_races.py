"""Two at once, on real connections. Each race is shown to happen when its lock is off."""

from contextlib import nullcontext
from threading import Barrier
from typing import Any
from unittest.mock import patch

import pytest
from django.db.models import QuerySet

from organisations import actions
from organisations.actions import invitations
from organisations.models import Letter, StaffInvitation
from tests.organisations.invitations import person
from tests.organisations.world import make_world
from tests.races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def two_lists_with_the_same_name(lock: Any = None) -> tuple[int, int, list[BaseException]]:
    """Two directors invite the same new colleague at the same moment: invitations, letters, and what went wrong."""
    world = make_world()
    patched = patch.object(QuerySet, "select_for_update", lock) if lock else nullcontext()
    with patched:
        raised = at_once(
            lambda: actions.invite_people(world.board, by=world.director, people=[person(world.school)]),
            lambda: actions.invite_people(world.board, by=world.sister_director, people=[person(world.sister_school)]),
        )
    return StaffInvitation.objects.count(), Letter.objects.count(), raised


def test_two_lists_at_once_make_one_invitation_and_one_letter() -> None:
    assert two_lists_with_the_same_name() == (1, 1, [])
    assert StaffInvitation.objects.get().places.count() == 2


def test_without_the_lock_on_the_board_one_list_falls_over_the_other() -> None:
    """The control: the unique constraint keeps it one invitation, but one of the two lists is lost."""
    both_read, offer = Barrier(2), invitations._offer

    def offer_when_both_have_read(*arguments: Any) -> Any:
        both_read.wait(30)
        return offer(*arguments)

    with patch.object(invitations, "_offer", offer_when_both_have_read):
        assert len(two_lists_with_the_same_name(lambda found, **_options: found)[2]) == 1
