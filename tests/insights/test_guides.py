import pytest

from insights.guides import GUIDES, Reader, reader_of
from organisations.choices import Role


@pytest.mark.parametrize(
    ("roles", "has_skills", "reader"),
    [
        ({Role.STAFF}, False, Reader.NEW_EXPERT),
        ({Role.STAFF}, True, Reader.EXPERT),
        ({Role.FREELANCER}, False, Reader.NEW_EXPERT),
        ({Role.STAFF, Role.DIRECTOR}, True, Reader.DIRECTOR),
        ({Role.BOARD_ADMIN, Role.STAFF}, True, Reader.BOARD_ADMIN),
        ({Role.MODERATOR}, False, Reader.MODERATOR),
        (set(), False, Reader.NOBODY_YET),
    ],
)
def test_reader_of_roles(roles: set[Role], has_skills: bool, reader: Reader) -> None:
    assert reader_of(roles, has_skills=has_skills, is_platform_admin=False) == reader


def test_a_platform_admin_without_any_role() -> None:
    assert reader_of(set(), has_skills=False, is_platform_admin=True) == Reader.PLATFORM_ADMIN


def test_every_reader_has_a_guide() -> None:
    assert set(GUIDES) == set(Reader)
