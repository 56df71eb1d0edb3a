from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import todos


class OrganisationsConfig(AppConfig):
    name = "organisations"
    verbose_name = _("Organisaties")

    def ready(self) -> None:
        from organisations import checks, personal_data, reach, stakes, trail  # noqa: F401  checks register themselves
        from organisations.todos import imports_to_decide, joins_to_decide, schools_without_director
        from users.personal_data import register

        register(self.name, personal_data)
        todos.register(schools_without_director)
        todos.register(joins_to_decide)
        todos.register(imports_to_decide)
        reach.register_stakes(stakes.people_at)
        trail.register_words()
        trail.register(trail.places_and_account)
