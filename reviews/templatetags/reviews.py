"""What other pages show of reviews."""

from typing import Any

from django import template

from experts.models import Expert
from reviews.models import Review
from reviews.profile import profile_of, school_in_words
from reviews.scoring import LEAST_SECONDMENTS

register = template.Library()


@register.inclusion_tag("reviews/_expert_reviews.html", takes_context=True)
def expert_reviews(context: template.RequestContext, expert: Expert) -> dict[str, Any]:
    """{% expert_reviews expert %}: finished help and how it went, as far as the reader may know."""
    return {"profile": profile_of(expert, context["request"].user), "least": LEAST_SECONDMENTS}


@register.filter
def written_by(review: Review) -> str:
    """How readers know the author: "Directeur van Het Kompas"; without the name of a school that asked without it."""
    return f"{review.get_author_role_display()} van {school_in_words(review.loan)}"
