"""The process that owns one embedded PostgreSQL and one Valkey: `python -m expedu.services.keeper HOME`.

It starts both, restarts one that falls over, waits until no process holds the users' lock any more, stops both
and ends. The servers are told by the kernel to stop when the keeper itself is killed (Linux).
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg
import redis

from expedu.services import binaries
from expedu.services.errors import ServicesError
from expedu.services.places import DATABASES, Account, Places, server_account
from expedu.services.processes import command_of, die_with_parent
from expedu.services.users import START_WITHIN, open_lock, try_lock

LOOK_EVERY = 0.1  # seconds
LOG_AT_MOST = 5_000_000  # bytes; a larger log starts again

Process = subprocess.Popen[bytes]


class Keeper:
    def __init__(self, places: Places) -> None:
        self.places = places
        self.account: Account | None = server_account()
        places.prepare()
        self.postgres_bin, self.valkey_program = binaries.find(places.home / "programs", self.account)
        self.is_asked_to_stop = False

    # -- Starting ----------------------------------------------------------------------------------------------

    def spawn(self, command: list[str], log: str, stop_signal: int) -> Process:
        path = self.places.logs / log
        is_large = path.exists() and path.stat().st_size > LOG_AT_MOST
        account = self.account.as_popen() if self.account else {}
        with path.open("wb" if is_large else "ab") as output:
            return subprocess.Popen(  # type: ignore[call-overload,no-any-return]  # noqa: S603
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                env=self.environment(),
                start_new_session=True,
                preexec_fn=die_with_parent(stop_signal),
                **account,
            )

    def environment(self) -> dict[str, str]:
        return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "HOME": str(self.places.home)}

    def make_cluster(self) -> None:
        """initdb, in a folder that only gets its name when it is complete."""
        partial = self.places.home / "postgres.partial"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700)
        if self.account:
            os.chown(partial, self.account.uid, self.account.gid)
        # One collation on every machine, whatever its locales; trust is right on a socket in a folder of our own.
        command = [str(self.postgres_bin / "initdb"), "-D", str(partial), "-U", "expedu", "-E", "UTF8"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
        command += ["--auth=trust", "--no-instructions"] + (["--no-sync"] if self.places.is_throw_away else [])
        if self.spawn(command, "initdb.log", signal.SIGTERM).wait() != 0:
            lines = (self.places.logs / "initdb.log").read_text(errors="replace").strip().splitlines()
            raise ServicesError(f"initdb mislukte: {lines[-1] if lines else 'geen reden bekend'}")
        partial.rename(self.places.postgres_data)

    def start_postgres(self) -> Process:
        data = self.places.postgres_data
        if not data.exists():
            self.make_cluster()
        self.remove_stale_pid_file()
        command = [str(self.postgres_bin / "postgres"), "-D", str(data), "-k", str(self.places.sockets)]
        options = {
            "listen_addresses": "",
            "max_connections": "200",
            "shared_buffers": "256MB",
            "jit": "off",
            "random_page_cost": "1.1",
            "max_wal_size": "2GB",
            "timezone": "UTC",
        }
        if self.places.is_throw_away:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        # SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every client to leave.
        process = self.spawn(command, "postgres.log", signal.SIGINT)
        self.wait_for(process, "postgres", self.postgres_answers)
        return process

    def start_valkey(self) -> Process:
        self.places.valkey_socket.unlink(missing_ok=True)
        command = [str(self.valkey_program), "--port", "0", "--unixsocket", str(self.places.valkey_socket)]
        command += ["--unixsocketperm", "700", "--dir", str(self.places.valkey_data), "--databases", "128"]
        command += ["--save", "", "--appendonly", "no" if self.places.is_throw_away else "yes"]
        process = self.spawn(command, "valkey.log", signal.SIGTERM)
        self.wait_for(process, "valkey", self.valkey_answers)
        return process

    def wait_for(self, process: Process, name: str, answers: Callable[[], bool]) -> None:
        deadline = time.monotonic() + START_WITHIN
        while not answers():
            if process.poll() is not None or time.monotonic() > deadline:
                self.stop(process, signal.SIGKILL)
                raise ServicesError(f"{name} antwoordt niet; de reden staat in {self.places.logs / name}.log")
            time.sleep(0.02)

    def postgres_answers(self) -> bool:
        try:
            with psycopg.connect(host=str(self.places.sockets), user="expedu", dbname="postgres", autocommit=True) as c:
                existing = {name for (name,) in c.execute("SELECT datname FROM pg_database")}
                for name in DATABASES if not self.places.is_throw_away else DATABASES[:1]:
                    if name not in existing:
                        c.execute(f'CREATE DATABASE "{name}"')
        except psycopg.OperationalError:
            return False
        return True

    def valkey_answers(self) -> bool:
        try:
            with redis.Redis(unix_socket_path=str(self.places.valkey_socket)) as client:
                return bool(client.ping())
        except redis.RedisError:  # not there yet, or still loading its data
            return False

    def remove_stale_pid_file(self) -> None:
        """After a crash the old number may belong to another process by now, and PostgreSQL would refuse to start."""
        pid_file = self.places.postgres_data / "postmaster.pid"
        deadline = time.monotonic() + START_WITHIN
        while pid_file.exists():
            first = pid_file.read_text().split("\n", 1)[0].strip()
            command = command_of(int(first)) if first.lstrip("-").isdigit() else ""
            if str(self.places.postgres_data) not in command:
                pid_file.unlink(missing_ok=True)
                return
            # A server whose keeper was killed and that is still shutting down (or, not on Linux, was left behind).
            with suppress(ProcessLookupError):
                os.kill(int(first), signal.SIGINT)
            if time.monotonic() > deadline:
                raise ServicesError(f"Een eerdere PostgreSQL (proces {first}) stopt niet.")
            time.sleep(0.1)

    # -- Running and stopping ----------------------------------------------------------------------------------

    def run(self, users: int) -> None:
        """Until the users' lock is ours alone."""
        processes: dict[str, Process] = {}
        starters = {"postgres": self.start_postgres, "valkey": self.start_valkey}
        try:
            for name, start in starters.items():
                processes[name] = start()
            (self.places.home / "ready").touch()
            while not self.is_asked_to_stop and not try_lock(users, fcntl.LOCK_EX):
                for name, start in starters.items():
                    if processes[name].poll() is not None:
                        print(f"{name} ended with {processes[name].returncode}; starting it again", flush=True)  # noqa: T201
                        processes[name] = start()
                time.sleep(LOOK_EVERY)
        finally:
            (self.places.home / "ready").unlink(missing_ok=True)
            if "valkey" in processes:
                self.stop(processes["valkey"], signal.SIGTERM)
            if "postgres" in processes:
                self.stop(processes["postgres"], signal.SIGINT)

    def stop(self, process: Process, stop_signal: int) -> None:
        if process.poll() is None:
            process.send_signal(stop_signal)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def became_keeper(keeper_lock: int) -> bool:
    """Others hold this lock for a moment to see whether a keeper lives, so try more than once."""
    deadline = time.monotonic() + 2
    while not try_lock(keeper_lock, fcntl.LOCK_EX):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def main(wanted: str, *options: str) -> int:
    places = Places(Path(wanted), is_throw_away="--throw-away" in options)
    keeper_lock = open_lock(places.home / "keeper.lock")
    if not became_keeper(keeper_lock):
        return 0
    users = open_lock(places.home / "users.lock")
    try:
        keeper = Keeper(places)
        signal.signal(signal.SIGTERM, lambda *_: setattr(keeper, "is_asked_to_stop", True))
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        keeper.run(users)
    except ServicesError as error:
        print(error, flush=True)  # noqa: T201
        return 1
    shutil.rmtree(places.sockets, ignore_errors=True)
    if places.is_throw_away:
        shutil.rmtree(places.home, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
