"""The command line as a stranger uses it: in a process of its own, with next to nothing in the environment."""

import os
import subprocess
import sys

import pytest

from expedu import services
from expedu.services.users import PROJECT


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    bare = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"]} | environment
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=PROJECT, env=bare, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", [["migrate", "--help"], ["makemigrations", "--check", "--dry-run"]])
def test_commands_that_need_no_database_start_none(arguments: list[str]) -> None:
    ready = services.places().home / "ready"
    was_running = ready.exists()
    ended = manage(*arguments)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ready.exists() == was_running


def test_a_missing_secret_key_is_one_sentence() -> None:
    ended = manage("migrate", DATABASE_URL="postgres://db/expedu", BROKER_URL="redis://broker/1")
    assert ended.returncode == 1
    assert ended.stderr.startswith("SECRET_KEY ontbreekt. ")
    assert len(ended.stderr.splitlines()) == 1


def test_a_missing_broker_is_one_sentence() -> None:
    ended = manage("migrate", DATABASE_URL="postgres://db/expedu")
    assert ended.returncode == 1
    assert ended.stderr.splitlines() == [
        "DATABASE_URL is gezet maar BROKER_URL niet. Zet ze allebei, of geen van beide voor de ingebouwde diensten."
    ]


def test_a_production_installation_passes_the_deploy_check() -> None:
    ended = manage(
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        DATABASE_URL="postgres://db/expedu",
        BROKER_URL="redis://broker:6379/1",
        SECRET_KEY="a-long-random-value-of-more-than-fifty-characters-0123456789",
        SITE_URL="https://expedu.example",
    )
    assert ended.returncode == 0, ended.stderr
