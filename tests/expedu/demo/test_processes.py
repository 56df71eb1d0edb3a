import os
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from expedu.demo.processes import GaveUpError, Program, stop_all

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


def make_program(folder: Path, code: str) -> Program:
    return Program("Het programma", [sys.executable, "-c", code], folder / "log", dict(os.environ))


def wait_for(log: Path, text: str) -> None:
    deadline = time.monotonic() + 10
    while text not in log.read_text():
        assert time.monotonic() < deadline, "it did not start"
        time.sleep(0.02)


def living_of(group: int) -> list[str]:
    """Processes of this group that are more than a name waiting to be collected."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _parent, its_group = path.read_text().rpartition(")")[2].split()[:3]
            found += [path.parent.name] if int(its_group) == group and state != "Z" else []
    return found


def test_a_program_that_listens_ends_at_once(tmp_path: Path) -> None:
    program = make_program(tmp_path, "import time; print('up', flush=True); time.sleep(60)")
    program.start(tmp_path)
    wait_for(program.log, "up")
    started = time.monotonic()
    stop_all([program])
    assert program.has_fallen()
    assert time.monotonic() - started < 5


def test_a_program_that_does_not_listen_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("expedu.demo.processes.STOP_WITHIN", 0.5)
    program = make_program(tmp_path, STUBBORN)
    program.start(tmp_path)
    wait_for(program.log, "up")
    stop_all([program])
    assert program.has_fallen()


def test_what_a_program_started_ends_with_it(tmp_path: Path) -> None:
    child = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {STUBBORN!r}])"
    program = make_program(tmp_path, child + "; import time; time.sleep(60)")
    program.start(tmp_path)
    wait_for(program.log, "up")
    group = program._process.pid
    stop_all([program])
    deadline = time.monotonic() + 5
    while living_of(group):
        assert time.monotonic() < deadline, living_of(group)
        time.sleep(0.05)


def test_a_program_that_keeps_falling_is_given_up(tmp_path: Path) -> None:
    program = make_program(tmp_path, "raise SystemExit(1)")
    program.start(tmp_path)
    for _ in range(2):
        program._process.wait()
        program.start_again(tmp_path)
    program._process.wait()
    with pytest.raises(GaveUpError, match="Het programma valt steeds om"):
        program.start_again(tmp_path)
