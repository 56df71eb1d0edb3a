"""This checkout's own services: which of the three databases, and which commands need them at all."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from expedu.services.errors import ServicesError
from expedu.services.places import Places
from expedu.services.users import PROJECT, hold

VAR = PROJECT / "var"

# Commands that do their work without a database or broker. Everything else gets both.
NEED_NOTHING = {
    "check",
    "collectstatic",
    "compile_translations",
    "extract_translations",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "makemigrations",
    "optimizemigration",
    "squashmigrations",
    "startapp",
    "startproject",
    "version",
}


@dataclass(frozen=True, slots=True)
class World:
    """A database with its own numbered places in Valkey, so that own, demo and scale never mix."""

    database: str
    broker: int
    cache: int


WORLDS = {
    "own": World("expedu", 1, 2),
    "demo": World("expedu_demo", 3, 4),
    "scale": World("expedu_scale", 5, 6),
}


@dataclass(frozen=True, slots=True)
class Addresses:
    database_url: str
    broker_url: str
    cache_url: str
    mail_folder: Path


def is_local() -> bool:
    """Whether the embedded services are used: neither DATABASE_URL nor BROKER_URL is set."""
    given = [name for name in ("DATABASE_URL", "BROKER_URL") if os.environ.get(name)]
    if len(given) == 1:
        missing = "BROKER_URL" if given == ["DATABASE_URL"] else "DATABASE_URL"
        raise ServicesError(
            f"{given[0]} is gezet maar {missing} niet. Zet ze allebei, of geen van beide voor de ingebouwde diensten."
        )
    return not given


def world_name() -> str:
    chosen = os.environ.get("EXPEDU_DATABASE") or "own"
    if chosen not in WORLDS:
        raise ServicesError(f"EXPEDU_DATABASE={chosen} bestaat niet; kies uit: {', '.join(WORLDS)}.")
    return chosen


def places() -> Places:
    return Places(VAR / "services")


def addresses() -> Addresses:
    """Where this checkout's services answer once they run; looking starts nothing."""
    world, here = WORLDS[world_name()], places()
    return Addresses(
        database_url=here.database_url(world.database),
        broker_url=here.broker_url(world.broker),
        cache_url=here.cache_url(world.cache),
        mail_folder=VAR / world_name() / "mail",
    )


def hold_local() -> None:
    """Start this checkout's services if they are used and not running, until this process ends."""
    if is_local():
        hold(places())


def needs_services(arguments: list[str]) -> bool:
    """Whether `manage.py ARGUMENTS` needs a database or broker."""
    if not arguments or {"-h", "--help", "--version"} & set(arguments):
        return False
    if arguments[0] == "check":
        return "--database" in arguments
    return arguments[0] not in NEED_NOTHING


def secret_key() -> str:
    """A key of this checkout's own, made once and readable by its owner only."""
    path = VAR / "secret_key"
    if not path.exists():
        VAR.mkdir(exist_ok=True)
        partial = path.with_name(f"secret_key.{secrets.token_hex(4)}")
        partial.touch(mode=0o600)
        partial.write_text(secrets.token_urlsafe(50))
        try:
            os.link(partial, path)  # two processes at once: the first wins, both read the same
        except FileExistsError:
            pass
        finally:
            partial.unlink()
    return path.read_text().strip()
