"""Every write of this app: one verb each. The sweeps only tell; what may be read never depends on them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from experts import actions as expert_actions
from experts.choices import ReleaseState
from experts.models import Expert
from helprequests.choices import ReportReason
from helprequests.choices import Verdict as Judgement
from organisations.calendar import school_days_between
from organisations.choices import Ring, Role
from organisations.guard import names_at, refuse
from organisations.models import Membership
from organisations.moderation import decide_before, judges_of
from organisations.roles import Right
from organisations.school_calendar import calendar_for_many
from reviews import growth as growth_rule
from reviews import notifications
from reviews.choices import ASPECTS_OF, Again, Aspect, ReviewState, Side
from reviews.models import SENT, AspectAnswer, Choice, Growth, Report, Review, loans_open
from reviews.permissions import counts_for_score
from reviews.sides import people_of, side_of
from reviews.votes import figure_of, figures_by_expert
from reviews.window import DAYS_TO_KEEP, DAYS_TO_WRITE, SCHOOL_DAYS_BEFORE_REMINDER, finished_on, is_within_school
from secondments.models import Loan
from users.models import User

LEAST_CHARACTERS, MOST_CHARACTERS = 25, 950
# A sweep that was down for a while still tells; nobody is told of what is older.
LOOK_BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody fills in. `mark` 1..10; `words`: aspect -> `AspectWord`; texts 25 to 950 characters, or empty."""

    mark: int | None = None
    again: str = ""
    worked: str = ""
    differently: str = ""
    private_tip: str = ""
    private_signal: str = ""
    words: Mapping[Aspect, int] = field(default_factory=dict)

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.worked, self.differently, self.private_tip, self.private_signal)


# -- Writing ------------------------------------------------------------------------------------------------------


@transaction.atomic
def save_draft(loan: Loan, *, by: User, answers: Answers) -> Review:
    """Keep what is filled in so far; nobody else can read it. A review that was sent is changed by sending it again."""
    loan, side = _open_loan(loan, by)
    review = _own_review(loan, side, by)
    if review.is_sent:
        raise NotAllowedNow(_("Je hebt dit al verstuurd. Verstuur het opnieuw om iets te veranderen."))
    refuse(*answers.texts, names=known_names(loan), is_confirmed=True)
    review.state = ReviewState.DRAFT
    return _fill(review, loan, answers)


@transaction.atomic
def submit_review(loan: Loan, *, by: User, answers: Answers, is_confirmed: bool = False) -> Review:
    """Send, or send again while the other cannot read it. The moment both sides have sent, both can read.

    `is_confirmed`: the writer looked again at what may point at a child.
    """
    loan, side = _open_loan(loan, by)
    _refuse_unfinished(answers, loan)
    refuse(*answers.texts, names=known_names(loan), is_confirmed=is_confirmed)
    review = _own_review(loan, side, by)
    review.state = ReviewState.SUBMITTED
    review.submitted_at = review.submitted_at or timezone.now()
    review.author_role = _role_of(by, loan, side)
    review.counts = counts_for_score(by, loan, side)
    review = _fill(review, loan, answers)
    if loan.reviews.filter(state__in=SENT).exclude(side=side).exists():
        _tell_revealed([loan])
        refresh_rating(loan.expert)
    return review


@transaction.atomic
def withdraw_review(review: Review, *, by: User) -> Review:
    """Take it back, as long as the other cannot read it."""
    _open_loan(review.loan, by)
    review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if review.author_id != by.pk or review.state != ReviewState.SUBMITTED:
        raise NotAllowedNow(_("Dit kun je niet terugnemen."))
    review.state = ReviewState.WITHDRAWN
    review.submitted_at = None
    review.save(update_fields=["state", "submitted_at", "updated_at"])
    return review


@transaction.atomic
def reply_to_review(review: Review, *, by: User, text: str, is_confirmed: bool = False) -> Review:
    """The one answer of the side it is about; readers see it below the review."""
    review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if review.reply:
        raise NotAllowedNow(_("Er staat al een antwoord."))
    if not Review.objects.revealed().filter(pk=review.pk).exists():
        raise NotAllowedNow(_("Deze beoordeling is nu niet te lezen."))
    refuse(text, names=known_names(review.loan, review.author), is_confirmed=is_confirmed)
    review.reply = text
    review.replied_by = by
    review.replied_at = timezone.now()
    review.save(update_fields=["reply", "replied_by", "replied_at", "updated_at"])
    notifications.tell_replied(review)
    return review


@transaction.atomic
def follow_up_review(review: Review, *, by: User, text: str, is_confirmed: bool = False) -> Review:
    """The author's one line after the answer ("this is solved by now"); the mark does not change."""
    review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if review.author_id != by.pk or not review.reply or review.follow_up:
        raise NotAllowedNow(_("Een vervolg schrijf je één keer, na het antwoord."))
    if not Review.objects.revealed().filter(pk=review.pk).exists():
        raise NotAllowedNow(_("Deze beoordeling is nu niet te lezen."))
    refuse(text, names=known_names(review.loan, review.author), is_confirmed=is_confirmed)
    review.follow_up, review.followed_up_at = text, timezone.now()
    review.save(update_fields=["follow_up", "followed_up_at", "updated_at"])
    return review


# -- Moderation ---------------------------------------------------------------------------------------------------


@transaction.atomic
def report_review(review: Review, *, by: User, reason: ReportReason, text: str = "") -> Report:
    """Ask the moderators of the networks involved to look; once per person. The text stays until they decide."""
    refuse(text, names=known_names(review.loan, review.author), is_confirmed=True)
    review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    report, is_new = Report.objects.get_or_create(
        review=review,
        reported_by=by,
        defaults={"reason": reason, "text": text, "decide_before": decide_before(review.school)},
    )
    if is_new:
        notifications.tell_reported(report, _judges_of(report, with_coordinators=False))
    return report


@transaction.atomic
def decide_report(report: Report, *, by: User, verdict: Judgement, text: str) -> Report:
    """Keep or hide, with the reason told to both. Being negative is never a reason."""
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if report.decided_at is not None:
        raise NotAllowedNow(_("Hierover is al besloten."))
    review = Review.objects.select_for_update(of=("self",)).get(pk=report.review_id)
    refuse(text, names=known_names(review.loan, review.author, report.reported_by), is_confirmed=True)
    report.verdict, report.verdict_text = verdict, text
    report.decided_by, report.decided_at = by, timezone.now()
    report.save()
    if verdict == Judgement.HIDE and review.state == ReviewState.SUBMITTED:
        review.state = ReviewState.HIDDEN
        review.hidden_because = report.reason
        review.save(update_fields=["state", "hidden_because", "updated_at"])
        refresh_rating(review.loan.expert)
    notifications.tell_decided(report, [review.author, report.reported_by])
    return report


@transaction.atomic
def appeal_report(report: Report, *, by: User, text: str) -> Report:
    """Ask that somebody else looks again, once. What was decided stands until then."""
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if report.decided_at is None or report.appealed_at is not None:
        raise NotAllowedNow(_("Bezwaar maken kan één keer, na het besluit."))
    refuse(text, names=known_names(report.review.loan, report.review.author), is_confirmed=True)
    report.appealed_by, report.appealed_at, report.appeal_text = by, timezone.now(), text
    report.save(update_fields=["appealed_by", "appealed_at", "appeal_text"])
    judges = [user for user in _judges_of(report, with_coordinators=True) if user.pk != report.decided_by_id]
    notifications.tell_appealed(report, judges)
    return report


@transaction.atomic
def decide_appeal(report: Report, *, by: User, verdict: Judgement, text: str) -> Report:
    """Somebody else keeps or hides, for good, with the reason told to both. Restored, a review weighs as it did."""
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if report.appealed_at is None or report.appeal_decided_at is not None or report.decided_by_id == by.pk:
        raise NotAllowedNow(_("Hierover is al besloten, of jij besloot zelf de eerste keer."))
    review = Review.objects.select_for_update(of=("self",)).get(pk=report.review_id)
    refuse(text, names=known_names(review.loan, review.author, report.reported_by), is_confirmed=True)
    report.appeal_verdict, report.appeal_verdict_text = verdict, text
    report.appeal_decided_by, report.appeal_decided_at = by, timezone.now()
    report.save()
    if verdict == Judgement.HIDE and review.state == ReviewState.SUBMITTED:
        review.state, review.hidden_because = ReviewState.HIDDEN, report.reason
    elif verdict == Judgement.KEEP and review.state == ReviewState.HIDDEN:
        review.state, review.hidden_because = ReviewState.SUBMITTED, ""
    review.save(update_fields=["state", "hidden_because", "updated_at"])
    refresh_rating(review.loan.expert)
    notifications.tell_appeal_decided(report, [review.author, report.reported_by])
    return report


@transaction.atomic
def escalate_reports(today: date) -> int:
    """Five school days have gone by: the coordinators of the network are asked as well. Safe to repeat."""
    late = Report.objects.overdue(today).select_related("review__school", "review__author", "review__loan__expert")
    for report in late:
        notifications.tell_late(report, _judges_of(report, with_coordinators=True))
    return len(late)


def _judges_of(report: Report, *, with_coordinators: bool) -> list[User]:
    """Who may decide about a report: of the networks of both schools, of neither school, and no part in it."""
    review = report.review
    return judges_of(
        [review.school, review.loan.lender],
        but_for=[review.author_id, review.loan.expert.user_id, report.reported_by_id],
        with_coordinators=with_coordinators,
    )


# -- What an expert decides ---------------------------------------------------------------------------------------


@transaction.atomic
def save_choice(expert: Expert, *, by: User, score_ring: Ring | None, is_hidden: bool) -> Choice:
    """Who may read the score, and whether reviews are read at all; works at once."""
    choice, _created = Choice.objects.select_for_update(of=("self",)).get_or_create(expert=expert)
    choice.score_ring = score_ring
    choice.is_hidden = is_hidden
    choice.save(update_fields=["score_ring", "is_hidden", "updated_at"])
    refresh_rating(expert)
    return choice


@transaction.atomic
def object_to_reviews(expert: Expert, *, by: User) -> Choice:
    """Object to being reviewed (GDPR article 21): from now on nobody reads reviews of their help or a score, and
    matching uses the prior. Safe to repeat: the first day stays."""
    choice, _is_new = Choice.objects.select_for_update(of=("self",)).get_or_create(expert=expert)
    choice.objected_on = choice.objected_on or timezone.localdate()
    choice.save(update_fields=["objected_on", "updated_at"])
    refresh_rating(expert)
    return choice


@transaction.atomic
def withdraw_objection(expert: Expert, *, by: User) -> Choice:
    """It may be read again, as far as they chose before."""
    choice, _is_new = Choice.objects.select_for_update(of=("self",)).get_or_create(expert=expert)
    choice.objected_on = None
    choice.save(update_fields=["objected_on", "updated_at"])
    refresh_rating(expert)
    return choice


@transaction.atomic
def answer_growth(growth: Growth, *, by: User, said_yes: bool) -> Growth:
    """Yes: seen one ring further, as far as the director has released; where that is not far enough, the director gets
    an ordinary question for release and never learns why. No: not asked again for this ring."""
    growth = Growth.objects.select_for_update(of=("self",)).select_related("expert__user").get(pk=growth.pk)
    if growth.answered_at is not None:
        raise NotAllowedNow(_("Je hebt hier al op geantwoord."))
    growth.answered_at, growth.said_yes = timezone.now(), said_yes
    growth.save(update_fields=["answered_at", "said_yes"])
    if said_yes and growth.expert.wanted_ring < growth.ring:
        _widen(growth.expert, Ring(growth.ring), by=by)
    return growth


def _widen(expert: Expert, ring: Ring, *, by: User) -> None:
    expert_actions.save_reach(
        expert,
        by=by,
        wanted_ring=ring,
        form_ids=list(expert.forms.values_list("pk", flat=True)),
        target_group_ids=list(expert.target_groups.values_list("pk", flat=True)),
        travel_km=expert.travel_km,
    )
    for position in expert.positions.active().filter(membership__school__isnull=False, released_ring__lt=ring):
        if position.release_state != ReleaseState.ASKED:
            position.expert = Expert.objects.get(pk=expert.pk)
            expert_actions.ask_release(position, by=by)


# -- Figures ------------------------------------------------------------------------------------------------------


def refresh_rating(expert: Expert) -> None:
    """Write the figure matching may use, from revealed reviews only; None is the prior."""
    found = figure_of(expert.pk)
    expert_actions.record_rating(expert.pk, found.score if found else None)


def refresh_ratings(now: datetime) -> int:
    """The same for everybody: reviews get older, boards switch off, 14 days pass. Returns how many changed."""
    figures = figures_by_expert(now)
    changed = 0
    rated = Expert.objects.filter(Q(pk__in=figures) | Q(rating__isnull=False)).order_by("pk")
    for expert_id, rating in rated.values_list("pk", "rating"):
        fresh = figures[expert_id].score if expert_id in figures else None
        if fresh != rating:
            expert_actions.record_rating(expert_id, fresh)
            changed += 1
    return changed


# -- Sweeps: late is harmless, twice is harmless -------------------------------------------------------------------


def invite_reviewers(now: datetime) -> int:
    """Tell both sides of help that has ended that they can write; once. Returns how many loans were looked at."""
    loans = list(loans_open(now).with_people().select_related("secondment"))
    people = people_of(loans)
    for loan in loans:
        for users in people[loan.pk].values():
            notifications.invite(notifications.INVITED, loan, users)
    return len(loans)


def remind_reviewers(now: datetime) -> int:
    """Remind each side that has not written after five school days, once. Returns how many sides."""
    today = timezone.localdate(now)
    loans = list(loans_open(now).with_people().select_related("secondment__borrower").prefetch_related("reviews"))
    calendars = calendar_for_many({loan.secondment.borrower for loan in loans})
    people = people_of(loans)
    reminded = 0
    for loan in loans:
        calendar = calendars[loan.secondment.borrower_id]
        passed = school_days_between(finished_on(loan), today, calendar)
        if passed < SCHOOL_DAYS_BEFORE_REMINDER:
            continue
        done = {review.side for review in loan.reviews.all() if review.is_sent}
        for side, users in people[loan.pk].items():
            if side not in done:
                notifications.invite(notifications.REMINDED, loan, users)
                reminded += 1
    return reminded


def tell_revealed(now: datetime) -> int:
    """Tell both sides what can be read since the 14 days passed; who was told already is left alone."""
    since = timezone.localdate(now) - DAYS_TO_WRITE - LOOK_BACK
    revealed = Review.objects.revealed(now).filter(loan__secondment__finished_on__gte=since)
    loans = list(Loan.objects.filter(pk__in=revealed.values("loan_id")).with_people().select_related("secondment"))
    _tell_revealed(loans)
    return len(loans)


def invite_to_grow(now: datetime) -> list[Growth]:
    """Invite experts whose help works to be seen one ring further (DESIGN section 2); returns the new invitations."""
    today = timezone.localdate(now)
    new = []
    for expert, ring in growth_rule.ready_to_grow(now):
        growth, is_new = Growth.objects.get_or_create(expert=expert, ring=ring, defaults={"invited_on": today})
        if is_new:
            new.append(growth)
    notifications.invite_to_grow(new)
    return new


def forget_old_reviews(now: datetime) -> int:
    """Delete what is older than 36 months, and drafts that can no longer be sent. Returns how many."""
    today = timezone.localdate(now)
    too_old = Q(loan__secondment__finished_on__lte=today - DAYS_TO_KEEP)
    never_sent = Q(loan__secondment__finished_on__lte=today - DAYS_TO_WRITE) & ~Q(state__in=SENT)
    _count, per_model = Review.objects.filter(too_old | never_sent).delete()
    return per_model.get(Review._meta.label, 0)


# -- Guards -------------------------------------------------------------------------------------------------------


def _open_loan(loan: Loan, by: User) -> tuple[Loan, Side]:
    """The loan, locked: two sides that send at once, or one that sends while the other takes back, wait in line."""
    locked = Loan.objects.select_for_update(of=("self",)).with_people().select_related("secondment__borrower")
    loan = locked.get(pk=loan.pk)
    side = side_of(by, loan)
    if side is None or not loans_open(timezone.now()).filter(pk=loan.pk).exists():
        raise NotAllowedNow(_("Hierover kun je nu niet (meer) schrijven."))
    return loan, side


def _own_review(loan: Loan, side: Side, by: User) -> Review:
    found = Review.objects.select_for_update(of=("self",)).filter(loan=loan, side=side, author=by).first()
    return found or Review(loan=loan, side=side, author=by, school=loan.secondment.borrower)


def _fill(review: Review, loan: Loan, answers: Answers) -> Review:
    """Write the answers. Within the own school there is no mark, no words, and no "again"."""
    is_marked = not is_within_school(loan)
    review.mark = answers.mark if is_marked else None
    review.again = Again(answers.again) if is_marked and answers.again else ""
    review.worked, review.differently = answers.worked, answers.differently
    review.private_tip, review.private_signal = answers.private_tip, answers.private_signal
    review.save()
    review.answers.all().delete()
    asked = ASPECTS_OF[Side(review.side)] if is_marked else ()
    AspectAnswer.objects.bulk_create(
        AspectAnswer(review=review, aspect=aspect, word=answers.words[aspect])
        for aspect in asked
        if aspect in answers.words
    )
    return review


def _refuse_unfinished(answers: Answers, loan: Loan) -> None:
    if not is_within_school(loan) and answers.mark is None:
        raise NotAllowedNow(_("Geef een cijfer van 1 tot en met 10."))
    if not (answers.worked or answers.differently):
        raise NotAllowedNow(_("Schrijf op wat werkte, of wat je anders zou doen."))
    for text in answers.texts:
        if text and not LEAST_CHARACTERS <= len(text) <= MOST_CHARACTERS:
            raise NotAllowedNow(_("Een antwoord is 25 tot 950 tekens lang."))


def known_names(loan: Loan, *people: User) -> Iterator[str]:
    """Grown-ups and schools that may be named in what is written about this loan. Looked up when read."""
    yield from names_at(loan.secondment.borrower, loan.lender)
    for user in (loan.expert.user, *people):
        yield from (user.full_name, user.first_name, user.last_name)


def _role_of(by: User, loan: Loan, side: Side) -> str:
    """How readers know the author: the role at the school that was helped, or of the expert's own employment."""
    if side == Side.EXPERT:
        return str(loan.position.membership.role)
    roles = Membership.objects.active().filter(user=by).at_or_above(loan.secondment.borrower)
    return roles.with_right(Right.CHOOSE).values_list("role", flat=True).first() or Role.DIRECTOR


def _tell_revealed(loans: Iterable[Loan]) -> None:
    loans = list(loans)
    people = people_of(loans)
    for loan in loans:
        for users in people[loan.pk].values():
            notifications.tell_revealed(loan, users)
