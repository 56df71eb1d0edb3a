"""What `manage.py check --deploy` says about organisations."""

from typing import Any

from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.security, deploy=True)
def second_factor_is_asked(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Trials may go without; an installation for real may not."""
    missing = set(settings.DEFAULT_SECOND_FACTOR_ROLES) - set(settings.SECOND_FACTOR_ROLES)
    if not missing:
        return []
    return [
        checks.Warning(
            f"Zonder tweede controle bij het inloggen: {', '.join(sorted(missing))}.",
            hint="Laat SECOND_FACTOR_ROLES weg uit de omgeving.",
            id="organisations.W001",
        )
    ]
