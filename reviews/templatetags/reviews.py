"""What other pages show of reviews."""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from experts.models import Expert
from reviews.models import Review, loans_of, loans_open
from reviews.profile import profile_of, school_in_words
from reviews.window import switched_on
from secondments.choices import SecondmentState
from secondments.models import Secondment

register = template.Library()


@register.inclusion_tag("reviews/_expert_reviews.html", takes_context=True)
def expert_reviews(context: template.RequestContext, expert: Expert) -> dict[str, Any]:
    """{% expert_reviews expert %}: finished help and how it went, as far as the reader may know."""
    return {"profile": profile_of(expert, context["request"].user)}


@register.inclusion_tag("reviews/_review_links.html", takes_context=True)
def review_links(context: template.RequestContext, secondment: Secondment) -> dict[str, Any]:
    """{% review_links secondment %}: where the two sides of finished help tell and read how it went."""
    if secondment.state != SecondmentState.FINISHED:
        return {"loans": []}
    user = context["request"].user
    mine = loans_of(user).filter(switched_on(), secondment=secondment).select_related("expert__user").order_by("pk")
    to_write = loans_open(timezone.now()).filter(pk__in=mine.values("pk")).values_list("pk", flat=True)
    return {"loans": list(mine), "to_write": set(to_write), "user": user}


@register.filter
def written_by(review: Review) -> str:
    """How readers know the author: "Directeur van Het Kompas"; without the name of a school that asked without it."""
    return _("%(role)s van %(school)s") % {
        "role": review.get_author_role_display(),
        "school": school_in_words(review.loan),
    }
