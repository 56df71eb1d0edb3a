import factory
from django.utils import timezone

from notifications.models import Notification
from notifications.registry import MessageType
from tests.users.factories import UserFactory

INVITED = MessageType(
    kind="tests.invited",
    label="Iemand vraagt jou om hulp",
    subject="%(school)s vraagt of jij wilt helpen",
    text="%(school)s zoekt iemand voor %(skill)s.",
    is_urgent=True,
)
WIDENED = MessageType(
    kind="tests.widened",
    label="Je vraag gaat verder",
    subject="Je vraag is nu ook te zien in %(ring)s",
    text="Nog niemand zei ja. Je vraag is nu ook te zien in %(ring)s.",
)
RECALLED = MessageType(
    kind="tests.recalled",
    label="Terug naar je eigen school",
    subject="Je eigen school heeft je nodig",
    text="Je eigen school heeft je morgen nodig.",
    is_urgent=True,
    keeps_quiet_hours=False,
)
MESSAGES = [INVITED, WIDENED, RECALLED]
INVITED_CONTEXT = {"school": "De Wilgenhof", "skill": "rekenen"}


class NotificationFactory(factory.django.DjangoModelFactory):
    """An urgent message whose mail may go at once; `widened` makes it one for the daily mail."""

    class Meta:
        model = Notification

    class Params:
        widened = factory.Trait(kind=WIDENED.kind, context={"ring": "het netwerk"})

    recipient = factory.SubFactory(UserFactory)
    kind = INVITED.kind
    about = factory.Sequence(lambda n: f"test:{n}")
    url = factory.Sequence(lambda n: f"/hulpvragen/{n}/")
    context = factory.LazyFunction(lambda: dict(INVITED_CONTEXT))
    created_at = factory.LazyFunction(lambda: timezone.now())
    due_at = factory.SelfAttribute("created_at")
