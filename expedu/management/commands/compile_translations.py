from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from expedu.translations import compile_catalogues


class Command(BaseCommand):
    help = "Compileer de vertalingen (.po naar .mo)."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        for folder in settings.LOCALE_PATHS:
            for written in compile_catalogues(Path(folder)):
                self.stdout.write(f"{written.relative_to(settings.BASE_DIR)} geschreven")
