#!/usr/bin/env python
"""Django's command line for Expedu. Starts the embedded services first when a command needs them."""

import os
import sys
import warnings
from contextlib import nullcontext

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from core import doors
from core.doors import Via
from expedu import services


def main(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expedu.settings")
    if services.needs_services(arguments[1:]):
        services.hold_local()
    else:
        # makemigrations looks in the database when there is one; that there is none is no news.
        warnings.filterwarnings("ignore", message="Got an error checking a consistent migration history")
    name = arguments[1] if len(arguments) > 1 else ""
    # Migrations write structure, and may hold SQL that cannot carry the door along.
    with nullcontext() if name in {"migrate", "setup"} else doors.through(Via.COMMAND, door=name):
        execute_from_command_line(arguments)


if __name__ == "__main__":
    try:
        main(sys.argv)
    except (ImproperlyConfigured, services.ServicesError) as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(str(error))
