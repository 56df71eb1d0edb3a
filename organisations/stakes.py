"""Who is concerned when a school moves or closes: who works there and who looks for people on its behalf."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.half_days import joined
from organisations.models import Membership
from organisations.roles import Right, roles_with

# More names than this nobody reads.
MOST_NAMES = 5


def people_at(school_ids: Collection[int]) -> Mapping[int, Sequence[str]]:
    """How many people work at each school, and by name who searches there and so sees other people after a move."""
    here: dict[int, dict[int, str]] = defaultdict(dict)
    searching: dict[int, dict[int, str]] = defaultdict(dict)
    may_search = roles_with(Right.SEARCH)
    memberships = Membership.objects.active().filter(school__in=school_ids).select_related("user").order_by("pk")
    for membership in memberships:
        assert membership.school_id is not None
        here[membership.school_id][membership.user_id] = membership.user.full_name
        if membership.role in may_search:
            searching[membership.school_id][membership.user_id] = membership.user.full_name
    found: dict[int, list[str]] = {}
    for school_id, people in here.items():
        sentences = [ngettext("%(n)s mens werkt hier.", "%(n)s mensen werken hier.", len(people)) % {"n": len(people)}]
        if school_id in searching:
            sentences.append(_("Zoekt hier naar mensen: %(names)s.") % {"names": some(searching[school_id].values())})
        found[school_id] = sentences
    return found


def admins_of(numbers: Collection[str]) -> dict[str, str]:
    """Board number -> its admins by name; boards without one are not in it."""
    names: dict[str, list[str]] = defaultdict(list)
    admins = Membership.objects.active().filter(board__number__in=numbers).with_right(Right.SET_POLICY)
    for membership in admins.select_related("user", "board").order_by("pk"):
        assert membership.board is not None
        names[membership.board.number].append(membership.user.full_name)
    return {number: some(found) for number, found in names.items()}


def some(names: Collection[str]) -> str:
    """A few names in words, and how many more there are."""
    names = list(names)
    if len(names) <= MOST_NAMES:
        return joined(names)
    words = {"names": ", ".join(names[:MOST_NAMES]), "n": len(names) - MOST_NAMES}
    return _("%(names)s en nog %(n)s") % words
