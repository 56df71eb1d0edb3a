from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundingConfig(AppConfig):
    name = "funding"
    verbose_name = _("Geld")

    def ready(self) -> None:
        from core import todos
        from funding import personal_data
        from funding.todos import lapsing_reservations
        from users.personal_data import register

        register(self.name, personal_data)
        todos.register(lapsing_reservations)
