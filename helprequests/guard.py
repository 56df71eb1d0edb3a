"""Who may be named in a conversation; the guard itself is organisations.guard."""

from helprequests.models import Conversation
from organisations.guard import names_at, names_of
from organisations.models import Membership, School


def names_in(conversation: Conversation) -> list[str]:
    """The school's people, the expert, and the expert's schools and colleagues."""
    own = Membership.objects.active().filter(user=conversation.expert.user_id, school__isnull=False)
    schools = School.objects.filter(pk__in=own.values("school"))
    expert = conversation.expert.user
    return [*names_at(conversation.school, *schools), *names_of([(expert.first_name, expert.last_name)])]
