"""Starts everything the demo needs in order, tells where it is, and ends it all."""

import fcntl
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

import django
from django.core.management import call_command
from django.db import connections

from core import doors
from core.doors import Via
from expedu import services
from expedu.demo.logins import LOGINS, PASSWORD
from expedu.demo.processes import GaveUpError, Program, stop_all
from expedu.services.local import VAR
from expedu.services.processes import interrupted_make, started_by_make, stop_with_make
from expedu.services.users import PROJECT

FOLDER = VAR / "demo"
USUAL_PORT = 8000
PORTS_TO_TRY = 100
ANSWER_WITHIN = 90  # seconds, on a slow machine with a cold disk
LOOK_EVERY = 0.5  # seconds


class Stopped(BaseException):
    """Somebody asked us to stop."""


def say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201


def run() -> int:
    """The exit status: 0 when somebody stopped the demo, 1 when it could not run."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    stop_with_make()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    if started_by_make():
        signal.signal(signal.SIGALRM, _stop_when_make_was_interrupted)
        signal.setitimer(signal.ITIMER_REAL, LOOK_EVERY, LOOK_EVERY)
    with (FOLDER / "demo.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            where = (FOLDER / "address").read_text() if (FOLDER / "address").exists() else ""
            say(f"In deze map draait de demo al{' op ' + where if where else ''}. Stop die eerst met Ctrl-C.")
            return 1
        try:
            return _run_until_stopped()
        except Stopped:
            return 0
        finally:
            (FOLDER / "address").unlink(missing_ok=True)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


def _stop_when_make_was_interrupted(_number: int, _frame: FrameType | None) -> None:
    if interrupted_make():
        raise Stopped


@contextmanager
def _no_more_stopping() -> Iterator[None]:
    """While we are ending, asking once more changes nothing."""
    signal.setitimer(signal.ITIMER_REAL, 0)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    yield


def _run_until_stopped() -> int:
    hold: services.Hold | None = None
    programs: list[Program] = []
    try:
        say("De database en de broker starten ...")
        hold = services.hold(services.places())
        say("De database, de vertalingen en de vormgeving worden klaargezet ...")
        prepare()
        listener = listen(int(os.environ.get("PORT") or USUAL_PORT))
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        say("De webserver, de worker en het rooster starten ...")
        programs += make_programs(address, listener)
        for program in programs:
            program.start(PROJECT)
        wait_until_it_answers(address, lambda: look_after(programs, hold))
        (FOLDER / "address").write_text(address)
        welcome(address)
        while True:
            look_after(programs, hold)
            time.sleep(LOOK_EVERY)
    except GaveUpError as error:
        say(f"De demo stopt: {error}")
        return 1
    finally:
        with _no_more_stopping():
            if programs:
                say("\nAlles wordt gestopt ...")
            stop_all(programs)
            if hold:
                connections.close_all()
                hold.release()
            say("Gestopt. De gegevens blijven bewaard voor de volgende keer.")


def prepare() -> None:
    """Everything the pages need: quick when it was done before."""
    django.setup()
    with doors.through(Via.COMMAND, door="make demo"):
        call_command("setup", quiet=True)
        call_command("seed_demo", if_empty=True)
    connections.close_all()


def listen(wanted: int) -> socket.socket:
    """A socket on the wanted port, or the first free one after it. Held open, so nobody can take it meanwhile."""
    for port in range(wanted, wanted + PORTS_TO_TRY):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            if not _somebody_answers(port):
                listener.bind(("127.0.0.1", port))
                listener.listen(128)
                if port != wanted:
                    say(f"Poort {wanted} is bezet; de demo neemt {port}.")
                return listener
        except OSError:
            pass
        listener.close()
    raise services.ServicesError(f"Geen vrije poort gevonden vanaf {wanted}. Kies er zelf een: PORT=9000 make demo")


def _somebody_answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=0.5):
        return True
    return False


def make_programs(address: str, listener: socket.socket) -> list[Program]:
    # A demonstration in the evening shows its mail too, and a password is enough to look around.
    environment = {"NOTIFICATIONS_AT_ONCE": "1", "SECOND_FACTOR_ROLES": ""} | os.environ
    environment |= {"SITE_URL": address, "PYTHONUNBUFFERED": "1"}
    logs = FOLDER / "log"
    logs.mkdir(exist_ok=True)
    python = [sys.executable, "-m"]
    gunicorn = [*python, "gunicorn", "expedu.wsgi", "--bind", f"fd://{listener.fileno()}", "--no-control-socket"]
    gunicorn += ["--workers", "2", "--threads", "4", "--worker-class", "gthread", "--graceful-timeout", "5"]
    celery = [*python, "celery", "-A", "expedu"]
    worker = [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    beat = [*celery, "beat", "--loglevel", "INFO", "--pidfile=", "--schedule", str(FOLDER / "schedule")]
    return [
        Program("De webserver", gunicorn, _fresh(logs / "web.log"), environment, (listener.fileno(),)),
        Program("De worker", worker, _fresh(logs / "worker.log"), environment),
        Program("Het rooster", beat, _fresh(logs / "beat.log"), environment),
    ]


def _fresh(log: Path) -> Path:
    log.write_bytes(b"")
    return log


def look_after(programs: list[Program], hold: services.Hold) -> None:
    """Start again what has fallen over."""
    if not hold.is_kept():
        hold.ensure()
    for program in programs:
        if program.has_fallen():
            say(f"{program.name} is omgevallen en start opnieuw.")
            program.start_again(PROJECT)


def wait_until_it_answers(address: str, meanwhile: Callable[[], None]) -> None:
    """Until the first page is really there."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + ANSWER_WITHIN
    while True:
        meanwhile()
        try:
            with opener.open(address + "/", timeout=30) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError) as error:
            if time.monotonic() > deadline:
                raise GaveUpError(f"de eerste pagina komt niet ({error}); zie {FOLDER / 'log' / 'web.log'}") from error
        time.sleep(0.2)


def welcome(address: str) -> None:
    say("")
    say(f"Expedu draait: {address}")
    say("")
    say(f"Log in met een van deze adressen; het wachtwoord is steeds: {PASSWORD}")
    width = max(len(login.email) for login in LOGINS)
    for login in LOGINS:
        say(f"  {login.email:<{width}}  {login.role}")
    say("")
    if not os.environ.get("SECOND_FACTOR_ROLES"):
        say("Beheerders loggen hier in met alleen een wachtwoord; in het echt vraagt Expedu ze om een tweede controle.")
    say(f"Mail uit de demo staat in {FOLDER / 'mail'}, de logboeken in {FOLDER / 'log'}. Stoppen: Ctrl-C.")
