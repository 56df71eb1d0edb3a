"""For which school someone is looking, and what they may do there: worked out once per request, with few queries."""

from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.choices import Ring, Role
from organisations.models import Board, Membership, Network, School
from organisations.rings import Place, audience_key
from organisations.roles import ROLE_RIGHTS, Right, roles_with
from users.models import User

# Where the session remembers the choice (a School primary key).
SESSION_KEY = "viewpoint_school"


class Viewpoint:
    """The school a user acts for, and their rights there. Lazy: nothing is asked of the database until it is read.

    Costs one query (memberships), and one more for who has a role at a board (the board's schools).
    """

    def __init__(self, user: User | AnonymousUser, chosen_id: int | None = None) -> None:
        self.user = user
        self.chosen_id = chosen_id

    @cached_property
    def memberships(self) -> list[Membership]:
        """Every membership of today, oldest first, with its organisation."""
        if not isinstance(self.user, User):
            return []
        return list(
            Membership.objects.active()
            .filter(user=self.user)
            .select_related("school__board", "school__network", "school__region", "board", "network")
            .order_by("starts_on", "pk")
        )

    @cached_property
    def schools(self) -> list[School]:
        """Open schools this user may act for: where they work first, then those of the boards they administer."""
        found: dict[int, School] = {}
        for membership in self.memberships:
            if membership.school is not None and membership.school.closed_on is None:
                found.setdefault(membership.school.pk, membership.school)
        if self.boards:
            of_boards = School.objects.open().filter(board__in=self.boards).select_related("board", "network", "region")
            for school in of_boards.order_by("name", "pk"):
                found.setdefault(school.pk, school)
        return list(found.values())

    @cached_property
    def boards(self) -> list[Board]:
        """Boards at which this user holds a role."""
        return list({m.board.pk: m.board for m in self.memberships if m.board is not None}.values())

    @cached_property
    def networks(self) -> list[Network]:
        """Networks at which this user holds a role."""
        return list({m.network.pk: m.network for m in self.memberships if m.network is not None}.values())

    @cached_property
    def school(self) -> School | None:
        """The chosen school when it is still one of theirs, else the first; None when there is none."""
        chosen = [school for school in self.schools if school.pk == self.chosen_id]
        return next(iter(chosen or self.schools), None)

    @property
    def place(self) -> Place | None:
        return self.school.place if self.school else None

    @property
    def keys(self) -> frozenset[int]:
        """All audience keys of the chosen school: what a reader acting for it carries. Empty without a school."""
        return self.place.keys() if self.place else frozenset()

    @property
    def search_keys(self) -> frozenset[int]:
        """The keys this user looks at people with, for the chosen school. A board admin is no colleague at the school:
        who wants to be seen by colleagues only is not found by them."""
        if self.school is None or not self.can_search:
            return frozenset()
        is_colleague = any(m.school_id == self.school.pk for m in self.memberships)
        return self.keys if is_colleague else self.keys - {audience_key(Ring.SCHOOL, self.school.pk)}

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Roles that count for the chosen school: held there, or at its board."""
        school = self.school
        if school is None:
            return frozenset()
        return frozenset(
            Role(m.role) for m in self.memberships if m.school_id == school.pk or m.board_id == school.board_id
        )

    @cached_property
    def rights(self) -> frozenset[Right]:
        """Rights for the chosen school."""
        return frozenset(right for role in self.roles for right in ROLE_RIGHTS[role])

    @cached_property
    def rights_anywhere(self) -> frozenset[Right]:
        """Rights at any organisation: what the menu shows. Pages ask `can_...` for the organisation they are about."""
        return frozenset(right for m in self.memberships for right in ROLE_RIGHTS[Role(m.role)])

    @property
    def can_search(self) -> bool:
        return Right.SEARCH in self.rights

    @property
    def can_ask(self) -> bool:
        return Right.ASK in self.rights

    @property
    def can_release(self) -> bool:
        return Right.RELEASE in self.rights

    @property
    def can_manage_staff(self) -> bool:
        return Right.MANAGE_STAFF in self.rights

    @property
    def is_budget_holder(self) -> bool:
        """Holds a budget at some board or network, also without acting for a school."""
        return Right.HOLD_BUDGET in self.rights_anywhere

    @property
    def is_member(self) -> bool:
        """Belongs anywhere at all; someone who does not yet, sees what to do next."""
        return bool(self.memberships)

    @property
    def can_offer(self) -> bool:
        """Works at a school or for themselves, and so has something to offer."""
        return Right.OFFER in self.rights_anywhere

    @property
    def can_choose(self) -> bool:
        """There is something to choose."""
        return len(self.schools) > 1

    @cached_property
    def menu_links(self) -> list[tuple[str, str]]:
        """Own organisations in the menu behind someone's name: (words, address)."""
        links = []
        if self.school is not None and self.can_manage_staff:
            links.append((_("Onze mensen"), reverse("organisations:school_detail", args=[self.school.pk])))
        setters = roles_with(Right.SET_POLICY)
        administered = [m.board for m in self.memberships if m.board is not None and m.role in setters]
        for board in {board.pk: board for board in administered}.values():
            words = _("Ons bestuur") if len(administered) == 1 else board.name
            links.append((words, reverse("organisations:board_detail", args=[board.pk])))
        return links
