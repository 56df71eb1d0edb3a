"""Sides, aspects and answers of a review (DESIGN section 8; LESSONS section 3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    SCHOOL = "school", _("De school die hulp kreeg")
    EXPERT = "expert", _("De expert")


class Again(models.TextChoices):
    YES = "yes", _("Ja")
    DIFFERENT = "different", _("Ja, maar anders")
    NO = "no", _("Nee")


class Aspect(models.TextChoices):
    """What the worded scale is about; always the help, never the person."""

    FIT = "fit", _("De hulp paste bij onze vraag")
    KNOWLEDGE = "knowledge", _("De uitleg was duidelijk")
    TEAM = "team", _("De samenwerking met het team ging goed")
    HANDOVER = "handover", _("Wij kunnen nu zelf verder")
    AGREEMENTS = "agreements", _("De afspraken klopten")


class AspectWord(models.IntegerChoices):
    NOT_APPLICABLE = 0, _("n.v.t.")
    NOT = 1, _("niet")
    A_LITTLE = 2, _("een beetje")
    REASONABLE = 3, _("redelijk")
    GOOD = 4, _("goed")
    VERY_GOOD = 5, _("heel goed")


class ReviewState(models.TextChoices):
    DRAFT = "draft", _("Nog niet verstuurd")
    SUBMITTED = "submitted", _("Verstuurd")
    HIDDEN = "hidden", _("Verborgen")
    WITHDRAWN = "withdrawn", _("Ingetrokken")
