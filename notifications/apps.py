from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Meldingen")

    def ready(self) -> None:
        from notifications import personal_data, registry
        from notifications.notifications import TRIAL
        from users.personal_data import register

        registry.register(TRIAL)
        register("notifications", personal_data)
