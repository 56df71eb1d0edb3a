from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ExpertsConfig(AppConfig):
    name = "experts"

    def ready(self) -> None:
        from core import todos as home
        from experts import notifications, personal_data, reach, search, todos, trail
        from notifications import registry
        from organisations import reach as moving
        from organisations import trail as trails
        from users import personal_data as registers

        post_migrate.connect(search.create_functions, sender=self, dispatch_uid="experts.search")
        registry.register(*notifications.MESSAGES)
        home.register(todos.todos)
        registers.register("experts", personal_data)
        moving.register(reach.schools_moved)
        moving.register_ceiling(reach.ceiling_lowered)
        moving.register_seen(reach.seen_by_ring)
        moving.register_stakes(reach.seen_outside)
        trail.register_words()
        trails.register(trail.changes_about)
