"""The pages of a loan: list, story, proposal, decision, replacement, money, agreement, ending."""

from secondments.views.agreements import agreement_pdf, agreement_sign
from secondments.views.calendars import calendar_close, calendar_feed, calendar_read
from secondments.views.decisions import approval_decide, price_edit
from secondments.views.endings import secondment_cancel
from secondments.views.proposals import secondment_change, secondment_create, secondment_withdraw
from secondments.views.replacements import replacement_edit, replacement_fund, replacement_override
from secondments.views.running import outcome_edit, secondment_recall
from secondments.views.settlements import settlement, settlement_export
from secondments.views.stories import barter_ledger, secondment_detail, secondment_list

__all__ = [
    "agreement_pdf",
    "agreement_sign",
    "approval_decide",
    "barter_ledger",
    "calendar_close",
    "calendar_feed",
    "calendar_read",
    "outcome_edit",
    "price_edit",
    "replacement_edit",
    "replacement_fund",
    "replacement_override",
    "secondment_cancel",
    "secondment_change",
    "secondment_create",
    "secondment_detail",
    "secondment_list",
    "secondment_recall",
    "secondment_withdraw",
    "settlement",
    "settlement_export",
]
