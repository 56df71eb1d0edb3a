"""A short run of `make faults`: worker, broker and database are killed once each, and nothing is lost."""

import os
import subprocess
import sys

from django.conf import settings


def test_nothing_is_lost_when_everything_is_killed_once() -> None:
    command = [
        sys.executable,
        "-m",
        "tests.faults",
        "--seed",
        "3",
        "--requests",
        "10",
        "--recipients",
        "4",
        "--kills",
        "3",
    ]
    # Services and settings of its own, whatever this test process uses.
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "LC_ALL") if name in os.environ}
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=600, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr[-6000:]
    assert "nothing lost, nothing twice, nothing stuck" in done.stdout
    for name in ("broker 1 x", "database 1 x", "worker 1 x"):
        assert name in done.stdout
