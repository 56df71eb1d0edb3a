"""Fetching what this reader may see, for the pages of a loan."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from experts.choices import TimeMode
from secondments.agreement import has_agreement
from secondments.cards import half_days_in_words
from secondments.models import Approval, Loan, Secondment
from secondments.permissions import can_read_agreement, can_record_signing
from secondments.words import TIME_MODE_WORDS

GET_AND_POST = ["GET", "HEAD", "POST"]


def visible(request: HttpRequest, pk: int) -> Secondment:
    return get_object_or_404(Secondment.objects.visible_to(request.user).with_story(), pk=pk)


def approval_at(request: HttpRequest, pk: int) -> Approval:
    """A step of a secondment this user sees, with the whole secondment at hand."""
    seen = Secondment.objects.visible_to(request.user)
    approval = get_object_or_404(Approval.objects.with_places().filter(secondment__in=seen.values("pk")), pk=pk)
    approval.secondment = visible(request, approval.secondment_id)
    return approval


def loan_row(request: HttpRequest, loan: Loan) -> dict[str, Any]:
    """What a page shows of one loan, and which of its papers this reader may open."""
    return {
        "loan": loan,
        "words": half_days_in_words(loan),
        "time": TIME_MODE_WORDS[TimeMode(loan.time_mode)],
        "has_agreement": has_agreement(loan) and can_read_agreement(request.user, loan),
        "can_sign": has_agreement(loan) and can_record_signing(request.user, loan),
    }
