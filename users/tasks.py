"""Background work on accounts."""

import logging

from celery import shared_task
from django.utils import timezone

from users import personal_data

logger = logging.getLogger(__name__)


@shared_task
def retain_personal_data() -> None:
    """Every night: let go of what may no longer be kept."""
    for app, count in personal_data.retain_all(timezone.localdate()).items():
        if count:
            logger.info("retention: %s rows of %s", count, app)
