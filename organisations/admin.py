"""The platform admin's door to organisations. What moves people between organisations goes through the actions."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations import actions, leaving
from organisations.choices import NetworkSource
from organisations.models import (
    Board,
    DuoImport,
    Membership,
    Network,
    Region,
    School,
    SchoolBoardPeriod,
    SchoolHoliday,
    StudyDay,
)


class NeverDeleted(admin.ModelAdmin):
    """Organisations close and places end; nothing is thrown away."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Region, Network)
class AreaAdmin(NeverDeleted):
    list_display = ("code", "name", "source")
    list_filter = ("source",)
    search_fields = ("code", "name")
    ordering = ("code",)


@admin.register(Board)
class BoardAdmin(NeverDeleted):
    """Names only: the policy is the board's own, on its page."""

    list_display = ("number", "name", "source")
    list_filter = ("source",)
    search_fields = ("number", "name")
    ordering = ("name",)
    fields = ("number", "name", "source")


class SchoolBoardPeriodInline(admin.TabularInline):
    model = SchoolBoardPeriod
    fields = readonly_fields = ("board", "starts_on", "ends_on")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(School)
class SchoolAdmin(NeverDeleted):
    list_display = ("code", "name", "kind", "city", "board", "network", "source", "closed_on")
    list_filter = (
        "source",
        "kind",
        "network_source",
        "holiday_region",
        ("closed_on", admin.EmptyFieldListFilter),
        "province",
    )
    list_select_related = ("board", "network")
    search_fields = ("code", "name", "city", "postcode", "board__name")
    autocomplete_fields = ("board", "network", "region")
    readonly_fields = ("network_source",)
    ordering = ("name",)
    inlines = (SchoolBoardPeriodInline,)
    actions = ("follow_imports",)

    @admin.action(description=_("Laat de import het samenwerkingsverband weer kiezen"))
    def follow_imports(self, request: HttpRequest, schools: QuerySet[School]) -> None:
        """What somebody chose by hand stays until the next import, which then chooses."""
        schools.filter(network_source=NetworkSource.MANUAL).update(network_source=NetworkSource.UNKNOWN)

    def save_model(self, request: HttpRequest, obj: School, form: ModelForm, change: bool) -> None:
        """Moving, closing and opening a school changes who sees its people, so they go through their actions."""
        links = {"board": obj.board, "network": obj.network, "region": obj.region}
        closed_on = obj.closed_on
        if not change:
            super().save_model(request, obj, form, change)
            actions.begin_board_periods([obj], timezone.localdate())
            return
        before = School.objects.select_related(*links).get(pk=obj.pk)
        obj.board, obj.network, obj.region = before.board, before.network, before.region
        if before.closed_on is None or closed_on is None:
            obj.closed_on = before.closed_on
        super().save_model(request, obj, form, change)
        moved = actions.move_school(obj, **links, by=request.user)
        if before.closed_on is None and closed_on is not None:
            moved = actions.close_school(obj, on=closed_on, by=request.user)
        elif before.closed_on is not None and closed_on is None:
            moved = actions.reopen_school(obj, by=request.user)
        obj.board, obj.network, obj.region, obj.closed_on = moved.board, moved.network, moved.region, moved.closed_on


@admin.register(Membership)
class MembershipAdmin(NeverDeleted):
    list_display = ("user", "role", "school", "board", "network", "starts_on", "ends_on")
    list_filter = ("role", "is_deputy")
    list_select_related = ("user", "school", "board", "network")
    search_fields = ("user__email", "user__first_name", "user__last_name", "school__name", "board__name")
    autocomplete_fields = ("user", "school", "board", "network")
    date_hierarchy = "starts_on"

    def save_model(self, request: HttpRequest, obj: Membership, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if "ends_on" in form.changed_data and obj.ends_on is not None:
            leaving.left(obj, by=request.user)


@admin.register(SchoolHoliday)
class SchoolHolidayAdmin(admin.ModelAdmin):
    list_display = ("name", "holiday_region", "starts_on", "ends_on", "is_confirmed", "source")
    list_filter = ("holiday_region", "is_confirmed")
    search_fields = ("name",)
    ordering = ("starts_on", "holiday_region")


@admin.register(StudyDay)
class StudyDayAdmin(admin.ModelAdmin):
    list_display = ("school", "day", "name")
    list_select_related = ("school",)
    search_fields = ("school__name", "name")
    autocomplete_fields = ("school",)
    date_hierarchy = "day"


@admin.register(DuoImport)
class DuoImportAdmin(NeverDeleted):
    """What the imports changed; only to read."""

    list_display = (
        "created_at",
        "file_name",
        "step",
        "decided_by",
        "row_count",
        "new_count",
        "changed_count",
        "renamed_count",
        "closed_count",
        "reopened_count",
        "error_count",
    )
    list_select_related = ("decided_by",)
    ordering = ("-created_at",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
