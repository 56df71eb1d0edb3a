"""The platform admin's door: makes budgets and checks rates; money itself moves only through actions."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from funding.models import Budget, LedgerLine, Rate


@admin.register(Rate)
class RateAdmin(admin.ModelAdmin):
    list_display = ("key", "board", "value", "valid_from", "valid_until", "confirmed_on", "source")
    list_filter = (("confirmed_on", admin.EmptyFieldListFilter), "board")
    search_fields = ("key", "source")
    ordering = ("key", "valid_from")


class LedgerLineInline(admin.TabularInline):
    model = LedgerLine
    fields = readonly_fields = ("at", "kind", "amount_cents", "by", "note")
    ordering = ("-at", "-pk")
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Budget)
class BudgetAdmin(admin.ModelAdmin):
    list_display = ("name", "owner", "purpose", "starts_on", "ends_on", "granted_cents", "available_cents")
    list_filter = ("purpose",)
    list_select_related = ("school", "board", "network")
    search_fields = ("name",)
    raw_id_fields = ("school", "board", "network")
    readonly_fields = ("granted_cents", "reserved_cents", "committed_cents", "spent_cents")
    inlines = (LedgerLineInline,)

    def has_delete_permission(self, request: HttpRequest, obj: Budget | None = None) -> bool:
        return False
