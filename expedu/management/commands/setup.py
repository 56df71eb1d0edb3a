from io import StringIO

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser, OutputWrapper

REFERENCE_DATA = ["load_taxonomy", "load_rates", "load_calendar"]


class Command(BaseCommand):
    help = "Maak een database klaar voor gebruik: migraties, vertalingen, stijlbestanden en naslaggegevens."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="Zeg alleen wat er misgaat.")

    def handle(self, *args: object, **options: object) -> None:
        steps = ["migrate", "compile_translations", "collectstatic", *REFERENCE_DATA]
        output = OutputWrapper(StringIO()) if options["quiet"] else self.stdout
        for number, name in enumerate(steps, start=1):
            output.write(f"{number}/{len(steps)} {name}")
            asks = {"interactive": False} if name in {"migrate", "collectstatic"} else {}
            call_command(name, verbosity=0, stdout=output, **asks)
        output.write("Klaar. Maak een eerste beheerder met: manage.py createsuperuser")
