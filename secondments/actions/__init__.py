"""Every write to secondments, one verb each. Locks are always taken in this order: the secondment, its steps,
the help request, the budgets (in order of primary key), the experts whose half-days are booked."""

from secondments.actions.calendars import close_calendar_feed, open_calendar_feed
from secondments.actions.covering import (
    Cover,
    arrange_replacement,
    ask_network_for_money,
    fund_replacement,
    override_replacement,
)
from secondments.actions.deciding import decide_approval
from secondments.actions.ending import (
    cancel_secondment,
    finish_secondments,
    remind_deciders,
    withdraw_secondment,
)
from secondments.actions.proposing import change_terms, name_price, propose_secondment
from secondments.actions.running import recall_half_days, report_outcomes, reportable, settle_secondments
from secondments.actions.signing import record_signing
from secondments.terms import LoanTerms, Terms

__all__ = [
    "Cover",
    "LoanTerms",
    "Terms",
    "arrange_replacement",
    "ask_network_for_money",
    "cancel_secondment",
    "change_terms",
    "close_calendar_feed",
    "decide_approval",
    "finish_secondments",
    "fund_replacement",
    "name_price",
    "open_calendar_feed",
    "override_replacement",
    "propose_secondment",
    "recall_half_days",
    "record_signing",
    "remind_deciders",
    "report_outcomes",
    "reportable",
    "settle_secondments",
    "withdraw_secondment",
]
