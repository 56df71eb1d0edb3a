"""What the frame around every page needs."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class NavItem:
    """One place in the main menu.

    `pages` are beginnings of URL names that count as being there. `right` is who it is for, `without` who has
    something better in its place (at most five places fit on a phone); `only` is a fact of the viewpoint.
    """

    label: Any
    url_name: str
    pages: tuple[str, ...] = ()
    right: str = ""
    without: str = ""
    only: str = ""

    def fits(self, viewpoint: Any) -> bool:
        """Show a place to who may use it. `viewpoint.rights_anywhere`: what this person may do somewhere."""
        rights = getattr(viewpoint, "rights_anywhere", ())
        return (
            (not self.right or self.right in rights)
            and (not self.without or self.without not in rights)
            and (not self.only or bool(getattr(viewpoint, self.only, False)))
        )


NAV = (
    NavItem(_("Vandaag"), "insights:home", ("insights:",)),
    NavItem(
        _("Zoeken"),
        "experts:expert_list",
        ("experts:expert_list", "experts:expert_detail", "experts:expert_compare", "helprequests:contact"),
        right="search",
    ),
    NavItem(
        _("Aanbod"),
        "experts:expert_me",
        ("experts:expert_me", "experts:onboarding"),
        without="search",
        only="can_offer",
    ),
    NavItem(
        _("Vragen"),
        "helprequests:helprequest_list",
        ("helprequests:helprequest", "helprequests:invitation", "helprequests:conversation"),
    ),
    NavItem(_("Inzet"), "secondments:secondment_list", ("secondments:", "reviews:")),
    NavItem(_("Geld"), "funding:budget_list", ("funding:",), right="hold_budget"),
)

# Behind someone's own name. Who has "Aanbod" in the main menu does not find it here again.
ME_LINKS = (
    NavItem(_("Mijn aanbod"), "experts:expert_me", right="search", only="can_offer"),
    NavItem(_("Hoe de hulp ging"), "reviews:review_list"),
    NavItem(_("Meldingen"), "notifications:notification_list"),
    NavItem(_("Mijn account"), "users:account_detail"),
    NavItem(_("Mijn gegevens"), "users:personal_data_detail"),
    NavItem(_("Wie van ons gezien wordt"), "experts:position_list", right="release"),
)
STAFF_LINKS = (
    NavItem(_("Beheer"), "admin:index"),
    NavItem(_("Scholen bijwerken"), "organisations:duo_import_list"),
    NavItem(_("Huisstijl"), "core:component_list"),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Menu, chosen school and theme. Also works on an error page, where half the request may be missing."""
    theme = request.COOKIES.get("theme", "")
    return {
        "nav": nav_for(request),
        "me_links": me_links_for(request),
        "viewpoint_choose_url": url_or_nothing("organisations:viewpoint_choose"),
        "viewpoint": getattr(request, "viewpoint", None),
        "theme": theme if theme in THEMES else "",
        "home_url": home_url_for(request),
    }


def home_url_for(request: HttpRequest) -> str:
    """Where the wordmark leads: Home, or the front page for the signed-out."""
    if getattr(getattr(request, "user", None), "is_authenticated", False):
        return url_or_nothing("insights:home") or "/"
    return reverse("core:landing")


def nav_for(request: HttpRequest) -> list[dict[str, Any]]:
    """The menu for this person: only places that exist and fit their role. Empty for the signed-out."""
    if not getattr(getattr(request, "user", None), "is_authenticated", False):
        return []
    viewpoint = getattr(request, "viewpoint", None)
    here = getattr(getattr(request, "resolver_match", None), "view_name", None) or ""
    return [
        {"label": item.label, "url": url, "is_here": here.startswith(item.pages)}
        for item in NAV
        if item.fits(viewpoint) and (url := url_or_nothing(item.url_name))
    ]


def me_links_for(request: HttpRequest) -> list[dict[str, Any]]:
    """The links in the menu behind someone's own name."""
    user = getattr(request, "user", None)
    if not getattr(user, "is_authenticated", False):
        return []
    viewpoint = getattr(request, "viewpoint", None)
    links = ME_LINKS + (STAFF_LINKS if user.is_staff else ())
    found = [(item.label, url) for item in links if item.fits(viewpoint) and (url := url_or_nothing(item.url_name))]
    found += getattr(viewpoint, "menu_links", [])
    return [{"label": label, "url": url} for label, url in found]


def url_or_nothing(name: str) -> str:
    """The address of a page, or "" while there is no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
