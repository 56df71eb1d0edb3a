"""Doormen of the schedule."""

from celery import shared_task

from secondments import actions


@shared_task
def finish_secondments() -> None:
    """Every night: what had its last half-day yesterday or before is finished."""
    actions.finish_secondments()


@shared_task
def settle_secondments() -> None:
    """Every night: what is over and agreed on by both sides is made up."""
    actions.settle_secondments()


@shared_task
def remind_deciders() -> None:
    """Every morning: who is waited for is reminded, and after longer somebody else may help."""
    actions.remind_deciders()
