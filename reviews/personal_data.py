"""What this app holds about someone: how it is taken along, erased and let go of (users.personal_data)."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import Q
from django.utils import timezone

from experts.models import Expert
from reviews import actions
from reviews.models import Choice, Growth, Report, Review
from users.models import User


def export(user: User) -> dict[str, Any]:
    """What someone wrote, private parts included, and what they may read about their own help. Nothing hidden from
    them elsewhere is in here: the other side's answer only once revealed, and never its private signal."""
    about = Review.objects.visible_to(user).filter(loan__expert__user=user).exclude(author=user)
    choice = Choice.objects.filter(expert__user=user).first()
    return {
        "geschreven": [
            _answers(review) | {"alleen voor de moderator": review.private_signal, "stand": review.get_state_display()}
            for review in Review.objects.filter(author=user).with_story()
        ],
        "over mijn hulp": [
            _answers(review) | {"van": review.author.full_name, "mijn antwoord": review.reply}
            for review in about.with_story()
        ],
        "wie het cijfer mag zien": choice.get_score_ring_display() if choice and choice.score_ring else None,
        "beoordelingen verborgen": bool(choice and choice.is_hidden),
        "bezwaar gemaakt op": choice.objected_on if choice else None,
        "uitnodigingen voor een kring verder": [
            {"kring": growth.get_ring_display(), "op": growth.invited_on, "ja": growth.said_yes}
            for growth in Growth.objects.filter(expert__user=user)
        ],
        "bezwaar": [
            {"op": report.appealed_at, "waarom": report.appeal_text}
            for report in Report.objects.filter(appealed_by=user)
        ],
        "gemeld": [
            {"op": report.reported_at, "reden": report.get_reason_display(), "toelichting": report.text}
            for report in Report.objects.filter(reported_by=user)
        ],
    }


def erase(user: User) -> None:
    """What they wrote and what was written about their help goes, and with it its weight in any figure."""
    gone = Review.objects.filter(Q(author=user) | Q(loan__expert__user=user))
    touched = list(Expert.objects.filter(loans__reviews__in=gone).distinct())
    gone.delete()
    Review.objects.filter(replied_by=user).update(
        reply="", replied_by=None, replied_at=None, follow_up="", followed_up_at=None
    )
    Report.objects.filter(reported_by=user).update(text="")
    Report.objects.filter(appealed_by=user).update(appeal_text="")
    Choice.objects.filter(expert__user=user).delete()
    Growth.objects.filter(expert__user=user).delete()
    for expert in touched:
        actions.refresh_rating(expert)


def retain(today: date) -> int:
    """Reviews stay 36 months after the help; what was never sent goes when it can no longer be sent."""
    return actions.forget_old_reviews(timezone.make_aware(datetime.combine(today, time(12))))


def _answers(review: Review) -> dict[str, Any]:
    return {
        "inzet": review.loan.secondment.title,
        "klaar op": review.loan.secondment.finished_on,
        "cijfer": review.mark,
        "opnieuw": review.get_again_display(),
        "in woorden": {answer.get_aspect_display(): answer.get_word_display() for answer in review.answers.all()},
        "wat werkte": review.worked,
        "wat anders": review.differently,
        "tip": review.private_tip,
        "vervolg": review.follow_up,
        "verstuurd": review.submitted_at,
    }
