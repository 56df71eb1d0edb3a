"""What choosing a ring means, in plain words: who would see you, and who must agree first."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.half_days import joined
from experts.models import Position
from experts.search_cards import held_keys
from organisations.choices import Ring
from organisations.models import School
from organisations.readers import Readers, schools_in_words


def rings_for(positions: list[Position]) -> list[Ring]:
    """The rings that mean something for this person; a freelancer starts at the network."""
    if any(position.membership.school_id for position in positions):
        return list(Ring)
    return [Ring.NETWORK, Ring.NATIONAL]


def schools_per_ring(positions: list[Position]) -> dict[Ring, int]:
    """How many open schools each ring holds around these positions; one query per ring."""
    places = [position.membership.place for position in positions]
    open_schools = School.objects.open()
    board_ids = {place.board_id for place in places if place.board_id}
    network_ids = {place.network_id for place in places if place.network_id}
    region_ids = {place.region_id for place in places if place.region_id}
    return {
        Ring.SCHOOL: len({place.school_id for place in places if place.school_id}),
        Ring.BOARD: open_schools.filter(board_id__in=board_ids).count() if board_ids else 0,
        Ring.NETWORK: open_schools.filter(network_id__in=network_ids).count() if network_ids else 0,
        Ring.REGION: open_schools.filter(region_id__in=region_ids).count() if region_ids else 0,
        Ring.NATIONAL: open_schools.count(),
    }


def hints_for(positions: list[Position]) -> dict[int, str]:
    """One line under each ring: which schools that are."""
    schools = [position.membership.school for position in positions if position.membership.school]
    counts = schools_per_ring(positions)
    names = joined([school.name for school in schools])
    boards = joined(sorted({school.board.name for school in schools}))
    per_ring = {ring: schools_in_words(count) for ring, count in counts.items()}
    return {
        Ring.SCHOOL: _("Alleen %(names)s") % {"names": names},
        Ring.BOARD: _("%(schools)s van %(boards)s") % {"schools": per_ring[Ring.BOARD], "boards": boards},
        Ring.NETWORK: _("%(schools)s die samenwerken") % {"schools": per_ring[Ring.NETWORK]},
        Ring.REGION: _("%(schools)s in de buurt") % {"schools": per_ring[Ring.REGION]},
        Ring.NATIONAL: _("Alle scholen die meedoen"),
    }


def previews_for(positions: list[Position]) -> dict[int, str]:
    """What happens after this choice, per ring."""
    counts = schools_per_ring(positions)
    previews: dict[int, str] = {
        Ring.SCHOOL: _("Alleen collega's van je eigen school zien wat je kunt. Je directeur hoeft niets te doen.")
    }
    for ring in (Ring.BOARD, Ring.NETWORK, Ring.REGION, Ring.NATIONAL):
        whom = (
            _("Directeuren in heel Nederland")
            if ring == Ring.NATIONAL
            else (_("Directeuren van %(schools)s") % {"schools": schools_in_words(counts[ring])})
        )
        seen = _("%(whom)s zien je naam, wat je kunt en wanneer.") % {"whom": whom}
        previews[ring] = f"{seen} {who_agrees(positions, ring)}".strip()
    return previews


def who_agrees(positions: list[Position], ring: Ring) -> str:
    """Who must agree before this ring counts, or nothing for a freelancer."""
    boards = [position.membership.school.board for position in positions if position.membership.school]
    if not boards:
        return ""
    ceiling = Ring(min(board.ring_ceiling for board in boards))
    if ring > ceiling:
        sentence = _(
            "Je bestuur laat nu hoogstens dit toe: %(ring)s. Mag het later verder, dan vragen we het je eerst."
        )
        return sentence % {"ring": ceiling.label.lower()}
    if any(position.membership.school_id and position.released_ring < ring for position in positions):
        return _("Eerst vragen we je directeur of dat goed is.")
    return _("Je directeur vindt dat goed.")


@dataclass(frozen=True, slots=True)
class Moved:
    """Schools that moved, and who waits to see their people because of that."""

    schools: str
    readers: Readers

    def __bool__(self) -> bool:
        return bool(self.readers)


def moved(positions: Iterable[Position]) -> Moved:
    """Of these positions together; three queries at most, none when nothing waits."""
    held = {position: keys for position in positions if (keys := held_keys(position))}
    names = sorted({str(position.membership.organisation) for position in held})
    return Moved(joined(names), Readers.behind(key for keys in held.values() for key in keys))
