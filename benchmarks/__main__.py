"""`make bench`: every measurement there is; `make bench BENCH=pages` runs one."""

import os
import sys
from importlib import import_module

from expedu import services

BENCHMARKS = {
    "pages": "server time per page of the demo world, against an empty signed-in page",
    "notifications": "notifications written per second, beside a bare multi-row insert of the same rows",
    "search": "the search engine at 10,000, 100,000 and up to EXPERTS people, beside its floor and the plain ORM",
    "ceiling": "a board lowers and raises its ceiling with EXPERTS people under it",
    "sweep": "a morning on which REQUESTS open requests are due, beside a bare UPDATE of the same rows",
}
# These make a world of their own, beside the demo.
AT_SCALE = {"ceiling", "search", "sweep"}


def main(chosen: list[str]) -> None:
    for name in chosen or BENCHMARKS:
        if name not in BENCHMARKS:
            sys.exit(f"No benchmark {name}; there is: {', '.join(BENCHMARKS)}")
    names = chosen or sorted(BENCHMARKS.keys() - AT_SCALE)
    if len({name in AT_SCALE for name in names}) > 1:
        sys.exit("These belong to different worlds; run them apart.")
    world = "scale" if names[0] in AT_SCALE else "demo"
    # Before Django reads its settings.
    os.environ |= {"DJANGO_SETTINGS_MODULE": "expedu.settings", "EXPEDU_DATABASE": world, "LOG_LEVEL": "CRITICAL"}
    services.hold(services.places())
    prepare(world)
    for name in names:
        print(f"\n{name}: {BENCHMARKS[name]}")
        print("\n".join(import_module(f"benchmarks.{name}").run()))


def prepare(world: str) -> None:
    """Tables and reference data; for the demo also its people."""
    if world == "demo":
        import_module("expedu.demo.supervisor").prepare()
        return
    import_module("django").setup()
    import_module("django.core.management").call_command("setup", quiet=True)


if __name__ == "__main__":
    for name in ("DATABASE_URL", "BROKER_URL"):
        if os.environ.get(name):
            sys.exit(f"Benchmarks bring their own services; take {name} out of the environment.")
    main(sys.argv[1:])
