from django.contrib import admin
from django.http import HttpRequest

from experts.models import Category, HelpForm, Skill, TargetGroup


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):
    list_display = ["label", "slug", "position"]


@admin.register(Skill)
class SkillAdmin(admin.ModelAdmin):
    """Words of a skill may change at any time; its slug and number never do."""

    list_display = ["label", "category", "is_active", "number"]
    list_filter = ["category", "is_active"]
    list_select_related = ["category"]
    search_fields = ["label", "slug", "keywords"]

    def get_readonly_fields(self, request: HttpRequest, obj: Skill | None = None) -> list[str]:
        return ["slug", "number"] if obj else []


@admin.register(HelpForm)
class HelpFormAdmin(admin.ModelAdmin):
    list_display = ["label", "typical_hours_from", "typical_hours_to", "needs_travel", "freelance_risk"]


@admin.register(TargetGroup)
class TargetGroupAdmin(admin.ModelAdmin):
    list_display = ["label", "is_children", "position"]
