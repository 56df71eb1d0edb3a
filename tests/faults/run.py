"""What a fault run does to Expedu, and what must hold afterwards. Imported once Django is set up."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.db.models import Count
from django.utils import timezone

from core.outbox import MailState
from experts.models import Skill
from helprequests import actions, tasks
from helprequests.choices import RequestState
from helprequests.models import HelpRequest, Invitation
from notifications.models import Notification
from notifications.tasks import sweep_outbox
from organisations.choices import Ring
from tests.experts.factories import SkillFactory
from tests.faults.mail_server import MailServer
from tests.helprequests.factories import make_draft, make_experts
from tests.organisations.world import World, make_world

INVITED = "helprequests.invited"


class Run:
    def __init__(self, requests: int, recipients: int) -> None:
        self.requests, self.recipients = requests, recipients

    def set_stage(self, room: int) -> None:
        """A small world with enough people who fit, and a draft of every request."""
        call_command("migrate", verbosity=0)
        world: World = make_world()
        skill: Skill = SkillFactory()
        make_experts(world.sister_school, skill, self.recipients + room)
        self.before = Notification.objects.count()
        self.drafts = [
            make_draft(world.school, world.director, skill=skill, ring=Ring.BOARD).pk for _ in range(self.requests)
        ]

    def publish(self, again: Callable[[Callable[[], Any]], Any]) -> None:
        """Publish every draft; when the answer got lost on the way, look whether it was published after all."""
        for pk in self.drafts:
            again(lambda pk=pk: self._publish(pk))

    def _publish(self, pk: int) -> None:
        draft = HelpRequest.objects.get(pk=pk)
        if draft.state == RequestState.DRAFT:
            actions.publish_help_request(draft, by=draft.asked_by)

    def sweep(self) -> None:
        """What the schedule does every minute; a mail that was refused is due again at once."""
        now = timezone.now()
        Notification.objects.filter(mail_state=MailState.WAITING, due_at__gt=now).update(due_at=now, queued_at=None)
        tasks.sweep_matching()
        sweep_outbox()

    def is_quiet(self) -> bool:
        """Everybody was asked, and no mail is on its way any more."""
        looks = HelpRequest.objects.filter(wave_wanted_at__isnull=False, state=RequestState.OPEN).exists()
        waits = Notification.objects.filter(mail_state__in=[MailState.WAITING, MailState.HANDING, MailState.BUNDLED])
        return not looks and not waits.exists()

    def problems(self, accepted: Counter[str], *, most_repeated: int) -> list[str]:
        """Every broken promise, in a sentence."""
        found = []
        asked = Invitation.objects.values("help_request").annotate(n=Count("pk"))
        wrong = asked.exclude(n=self.recipients).count() + self.requests - asked.count()
        if wrong:
            found.append(f"{wrong} requests did not ask {self.recipients} people")
        told = Notification.objects.filter(kind=INVITED).count()
        if told != self.requests * self.recipients:
            found.append(f"{told} notifications of {self.requests * self.recipients}")
        states = dict(Notification.objects.order_by().values_list("mail_state").annotate(n=Count("pk")))
        if set(states) != {MailState.SENT}:
            found.append(f"mail that did not go: {states}")
        lost = {each.message_id for each in Notification.objects.all()} - set(accepted)
        if lost:
            found.append(f"{len(lost)} mails were marked as sent and never arrived")
        if (repeated := self._repeated(accepted)) > most_repeated:
            found.append(f"{repeated} mails were repeated, more than {most_repeated}")
        return found

    def report(self, mails: MailServer, kills: list[str], seed: int, seconds: float, problems: list[str]) -> str:
        counts = Counter(kills)
        lines = [
            f"seed {seed}: {self.requests} requests, {Notification.objects.count()} notifications in {seconds:.0f} s",
            "killed: " + ", ".join(f"{name} {counts[name]} x" for name in sorted(counts)),
            f"mail server: accepted {mails.accepted.total()}, refused for the moment {mails.refused}",
            f"repeated after a kill: {self._repeated(mails.accepted)}",
            *(problems or ["nothing lost, nothing twice, nothing stuck"]),
        ]
        return "\n".join(lines)

    def _repeated(self, accepted: Counter[str]) -> int:
        return accepted.total() - len(accepted)
