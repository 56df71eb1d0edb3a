"""What a stranger reads when the machine lacks something."""

import shutil
import subprocess
import sys
from pathlib import Path

from expedu.services.users import PROJECT


def bootstrap(folder: Path, before: str, path: str = "") -> subprocess.CompletedProcess[str]:
    shutil.copy(PROJECT / "bootstrap.py", folder)
    code = f"import runpy, sys; {before}; runpy.run_path('bootstrap.py', run_name='__main__')"
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=folder, env={"PATH": path}, capture_output=True, text=True, check=False)


def test_no_venv_is_one_sentence_that_says_how_to_get_it(tmp_path: Path) -> None:
    # Debian's python3 without python3-venv has no ensurepip.
    ended = bootstrap(tmp_path, "sys.modules['ensurepip'] = None")
    assert ended.returncode == 1
    assert ended.stderr.startswith("De Python-module venv ontbreekt. ")
    assert f"sudo apt install python3.{sys.version_info.minor}-venv" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert not (tmp_path / ".venv").exists()


def test_an_old_python_is_one_sentence_that_says_what_is_needed(tmp_path: Path) -> None:
    ended = bootstrap(tmp_path, "sys.version_info = (3, 9, 2)")
    assert ended.returncode == 1
    assert ended.stderr.startswith("Expedu heeft Python 3.11 of nieuwer nodig en dit is Python 3.9. ")
    assert len(ended.stderr.splitlines()) == 1


def test_an_old_python_makes_way_for_a_newer_one_on_the_machine(tmp_path: Path) -> None:
    newer = tmp_path / "python3.12"
    newer.write_text("#!/bin/sh\necho newer: $1\n")
    newer.chmod(0o755)
    ended = bootstrap(tmp_path, "sys.version_info = (3, 9, 2); sys.argv = ['bootstrap.py']", path=str(tmp_path))
    assert (ended.returncode, ended.stdout) == (0, "newer: bootstrap.py\n")


def test_an_environment_of_another_checkout_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (tmp_path / ".venv").symlink_to(other)
    (tmp_path / "requirements-dev.txt").touch()
    (tmp_path / "requirements-uv.txt").touch()
    ended = bootstrap(tmp_path, "pass")
    assert ended.returncode == 0, ended.stderr
    assert list(other.iterdir()) == []
