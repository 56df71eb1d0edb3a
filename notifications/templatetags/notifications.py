"""The number of unread messages in the header: {% load notifications %}{% unread_badge %}."""

from typing import Any

from django import template
from django.template import RequestContext

from notifications.models import Notification

register = template.Library()


@register.inclusion_tag("notifications/_unread_badge.html", takes_context=True)
def unread_badge(context: RequestContext) -> dict[str, Any]:
    """A link to the inbox with how much is unread, asked again every minute. One query."""
    return {"unread": Notification.objects.of(context["user"]).unread().count()}
