"""Looking things up; what changes a secondment goes through its pages."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from secondments.models import Approval, Event, Loan, Secondment


class ReadOnly:
    """Nothing about a loan is changed behind the back of who decided on it."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class LoanInline(ReadOnly, admin.TabularInline):
    model = Loan
    extra = 0


class ApprovalInline(ReadOnly, admin.TabularInline):
    model = Approval
    extra = 0
    exclude = ("note", "decline_reason")


class EventInline(ReadOnly, admin.TabularInline):
    model = Event
    extra = 0


@admin.register(Secondment)
class SecondmentAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("title", "borrower", "state", "starts_on", "ends_on")
    list_filter = ("state", "legal_shape")
    search_fields = ("title", "borrower__name")
    list_select_related = ("borrower",)
    inlines = (LoanInline, ApprovalInline, EventInline)
