from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HelprequestsConfig(AppConfig):
    name = "helprequests"
    verbose_name = _("Hulpvragen")

    def ready(self) -> None:
        from core import todos as todo_registry
        from helprequests import leaving, notifications, personal_data, reach, todos
        from notifications import registry
        from organisations import leaving as leaving_registry
        from organisations import reach as reach_registry
        from users.personal_data import register

        registry.register(*notifications.ALL)
        reach_registry.register(reach.follow)
        reach_registry.register_stakes(reach.open_questions)
        todo_registry.register(todos.todos_for)
        leaving_registry.register(leaving)
        register(self.name, personal_data)
