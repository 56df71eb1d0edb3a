from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = _("Beoordelingen")

    def ready(self) -> None:
        from core.todos import register as register_todos
        from reviews import notifications, personal_data
        from reviews.todos import todos
        from users.personal_data import register as register_personal_data

        notifications.register()
        register_todos(todos)
        register_personal_data(self.name, personal_data)
