"""What waits for someone on this floor, for Home."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.half_days import joined
from core.todos import Todo
from helprequests.choices import InvitationState
from helprequests.models import Conversation, HelpRequest, Invitation, MessageReport
from helprequests.naming import school_words
from helprequests.words import RING_WORDS
from organisations.choices import Ring
from users.models import User


def todos_for(user: User, today: date) -> Iterator[Todo]:
    """Invitations to answer, a yes to follow up, messages to read; and requests that wait for others."""
    yield from _to_answer(user)
    yield from _to_choose(user)
    yield from _to_answer_move(user)
    yield from _to_read(user)
    yield from _to_judge(user, today)
    yield from _waiting(user)


def _to_answer(user: User) -> Iterable[Todo]:
    waiting = Invitation.objects.open().visible_to(user).select_related("help_request__school")
    for invitation in waiting.order_by("created_at"):
        school = school_words(invitation.help_request, state=invitation.state)
        yield Todo(
            title=_("Wil jij helpen? %(title)s") % {"title": invitation.help_request.title},
            url=invitation.help_request.get_absolute_url(),
            action=_("Bekijk de vraag"),
            who=_("%(school)s denkt aan jou.") % {"school": school[:1].upper() + school[1:]},
            hint=_("Antwoord als het kan voor %(day)s. Nee zeggen mag altijd; de school ziet dat niet.")
            % {"day": date_format(invitation.expires_on, "l j F")},
            since=timezone.localdate(invitation.created_at),
            is_urgent=invitation.expires_on <= timezone.localdate(),
        )


def _to_choose(user: User) -> Iterable[Todo]:
    """Requests of this user's schools where someone said yes and no conversation is open with that person."""
    talking = Conversation.objects.filter(help_request=OuterRef("help_request"), expert=OuterRef("expert"))
    requests = HelpRequest.objects.open().managed_by(user)
    said_yes = Invitation.objects.filter(
        ~Exists(talking), state=InvitationState.YES, help_request__in=requests
    ).select_related("help_request", "expert__user")
    grouped: dict[HelpRequest, list[Invitation]] = {}
    for invitation in said_yes.order_by("answered_at"):
        grouped.setdefault(invitation.help_request, []).append(invitation)
    for help_request, invitations in grouped.items():
        names = joined([invitation.expert.user.full_name for invitation in invitations])
        title = ngettext("Iemand wil helpen: %(title)s", "%(n)s mensen willen helpen: %(title)s", len(invitations)) % {
            "n": len(invitations),
            "title": help_request.title,
        }
        yield Todo(
            title=title,
            url=help_request.get_absolute_url(),
            action=_("Kies iemand"),
            who=ngettext("%(names)s zei ja.", "%(names)s zeiden ja.", len(invitations)) % {"names": names},
            hint=_("Kies met wie je wilt praten. Het mogen er ook meer zijn."),
            since=timezone.localdate(invitations[0].answered_at),
        )


def _to_answer_move(user: User) -> Iterable[Todo]:
    """Requests of schools that moved: may the new readers see them?"""
    asked = HelpRequest.objects.open().managed_by(user).filter(move_asked_on__isnull=False).select_related("school")
    for help_request in asked.order_by("move_asked_on", "pk"):
        if help_request.held_keys:
            yield Todo(
                title=_("Mag jullie vraag ook op de nieuwe plek te zien zijn? %(title)s")
                % {"title": help_request.title},
                url=help_request.get_absolute_url(),
                action=_("Kijk en kies"),
                who=_("%(school)s hoort nu ergens anders bij.") % {"school": help_request.school.name},
                hint=_("Zolang je niets kiest, zien alleen scholen de vraag die dat al mochten."),
                since=help_request.move_asked_on,
            )


def _to_read(user: User) -> Iterable[Todo]:
    conversations = (
        Conversation.objects.visible_to(user)
        .unread_by(user)
        .with_last_message()
        .select_related("school", "expert__user", "help_request")
    )
    for conversation in conversations:
        is_expert = conversation.expert.user_id == user.pk
        other = conversation.school.name if is_expert else conversation.expert.user.full_name
        yield Todo(
            title=_("%(name)s schreef je") % {"name": other},
            url=conversation.get_absolute_url(),
            action=_("Lees en antwoord"),
            who=conversation.help_request.title if conversation.help_request else "",
            since=timezone.localdate(conversation.last_sent_at),  # type: ignore[attr-defined]
        )


def _to_judge(user: User, today: date) -> Iterable[Todo]:
    for report in MessageReport.objects.to_decide(user, today).order_by("decide_before"):
        yield Todo(
            title=_("Een bericht is gemeld"),
            url=report.get_absolute_url(),
            action=_("Bekijk en beslis"),
            who=report.get_reason_display(),
            hint=_("Besluit als het kan voor %(day)s.") % {"day": date_format(report.decide_before, "l j F")},
            since=timezone.localdate(report.reported_at),
            is_urgent=report.decide_before < today,
        )


def _waiting(user: User) -> Iterable[Todo]:
    """Own requests where nobody has said yes yet: nothing to do, unless they stand as far as they may."""
    for help_request in HelpRequest.objects.open().managed_by(user).without_yes():
        ring = RING_WORDS[Ring(help_request.ring)]
        words = {"ring": str(ring)}
        if help_request.widens_on:
            words["day"] = date_format(help_request.widens_on, "l j F")
            hint = _("Staat uit %(ring)s. Zegt niemand ja, dan gaat de vraag op %(day)s een kring verder.") % words
        else:
            hint = _("Staat uit %(ring)s.") % words
        yield Todo(
            title=help_request.title,
            url=help_request.get_absolute_url(),
            action="",
            who=hint,
            since=timezone.localdate(help_request.published_at),
            waits_for_me=False,
        )
