"""One table of roles, and everything that asks for a right goes through it."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from organisations.choices import Role
from organisations.roles import GIVEN_BY, ROLE_RIGHTS, Right, roles_with

# Where rights are asked, in every app; the table itself and its walk live in organisations.
ASKING = sorted(
    str(path.relative_to(settings.BASE_DIR))
    for pattern in ("*/permissions.py", "*/views.py", "*/views/*.py")
    for path in settings.BASE_DIR.glob(pattern)
    if ".venv" not in path.parts
)
# Shows who the director of a school is; decides nothing.
SHOWS_ROLES = {"organisations/views/boards.py", "organisations/views/roles.py"}


def test_every_role_has_a_line() -> None:
    assert set(ROLE_RIGHTS) == set(GIVEN_BY) == set(Role)


def test_every_right_is_somebodys() -> None:
    assert [right for right in Right if not roles_with(right)] == []


@pytest.mark.parametrize("path", [path for path in ASKING if path not in SHOWS_ROLES])
def test_nobody_asks_for_a_role_where_a_right_is_meant(path: str) -> None:
    """`Role.DIRECTOR` in a permission or a view is a second table of roles."""
    tree = ast.parse(Path(settings.BASE_DIR, path).read_text())
    named = {
        f"Role.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Role"
    }
    assert named <= ({f"Role.{role.name}" for role in Role} if path == "organisations/permissions.py" else set())
