from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SecondmentsConfig(AppConfig):
    name = "secondments"
    verbose_name = _("Inzet")

    def ready(self) -> None:
        from core import todos as home
        from organisations import leaving as leaving_registry
        from organisations import reach
        from secondments import leaving, notifications, personal_data, stakes, todos
        from users import personal_data as all_personal_data

        notifications.register()
        home.register(todos.todos_for)
        reach.register_stakes(stakes.running_at)
        leaving_registry.register(leaving)
        all_personal_data.register(self.name, personal_data)
