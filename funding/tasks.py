"""Doormen of the schedule."""

from celery import shared_task

from funding import actions


@shared_task
def lapse_reservations() -> None:
    actions.lapse_reservations()
