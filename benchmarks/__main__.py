"""`make bench`: every measurement there is; `make bench BENCH=pages` runs one."""

import os
import sys
from importlib import import_module

from expedu import services

BENCHMARKS = {"pages": "server time per page of the demo world, against an empty signed-in page"}


def main(chosen: list[str]) -> None:
    # Before Django reads its settings.
    os.environ |= {"DJANGO_SETTINGS_MODULE": "expedu.settings", "EXPEDU_DATABASE": "demo", "LOG_LEVEL": "CRITICAL"}
    services.hold(services.places())
    import_module("expedu.demo.supervisor").prepare()
    for name in chosen or BENCHMARKS:
        if name not in BENCHMARKS:
            sys.exit(f"No benchmark {name}; there is: {', '.join(BENCHMARKS)}")
        print(f"\n{name}: {BENCHMARKS[name]}")
        print("\n".join(import_module(f"benchmarks.{name}").run()))


if __name__ == "__main__":
    for name in ("DATABASE_URL", "BROKER_URL"):
        if os.environ.get(name):
            sys.exit(f"Benchmarks bring their own services; take {name} out of the environment.")
    main(sys.argv[1:])
