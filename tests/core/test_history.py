"""The audit trail itself, on the tables that use it."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from core import history
from core.history import ADDED, CHANGED, REMOVED, Change
from organisations.choices import Role
from organisations.models import Membership, School
from tests.funding.factories import BudgetFactory
from tests.organisations.factories import BoardFactory, MembershipFactory, SchoolFactory
from tests.users.factories import UserFactory
from users.models import User

pytestmark = pytest.mark.django_db


def changes_of(row: models.Model) -> list[Change]:
    return list(row.changes.order_by("pgh_id"))  # type: ignore[attr-defined]


def test_a_new_row_is_a_change_with_its_columns():
    membership = MembershipFactory(director=True)
    [added] = changes_of(membership)
    assert (added.pgh_label, added.role, added.user_id) == (ADDED, Role.DIRECTOR, membership.user_id)
    assert added.before is None


def test_a_change_tells_what_it_was_and_nothing_else():
    membership = MembershipFactory()
    Membership.objects.filter(pk=membership.pk).update(role=Role.DIRECTOR, ends_on=date(2999, 7, 31))
    changed = changes_of(membership)[-1]
    assert (changed.pgh_label, changed.role, changed.ends_on) == (CHANGED, Role.DIRECTOR, date(2999, 7, 31))
    assert changed.before == {"role": "staff", "ends_on": None}


def test_a_deleted_row_is_a_change():
    membership = MembershipFactory()
    table, key = type(membership).pgh_event_model, membership.pk
    membership.delete()
    assert table.objects.filter(pgh_obj_id=key).latest("pgh_id").pgh_label == REMOVED


def test_a_write_that_changes_nothing_tracked_logs_nothing():
    membership = MembershipFactory()
    membership.job_title = "Vakdocent gym"
    membership.save()
    School.objects.update(name="Andere naam", network=None)
    assert len(changes_of(membership)) == 1
    assert len(changes_of(membership.school)) == 1


def test_bulk_updates_log_only_the_rows_that_changed():
    schools = SchoolFactory.create_batch(3)
    schools[1].closed_on = date(2026, 8, 1)
    School.objects.bulk_update(schools, ["closed_on", "name"])
    assert [len(changes_of(school)) for school in schools] == [1, 2, 1]


def test_sql_past_the_orm_is_caught():
    board = BoardFactory()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisations_board SET ring_ceiling = 2 WHERE id = %s", [board.pk])
    assert changes_of(board)[-1].before == {"ring_ceiling": 5}


def test_a_mail_address_is_never_in_the_trail():
    user = UserFactory(email="oud@school.test")
    User.objects.filter(pk=user.pk).update(email="nieuw@school.test", is_staff=True)
    changed = changes_of(user)[-1]
    assert changed.before == {"email": None, "is_staff": False}
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(c::text, ' ') FROM users_userchange c")
        assert "school.test" not in cursor.fetchone()[0]


@pytest.mark.parametrize("model", history.change_models(), ids=lambda model: model.__name__)
def test_what_is_tracked_holds_no_words_of_people(model: type[Change]):
    """Keys, choices, dates, numbers and yes or no: erasing a person leaves nothing of them in the trail."""
    for name in model.said:
        field = model._meta.get_field(name)
        is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
        assert not is_text or field.choices, f"{model.__name__}.{name}"


def test_every_table_of_changes_is_protected():
    tables = {model._meta.db_table for model in history.change_models()}
    with connection.cursor() as cursor:
        # 8 is delete, 16 is update.
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname ~ 'append_only' AND tgtype & 24 = 24"
        )
        assert tables <= {table for (table,) in cursor.fetchall()}


@pytest.mark.parametrize("statement", ["UPDATE {} SET pgh_label = 'added'", "DELETE FROM {}"])
def test_the_trail_cannot_be_rewritten(statement: str):
    MembershipFactory()
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format("organisations_membershipchange"))


def aged(row: models.Model, days: int) -> models.Model:
    """Every change of `row` happened so many days ago."""
    with history.editable(type(row).pgh_event_model):
        row.changes.update(pgh_created_at=timezone.now() - timedelta(days=days))
    return row


def test_access_is_kept_two_years_and_money_seven():
    old, recent = aged(BoardFactory(), days=2 * 365 + 2), aged(BoardFactory(), days=2 * 365 - 2)
    old_money, recent_money = aged(BudgetFactory(), days=7 * 365 + 4), aged(BudgetFactory(), days=7 * 365 - 2)
    history.forget(timezone.localdate())
    assert [len(changes_of(row)) for row in (old, recent, old_money, recent_money)] == [0, 1, 0, 1]
