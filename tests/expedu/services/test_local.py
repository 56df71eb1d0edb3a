import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from expedu.services import ServicesError, addresses, local, needs_services


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--help"],
        ["migrate", "--help"],
        ["help", "migrate"],
        ["makemigrations", "--check"],
        ["collectstatic", "--noinput"],
        ["check", "--deploy"],
        ["compile_translations"],
        ["extract_translations"],
    ],
)
def test_commands_that_start_nothing(arguments: list[str]) -> None:
    assert not needs_services(arguments)


@pytest.mark.parametrize(
    "arguments", [["migrate"], ["runserver"], ["import_duo", "file.csv"], ["check", "--database", "x"]]
)
def test_commands_that_need_services(arguments: list[str]) -> None:
    assert needs_services(arguments)


def test_own_demo_and_scale_share_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    seen = []
    for name in ("own", "demo", "scale"):
        monkeypatch.setenv("EXPEDU_DATABASE", name)
        found = addresses()
        seen += [found.database_url, found.broker_url.partition("=")[2], found.cache_url.partition("=")[2]]
    assert [url.rpartition("/")[2] for url in seen[::3]] == ["expedu", "expedu_demo", "expedu_scale"]
    assert len(set(seen)) == 9


def test_an_unknown_database_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPEDU_DATABASE", "elsewhere")
    with pytest.raises(ServicesError, match="elsewhere bestaat niet; kies uit: own, demo, scale"):
        addresses()


@pytest.mark.parametrize(("given", "missing"), [("DATABASE_URL", "BROKER_URL"), ("BROKER_URL", "DATABASE_URL")])
def test_one_address_without_the_other_is_refused(monkeypatch: pytest.MonkeyPatch, given: str, missing: str) -> None:
    monkeypatch.delenv(missing)
    with pytest.raises(ServicesError, match=f"{given} is gezet maar {missing} niet"):
        local.is_local()


def test_the_secret_key_is_made_once_and_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "VAR", tmp_path / "var")
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: local.secret_key(), range(8)))
    assert len(keys) == 1
    assert len(keys.pop()) > 50
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret_key"]
    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600
