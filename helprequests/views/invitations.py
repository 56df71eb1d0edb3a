"""The expert's answer, an offer nobody asked for, and the asking school's choice."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.permissions import require
from experts.models import Expert
from helprequests import actions
from helprequests.choices import InvitationState, NotNowReason
from helprequests.forms import LaterForm, NotNowForm
from helprequests.models import HelpRequest, Invitation
from helprequests.permissions import can_answer, can_choose


@require_POST
def invitation_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """I would like to, not now (with a reason), or ask me later (with a day): one of three buttons."""
    invitation = get_object_or_404(
        Invitation.objects.visible_to(request.user).select_related("help_request", "expert"), pk=pk
    )
    require(can_answer(request.user, invitation))
    answer = request.POST.get("answer", "")
    if answer == InvitationState.YES:
        actions.answer_yes(invitation, by=request.user)
        messages.success(request, _("Wat fijn! De school weet het nu en neemt contact met je op. Nog niets ligt vast."))
        return redirect(invitation.help_request)
    form = LaterForm(request.POST) if answer == InvitationState.LATER else NotNowForm(request.POST)
    if not form.is_valid():
        context = {"invitation": invitation, "help_request": invitation.help_request, "form": form, "answer": answer}
        return render(request, "helprequests/invitation_answer.html", context, status=422)
    if answer == InvitationState.LATER:
        actions.answer_later(invitation, by=request.user, on=form.cleaned_data["on"])
        messages.success(request, _("Afgesproken. We vragen het je dan nog eens, als het nog nodig is."))
    else:
        actions.answer_not_now(invitation, by=request.user, reason=NotNowReason(form.cleaned_data["reason"]))
        messages.success(request, _("Dank je voor je antwoord. De school ziet niet dat je nee zei."))
    return redirect(invitation.help_request)


@require_POST
def invitation_choose(request: HttpRequest, pk: int) -> HttpResponse:
    """The director picks somebody who said yes; their conversation opens. An answer that is no yes does not exist."""
    managed = HelpRequest.objects.managed_by(request.user)
    said_yes = Invitation.objects.filter(help_request__in=managed, state=InvitationState.YES)
    invitation = get_object_or_404(said_yes.select_related("help_request__school", "expert"), pk=pk)
    require(can_choose(request.user, invitation.help_request))
    conversation = actions.choose_expert(invitation, by=request.user)
    messages.success(request, _("Jullie gesprek is open. Schrijf een eerste bericht."))
    return redirect(conversation)


@require_POST
def helprequest_offer(request: HttpRequest, pk: int) -> HttpResponse:
    """An expert who was not asked says: I would like to help with this."""
    help_request = get_object_or_404(HelpRequest.objects.visible_to(request.user), pk=pk)
    expert = Expert.objects.filter(user=request.user).first()
    require(expert is not None)
    actions.offer_help(help_request, expert=expert, by=request.user)
    messages.success(request, _("Wat fijn! De school weet het nu en neemt contact met je op. Nog niets ligt vast."))
    return redirect(help_request)
