"""What experts holds about one person: their offer, how far they are seen, and their time."""

from datetime import date, timedelta
from typing import Any

from experts.actions import rebuild_reach
from experts.models import AvailabilityException, Event, Expert
from users.models import User

# Old exceptions and history have done their work.
EXCEPTIONS_KEPT_DAYS = 365
EVENTS_KEPT_DAYS = 5 * 365


def export(user: User) -> dict[str, Any]:
    expert = Expert.objects.filter(user=user).first()
    if expert is None:
        return {}
    return {
        "in een zin": expert.headline,
        "hoe ver": expert.get_wanted_ring_display(),
        "reizen, hoogstens kilometer": expert.travel_km,
        "klopt nog tot en met": expert.confirmed_until,
        "even niet tot en met": expert.paused_until,
        "zelf verborgen": expert.is_hidden,
        "vaak gevraagd": expert.asked_count,
        "vaak ja gezegd": expert.yes_count,
        "afgeronde hulp": expert.finished_count,
        "cijfer voor de hulp": expert.rating,
        "vaardigheden": [
            {"vaardigheid": s.skill.label, "zin": s.get_level_display(), "nagekeken": s.confirmed_at}
            for s in expert.expert_skills.select_related("skill")
        ],
        "vormen van hulp": [form.label for form in expert.forms.all()],
        "doelgroepen": [group.label for group in expert.target_groups.all()],
        "bij werkgevers": [
            {
                "waar": str(position.membership.organisation),
                "dagdelen": position.half_days,
                "hoogstens per week": position.max_half_days_per_week,
                "hoe de tijd gevonden wordt": position.get_time_mode_display(),
                "groep": position.group_name,
                "vrijgave": position.get_release_state_display(),
                "vrijgegeven tot en met": position.get_released_ring_display(),
                "vrijgegeven tot en met datum": position.released_until,
                "voorwaarden": position.release_conditions,
                "gevraagd of nieuwe scholen mogen meekijken": position.move_asked_on,
            }
            for position in expert.positions.select_related("membership__school", "membership__network")
        ],
        "uitzonderingen": [
            {"dag": x.day, "dagdeel": x.get_part_display(), "wel vrij": x.is_free} for x in expert.exceptions.all()
        ],
        "geboekte dagdelen": [
            {"dag": b.day, "dagdeel": b.get_part_display()} for b in expert.booked_half_days.order_by("day", "part")
        ],
        "geschiedenis": [{"wat": e.get_kind_display(), "wanneer": e.happened_at} for e in expert.events.all()],
    }


def erase(user: User) -> None:
    """Nobody can find them any more, and nothing they told about themselves stays. Booked half-days stay: they are
    the history of schools, and lead to "Iemand"."""
    for expert in Expert.objects.select_for_update(of=("self",)).filter(user=user):
        expert.expert_skills.all().delete()
        expert.exceptions.all().delete()
        expert.events.all().delete()
        expert.forms.clear()
        expert.target_groups.clear()
        expert.positions.update(half_days=0, group_name="", release_conditions="")
        expert.headline = ""
        expert.is_hidden = True
        expert.rating = None
        expert.save()
        rebuild_reach([expert])
    Event.objects.filter(by=user).update(by=None)


def retain(today: date) -> int:
    old = AvailabilityException.objects.filter(day__lt=today - timedelta(days=EXCEPTIONS_KEPT_DAYS))
    expert_ids = set(old.values_list("expert_id", flat=True))
    gone, _per_model = old.delete()
    rebuild_reach(expert_ids)
    events, _per_model = Event.objects.filter(happened_at__date__lt=today - timedelta(days=EVENTS_KEPT_DAYS)).delete()
    return gone + events
