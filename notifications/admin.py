"""The platform admin's door to the outbox: dead letters, and sending them again. Read-only otherwise."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from notifications import actions
from notifications.models import Digest, Notification


class OutgoingAdmin(admin.ModelAdmin):
    list_filter = ("mail_state",)
    search_fields = ("recipient__email",)
    list_select_related = ("recipient",)
    actions = ("send_again",)

    @admin.action(description=gettext_lazy("Niet gelukte mail opnieuw versturen"), permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        again = actions.repeat_failed(queryset)
        if again:
            sentence = ngettext("%d mail gaat binnen een minuut weg.", "%d mails gaan binnen een minuut weg.", again)
            messages.success(request, sentence % again)
        else:
            messages.warning(request, _("Hier zat geen mail bij die niet gelukt is."))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Notification)
class NotificationAdmin(OutgoingAdmin):
    """What it says stays between Expedu and the recipient: no text here."""

    list_display = ("kind", "recipient", "created_at", "mail_state", "attempts", "mailed_at", "failed_at", "last_error")
    list_filter = ("mail_state", "kind")
    exclude = ("context", "url")
    date_hierarchy = "created_at"


@admin.register(Digest)
class DigestAdmin(OutgoingAdmin):
    list_display = ("recipient", "day", "mail_state", "attempts", "mailed_at", "failed_at", "last_error")
