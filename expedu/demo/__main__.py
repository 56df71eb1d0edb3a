"""`make demo`: the whole of Expedu on one machine, with a fictional world, until Ctrl-C."""

import os
import sys

from expedu import services

if __name__ == "__main__":
    for name in ("DATABASE_URL", "BROKER_URL"):
        if os.environ.get(name):
            sys.exit(
                f"De demo brengt haar eigen database en broker mee. Haal {name} uit de omgeving en probeer het opnieuw."
            )
    # Before Django reads its settings.
    os.environ |= {"DJANGO_SETTINGS_MODULE": "expedu.settings", "EXPEDU_DATABASE": "demo"}
    for name in ("CACHE_URL", "DJANGO_DEBUG", "SITE_URL"):
        os.environ.pop(name, None)

    from expedu.demo.supervisor import run

    try:
        sys.exit(run())
    except services.ServicesError as error:
        sys.exit(str(error))
