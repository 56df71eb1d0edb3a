"""Becoming a user of the embedded services, and leaving again.

Every process that uses them holds a shared lock on one file. The keeper (keeper.py) waits until it can lock that
file for itself alone: then nobody is left and it stops the servers. The operating system drops the lock of a
process that dies in whatever way, so nothing has to be cleaned up and no server is stopped under another user.
"""

import atexit
import fcntl
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from expedu.services.errors import ServicesError
from expedu.services.places import Places

START_WITHIN = 90  # seconds; crash recovery of a large database takes a while
STOP_WITHIN = 15  # seconds
PROJECT = Path(__file__).resolve().parent.parent.parent


def try_lock(descriptor: int, how: int) -> bool:
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


class Hold:
    """One process's use of one set of services; `release` (or the end of the process) ends it."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self._pid = os.getpid()
        self._keeper: subprocess.Popen[bytes] | None = None
        places.prepare()
        self._users = open_lock(places.home / "users.lock")
        # Only waits while a keeper is busy stopping the servers.
        self._wait_for_lock(self._users, fcntl.LOCK_SH, STOP_WITHIN + START_WITHIN)
        self.ensure()

    def ensure(self) -> None:
        """Start a keeper unless one lives, and wait until the servers answer."""
        starting = open_lock(self.places.home / "start.lock")
        try:
            self._wait_for_lock(starting, fcntl.LOCK_EX, START_WITHIN)
            if not self._keeper_lives():
                self._start_keeper()
            self._wait_until_ready()
        finally:
            os.close(starting)

    def is_kept(self) -> bool:
        """Whether the servers are being kept running at this moment."""
        return self._keeper_lives() and self._ready.exists()

    def release(self) -> None:
        """Stop using the services; the last one out waits until they have stopped."""
        if self._pid != os.getpid() or self._users < 0:  # a fork shares our lock, it must not drop it
            return
        users, self._users = self._users, -1
        is_last = try_lock(users, fcntl.LOCK_EX) or not try_lock(users, fcntl.LOCK_SH)
        os.close(users)
        if is_last:
            deadline = time.monotonic() + STOP_WITHIN
            while self._keeper_lives() and time.monotonic() < deadline:
                time.sleep(0.02)
            if self._keeper:
                with suppress(subprocess.TimeoutExpired):
                    self._keeper.wait(1)

    @property
    def _ready(self) -> Path:
        return self.places.home / "ready"

    def _keeper_lives(self) -> bool:
        try:
            descriptor = open_lock(self.places.home / "keeper.lock")
        except FileNotFoundError:  # a throw-away home that is gone
            return False
        try:
            return not try_lock(descriptor, fcntl.LOCK_SH)
        finally:
            os.close(descriptor)

    def _start_keeper(self) -> None:
        self._ready.unlink(missing_ok=True)
        command = [sys.executable, "-m", "expedu.services.keeper", str(self.places.wanted)]
        if self.places.is_throw_away:
            command.append("--throw-away")
        with (self.places.logs / "keeper.log").open("wb") as log:
            self._keeper = subprocess.Popen(  # noqa: S603
                command,
                cwd=PROJECT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C in the terminal is for the users, not for the servers
            )

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_WITHIN
        while not self._ready.exists():
            has_ended = self._keeper.poll() is not None if self._keeper else not self._keeper_lives()
            if has_ended or time.monotonic() > deadline:
                raise ServicesError(self._why_not())
            time.sleep(0.02)

    def _why_not(self) -> str:
        log = self.places.logs / "keeper.log"
        lines = log.read_text(errors="replace").strip().splitlines() if log.exists() else []
        reason = lines[-1] if lines else "geen reden bekend"
        return f"De ingebouwde database en broker starten niet: {reason} (zie {self.places.logs})"

    @staticmethod
    def _wait_for_lock(descriptor: int, how: int, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not try_lock(descriptor, how):
            if time.monotonic() > deadline:
                raise ServicesError("De ingebouwde database en broker zijn te lang bezig met starten of stoppen.")
            time.sleep(0.02)


_holds: dict[Path, Hold] = {}


def hold(places: Places) -> Hold:
    """Use these services until this process ends. Calling it again changes nothing."""
    found = _holds.get(places.wanted)
    if found is None or found._pid != os.getpid():
        found = _holds[places.wanted] = Hold(places)
        atexit.register(found.release)
    return found
