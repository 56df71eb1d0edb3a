"""Publish requests while the worker, the broker and the database are killed at random, and see what is lost.

`python -m tests.faults --seed 1 --requests 1000 --recipients 20 --kills 12`. A set of services of its own, as durable
as in production, so that other work on this machine notices nothing. Ends with 1 when a promise is broken:

- every published request asked its people once, and every notification exists once;
- every Message-ID was handed over; repeats are at most the mails in flight times the kills, and printed apart;
- nothing is stuck: no mail waits or was given up, no request still looks for people.
"""

import argparse
import atexit
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import Any
from unittest.mock import patch

from expedu import services
from expedu.services.processes import die_with_parent
from tests.faults.mail_server import MailServer

THREADS = 4  # mails in flight at once
PATIENCE = 1800  # seconds
ROOM = 5  # more people than a wave asks
TARGETS = ("worker", "broker", "database")


def settle(mail_url: str, recipients: int) -> services.Places:
    """Services of this run's own, and the settings of a fault run; before Django reads them."""
    home = tempfile.mkdtemp(prefix="expedu-faults-", dir="/tmp")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    places = services.Places(Path(home) / "services")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "expedu.settings",
        "EXPEDU_TESTING": "1",
        "SECRET_KEY": "only-for-tests",
        "DATABASE_URL": places.database_url("expedu"),
        "BROKER_URL": places.broker_url(0),
        "CACHE_URL": places.cache_url(1),
        "EMAIL_URL": mail_url,
        "SECOND_FACTOR_ROLES": "",
        "SITE_URL": "http://127.0.0.1:8000",
        "NOTIFICATIONS_AT_ONCE": "1",
        "INVITATION_WAVE_SIZE": str(recipients),
        "INVITATIONS_OPEN_AT_MOST": "1000000",
    }
    for name in ("DJANGO_DEBUG", "EXPEDU_DATABASE", "DATABASE_POOL"):
        os.environ.pop(name, None)
    return places


class Worker:
    """One Celery worker that is started again when it was killed."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "celery", "-A", "expedu", "worker", "-P", "threads", "-c", str(THREADS)]
        command += ["-n", "faults@localhost", "-l", "WARNING", "--without-gossip", "--without-mingle"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGTERM),
            )

    def kill(self) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None


class Chaos(Thread):
    """Kills one of the three at a random moment, until it has done so often enough."""

    def __init__(self, random: Random, worker: Worker, places: services.Places, kills: int) -> None:
        super().__init__(daemon=True)
        self.random, self.worker, self.places, self.wanted = random, worker, places, kills
        self.kills: list[str] = []
        self.is_over = Event()

    def run(self) -> None:
        while len(self.kills) < self.wanted and not self.is_over.wait(self.random.uniform(0.5, 3)):
            target = TARGETS[len(self.kills)] if len(self.kills) < len(TARGETS) else self.random.choice(TARGETS)
            if self._kill(target):
                self.kills.append(target)
        self.is_over.set()

    def _kill(self, target: str) -> bool:
        """Power off; false when it was not running at that moment. Services come back by themselves (the keeper)."""
        if target == "worker":
            self.worker.kill()
            time.sleep(self.random.uniform(0, 1))
            self.worker.start()
            return True
        pid = broker_pid(self.places) if target == "broker" else database_pid(self.places)
        if pid is None:
            return False
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            return True
        return False


def database_pid(places: services.Places) -> int | None:
    with suppress(OSError, ValueError, IndexError):
        return int((places.postgres_data / "postmaster.pid").read_text().split("\n", 1)[0])
    return None


def broker_pid(places: services.Places) -> int | None:
    import redis

    with suppress(redis.RedisError), redis.Redis(unix_socket_path=str(places.valkey_socket)) as client:
        return int(client.info("server")["process_id"])
    return None


def again_until_done(do: Callable[[], Any]) -> Any:
    """As a person does: when a page fails because the database is away, try again a moment later."""
    from django.db import DatabaseError, InterfaceError, connection

    deadline = time.monotonic() + 120
    while True:
        try:
            return do()
        except (DatabaseError, InterfaceError):
            connection.close()
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("--recipients", type=int, default=20)
    parser.add_argument("--kills", type=int, default=12)
    options = parser.parse_args()

    mails = MailServer()
    places = settle(mails.start(), options.recipients)
    services.hold(places)

    import django

    django.setup()
    from kombu.exceptions import OperationalError

    from tests.faults.run import Run

    # It would write a line for every word of every mail.
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    log = places.home.parent / "worker.log"
    worker = Worker(log)
    run = Run(options.requests, options.recipients)
    run.set_stage(ROOM)
    chaos = Chaos(Random(options.seed), worker, places, options.kills)
    worker.start()
    chaos.start()
    begun = time.monotonic()
    with (
        patch("core.outbox.QUEUE_LEASE", timedelta(seconds=20)),
        patch("helprequests.tasks.PATIENCE", timedelta(seconds=5)),
    ):
        run.publish(again_until_done)
        while not (chaos.is_over.is_set() and again_until_done(run.is_quiet)):
            if not worker.is_alive():
                worker.start()
            with suppress(OperationalError):  # the broker is away: the next sweep finds what this one would
                again_until_done(run.sweep)
            if time.monotonic() - begun > PATIENCE:
                break
            time.sleep(1)
    chaos.is_over.set()
    worker.kill()
    mails.stop()
    problems = run.problems(mails.accepted, most_repeated=len(chaos.kills) * THREADS)
    print(run.report(mails, chaos.kills, options.seed, time.monotonic() - begun, problems))
    if problems:
        print(log.read_text()[-4000:], file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
