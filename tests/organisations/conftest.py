from collections.abc import Iterator
from pathlib import Path

import pytest

from organisations import reach
from organisations.reach import Move
from tests.organisations.duo.importing import Importer


@pytest.fixture
def moves() -> Iterator[list[Move]]:
    """What listeners hear."""
    heard: list[Move] = []
    reach.register(heard.extend)
    yield heard
    reach._listeners.remove(heard.extend)


@pytest.fixture
def run(tmp_path: Path) -> Importer:
    """The command `import_duo` on rows of a small file."""
    return Importer(tmp_path)
