"""Real servers, started and left by real processes."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from expedu.services import Places, ServicesError
from expedu.services.processes import command_of
from expedu.services.users import PROJECT, Hold
from tests.worker import eventually

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes through Linux's /proc")

USER = """
import sys
from pathlib import Path
from expedu.services import Places
from expedu.services.users import Hold
hold = Hold(Places(Path(sys.argv[1])))
print("in", flush=True)
sys.stdin.readline()
hold.release()
"""


@pytest.fixture
def places() -> Iterator[Places]:
    """A path with a space in it, that the servers' user can reach also when pytest's own folders are closed to it."""
    above = Path(tempfile.mkdtemp(prefix="expedu test ", dir="/tmp"))
    above.chmod(0o755)
    places = Places(above / "services")
    yield places
    eventually(lambda: servers_of(places) == [])
    shutil.rmtree(above)
    shutil.rmtree(places.home, ignore_errors=True)
    shutil.rmtree(places.sockets, ignore_errors=True)


class User:
    """Another process that uses the services."""

    def __init__(self, places: Places) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", USER, str(places.wanted)],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        assert self.process.stdout.readline() == "in\n"

    def leave(self) -> None:
        self.process.communicate("\n")

    def die(self) -> None:
        self.process.kill()
        self.process.communicate()


def servers_of(places: Places) -> list[str]:
    """Command lines of everything that runs for these places."""
    numbers = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
    marks = (str(places.wanted), str(places.sockets))
    found = [command_of(number) for number in numbers if number != os.getpid()]
    return [command for command in found if any(mark in command for mark in marks) and "-c" not in command.split()[:2]]


def answers(places: Places) -> bool:
    try:
        with psycopg.connect(host=str(places.sockets), user="expedu", dbname="expedu_demo") as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def test_the_last_user_stops_the_servers_and_not_the_first(places: Places) -> None:
    first, second = User(places), User(places)
    first.leave()
    assert answers(places)
    second.leave()
    assert not answers(places)
    assert servers_of(places) == []


def test_data_stays_for_the_next_user(places: Places) -> None:
    hold = Hold(places)
    with psycopg.connect(host=str(places.sockets), user="expedu", dbname="expedu") as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    hold.release()
    hold = Hold(places)
    with psycopg.connect(host=str(places.sockets), user="expedu", dbname="expedu") as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)
    hold.release()


def test_a_killed_user_leaves_nothing_behind(places: Places) -> None:
    User(places).die()
    eventually(lambda: servers_of(places) == [])


def test_a_killed_keeper_takes_its_servers_along_and_the_next_user_starts_again(places: Places) -> None:
    user = User(places)
    keeper = [number for number in all_numbers() if "expedu.services.keeper" in command_of(number)]
    ours = [number for number in keeper if str(places.wanted) in command_of(number)]
    os.kill(ours[0], signal.SIGKILL)
    eventually(lambda: not answers(places))
    hold = Hold(places)
    assert answers(places)
    user.leave()
    hold.release()


def test_a_fallen_server_is_started_again(places: Places) -> None:
    hold = Hold(places)
    valkey = [number for number in all_numbers() if str(places.valkey_socket) in command_of(number)]
    os.kill(valkey[0], signal.SIGKILL)
    eventually(lambda: [n for n in all_numbers() if str(places.valkey_socket) in command_of(n)] not in ([], valkey))
    hold.release()


def test_a_stale_number_of_another_process_is_no_obstacle(places: Places) -> None:
    """After a power cut the number in postmaster.pid may belong to anything."""
    Hold(places).release()
    (places.postgres_data / "postmaster.pid").write_text(f"{os.getpid()}\n{places.postgres_data}\n")
    hold = Hold(places)
    assert answers(places)
    hold.release()


def test_an_unfinished_first_start_is_done_over(places: Places) -> None:
    places.prepare()
    (places.home / "postgres.partial").mkdir()
    (places.home / "postgres.partial" / "PG_VERSION").write_text("1")
    hold = Hold(places)
    assert answers(places)
    hold.release()


def test_a_folder_of_somebody_else_is_refused(places: Places) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can make a folder of somebody else")
    places.sockets.mkdir()
    os.chown(places.sockets, 12345, 12345)
    with pytest.raises(ServicesError, match="van een andere gebruiker"):
        Hold(places)


def all_numbers() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
