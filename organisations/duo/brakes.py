"""When a plan is too strange to be an ordinary month. A platform admin may go on, with a reason."""

from collections import Counter

from django.utils.translation import gettext as _

from organisations.choices import SchoolKind
from organisations.duo.plan import Plan

# From April to August 2026, 2 of 6,107 locations closed; from October 2025 to August 2026, 1% got another board; from
# 2013 to 2026, 14% closed and 18% got another board.
MOST_CLOSING_SHARE = 0.05
MOST_CLOSING_IN_A_PROVINCE = 0.20
MOST_NEW_BOARDS_SHARE = 0.10
# Few are never too many by themselves.
ALWAYS_ALLOWED = 3
ALWAYS_ALLOWED_IN_A_PROVINCE = 25


def brake_on(plan: Plan) -> str:
    """Why this plan should not simply be carried out, as a sentence; empty when there is no reason."""
    return _closing(plan) or _closing_in_a_province(plan) or _new_boards(plan)


def _closing(plan: Plan) -> str:
    """Per kind, so that half a file of special schools does not hide behind six thousand others."""
    closing = Counter(SchoolKind(school.facts["kind"]) for school in plan.closed)
    for kind, there in plan.open_per_kind.items():
        if closing[kind] > max(ALWAYS_ALLOWED, there * MOST_CLOSING_SHARE):
            return _(
                "Dit bestand zou %(closing)s van de %(open)s scholen sluiten (%(kind)s): het is niet compleet."
            ) % {
                "closing": closing[kind],
                "open": there,
                "kind": kind.label.lower(),
            }
    return ""


def _closing_in_a_province(plan: Plan) -> str:
    """A file that was cut off at the end of a line lacks a part of its last province and nothing else."""
    closing = Counter(school.facts["province"] for school in plan.closed)
    for province, number in closing.items():
        is_cut_off = province == plan.last_province and number == len(plan.closed)
        most = 0 if is_cut_off else plan.open_per_province[province] * MOST_CLOSING_IN_A_PROVINCE
        if number > max(ALWAYS_ALLOWED_IN_A_PROVINCE, most):
            words = {"number": number, "province": province}
            return _("In %(province)s zouden %(number)s scholen sluiten: misschien is het bestand afgebroken.") % words
    return ""


def _new_boards(plan: Plan) -> str:
    moving = sum("board" in change.after for change in plan.changes)
    known = sum(plan.open_per_kind.values())
    if moving > max(ALWAYS_ALLOWED, known * MOST_NEW_BOARDS_SHARE):
        return _("Dit bestand geeft %(moving)s van de %(open)s scholen een ander bestuur: klopt die kolom wel?") % {
            "moving": moving,
            "open": known,
        }
    return ""
