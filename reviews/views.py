"""Telling how the help went, reading what the other said, answering, reporting and judging."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.pagination import page_of
from core.permissions import require
from experts.models import Expert
from helprequests.choices import ReportReason, Verdict
from organisations.choices import Ring
from reviews import actions, scoring
from reviews.actions import known_names
from reviews.alarm_words import alarms_for
from reviews.forms import AppealForm, ChoiceForm, DecisionForm, FollowUpForm, ReplyForm, ReportForm, ReviewForm
from reviews.models import Choice, Growth, Report, Review, loans_of, loans_open
from reviews.permissions import (
    can_appeal,
    can_follow_up,
    can_moderate,
    can_read_tip,
    can_reply,
    can_report,
    can_review,
    can_withdraw,
)
from reviews.sides import side_of
from reviews.window import DAYS_TO_WRITE, is_within_school, reveal_on
from secondments.choices import SecondmentState
from secondments.models import Loan
from users.models import User


def loans_finished(user: User) -> QuerySet[Loan]:
    """Help that has ended and in which this user is a side, with the reviews they may read."""
    readable = Review.objects.visible_to(user).with_story().order_by("submitted_at", "pk")
    found = loans_of(user).filter(secondment__state=SecondmentState.FINISHED)
    found = found.with_people().select_related("secondment__borrower__board", "secondment__help_request")
    return found.prefetch_related(Prefetch("reviews", queryset=readable, to_attr="readable"))


@require_safe
def review_list(request: HttpRequest) -> HttpResponse:
    """Help that has ended: what to write about, what was written and what can be read."""
    page = page_of(request, loans_finished(request.user).order_by("-secondment__finished_on", "-pk"))
    loans = list(page)
    open_ids = set(loans_open(timezone.now()).filter(pk__in=[loan.pk for loan in loans]).values_list("pk", flat=True))
    rows = [row_of(loan, request.user, is_open=loan.pk in open_ids) for loan in loans]
    return render(request, "reviews/review_list.html", {"page": page, "rows": rows})


def row_of(loan: Loan, user: User, *, is_open: bool) -> dict[str, Any]:
    """One line of the list: where it stands for this user."""
    readable: list[Review] = loan.readable  # type: ignore[attr-defined]
    mine = next((review for review in readable if review.author_id == user.pk), None)
    is_expert = loan.expert.user_id == user.pk
    return {
        "loan": loan,
        "other": loan.secondment.borrower if is_expert else loan.expert,
        "mine": mine,
        "is_open": is_open,
        "to_write": is_open and not (mine and mine.is_sent),
        "others": [review for review in readable if review.author_id != user.pk],
        "reveal_on": reveal_on(loan),
    }


@require_safe
def review_detail(request: HttpRequest, loan_pk: int) -> HttpResponse:
    """Both sides' answers about one loan, side by side as soon as both may be read."""
    loan = get_object_or_404(loans_finished(request.user), pk=loan_pk)
    row = row_of(loan, request.user, is_open=can_review(request.user, loan))
    others = [
        {
            "review": review,
            "can_reply": can_reply(request.user, review),
            "can_report": can_report(request.user, review),
            "appeal": _to_appeal(request.user, review),
            "tip": review.private_tip if can_read_tip(request.user, review) else "",
        }
        for review in row["others"]
    ]
    can_take_back = bool(row["mine"]) and can_withdraw(request.user, row["mine"])
    mine = row["mine"]
    context = row | {
        "others": others,
        "can_withdraw": can_take_back,
        "can_follow_up": mine is not None and can_follow_up(request.user, mine),
        "appeal": _to_appeal(request.user, mine) if mine is not None else None,
    }
    return render(request, "reviews/review_detail.html", context)


def _to_appeal(user: User, review: Review) -> Report | None:
    """The decision about this review that went against this user and may still be looked at again."""
    reports = review.reports.filter(decided_at__isnull=False).select_related("review")
    return next((report for report in reports if can_appeal(user, report)), None)


@require_http_methods(["GET", "POST"])
def review_edit(request: HttpRequest, loan_pk: int) -> HttpResponse:
    """The form, on a phone in five minutes; kept as you go, sent when you are done."""
    loan = get_object_or_404(loans_finished(request.user), pk=loan_pk)
    if not can_review(request.user, loan):
        return redirect("reviews:review_detail", loan.pk)
    mine = own_review(loan, request.user)
    is_draft = "save" in request.POST
    form = review_form(request, loan, mine, is_draft=is_draft)
    if form.is_valid():
        if is_draft:
            actions.save_draft(loan, by=request.user, answers=form.answers)
            messages.success(request, _("Bewaard. Je kunt later verder; alleen jij kunt dit lezen."))
            return redirect("reviews:review_list")
        actions.submit_review(loan, by=request.user, answers=form.answers, is_confirmed=form.is_confirmed)
        messages.success(request, _("Dank je wel. Je antwoorden zijn verstuurd."))
        return redirect("reviews:review_detail", loan.pk)
    context = {
        "loan": loan,
        "form": form,
        "mine": mine,
        "is_expert": loan.expert.user_id == request.user.pk,
        "is_within_school": is_within_school(loan),
        "reveal_on": reveal_on(loan),
    }
    return render(request, "reviews/review_edit.html", context)


@require_POST
def review_save(request: HttpRequest, loan_pk: int) -> HttpResponse:
    """Keep what is filled in so far, while someone is writing; says when, or what is wrong."""
    loan = get_object_or_404(loans_finished(request.user), pk=loan_pk)
    require(can_review(request.user, loan))
    mine = own_review(loan, request.user)
    form = review_form(request, loan, mine, is_draft=True)
    is_kept = form.is_valid() and not (mine and mine.is_sent)
    if is_kept:
        actions.save_draft(loan, by=request.user, answers=form.answers)
    context = {"is_kept": is_kept, "now": timezone.localtime(), "form": form}
    return render(request, "reviews/_review_saved.html", context)


@require_POST
def review_check(request: HttpRequest, loan_pk: int) -> HttpResponse:
    """What the pupil-data guard says of answers somebody is writing. For htmx; sending says the same."""
    loan = get_object_or_404(loans_finished(request.user), pk=loan_pk)
    require(can_review(request.user, loan))
    form = review_form(request, loan, None, is_draft=False)
    return render(request, "components/guard_remarks.html", {"remarks": form.remarks()})


def own_review(loan: Loan, user: User) -> Review | None:
    readable: list[Review] = loan.readable  # type: ignore[attr-defined]
    return next((review for review in readable if review.author_id == user.pk), None)


def review_form(request: HttpRequest, loan: Loan, mine: Review | None, *, is_draft: bool) -> ReviewForm:
    side = side_of(request.user, loan)
    assert side is not None  # loans_of: one of the sides
    return ReviewForm(request.POST or None, loan=loan, side=side, review=mine, is_draft=is_draft)


@require_POST
def review_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was sent, as long as the other cannot read it."""
    review = get_object_or_404(Review.objects.visible_to(request.user), pk=pk)
    require(review.author_id == request.user.pk)
    actions.withdraw_review(review, by=request.user)
    messages.success(request, _("Je antwoorden zijn teruggenomen. De ander krijgt ze niet te lezen."))
    return redirect("reviews:review_detail", review.loan_id)


@require_http_methods(["GET", "POST"])
def review_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The one answer of the side it is about."""
    review = get_object_or_404(Review.objects.visible_to(request.user).with_story(), pk=pk)
    require(can_reply(request.user, review))
    form = ReplyForm(request.POST or None, review=review)
    if form.is_valid():
        text = form.cleaned_data["text"]
        actions.reply_to_review(review, by=request.user, text=text, is_confirmed=form.is_confirmed)
        messages.success(request, _("Je antwoord staat erbij."))
        return redirect(review)
    return render(request, "reviews/review_reply.html", {"review": review, "form": form})


@require_http_methods(["GET", "POST"])
def review_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a moderator of another school to look."""
    review = get_object_or_404(Review.objects.visible_to(request.user).with_story(), pk=pk)
    require(can_report(request.user, review))
    form = ReportForm(request.POST or None, names=known_names(review.loan, review.author))
    if form.is_valid():
        reason = ReportReason(form.cleaned_data["reason"])
        actions.report_review(review, by=request.user, reason=reason, text=form.cleaned_data["text"])
        messages.success(request, _("Dank je wel. Een moderator van een andere school kijkt ernaar."))
        return redirect("insights:home" if side_of(request.user, review.loan) is None else review)
    return render(request, "reviews/review_report.html", {"review": review, "form": form})


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """What was reported, and what was said to the moderator alone."""
    require(can_moderate(request.user))
    readable = Review.objects.for_moderator(request.user)
    reports = Report.objects.filter(review__in=readable.values("pk")).select_related("review__loan__secondment")
    signals = readable.exclude(private_signal="").with_story().order_by("-submitted_at")
    page = page_of(request, reports.order_by("decided_at", "reported_at"))
    return render(
        request,
        "reviews/report_list.html",
        {
            "page": page,
            "signals": signals[:20],
            "alarms": alarms_for(request.user),
        },
    )


@require_http_methods(["GET", "POST"])
def report_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep or hide, with a reason for both."""
    reports = Report.objects.to_decide(request.user, timezone.localdate())
    report = get_object_or_404(reports.select_related("review__loan__secondment", "review__author"), pk=pk)
    names = known_names(report.review.loan, report.review.author, report.reported_by)
    form = DecisionForm(request.POST or None, names=names)
    if form.is_valid():
        verdict = Verdict(form.cleaned_data["verdict"])
        actions.decide_report(report, by=request.user, verdict=verdict, text=form.cleaned_data["text"])
        messages.success(request, _("Je besluit is bewaard. Allebei horen ze waarom."))
        return redirect("reviews:report_list" if can_moderate(request.user) else "insights:home")
    return render(request, "reviews/report_decide.html", {"report": report, "review": report.review, "form": form})


@require_http_methods(["GET", "POST"])
def review_follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """The author's one line after the answer."""
    review = get_object_or_404(Review.objects.filter(author=request.user).with_story(), pk=pk)
    require(can_follow_up(request.user, review))
    form = FollowUpForm(request.POST or None, review=review)
    if form.is_valid():
        text = form.cleaned_data["text"]
        actions.follow_up_review(review, by=request.user, text=text, is_confirmed=form.is_confirmed)
        messages.success(request, _("Je vervolg staat erbij."))
        return redirect(review)
    return render(request, "reviews/review_follow_up.html", {"review": review, "form": form})


@require_http_methods(["GET", "POST"])
def report_appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever the decision went against asks somebody else to look, once."""
    involved = Report.objects.filter(Q(review__author=request.user) | Q(reported_by=request.user))
    report = get_object_or_404(involved.select_related("review__loan__secondment", "review__author"), pk=pk)
    require(can_appeal(request.user, report))
    form = AppealForm(request.POST or None, names=known_names(report.review.loan, report.review.author))
    if form.is_valid():
        actions.appeal_report(report, by=request.user, text=form.cleaned_data["text"])
        messages.success(request, _("Je bezwaar is verstuurd. Iemand anders kijkt ernaar."))
        return redirect("reviews:review_list")
    return render(request, "reviews/report_appeal.html", {"report": report, "form": form})


@require_http_methods(["GET", "POST"])
def appeal_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody else looks again and decides for good."""
    found = Report.objects.to_look_again(request.user)
    report = get_object_or_404(found.select_related("review__loan__secondment", "review__author"), pk=pk)
    names = known_names(report.review.loan, report.review.author, report.reported_by)
    form = DecisionForm(request.POST or None, names=names)
    if form.is_valid():
        verdict = Verdict(form.cleaned_data["verdict"])
        actions.decide_appeal(report, by=request.user, verdict=verdict, text=form.cleaned_data["text"])
        messages.success(request, _("Je besluit is bewaard. Allebei horen ze waarom."))
        return redirect("insights:home")
    return render(request, "reviews/appeal_decide.html", {"report": report, "review": report.review, "form": form})


@require_http_methods(["GET", "POST"])
def choice_edit(request: HttpRequest) -> HttpResponse:
    """Who may read how the help of this expert went."""
    expert = get_object_or_404(Expert, user=request.user)
    choice = Choice.objects.filter(expert=expert).first()
    form = ChoiceForm(request.POST or None, choice=choice)
    if form.is_valid():
        ring = form.cleaned_data["score_ring"]
        is_hidden = form.cleaned_data["reviews"] == "hidden"
        actions.save_choice(expert, by=request.user, score_ring=Ring(ring) if ring else None, is_hidden=is_hidden)
        messages.success(request, _("Je keuze is bewaard en werkt meteen."))
        return redirect("reviews:choice_edit")
    return render(request, "reviews/choice_edit.html", {"form": form, "expert": expert, "choice": choice})


@require_POST
def objection_edit(request: HttpRequest) -> HttpResponse:
    """Object to being reviewed, or take that back; works at once."""
    expert = get_object_or_404(Expert, user=request.user)
    if "withdraw" in request.POST:
        actions.withdraw_objection(expert, by=request.user)
        messages.success(request, _("Je bezwaar is ingetrokken. Alles is weer zoals je koos."))
    else:
        actions.object_to_reviews(expert, by=request.user)
        messages.success(request, _("Je bezwaar geldt meteen. Niemand leest nog beoordelingen van jouw hulp."))
    return redirect("reviews:choice_edit")


@require_http_methods(["GET", "POST"])
def growth_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One ring further, or not."""
    growth = get_object_or_404(Growth.objects.filter(expert__user=request.user), pk=pk)
    if request.method == "POST":
        said_yes = "yes" in request.POST
        actions.answer_growth(growth, by=request.user, said_yes=said_yes)
        yes = _("Fijn. Je bent een kring verder te vinden zodra je directeur het goed vindt.")
        messages.success(request, yes if said_yes else _("Goed. Alles blijft zoals het was."))
        return redirect("insights:home")
    return render(request, "reviews/growth_answer.html", {"growth": growth})


@require_safe
def scoring_detail(request: HttpRequest) -> HttpResponse:
    """Zo rekenen wij: every number of the score."""
    context = {
        "prior_votes": scoring.PRIOR_VOTES,
        "prior_mark": scoring.PRIOR_MARK,
        "marks_for_own_mean": scoring.MARKS_FOR_OWN_MEAN,
        "months": scoring.MONTHS_TO_LOWEST_WEIGHT,
        "oldest": scoring.OLDEST_MONTHS,
        "share": round(scoring.SCHOOL_SHARE * 100),
        "months_apart": scoring.MONTHS_APART,
        "times_a_year": scoring.TIMES_A_YEAR,
        "secondments": scoring.LEAST_SECONDMENTS,
        "schools": scoring.LEAST_SCHOOLS,
        "reviewers": scoring.LEAST_REVIEWERS,
        "days": DAYS_TO_WRITE.days,
        "weights": [{"months": age, "weight": scoring.weight(age)} for age in (0, 6, 12, 18, 24, 37)],
        "example": scoring.score_of([8, 9, 10], mean=scoring.PRIOR_MARK),
        "has_expert": Expert.objects.filter(user=request.user).exists(),
    }
    return render(request, "reviews/scoring_detail.html", context)
