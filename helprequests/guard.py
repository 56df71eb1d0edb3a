"""Who may be named in a conversation; the guard itself is organisations.guard."""

from experts.models import Expert
from helprequests.models import Conversation
from organisations.guard import names_at, names_of
from organisations.models import Membership, School


def names_in(conversation: Conversation) -> list[str]:
    """The school's people, the expert, and the expert's schools and colleagues."""
    expert = conversation.expert.user
    names = names_at(conversation.school, *schools_of(conversation.expert))
    return [*names, *names_of([(expert.first_name, expert.last_name)])]


def schools_of(expert: Expert) -> list[School]:
    """Where this expert works today."""
    own = Membership.objects.active().filter(user=expert.user_id, school__isnull=False)
    return list(School.objects.filter(pk__in=own.values("school")))
