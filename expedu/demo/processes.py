"""Keeping a few programs running together and ending them together.

Ready-made process runners (honcho and the like) were looked at: they do not start a fallen program again, and leave
their programs behind when they are killed themselves.
"""

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from expedu.services.processes import die_with_parent

STOP_WITHIN = 9  # seconds for all of them together; then they are killed
GIVE_UP_AFTER = 3  # falls in a row
COUNTS_AS_STARTED = 10  # seconds


class GaveUpError(Exception):
    """A program keeps falling over; the text says which and where its log is."""


@dataclass
class Program:
    """One program, in a session of its own so that a Ctrl-C in the terminal reaches only us."""

    name: str
    command: list[str]
    log: Path
    environment: dict[str, str]
    inherited: tuple[int, ...] = ()
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _started_at: float = field(default=0.0, init=False)
    _falls: int = field(default=0, init=False)

    def start(self, folder: Path) -> None:
        self._started_at = time.monotonic()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603
                self.command,
                cwd=folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=self.inherited,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGTERM),
            )

    def has_fallen(self) -> bool:
        return self._process is not None and self._process.poll() is not None

    def start_again(self, folder: Path) -> None:
        """After a fall. Raises GaveUpError when that has happened a few times in a row."""
        self._kill_session()
        self._falls = self._falls + 1 if time.monotonic() - self._started_at < COUNTS_AS_STARTED else 1
        if self._falls >= GIVE_UP_AFTER:
            raise GaveUpError(f"{self.name} valt steeds om; de reden staat in {self.log}")
        self.start(folder)

    def ask_to_stop(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.terminate()

    def wait_until_stopped(self, deadline: float) -> None:
        if self._process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.1, deadline - time.monotonic()))
        self._kill_session()
        self._process.wait()

    def _kill_session(self) -> None:
        """What is left of the program and of what it started."""
        if self._process:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)


def stop_all(programs: list[Program]) -> None:
    for program in programs:
        program.ask_to_stop()
    deadline = time.monotonic() + STOP_WITHIN
    for program in programs:
        program.wait_until_stopped(deadline)
