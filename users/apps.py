from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsersConfig(AppConfig):
    name = "users"
    verbose_name = _("Account")

    def ready(self) -> None:
        from users import personal_data

        personal_data.register(self.name, personal_data)
