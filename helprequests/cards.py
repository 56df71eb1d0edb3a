"""What pages show of requests and answers, ready to print."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import half_days
from experts.models import Expert, ExpertSkill, Position, Skill
from helprequests.choices import CloseReason, InvitationState, RequestState
from helprequests.models import Conversation, HelpRequest, Invitation
from helprequests.naming import school_words
from helprequests.widening import next_ring
from helprequests.words import RING_WORDS
from organisations.choices import Ring
from organisations.models import Membership, School
from users.models import User

MOST_NEARBY = 20


def facts_of(help_request: HelpRequest) -> list[dict[str, Any]]:
    """What is asked, as components/facts.html shows it. Skills and target groups are prefetched."""
    count = help_request.half_day_count
    when = ngettext("%(n)s dagdeel", "%(n)s dagdelen", count) % {"n": count}
    groups = [str(group) for group in help_request.target_groups.all()]
    facts = [
        (_("Wat"), ", ".join(str(skill) for skill in help_request.skills.all())),
        (_("Hoe"), str(help_request.form) if help_request.form else _("In overleg")),
        (_("Voor wie"), ", ".join(groups)),
        (_("Hoeveel"), _("Samen ongeveer %(when)s") % {"when": when}),
        (_("Wanneer"), capfirst(half_days.words(help_request.half_days))),
        (
            _("Periode"),
            _("%(first)s tot en met %(last)s")
            % {
                "first": date_format(help_request.starts_on, "j F"),
                "last": date_format(help_request.ends_on, "j F Y"),
            },
        ),
    ]
    return [{"term": term, "text": text} for term, text in facts if text]


def further_ring(help_request: HelpRequest) -> str:
    """The ring this request goes to next, in words; empty at the end."""
    school = help_request.school
    further = next_ring(school.place, help_request.current_ring, Ring(school.board.ring_ceiling))
    return str(RING_WORDS[further]) if further else ""


def waits_for(help_request: HelpRequest) -> dict[str, str]:
    """Who it waits for, in one line (components/waits.html). Uses `yes_count` when the QuerySet added it."""
    ring = RING_WORDS[help_request.current_ring]
    if help_request.state == RequestState.DRAFT:
        return {"who": _("Dit wacht op jou"), "text": _(": je klad staat nog niet uit.")}
    if help_request.state == RequestState.AGREED:
        return {"who": _("Er is iemand gevonden"), "text": _(". De inzet is afgesproken.")}
    if help_request.state == RequestState.CLOSED:
        reason = CloseReason(help_request.close_reason).label if help_request.close_reason else ""
        return {"who": _("Gesloten"), "text": f": {reason}." if reason else "."}
    count = getattr(help_request, "yes_count", None)
    if count is None:
        count = help_request.invitations.filter(state=InvitationState.YES).count()
    if count:
        who = ngettext("%(n)s collega wil helpen", "%(n)s collega's willen helpen", count) % {"n": count}
        return {"who": who, "text": _(". Praat samen en spreek de inzet af.")}
    words = {"ring": str(ring)}
    if help_request.widens_on:
        words["day"] = date_format(help_request.widens_on, "l j F")
        text = _(". Zegt niemand ja, dan gaat de vraag op %(day)s een kring verder.") % words
    elif help_request.held_at:
        text = _(". Jullie houden de vraag in deze kring.")
    else:
        text = _(". Verder kan niet; we blijven elke ochtend kijken of er iemand past.")
    return {"who": _("We zoeken %(ring)s") % words, "text": text}


def own_card(help_request: HelpRequest) -> dict[str, Any]:
    """One line of "onze vragen"."""
    kinds = {RequestState.OPEN: "green", RequestState.DRAFT: "sun-soft"}
    return {
        "help_request": help_request,
        "state": RequestState(help_request.state).label,
        "kind": kinds.get(RequestState(help_request.state), ""),
        "waits": waits_for(help_request),
    }


def yes_cards(help_request: HelpRequest) -> list[dict[str, Any]]:
    """Who said yes, with the reasons why they fit; first yes first. A fixed number of queries."""
    talking = Conversation.objects.filter(help_request=help_request, expert=OuterRef("expert"))
    places = Position.objects.select_related("membership__school", "membership__network").filter(
        membership__in=Membership.objects.active()
    )
    yeses = (
        Invitation.objects.answered_yes_for(help_request)
        .select_related("expert__user")
        .prefetch_related(Prefetch("expert__positions", places, to_attr="places"))
        .annotate(is_talking=Exists(talking))
        .order_by("answered_at")
    )
    conversations = {c.expert_id: c for c in help_request.conversations.all()}
    return [
        {
            "invitation": yes,
            "expert": yes.expert,
            "line": _place_line(yes.expert.places),  # type: ignore[attr-defined]
            "half_days": _union(yes.expert.places),  # type: ignore[attr-defined]
            "reasons": yes.reasons,
            "cautions": [yes.caution] if yes.caution else [],
            "conversation": conversations.get(yes.expert_id),
            "said_on": timezone.localdate(yes.answered_at),
        }
        for yes in yeses
    ]


def nearby_cards(user: User, seen_from: School | None) -> list[dict[str, Any]]:
    """Open questions of others that reach this expert and ask for something they ticked; what they were asked first."""
    expert = Expert.objects.filter(user=user).first()
    if expert is None:
        return []
    own_skills = ExpertSkill.objects.filter(expert=expert).values("skill")
    mine = Invitation.objects.filter(expert=expert)
    fits = Exists(Skill.objects.filter(help_requests=OuterRef("pk"), pk__in=own_skills))
    requests = (
        HelpRequest.objects.reaching(user)
        .exclude(asked_by=user)
        .filter(fits)
        .select_related("school")
        .prefetch_related(Prefetch("skills", Skill.objects.order_by("label")))
        .prefetch_related(Prefetch("invitations", mine, to_attr="mine"))
        .order_by("-published_at")[:MOST_NEARBY]
    )
    cards = []
    for help_request in requests:
        asked: list[Invitation] = help_request.mine  # type: ignore[attr-defined]
        state = InvitationState(asked[0].state) if asked else None
        cards.append(
            {
                "help_request": help_request,
                "school": school_words(help_request, state=state, seen_from=seen_from),
                "skills": [str(skill) for skill in help_request.skills.all()],
                "is_asked": state == InvitationState.OPEN,
                "answer": state.label if state and state != InvitationState.OPEN else "",
            }
        )
    return sorted(cards, key=lambda card: not card["is_asked"])


def _place_line(places: list[Position]) -> str:
    """Job and school, of every place someone works at."""
    lines = []
    for place in places:
        job = place.membership.job_title or place.membership.get_role_display()
        lines.append(f"{job}, {place.membership.organisation}")
    return " · ".join(lines)


def _union(places: list[Position]) -> int:
    mask = 0
    for place in places:
        mask |= place.half_days
    return mask
