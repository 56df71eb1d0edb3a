"""Conversations between a school and an expert, and the first message straight from search."""

from typing import Any

from django.contrib import messages
from django.db.models import Exists, F, OuterRef, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.context_processors import url_or_nothing
from core.errors import NotAllowedNow
from core.pagination import page_of
from core.permissions import require
from experts.models import Expert
from helprequests import actions, candidates
from helprequests.actions.conversations import contacts_left
from helprequests.choices import RequestState
from helprequests.forms import MessageForm, TalkForm
from helprequests.guard import names_in
from helprequests.models import Attachment, Block, Conversation, Message, MessageReport
from helprequests.permissions import can_write_in
from organisations.guard import names_at, names_of
from organisations.models import School
from organisations.permissions import can_ask, has_right
from organisations.roles import Right


@require_safe
def conversation_list(request: HttpRequest) -> HttpResponse:
    """Every conversation of this person and of the schools they ask for, latest message first."""
    conversations = (
        Conversation.objects.visible_to(request.user)
        .with_unread_count(request.user)
        .with_last_message()
        .select_related("school", "expert__user", "help_request")
        .order_by(F("last_sent_at").desc(nulls_last=True), "-created_at")
    )
    page = page_of(request, conversations)
    rows = [_row(request, conversation) for conversation in page]
    return render(request, "helprequests/conversation_list.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "POST"])
def conversation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Read and write. Opening it notes that it was read; that is no decision."""
    conversation = get_object_or_404(
        Conversation.objects.visible_to(request.user).select_related("school", "expert__user", "help_request"), pk=pk
    )
    require(can_write_in(request.user, conversation))
    names = names_in(conversation) if request.method == "POST" else ()
    form = TalkForm(request.POST or None, request.FILES or None, names=names)
    if form.is_valid():
        actions.send_message(
            conversation,
            by=request.user,
            text=form.cleaned_data["text"],
            uploads=form.cleaned_data["uploads"],
            is_confirmed=form.is_confirmed,
        )
        return redirect(conversation)
    actions.mark_conversation_read(conversation, by=request.user)
    context = _row(request, conversation) | {
        "form": form,
        "talk": _talk(request, conversation),
        "closed": _closed_by(request, conversation),
        "secondment_url": _secondment_url(request, conversation),
    }
    return render(request, "helprequests/conversation_detail.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def contact_create(request: HttpRequest, pk: int) -> HttpResponse:
    """A first message to an expert from search. Someone this user may not see does not exist."""
    expert = get_object_or_404(Expert.objects.visible_to(request.user).select_related("user"), pk=pk)
    school = request.viewpoint.school
    require(school is not None and can_ask(request.user, school) and expert.user != request.user)
    existing = Conversation.objects.filter(school=school, expert=expert, help_request=None).first()
    if existing is not None and request.method == "GET":
        return redirect(existing)
    if not candidates.is_reached(school, expert, request.user):
        raise NotAllowedNow(_("Je kunt deze collega nu niet bereiken."))
    form = MessageForm(request.POST or None, names=_names_for(school, expert))
    if form.is_valid():
        data = form.cleaned_data
        conversation = actions.start_contact(
            school, expert=expert, by=request.user, text=data["text"], is_confirmed=form.is_confirmed
        )
        messages.success(request, _("Je bericht is verstuurd. Je leest het antwoord hier."))
        return redirect(conversation)
    context = {"expert": expert, "school": school, "form": form, "left": contacts_left(request.user)}
    return render(request, "helprequests/contact_create.html", context, status=422 if form.is_bound else 200)


@require_POST
def conversation_check(request: HttpRequest, pk: int) -> HttpResponse:
    """What the pupil-data guard says of a message somebody is writing. For htmx; sending says the same."""
    conversation = get_object_or_404(
        Conversation.objects.visible_to(request.user).select_related("school", "expert__user"), pk=pk
    )
    require(can_write_in(request.user, conversation))
    form = MessageForm(request.POST, names=names_in(conversation))
    return render(request, "components/guard_remarks.html", {"remarks": form.remarks()})


@require_POST
def contact_check(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for a first message to an expert."""
    expert = get_object_or_404(Expert.objects.visible_to(request.user).select_related("user"), pk=pk)
    school = request.viewpoint.school
    require(school is not None and can_ask(request.user, school) and expert.user != request.user)
    form = MessageForm(request.POST, names=_names_for(school, expert))
    return render(request, "components/guard_remarks.html", {"remarks": form.remarks()})


def _talk(request: HttpRequest, conversation: Conversation) -> list[Message]:
    """Every message with its files; `may_report` on those of the other side. A fixed number of queries."""
    mine = MessageReport.objects.filter(message=OuterRef("pk"), reported_by=request.user)
    talk = list(
        conversation.messages.select_related("author")
        .prefetch_related(Prefetch("attachments", Attachment.objects.without_data()))
        .annotate(is_reported=Exists(mine))
    )
    for message in talk:
        is_other_side = conversation.is_expert(message.author) != conversation.is_expert(request.user)
        message.may_report = is_other_side and not message.is_reported and message.hidden_at is None  # type: ignore[attr-defined]
    return talk


def _closed_by(request: HttpRequest, conversation: Conversation) -> str:
    """ "us" when this side closed the contact, "them" when only the other did, empty when it is open."""
    sides = set(Block.objects.between(conversation.school, conversation.expert).values_list("by_expert", flat=True))
    if conversation.is_expert(request.user) in sides:
        return "us"
    return "them" if sides else ""


def _names_for(school: School, expert: Expert) -> list[str]:
    return [*names_at(school), *names_of([(expert.user.first_name, expert.user.last_name)])]


def _row(request: HttpRequest, conversation: Conversation) -> dict[str, Any]:
    """Who the other one is, seen from this user's side."""
    is_expert = conversation.expert.user_id == request.user.pk
    expert = conversation.expert.user
    return {
        "conversation": conversation,
        "is_expert": is_expert,
        "other": conversation.school.name if is_expert else expert.full_name,
        "initials": conversation.school.name[:2].upper() if is_expert else expert.initials,
        "unread": getattr(conversation, "unread_count", 0),
    }


def _secondment_url(request: HttpRequest, conversation: Conversation) -> str:
    """Where the asking director proposes the secondment; nowhere for others, or once the request is over."""
    url = url_or_nothing("secondments:secondment_create")
    is_over = conversation.help_request is not None and conversation.help_request.state == RequestState.CLOSED
    if not url or is_over or not has_right(request.user, Right.CHOOSE, conversation.school):
        return ""
    return f"{url}?conversation={conversation.pk}"
