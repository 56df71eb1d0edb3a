"""Small things about processes that Python has no word for."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

PR_SET_PDEATHSIG = 1


def die_with_parent(signal_number: int) -> Callable[[], None]:
    """A `preexec_fn` that makes the kernel send this signal when the parent ends; Linux only, elsewhere nothing."""
    if not sys.platform.startswith("linux"):
        return lambda: None
    libc = ctypes.CDLL(None)
    parent = os.getpid()

    def prepare() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0)
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
