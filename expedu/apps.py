from django.apps import AppConfig

from expedu.celery import app as celery_app  # every Django process has it, so tasks find their broker

__all__ = ["ExpeduConfig", "celery_app"]


class ExpeduConfig(AppConfig):
    name = "expedu"
