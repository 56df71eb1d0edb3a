"""Celery: one application, three queues, and the whole schedule in one list."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expedu.settings")

app = Celery("expedu")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# The whole schedule. Beat may run twice without harm: every task here is safe to repeat.
app.conf.beat_schedule = {}
