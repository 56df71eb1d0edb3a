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
    """What the worded scale is about; always the help or how it was received, never the person."""

    # A school says these of the help.
    FIT = "fit", _("De hulp paste bij onze vraag")
    KNOWLEDGE = "knowledge", _("De uitleg was duidelijk")
    TEAM = "team", _("De samenwerking met het team ging goed")
    HANDOVER = "handover", _("Wij kunnen nu zelf verder")
    # Both sides say this.
    AGREEMENTS = "agreements", _("De afspraken klopten")
    # An expert says these of the school that asked.
    QUESTION = "question", _("Het was duidelijk wat de school wilde")
    WELCOME = "welcome", _("Ik was welkom in het team")
    PREPARED = "prepared", _("Alles stond klaar")
    FOLLOW_UP = "follow_up", _("De school gaat er zelf mee verder")


ASPECTS_OF: dict[Side, tuple[Aspect, ...]] = {
    Side.SCHOOL: (Aspect.FIT, Aspect.KNOWLEDGE, Aspect.TEAM, Aspect.HANDOVER, Aspect.AGREEMENTS),
    Side.EXPERT: (Aspect.QUESTION, Aspect.WELCOME, Aspect.PREPARED, Aspect.FOLLOW_UP, Aspect.AGREEMENTS),
}


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
