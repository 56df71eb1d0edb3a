"""The folders and sockets of one set of embedded services, and the user the servers run as."""

import hashlib
import os
import pwd
import stat
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from expedu.services.errors import ServicesError

# Room for "/.s.PGSQL.5432.lock" below it: a socket's path is at most 107 bytes on Linux, 103 on macOS.
SOCKETS_ABOVE = Path("/tmp")  # noqa: S108 (the folder below it is 0700 and its owner is checked)
# Where root keeps data that the servers' own user must be able to reach when the checkout is closed to it.
DATA_OF_ROOT = Path("/var/lib/expedu")

DATABASES = ("expedu", "expedu_demo", "expedu_scale")


@dataclass(frozen=True, slots=True)
class Account:
    """The operating system user the servers run as when we are root (PostgreSQL refuses root)."""

    uid: int
    gid: int

    def as_popen(self) -> dict[str, object]:
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def server_account() -> Account | None:
    """`nobody` for root; None, so ourselves, for everyone else."""
    if os.geteuid() != 0:
        return None
    entry = pwd.getpwnam("nobody")
    return Account(entry.pw_uid, entry.pw_gid)


def can_reach(path: Path, account: Account | None) -> bool:
    """Whether the servers' user may go into (or run) `path`; a checkout below a 0700 folder is closed to it."""
    if account is None:
        return True
    asked = ["/bin/sh", "-c", 'test -x "$1"', "sh", str(path)]
    return subprocess.run(asked, check=False, **account.as_popen()).returncode == 0  # type: ignore[call-overload,no-any-return]  # noqa: S603


@dataclass(frozen=True)
class Places:
    """One set of services. `wanted` is the folder it is known by; the data may live elsewhere (see `home`).

    A throw-away set skips every guard against power loss and is deleted when its last user leaves: for tests.
    """

    wanted: Path
    is_throw_away: bool = False

    @cached_property
    def home(self) -> Path:
        """The folder that holds everything; made by `prepare`."""
        return self.wanted.resolve()

    @cached_property
    def sockets(self) -> Path:
        """A short folder for the two sockets, the same for every process that knows `wanted`."""
        name = hashlib.sha256(os.fsencode(self.wanted.absolute())).hexdigest()[:12]
        return SOCKETS_ABOVE / f"expedu-{os.geteuid()}-{name}"

    @property
    def postgres_data(self) -> Path:
        return self.home / "postgres"

    @property
    def valkey_data(self) -> Path:
        return self.home / "valkey"

    @property
    def valkey_socket(self) -> Path:
        return self.sockets / "valkey.sock"

    @property
    def logs(self) -> Path:
        return self.home / "log"

    def database_url(self, name: str) -> str:
        return f"postgres://expedu@{str(self.sockets).replace('/', '%2F')}/{name}"

    def broker_url(self, number: int) -> str:
        """A Celery broker URL; `number` is one of Valkey's numbered databases."""
        return f"redis+socket://{self.valkey_socket}?virtual_host={number}"

    def cache_url(self, number: int) -> str:
        """A redis-py URL for Django's cache."""
        return f"unix://{self.valkey_socket}?db={number}"

    def prepare(self) -> None:
        """Make the folders, with the right owners. Safe to repeat."""
        account = server_account()
        try:
            self._make_home(account)
            self.logs.mkdir(exist_ok=True)
            if not self.valkey_data.exists():
                self.valkey_data.mkdir(mode=0o700)
                _give(self.valkey_data, account)
            self._make_sockets(account)
        except PermissionError as error:
            raise ServicesError(
                f"Geen toegang tot {error.filename}: deze map is van een andere gebruiker. "
                "Start Expedu als die gebruiker, of maak een eigen kopie van het project."
            ) from error

    def _make_home(self, account: Account | None) -> None:
        self.wanted.parent.mkdir(parents=True, exist_ok=True)
        if not self.wanted.exists():
            self.wanted.unlink(missing_ok=True)  # a link to data that is gone
            if can_reach(self.wanted.parent, account):
                self.wanted.mkdir()
            else:
                elsewhere = DATA_OF_ROOT / self.sockets.name
                elsewhere.mkdir(parents=True, exist_ok=True)
                DATA_OF_ROOT.chmod(0o711)
                self.wanted.symlink_to(elsewhere)
        self.__dict__.pop("home", None)
        if account:
            self.home.chmod(0o711)

    def _make_sockets(self, account: Account | None) -> None:
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        found = self.sockets.lstat()
        trusted = {os.geteuid()} | ({account.uid} if account else set())
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in trusted:
            raise ServicesError(
                f"{self.sockets} is van een andere gebruiker; verwijder die map en probeer het opnieuw."
            )
        self.sockets.chmod(0o700)
        _give(self.sockets, account)


def _give(folder: Path, account: Account | None) -> None:
    if account:
        os.chown(folder, account.uid, account.gid)
