from typing import Any

from notifications.mail import unsubscribe_token
from tests.notifications.factories import NotificationFactory
from tests.organisations.world import World
from tests.rights.table import BOTH, POST, Row


def told_to_director(world: World) -> dict[str, Any]:
    return {"pk": NotificationFactory(recipient=world.director).pk}


def token_of_director(world: World) -> dict[str, Any]:
    return {"token": unsubscribe_token(world.director, "*")}


ROWS = [
    Row("notifications:notification_list", may="everyone"),
    Row("notifications:notification_count", may="everyone"),
    Row("notifications:notification_read_all", methods=POST, may="everyone", own_status=302),
    # A message is one person's own: even the deputy does not read it.
    Row("notifications:notification_open", thing=told_to_director, may="director", own_status=302),
    Row("notifications:notification_read", thing=told_to_director, methods=POST, may="director", own_status=302),
    Row("notifications:preference_edit", methods=BOTH, may="everyone"),
    Row("notifications:trial_send", methods=POST, may="everyone", own_status=302),
    Row("notifications:address_retry", methods=POST, may="everyone", own_status=302),
    Row("notifications:mail_unsubscribe", thing=token_of_director, methods=BOTH, may="everyone anonymous"),
]
