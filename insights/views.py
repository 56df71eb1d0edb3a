"""Home: what needs you today."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.todos import todos_for
from experts.models import ExpertSkill
from insights import words
from insights.guides import GUIDES, Guide, reader_of
from notifications.models import Notification

# How many lines of news Home shows; the rest is behind "Meldingen".
NEWS = 6


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Everything that waits for this person in one list; who is signed out gets the front page."""
    if not request.user.is_authenticated:
        return redirect("core:landing")
    today = timezone.localdate()
    todos = todos_for(request.user, today)
    mine = [todo for todo in todos if todo.waits_for_me]
    guide = guide_for(request)
    context = {
        "today": today,
        "greeting": words.greeting(timezone.localtime().hour),
        "things": words.things(len(mine)),
        "mine": mine,
        "waiting": [todo for todo in todos if not todo.waits_for_me],
        "news": news_for(request, today),
        "guide": guide,
        "idea_url": reverse(guide.idea.url_name),
    }
    return render(request, "insights/home.html", context)


def guide_for(request: HttpRequest) -> Guide:
    """What Home says to this person's role."""
    roles = {membership.role for membership in request.viewpoint.memberships}
    has_skills = ExpertSkill.objects.filter(expert__user=request.user).exists()
    return GUIDES[reader_of(roles, has_skills=has_skills, is_platform_admin=request.user.is_staff)]


def news_for(request: HttpRequest, today: date) -> list[dict[str, Any]]:
    """The latest lines this person was told, as components/moved.html shows them."""
    lines = Notification.objects.of(request.user).order_by("-created_at", "-pk")[:NEWS]
    return [
        {
            "on": (day := timezone.localtime(line.created_at).date()),
            "when": words.day_in_words(day, today),
            "text": line.text,
            "url": reverse("notifications:notification_open", args=[line.pk]),
        }
        for line in lines
    ]
