"""The list of help requests, one help request, and what its school does with it."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.context_processors import url_or_nothing
from core.pagination import page_of
from core.permissions import require
from experts.models import Expert, Skill
from helprequests import actions, candidates, cards, reach, timeline
from helprequests.choices import CloseReason, InvitationState, RequestState
from helprequests.forms import CloseForm, LaterForm, NotNowForm
from helprequests.models import HelpRequest, Invitation
from helprequests.naming import school_words, shows_name
from helprequests.permissions import can_choose, can_close, can_manage, can_still_say
from organisations.readers import Readers, parse_keys


@require_safe
def helprequest_list(request: HttpRequest) -> HttpResponse:
    """Our own requests with who they wait for; and, for experts, the questions nearby that they could help with."""
    ours = (
        HelpRequest.objects.managed_by(request.user).with_yes_count().select_related("school").in_order_of_attention()
    )
    page = page_of(request, ours)
    context = {
        "page": page,
        "ours": [cards.own_card(help_request) for help_request in page],
        "nearby": cards.nearby_cards(request.user, request.viewpoint.school),
        "is_expert": Expert.objects.filter(user=request.user).exists(),
        "can_ask": request.viewpoint.can_ask,
    }
    return render(request, "helprequests/helprequest_list.html", context)


@require_safe
def helprequest_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The asking school sees who said yes and how it went so far; everybody else what is asked."""
    help_request = get_object_or_404(_with_everything(HelpRequest.objects.visible_to(request.user)), pk=pk)
    context = _question(request, help_request) | _own_part(request, help_request)
    if can_manage(request.user, help_request):
        context |= _school_part(request, help_request)
        return render(request, "helprequests/helprequest_detail.html", context)
    return render(request, "helprequests/helprequest_answer.html", context)


@require_POST
def helprequest_publish(request: HttpRequest, pk: int) -> HttpResponse:
    help_request = _managed(request, pk)
    actions.publish_help_request(help_request, by=request.user)
    messages.success(
        request, _("Je vraag staat uit. We zoeken nu mensen die passen; je hoort het zodra iemand ja zegt.")
    )
    return redirect(help_request)


@require_POST
def helprequest_widen(request: HttpRequest, pk: int) -> HttpResponse:
    help_request = _managed(request, pk)
    actions.widen_help_request(help_request, by=request.user)
    messages.success(request, _("Je vraag is een kring verder gegaan. We zoeken meteen mensen die passen."))
    return redirect(help_request)


@require_POST
def helprequest_hold(request: HttpRequest, pk: int) -> HttpResponse:
    help_request = _managed(request, pk)
    actions.hold_help_request(help_request, by=request.user)
    messages.success(request, _("Je vraag blijft in deze kring, tot jij hem verder laat gaan."))
    return redirect(help_request)


@require_POST
def helprequest_resume(request: HttpRequest, pk: int) -> HttpResponse:
    help_request = _managed(request, pk)
    actions.resume_help_request(help_request, by=request.user)
    messages.success(request, _("Je vraag mag weer verder als niemand ja zegt."))
    return redirect(help_request)


@require_POST
def helprequest_answer_move(request: HttpRequest, pk: int) -> HttpResponse:
    """May the new board, network or region of our school see this question too: yes or no, to whom the page named."""
    help_request = _managed(request, pk)
    is_yes = request.POST.get("answer") == "yes"
    reach.answer_move(help_request, by=request.user, keys=parse_keys(request.POST.get("keys", "")), is_yes=is_yes)
    messages.success(request, _("Ook zij zien jullie vraag nu.") if is_yes else _("Het blijft zoals het was."))
    return redirect(help_request)


@require_http_methods(["GET", "POST"])
def helprequest_close(request: HttpRequest, pk: int) -> HttpResponse:
    help_request = _managed(request, pk)
    form = CloseForm(request.POST or None)
    if form.is_valid():
        actions.close_help_request(help_request, by=request.user, reason=CloseReason(form.cleaned_data["reason"]))
        messages.success(request, _("Je vraag is gesloten. Wie ja zei, krijgt een bedankje."))
        return redirect(help_request)
    return render(request, "helprequests/helprequest_close.html", {"help_request": help_request, "form": form})


def _managed(request: HttpRequest, pk: int) -> HelpRequest:
    """A request this user sees (404) and whose school they ask for (403)."""
    help_request = get_object_or_404(HelpRequest.objects.visible_to(request.user).select_related("school"), pk=pk)
    require(can_manage(request.user, help_request))
    return help_request


def _with_everything(requests: Any) -> Any:
    return requests.select_related("school__board", "form", "asked_by").prefetch_related(
        Prefetch("skills", Skill.objects.order_by("label")), "target_groups"
    )


def _question(request: HttpRequest, help_request: HelpRequest) -> dict[str, Any]:
    """What everybody who may see the request reads."""
    return {
        "help_request": help_request,
        "facts": cards.facts_of(help_request),
        "is_open": help_request.state == RequestState.OPEN,
        "is_draft": help_request.state == RequestState.DRAFT,
    }


def _own_part(request: HttpRequest, help_request: HelpRequest) -> dict[str, Any]:
    """What this request asks of the reader as an expert: nothing, an answer, or an offer of their own."""
    expert = Expert.objects.filter(user=request.user).first()
    invitation = None
    if expert is not None:
        invitation = Invitation.objects.filter(help_request=help_request, expert=expert).first()
    state = InvitationState(invitation.state) if invitation else None
    if invitation is not None:
        invitation.help_request = help_request
    conversation = help_request.conversations.filter(expert=expert).first() if expert else None
    can = {answer.value: bool(invitation and can_still_say(invitation, answer)) for answer in InvitationState}
    return {
        "invitation": invitation,
        "can_say": can,
        "school_words": school_words(help_request, state=state, seen_from=request.viewpoint.school),
        "shows_name": shows_name(help_request, state),
        "not_now_form": NotNowForm(),
        "later_form": LaterForm(),
        "can_offer": expert is not None
        and invitation is None
        and help_request.state == RequestState.OPEN
        and candidates.may_offer(help_request, expert),
        "own_conversation": conversation,
    }


def _school_part(request: HttpRequest, help_request: HelpRequest) -> dict[str, Any]:
    """What only the asking school reads: who said yes (never who did not), the story so far, and what they can do."""
    yeses = cards.yes_cards(help_request)
    chooses = can_choose(request.user, help_request)
    talking = [yes for yes in yeses if yes["conversation"]]
    is_team = chooses and help_request.state == RequestState.OPEN and len(talking) > 1
    return {
        "yeses": yeses,
        # More than one person may come: then one secondment for all of them.
        "team": talking if is_team else [],
        "team_url": url_or_nothing("secondments:secondment_create"),
        "events": timeline.lines(help_request),
        "waits": cards.waits_for(help_request),
        "can_choose": chooses,
        "can_close": can_close(request.user, help_request),
        "further": cards.further_ring(help_request),
        "new_readers": Readers.behind(help_request.held_keys if help_request.state == RequestState.OPEN else ()),
    }
