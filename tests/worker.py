"""A real Celery worker, in a process of its own, on the test database and the test broker."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.db import connection

from expedu.services.processes import die_with_parent

START_WITHIN = 90  # seconds
STOP_WITHIN = 15


class CeleryWorker:
    """`start`, `stop` (as a deploy does) and `kill` (as a power cut does), and the mails it handed over."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "worker.log"
        self._mails = folder / "mails"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, pool: str = "threads", concurrency: int = 2) -> None:
        name = f"test-{uuid.uuid4().hex[:8]}@localhost"
        command = [sys.executable, "-m", "celery", "-A", "expedu", "worker", "-n", name, "-P", pool, "-l", "INFO"]
        command += ["-c", str(concurrency), "--without-gossip", "--without-mingle", "--without-heartbeat"]
        url = os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + connection.settings_dict["NAME"]
        environment = os.environ | {"DATABASE_URL": url, "EMAIL_URL": f"file:///{self._mails}"}
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                cwd=settings.BASE_DIR,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGTERM),
            )
        deadline = time.monotonic() + START_WITHIN
        while f"{name} ready." not in self.log.read_text():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                pytest.fail(f"The Celery worker did not start:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.05)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL to the worker and everything it started."""
        self._end(signal.SIGKILL)

    def _end(self, signal_number: int) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        os.killpg(process.pid, signal_number) if signal_number == signal.SIGKILL else process.send_signal(signal_number)
        try:
            process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            pytest.fail(f"The Celery worker did not stop:\n{self.log.read_text()[-3000:]}")

    def mails(self) -> list[EmailMessage]:
        """Every mail the worker has handed over, oldest first."""
        separator = b"-" * 79 + b"\n"
        files = sorted(self._mails.glob("*.log"), key=lambda path: path.stat().st_mtime) if self._mails.exists() else []
        parts = [part for path in files for part in path.read_bytes().split(separator) if part.strip()]
        return [message_from_bytes(part, policy=policy.default) for part in parts]  # type: ignore[misc]


def broker_client() -> redis.Redis:
    """A connection of its own to the broker of this test process; whoever asks closes it."""
    socket, _, number = settings.BROKER_URL.removeprefix("redis+socket://").partition("?virtual_host=")
    return redis.Redis(unix_socket_path=socket, db=int(number))


def eventually(holds: Callable[[], bool], within: float = 60) -> None:
    """Wait until it holds, as a person would look again; `within`: seconds."""
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


@pytest.fixture
def celery_worker_process(transactional_db: None, tmp_path: Path) -> Iterator[CeleryWorker]:
    """A running worker. Data the test makes is committed, so the worker sees it."""
    with broker_client() as broker:
        broker.flushdb()
    worker = CeleryWorker(tmp_path)
    worker.start()
    yield worker
    worker.stop()
