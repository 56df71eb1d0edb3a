"""The platform admin reads the course of help requests here. Words of conversations and who declined stay out of it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from helprequests.models import Event, HelpRequest, Invitation


class ReadOnly(admin.ModelAdmin):
    """States move through the actions only."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class EventInline(admin.TabularInline):
    model = Event
    fields = ("happened_at", "kind", "ring", "count", "text", "by")
    ordering = ("happened_at",)
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(HelpRequest)
class HelpRequestAdmin(ReadOnly):
    list_display = ("title", "school", "state", "ring", "published_at", "widens_on", "wave_wanted_at", "wave_count")
    list_filter = ("state", "ring")
    search_fields = ("title", "school__name")
    list_select_related = ("school",)
    ordering = ("-created_at",)
    inlines = (EventInline,)


@admin.register(Invitation)
class InvitationAdmin(ReadOnly):
    """How matching works out: scores and weights, without the person."""

    list_display = ("help_request", "wave", "created_at", "expires_on", "score", "weights_version")
    list_filter = ("weights_version",)
    list_select_related = ("help_request",)
    ordering = ("-created_at",)
    fields = ("help_request", "wave", "created_at", "expires_on", "score", "weights_version", "reasons", "caution")
