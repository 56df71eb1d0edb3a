import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from expedu.demo import supervisor
from expedu.services.users import PROJECT


def test_a_taken_port_makes_way_for_the_next_free_one(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with supervisor.listen(taken) as listener:
            chosen = listener.getsockname()[1]
    assert chosen > taken
    assert capsys.readouterr().out == f"Poort {taken} is bezet; de demo neemt {chosen}.\n"


def test_a_port_that_was_just_left_is_taken_at_once() -> None:
    first = supervisor.listen(18000)
    port = first.getsockname()[1]
    with socket.create_connection(("127.0.0.1", port)):
        first.accept()[0].close()  # we close first, so the port stays in TIME_WAIT
    first.close()
    with supervisor.listen(port) as again:
        assert again.getsockname()[1] == port


def test_a_second_demo_in_the_same_folder_says_where_the_first_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(supervisor, "FOLDER", tmp_path)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    (tmp_path / "address").write_text("http://127.0.0.1:8003")
    holder = "import fcntl, sys; f = open('demo.lock', 'a+'); fcntl.flock(f, fcntl.LOCK_EX); print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", holder], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        other.stdout.readline()
        assert supervisor.run() == 1
        other.communicate(b"\n")
    assert "draait de demo al op http://127.0.0.1:8003" in capsys.readouterr().out


def test_the_demo_never_fills_somebody_elses_database() -> None:
    environment = os.environ | {"DATABASE_URL": "postgres://db/real", "BROKER_URL": "redis://broker/1"}
    ended = subprocess.run(
        [sys.executable, "-m", "expedu.demo"], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "Haal DATABASE_URL uit de omgeving" in ended.stderr
