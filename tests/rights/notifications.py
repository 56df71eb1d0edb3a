from typing import Any

from notifications.mail import unsubscribe_token
from tests.notifications.factories import NotificationFactory
from tests.organisations.world import World
from tests.rights.table import Row


def told_to_director(world: World) -> dict[str, Any]:
    return {"pk": NotificationFactory(recipient=world.director).pk}


def token_of_director(world: World) -> dict[str, Any]:
    return {"token": unsubscribe_token(world.director, "*")}


EVERYBODY = {"colleague": 200, "sister": 200, "foreign": 200}

ROWS = [
    Row("notifications:notification_list", **EVERYBODY),
    Row("notifications:notification_count", **EVERYBODY),
    Row(
        "notifications:notification_read_all",
        methods=("POST",),
        own_status=302,
        colleague=302,
        sister=302,
        foreign=302,
    ),
    Row("notifications:notification_open", thing=told_to_director, own_status=302, colleague=404),
    Row("notifications:notification_read", thing=told_to_director, methods=("POST",), own_status=302, colleague=404),
    Row("notifications:preference_edit", methods=("GET", "POST"), **EVERYBODY),
    Row("notifications:trial_send", methods=("POST",), own_status=302, colleague=302, sister=302, foreign=302),
    Row(
        "notifications:mail_unsubscribe",
        thing=token_of_director,
        methods=("GET", "POST"),
        anonymous=200,
        **EVERYBODY,
    ),
]
