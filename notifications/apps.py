from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Meldingen")

    def ready(self) -> None:
        from core import todos
        from notifications import personal_data, registry
        from notifications.notifications import TRIAL
        from notifications.todos import mail_that_does_not_arrive
        from users.personal_data import register

        registry.register(TRIAL)
        register("notifications", personal_data)
        todos.register(mail_that_does_not_arrive)
