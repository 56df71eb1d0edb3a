"""Who sees whom, asked in both places where it is decided."""

from experts.matching import Wanted
from experts.models import Expert
from experts.search import find
from organisations.models import searcher_keys
from users.models import User


def sees(reader: User, expert: Expert) -> bool:
    """On the profile and in search, which must agree."""
    keys = searcher_keys(reader)
    is_found = expert.pk in {ranked.candidate.expert_id for ranked in find(keys, Wanted()).ranked}
    assert is_found == Expert.objects.reaching(keys).filter(pk=expert.pk).exists()
    return is_found
