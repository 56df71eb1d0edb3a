"""The web application, for gunicorn: `gunicorn expedu.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from expedu import services

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expedu.settings")
# A pool of connections only pays in a process that lives long and serves many threads at once.
os.environ.setdefault("DATABASE_POOL", "1")

services.hold_local()
application = get_wsgi_application()
