"""How every form looks: one renderer, one field template."""

from django.forms.renderers import TemplatesSetting


class ExpeduRenderer(TemplatesSetting):
    """Forms and fields through our own templates (templates/django/forms/)."""
