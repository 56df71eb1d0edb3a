from collections.abc import Iterator

import pytest

from organisations import reach
from organisations.reach import Move


@pytest.fixture
def moves() -> Iterator[list[Move]]:
    """What listeners hear."""
    heard: list[Move] = []
    reach.register(heard.extend)
    yield heard
    reach._listeners.remove(heard.extend)
