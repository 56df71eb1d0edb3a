"""What runs at schools that are about to move or close: it goes on, and the platform admin should know."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import ngettext

from secondments.choices import SecondmentState
from secondments.models import Secondment

_RUNNING = (SecondmentState.IN_APPROVAL, SecondmentState.PLANNED)


def running_at(school_ids: Collection[int]) -> Mapping[int, Sequence[str]]:
    """How many secondments wait for a yes or are planned, as borrower or as lender."""
    running = Secondment.objects.filter(state__in=_RUNNING)
    borrowed = running.filter(borrower__in=school_ids).values_list("borrower_id", "pk")
    lending = running.filter(loans__position__membership__school__in=school_ids)
    lent = lending.values_list("loans__position__membership__school_id", "pk")
    here = {(school_id, pk) for school_id, pk in [*borrowed, *lent] if school_id in school_ids}
    counts = Counter(school_id for school_id, _pk in here)
    return {
        school_id: [ngettext("%(n)s inzet loopt en gaat door.", "%(n)s inzetten lopen en gaan door.", n) % {"n": n}]
        for school_id, n in counts.items()
    }
