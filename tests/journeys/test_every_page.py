"""Every page of the demo world, reached by following links as each of its people: no dead link, nothing for axe."""

import re
from collections import deque
from collections.abc import Callable
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from expedu.demo.logins import LOGINS
from tests.browser import DESKTOP, PHONE
from tests.rights.table import all_rows
from users.models import User

LINK = re.compile(rb'href="(/[^"#]*)')
# Per person and page, so many different objects are looked at (the first request, the first few secondments).
OBJECTS_PER_PAGE = 4
LEAVES_THE_SITE = ("/static/", "/beheer/", "/account/logout/")
# Pages no link leads to: opened by a mail, a script or a machine, or they need something the demo does not have.
NOT_LINKED = {
    "core:landing",  # for who is not signed in
    "core:robots",
    "healthz",
    "readyz",
    "funding:budget_close",  # whether a budget of the demo is over differs by date; see tests/funding
    "helprequests:attachment_detail",  # nobody in the demo sent a file
    "helprequests:message_report_decide",  # nobody in the demo reported a message
    "notifications:mail_unsubscribe",
    "notifications:notification_count",
    "secondments:calendar_read",  # for calendar programs
    # Whether a loan of the demo is at that point differs by date; see tests/secondments/test_accessibility.py.
    "secondments:agreement_sign",
    "secondments:outcome_edit",
    "secondments:price_edit",
    "secondments:secondment_recall",
    "secondments:settlement_csv",
    "secondments:settlement_xlsx",
    "reviews:review_follow_up",  # which review got an answer differs; tests/reviews/test_accessibility.py
    "reviews:report_appeal",  # no report is decided yet in the demo
    "reviews:appeal_decide",
    "helprequests:contact_check",
    "helprequests:conversation_check",
    "helprequests:helprequest_check",
    "helprequests:helprequest_suggest",
    "reviews:review_check",
    "organisations:invitation_answer",
    "organisations:work_address_ask",  # for who is not signed in
    "organisations:work_address_confirm",
    "organisations:join_confirm",  # nobody asks for a place in the demo
    "organisations:staff_import_detail",  # the list that was just handed in
    "experts:expert_compare",  # a button of the search form
}

DOWNLOADS = {
    "helprequests:attachment_detail",
    "funding:budget_export",
    "organisations:staff_import_example",
    "secondments:agreement_pdf",
    "secondments:settlement_csv",
    "secondments:settlement_xlsx",
    "users:personal_data_download",
}


def follow_links(user: User, found: dict[str, tuple[User, str]]) -> list[str]:
    """Walk all links from Home; add one address per URL name to `found`; returns what is wrong."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    queue, seen, times, wrong = deque([("/", "")]), {"/"}, dict[str, int](), []
    while queue:
        path, origin = queue.popleft()
        name = resolve(urlsplit(path).path).view_name
        response = client.get(path)
        if response.status_code >= 400:
            wrong.append(f"{response.status_code} {path} on {origin} ({user.email})")
        if response.status_code != 200:
            continue
        found.setdefault(name, (user, path))
        if "html" not in response.headers["Content-Type"]:
            continue
        for link in LINK.findall(response.content):
            target = link.decode().replace("&amp;", "&")
            if target in seen or target.startswith(LEAVES_THE_SITE):
                continue
            seen.add(target)
            try:
                target_name = resolve(urlsplit(target).path).view_name
            except Resolver404:
                wrong.append(f"no such page: {target} on {path} ({user.email})")
                continue
            times[target_name] = times.get(target_name, 0) + 1
            if times[target_name] <= OBJECTS_PER_PAGE:
                queue.append((target, path))
    return wrong


@pytest.mark.django_db(transaction=True)
def test_every_page_of_the_demo(signed_in_page: Callable[..., Page], assert_accessible: Callable[[Page], None]) -> None:
    for command in ("load_taxonomy", "load_calendar", "load_rates", "seed_demo"):
        call_command(command, stdout=StringIO())
    found: dict[str, tuple[User, str]] = {}
    wrong = []
    for login in LOGINS:
        wrong += follow_links(User.objects.get(email=login.email), found)

    for name, (user, path) in found.items():
        if name in DOWNLOADS:
            continue
        page = signed_in_page(user, path)
        for size, scheme in ((PHONE, "light"), (DESKTOP, "dark")):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            try:
                assert_accessible(page)
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "sticks out sideways"
            except AssertionError as error:
                wrong.append(f"{name} {path} {scheme}: {error}")
        page.context.close()

    pages = {row.name for row in all_rows() if "GET" in row.methods and row.own_status == 200}
    wrong += [f"no link leads to {name}" for name in sorted(pages - set(found) - NOT_LINKED)]
    assert not wrong, "\n".join(wrong)
