"""What both sides say of help that has ended, when it may be read and by whom (DESIGN section 8)."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import history
from core.models import TimeStamped
from experts.models import Expert
from helprequests.choices import ReportReason, Verdict
from organisations.choices import Ring, Role
from organisations.models import Membership, School
from organisations.roles import Right
from reviews.choices import Again, Aspect, AspectWord, ReviewState, Side
from reviews.window import DAYS_TO_KEEP, DAYS_TO_WRITE, switched_on
from secondments.choices import SecondmentState
from secondments.models import Loan, LoanQuerySet

if TYPE_CHECKING:
    from users.models import User

# A review that was sent, whatever the moderator decided later: its side has spoken.
SENT = (ReviewState.SUBMITTED, ReviewState.HIDDEN)


def loans_of(user: "User") -> LoanQuerySet:
    """Loans in which this user is a side: the expert, or who chooses and speaks for the school that was helped."""
    return Loan.objects.filter(
        Q(expert__user=user) | Q(secondment__borrower__in=School.objects.where(user, Right.CHOOSE).values("pk"))
    )


def loans_open(now: datetime) -> LoanQuerySet:
    """Loans about which either side may write at `now`: the help has ended, and nobody can read the other side yet."""
    today = timezone.localdate(now)
    sides_done = [
        Exists(Review.objects.filter(loan=OuterRef("pk"), side=side, state__in=SENT, submitted_at__lte=now))
        for side in Side
    ]
    return Loan.objects.filter(
        switched_on(),
        secondment__state=SecondmentState.FINISHED,
        secondment__finished_on__lte=today,
        secondment__finished_on__gt=today - DAYS_TO_WRITE,
    ).exclude(*sides_done)


class ReviewQuerySet(models.QuerySet["Review"]):
    def revealed(self, now: datetime | None = None) -> Self:
        """What may be read by others at all: the only door, for every list, mean, count, mail and page.

        Computed from time and both sides (DESIGN section 8), never from a flag, so it works with Celery dead: sent, and
        the other side has sent too or 14 days have passed since the help ended. Not hidden, not too old, and both
        boards have reviews on.
        """
        now = now or timezone.now()
        today = timezone.localdate(now)
        other_side = Review.objects.filter(loan=OuterRef("loan"), state__in=SENT, submitted_at__lte=now)
        return self.filter(
            Q(loan__secondment__finished_on__lte=today - DAYS_TO_WRITE)
            | Exists(other_side.exclude(side=OuterRef("side"))),
            switched_on("loan__"),
            state=ReviewState.SUBMITTED,
            submitted_at__lte=now,
            loan__secondment__state=SecondmentState.FINISHED,
            loan__secondment__finished_on__gt=today - DAYS_TO_KEEP,
        )

    def visible_to(self, user: "User", now: datetime | None = None) -> Self:
        """Their own always; others only once revealed.

        The two sides read each other. What a school said of the help is also read by whoever may see the expert, unless
        the expert hides it or objects; never by who employs the expert: a review is no report for the employer.
        """
        sides = self.revealed(now).filter(loan__in=loans_of(user).values("pk"))
        readers = self.revealed(now).on_profile().filter(loan__expert__in=Expert.objects.visible_to(user).values("pk"))
        readers = readers.exclude(loan__expert__in=employed_by(user).values("pk"))
        return self.filter(Q(author=user) | Q(pk__in=sides.values("pk")) | Q(pk__in=readers.values("pk")))

    def on_profile(self) -> Self:
        """What schools said, of experts who let it be read."""
        return self.filter(side=Side.SCHOOL).exclude(loan__expert__in=Choice.objects.hiding().values("expert_id"))

    def for_moderator(self, user: "User", now: datetime | None = None) -> Self:
        """Revealed reviews that somebody reported, or with a private signal, in the networks this user moderates.

        Never of a school where they work, nor about help they gave or got themselves.
        """
        networks = Membership.objects.active().filter(user=user).with_right(Right.MODERATE).values("network_id")
        own = Membership.objects.active().filter(user=user, school__isnull=False).values("school_id")
        lender = "loan__position__membership__school"
        asked = Exists(Report.objects.filter(review=OuterRef("pk"))) | ~Q(private_signal="")
        return (
            self.revealed(now)
            .filter(asked, Q(school__network__in=networks) | Q(**{f"{lender}__network__in": networks}))
            .exclude(school__in=own)
            .exclude(**{f"{lender}__in": own})
            .exclude(loan__expert__user=user)
            .exclude(author=user)
        )

    def marks_for_moderator(self, user: "User", now: datetime | None = None) -> Self:
        """Revealed marks in the networks this user moderates, of and for other schools than their own."""
        networks = Membership.objects.active().filter(user=user).with_right(Right.MODERATE).values("network_id")
        own = Membership.objects.active().filter(user=user, school__isnull=False).values("school_id")
        lender = "loan__position__membership__school"
        return (
            self.revealed(now)
            .countable()
            .filter(school__network__in=networks)
            .exclude(school__in=own)
            .exclude(**{f"{lender}__in": own})
            .exclude(loan__expert__user=user)
        )

    def countable(self) -> Self:
        """What may weigh in a score: a school's mark that is not of the expert's own employer."""
        return self.filter(side=Side.SCHOOL, counts=True, mark__isnull=False)

    def with_story(self) -> Self:
        """Joined with everything a page shows of a review, so that a list costs a fixed number of queries."""
        return self.select_related(
            "author",
            "school__board",
            "loan__expert__user",
            "loan__secondment__borrower__board",
            "loan__secondment__help_request",
            "loan__position__membership__school__board",
        ).prefetch_related("answers")


def employed_by(user: "User") -> models.QuerySet[Expert]:
    """Experts whose employer this user speaks for: they manage the staff of the school or its board. Not themselves."""
    managed = School.objects.where(user, Right.MANAGE_STAFF)
    active = Membership.objects.active().filter(school__in=managed.values("pk"))
    return Expert.objects.filter(positions__membership__in=active.values("pk")).exclude(user=user)


class Review(TimeStamped):
    """What one person of one side says of one loan: about the help, or about how it was received; not the person."""

    loan = models.ForeignKey(Loan, on_delete=models.CASCADE, related_name="reviews")
    side = models.CharField(max_length=10, choices=Side)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # How readers know the author, and for which school a mark counts: as it was when the review was sent.
    author_role = models.CharField(max_length=20, choices=Role, blank=True)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    # False for help within the own school and for the mark of the expert's own employer.
    counts = models.BooleanField(default=False, editable=False)

    mark = models.PositiveSmallIntegerField(_("Welk cijfer geef je de hulp?"), null=True, blank=True)
    again = models.CharField(_("Zou je dit opnieuw vragen?"), max_length=10, choices=Again, blank=True)
    worked = models.TextField(_("Wat werkte er?"), max_length=950, blank=True)
    differently = models.TextField(_("Wat zou je anders doen?"), max_length=950, blank=True)
    private_tip = models.TextField(_("Een tip die alleen de ander leest"), max_length=950, blank=True)
    private_signal = models.TextField(_("Iets wat alleen de moderator leest"), max_length=950, blank=True)

    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.DRAFT)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    reply = models.TextField(_("Jouw antwoord"), max_length=1000, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True, editable=False)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # One line of the author below the answer ("is inmiddels opgelost"); the mark stays.
    follow_up = models.CharField(_("Jouw vervolg"), max_length=300, blank=True)
    followed_up_at = models.DateTimeField(null=True, blank=True, editable=False)
    hidden_because = models.CharField(max_length=20, choices=ReportReason, blank=True)

    objects: ClassVar[models.Manager["Review"]] = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("beoordeling")
        verbose_name_plural = _("beoordelingen")
        constraints = [
            models.UniqueConstraint(fields=["loan", "side", "author"], name="review_once_per_loan_side_and_author"),
            models.CheckConstraint(
                condition=Q(mark__isnull=True) | Q(mark__range=(1, 10)), name="review_mark_from_one_to_ten"
            ),
            models.CheckConstraint(
                condition=Q(state__in=SENT, submitted_at__isnull=False)
                | ~Q(state__in=SENT) & Q(submitted_at__isnull=True),
                name="review_sent_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SENT) | ~Q(worked="") | ~Q(differently=""), name="review_sent_says_something"
            ),
            models.CheckConstraint(
                condition=Q(reply="", replied_at__isnull=True, replied_by__isnull=True)
                | ~Q(reply="") & Q(replied_at__isnull=False, replied_by__isnull=False),
                name="review_replied_by_someone_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(follow_up="", followed_up_at__isnull=True)
                | ~Q(follow_up="") & ~Q(reply="") & Q(followed_up_at__isnull=False),
                name="review_followed_up_after_a_reply",
            ),
            models.CheckConstraint(
                condition=Q(state=ReviewState.HIDDEN) & ~Q(hidden_because="")
                | ~Q(state=ReviewState.HIDDEN) & Q(hidden_because=""),
                name="review_hidden_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.loan_id}"

    def get_absolute_url(self) -> str:
        return f"{reverse('reviews:review_detail', args=[self.loan_id])}#{self.anchor}"

    @property
    def anchor(self) -> str:
        """Where it stands on a page."""
        return f"beoordeling-{self.pk}"

    @property
    def is_sent(self) -> bool:
        return self.state in SENT


class AspectAnswer(models.Model):
    """One aspect in a word."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="answers")
    aspect = models.CharField(max_length=12, choices=Aspect)
    word = models.PositiveSmallIntegerField(choices=AspectWord)

    class Meta:
        verbose_name = _("antwoord in een woord")
        verbose_name_plural = _("antwoorden in een woord")
        constraints = [
            models.UniqueConstraint(fields=["review", "aspect"], name="aspect_answer_once_per_review"),
            models.CheckConstraint(condition=Q(word__range=(0, 5)), name="aspect_answer_is_a_word"),
        ]

    def __str__(self) -> str:
        return f"{self.get_aspect_display()}: {self.get_word_display()}"


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> Self:
        return self.filter(decided_at__isnull=True)

    def overdue(self, today: date) -> Self:
        """Nobody decided in the school days there are for it."""
        return self.open().filter(decide_before__lt=today)

    def to_decide(self, user: "User", today: date) -> Self:
        """Open reports of networks this user moderates, and overdue ones of networks they coordinate; never of a school
        where they work, nor about help they took part in or what they reported."""
        held = Membership.objects.active().filter(user=user)
        mine = _in_network_of(held.with_right(Right.MODERATE))
        late = _in_network_of(held.with_right(Right.HOLD_BUDGET)) & Q(decide_before__lt=today)
        revealed = Review.objects.revealed().values("pk")
        return self.open().filter(mine | late, review__in=revealed).not_involving(user)

    def not_involving(self, user: "User") -> Self:
        """Reports about schools where this user does not work and help they took no part in."""
        own = Membership.objects.active().filter(user=user, school__isnull=False).values("school_id")
        return (
            self.exclude(review__school__in=own)
            .exclude(review__loan__position__membership__school__in=own)
            .exclude(review__loan__expert__user=user)
            .exclude(Q(review__author=user) | Q(reported_by=user))
        )

    def appealed(self) -> Self:
        """Decided once, and somebody asks that another looks again."""
        return self.filter(appealed_at__isnull=False, appeal_decided_at__isnull=True)

    def to_look_again(self, user: "User") -> Self:
        """Appeals this user may decide: of a network they moderate or coordinate, never on their own decision, nor of a
        school where they work or help they took part in."""
        held = Membership.objects.active().filter(user=user)
        networks = _in_network_of(held.with_right(Right.MODERATE) | held.with_right(Right.HOLD_BUDGET))
        return self.appealed().filter(networks).exclude(decided_by=user).not_involving(user)


def _in_network_of(held: Any) -> Q:
    """One of the two schools lies in a network of these memberships."""
    networks = held.filter(network__isnull=False).values("network_id")
    lender = "review__loan__position__membership__school__network__in"
    return Q(review__school__network__in=networks) | Q(**{lender: networks})


class Report(models.Model):
    """Someone asks a moderator of another school to look at a review; and what was decided, with the reason."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="reports")
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("Wat is er aan de hand?"), max_length=20, choices=ReportReason)
    text = models.CharField(_("Toelichting"), max_length=500, blank=True)
    reported_at = models.DateTimeField(default=timezone.now)
    # The moderator's last day; after it the coordinators of the network are asked as well.
    decide_before = models.DateField()
    verdict = models.CharField(_("Besluit"), max_length=10, choices=Verdict, blank=True)
    verdict_text = models.CharField(_("Waarom?"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    # Once, by whoever the decision went against; decided by somebody else.
    appealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    appealed_at = models.DateTimeField(null=True, blank=True)
    appeal_text = models.CharField(_("Waarom klopt dit besluit niet?"), max_length=500, blank=True)
    appeal_verdict = models.CharField(_("Besluit"), max_length=10, choices=Verdict, blank=True)
    appeal_verdict_text = models.CharField(_("Waarom?"), max_length=500, blank=True)
    appeal_decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    appeal_decided_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["Report"]] = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("melding van een beoordeling")
        verbose_name_plural = _("meldingen van beoordelingen")
        ordering = ("reported_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["review", "reported_by"], name="report_once_per_person"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, verdict="")
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(verdict="") & ~Q(verdict_text=""),
                name="report_decided_by_someone_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(appealed_at__isnull=True, appealed_by__isnull=True)
                | Q(appealed_at__isnull=False, appealed_by__isnull=False, decided_at__isnull=False),
                name="report_appealed_after_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(appeal_decided_at__isnull=True, appeal_decided_by__isnull=True, appeal_verdict="")
                | Q(appeal_decided_at__isnull=False, appeal_decided_by__isnull=False, appealed_at__isnull=False)
                & ~Q(appeal_verdict="")
                & ~Q(appeal_decided_by=models.F("decided_by")),
                name="report_appeal_decided_by_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.review_id}"


class ChoiceQuerySet(models.QuerySet["Choice"]):
    def hiding(self) -> Self:
        """Experts who show no reviews at all, or objected to being reviewed."""
        return self.filter(Q(is_hidden=True) | Q(objected_on__isnull=False))


@history.tracked("expert", "score_ring", "is_hidden")
class Choice(TimeStamped):
    """What an expert decided about being reviewed. Without a row: texts as far as the profile, a score nowhere."""

    expert = models.OneToOneField(Expert, on_delete=models.CASCADE, related_name="review_choice")
    score_ring = models.PositiveSmallIntegerField(_("cijfer te zien tot en met"), choices=Ring, null=True, blank=True)
    is_hidden = models.BooleanField(_("beoordelingen verbergen"), default=False)
    objected_on = models.DateField(_("bezwaar gemaakt op"), null=True, blank=True)

    objects: ClassVar[models.Manager["Choice"]] = ChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("keuze over beoordelingen")
        verbose_name_plural = _("keuzes over beoordelingen")
        constraints = [
            models.CheckConstraint(
                condition=Q(score_ring__isnull=True) | Q(score_ring__range=(1, 5)), name="choice_score_ring_is_a_ring"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert}"


class Growth(models.Model):
    """An invitation to an expert, and only the expert, to be seen one ring further; and the answer."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="growths")
    ring = models.PositiveSmallIntegerField(choices=Ring)
    invited_on = models.DateField(default=timezone.localdate)
    answered_at = models.DateTimeField(null=True, blank=True)
    said_yes = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("uitnodiging voor een kring verder")
        verbose_name_plural = _("uitnodigingen voor een kring verder")
        constraints = [
            models.UniqueConstraint(fields=["expert", "ring"], name="growth_once_per_ring"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, said_yes__isnull=True)
                | Q(answered_at__isnull=False, said_yes__isnull=False),
                name="growth_answer_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert}: {self.get_ring_display()}"
