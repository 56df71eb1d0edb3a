"""Make the virtual environment: `python3 bootstrap.py`, which `make` does when it is needed.

Runs on any Python 3 without a package, so it can say what is missing. Everything installed is pinned and hashed.
"""

import fcntl
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, ".installed")
OLDEST = (3, 11)
NEWER = ["python3.14", "python3.13", "python3.12", "python3.11"]


def stop(sentence):
    sys.exit(sentence)


def use_a_new_enough_python():
    if sys.version_info >= OLDEST:
        return
    for name in NEWER:
        found = shutil.which(name)
        if found:
            os.execv(found, [found, *sys.argv])
    stop(
        "Expedu heeft Python 3.11 of nieuwer nodig en dit is Python %d.%d. Installeer een nieuwere, "
        "bijvoorbeeld met: sudo apt install python3.11 python3.11-venv" % sys.version_info[:2]
    )


def make_environment():
    if os.path.islink(VENV):
        print("De omgeving .venv is van een andere kopie van het project en blijft zoals ze is.", flush=True)
        return False
    try:
        import ensurepip
        import venv
    except ImportError:
        stop(
            "De Python-module venv ontbreekt. Installeer haar, op Debian of Ubuntu met: "
            "sudo apt install python%d.%d-venv" % sys.version_info[:2]
        )
    if not has_pip():
        print("De omgeving .venv wordt gemaakt ...", flush=True)
        run([sys.executable, "-m", "venv", "--clear", VENV])
    return True


def has_pip():
    if not os.path.exists(PYTHON):
        return False
    asked = [PYTHON, "-m", "pip", "--version"]
    return subprocess.call(asked, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def install():
    print("De vastgelegde pakketten worden opgehaald en klaargezet ...", flush=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    run([*pip, "--require-hashes", "-r", "requirements-uv.txt"])
    environment = dict(os.environ, UV_SYSTEM_CERTS="1", UV_PYTHON_DOWNLOADS="never", VIRTUAL_ENV=VENV)
    sync = [PYTHON, "-m", "uv", "pip", "sync", "--quiet", "--require-hashes", "requirements-dev.txt"]
    run(sync, env=environment)


def run(command, **options):
    ended = subprocess.call(command, cwd=HERE, stdin=subprocess.DEVNULL, **options)
    if ended != 0:
        stop("Dat lukte niet: %s" % " ".join(command))


def main():
    use_a_new_enough_python()
    # Two starts at the same moment: the second waits and finds the work done.
    os.makedirs(os.path.join(HERE, "var"), exist_ok=True)
    with open(os.path.join(HERE, "var", "setup.lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_installed():
            return
        if make_environment():
            install()
            open(STAMP, "w").close()


def is_installed():
    """Whether the environment was completed after its list of packages last changed."""
    if not os.path.exists(STAMP) or not os.path.exists(PYTHON):
        return False
    lists = [os.path.join(HERE, name) for name in ("requirements-dev.txt", "requirements-uv.txt")]
    return os.path.getmtime(STAMP) >= max(os.path.getmtime(path) for path in lists)


if __name__ == "__main__":
    main()
