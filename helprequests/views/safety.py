"""Files of a conversation, closing a contact, and messages that were reported."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.permissions import require
from core.uploads import FileKind
from helprequests import actions
from helprequests.choices import ReportReason, Verdict
from helprequests.forms import MessageDecisionForm, MessageReportForm
from helprequests.guard import names_in
from helprequests.models import Attachment, Conversation, Message, MessageReport
from helprequests.permissions import can_report_message


@require_safe
def attachment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The file itself, always as a download: a browser never opens it as a page of ours."""
    attachment = get_object_or_404(Attachment.objects.visible_to(request.user), pk=pk)
    response = HttpResponse(bytes(attachment.data), content_type=FileKind(attachment.kind).content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=attachment.name)
    return response


@require_POST
def contact_close(request: HttpRequest, pk: int) -> HttpResponse:
    conversation = get_object_or_404(Conversation.objects.visible_to(request.user), pk=pk)
    actions.close_contact(conversation, by=request.user)
    messages.success(request, _("Dit contact is gesloten. Er kan niets meer worden gestuurd."))
    return redirect(conversation)


@require_POST
def contact_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    conversation = get_object_or_404(Conversation.objects.visible_to(request.user), pk=pk)
    actions.reopen_contact(conversation, by=request.user)
    messages.success(request, _("Jullie kunnen elkaar weer schrijven."))
    return redirect(conversation)


@require_http_methods(["GET", "POST"])
def message_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a moderator of another school to look at one message."""
    readable = Message.objects.filter(conversation__in=Conversation.objects.visible_to(request.user).values("pk"))
    message = get_object_or_404(readable.select_related("conversation__expert__user", "author"), pk=pk)
    require(can_report_message(request.user, message))
    form = MessageReportForm(request.POST or None, names=names_in(message.conversation))
    if form.is_valid():
        reason = ReportReason(form.cleaned_data["reason"])
        actions.report_message(message, by=request.user, reason=reason, text=form.cleaned_data["text"])
        messages.success(request, _("Dank je wel. Een moderator van een andere school kijkt ernaar."))
        return redirect(message.conversation)
    context = {"message": message, "conversation": message.conversation, "form": form}
    return render(request, "helprequests/message_report.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def message_report_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep or hide the message, with a reason for both. Only this message is shown, not the conversation."""
    reports = MessageReport.objects.to_decide(request.user, timezone.localdate())
    report = get_object_or_404(reports.select_related("message__conversation__expert__user", "message__author"), pk=pk)
    form = MessageDecisionForm(request.POST or None, names=names_in(report.message.conversation))
    if form.is_valid():
        verdict = Verdict(form.cleaned_data["verdict"])
        actions.decide_message_report(report, by=request.user, verdict=verdict, text=form.cleaned_data["text"])
        messages.success(request, _("Je besluit is bewaard. Allebei horen ze waarom."))
        return redirect("insights:home")
    attachments = report.message.attachments.without_data()
    context = {"report": report, "form": form, "attachments": attachments}
    return render(request, "helprequests/message_report_decide.html", context, status=422 if form.is_bound else 200)
