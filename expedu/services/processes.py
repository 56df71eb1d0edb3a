"""Small things about processes that Python has no word for."""

import ctypes
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

PR_SET_PDEATHSIG = 1
MAKE = {"make", "gmake"}


def die_with_parent(signal_number: int) -> Callable[[], None]:
    """A `preexec_fn` that makes the kernel send this signal when the parent ends; Linux only, elsewhere nothing."""
    if not sys.platform.startswith("linux"):
        return lambda: None
    libc = ctypes.CDLL(None)
    parent = os.getpid()

    def prepare() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(signal_number), 0, 0, 0)
        if os.getppid() != parent:  # it ended just before
            os.kill(os.getpid(), signal_number)

    return prepare


def command_of(pid: int) -> str:
    """The command line of a running process, or nothing when there is none."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except FileNotFoundError:
        if Path("/proc/self/cmdline").exists():
            return ""
    asked = ["/bin/ps", "-p", str(pid), "-o", "command="]
    return subprocess.run(asked, check=False, capture_output=True, text=True).stdout  # noqa: S603


def started_by_make() -> bool:
    return _name_of(os.getppid()) in MAKE


def stop_with_make() -> None:
    """When `make` started us and is killed, we get SIGTERM (Linux)."""
    if started_by_make():
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)


def interrupted_make() -> bool:
    """Whether the `make` that started us got an interrupt that did not reach us (Linux).

    On SIGINT make passes nothing on: it trusts that the terminal told everybody, and waits for us for ever. While
    it waits it is inside its signal handler, which shows as SIGINT being blocked.
    """
    try:
        status = Path(f"/proc/{os.getppid()}/status").read_text()
    except OSError:
        return False
    blocked = re.search(r"^SigBlk:\s*([0-9a-f]+)$", status, re.MULTILINE)
    return bool(blocked and int(blocked[1], 16) & 1 << (signal.SIGINT - 1))


def _name_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""
