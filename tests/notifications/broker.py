"""A broker a test may kill: a Valkey of its own, and a Celery that talks to it."""

import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from expedu.celery import tasks_go_to
from expedu.services import binaries
from expedu.services.processes import die_with_parent
from tests.worker import CeleryWorker

START_WITHIN = 10  # seconds


class Broker:
    """`start` and `kill` (as a power cut does). Keeps nothing: what was on a queue is gone after a kill."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.socket = folder / "broker.sock"
        self.url = f"redis+socket://{self.socket}?virtual_host=0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        _postgres, program = binaries.find(self.folder, None)
        command = [str(program), "--port", "0", "--unixsocket", str(self.socket), "--dir", str(self.folder)]
        command += ["--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )
        deadline = time.monotonic() + START_WITHIN
        while not self._answers():
            assert time.monotonic() < deadline, "the broker did not start"
            time.sleep(0.05)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
            self.socket.unlink(missing_ok=True)

    def _answers(self) -> bool:
        try:
            with redis.Redis(unix_socket_path=str(self.socket)) as client:
                return bool(client.ping())
        except redis.ConnectionError:
            return False


@pytest.fixture
def broker(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Broker]:
    """A running broker; Celery in this process, and in workers started from it, uses it during the test."""
    broker = Broker(tmp_path_factory.mktemp("b"))
    broker.start()
    monkeypatch.setenv("BROKER_URL", broker.url)
    with tasks_go_to(broker.url):
        yield broker
        broker.kill()


@pytest.fixture
def worker(broker: Broker, transactional_db: None, tmp_path: Path) -> Iterator[CeleryWorker]:
    """A worker on that broker, not started yet."""
    worker = CeleryWorker(tmp_path)
    yield worker
    worker.stop()
