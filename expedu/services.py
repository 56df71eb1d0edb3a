"""Where the database, broker and cache are. (First sketch: the embedded services follow.)"""

import sys


def local_secret_key() -> str:
    return "sketch"


def database_url() -> str:
    return "postgres://localhost/expedu"


def broker_url() -> str:
    return "redis://127.0.0.1:6379/1"


def cache_url() -> str:
    return "redis://127.0.0.1:6379/2"


def email_url() -> str:
    return "console://"


def is_web_process() -> bool:
    return "gunicorn" in sys.argv[0]
