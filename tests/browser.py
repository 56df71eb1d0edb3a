"""A real Chromium for the journeys: where it is found, a page that is signed in, and axe's judgement of a page."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, NoReturn

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.backends.cached_db import SessionStore
from playwright.sync_api import Browser, Page, Playwright, ViewportSize, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.users.signing_in import record_password

COMMANDS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
HOW_TO_GET_ONE = (
    "Browser journeys need Chromium and libatomic1: `apt-get install --no-install-recommends chromium libatomic1`, "
    "or `.venv/bin/playwright install chromium`, or name one in the variable CHROMIUM."
)
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
SCHEMES: list[Literal["light", "dark"]] = ["light", "dark"]
COLOURS = ["color-contrast", "link-in-text-block"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def find_chromium() -> str | None:
    """The path of a Chromium: $CHROMIUM, one of the machine's, or Playwright's own."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return shutil.which(chosen)
    for command in COMMANDS:
        if found := shutil.which(command, path=os.environ.get("PATH", "") + ":/usr/bin:/usr/local/bin"):
            return found
    own = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache/ms-playwright"))
    return next((str(path) for path in sorted(own.glob("chromium-*/chrome-linux*/chrome"), reverse=True)), None)


def no_browser(reason: str) -> NoReturn:
    """Skip, or fail where a browser is a must; one line that says how to get one."""
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(f"{reason}. {HOW_TO_GET_ONE}", pytrace=False)
    pytest.skip(f"{reason}. {HOW_TO_GET_ONE}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser_name" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    path = find_chromium()
    if path is None:
        no_browser("no Chromium found")
    return {"executable_path": path, "args": FLAGS}


@pytest.fixture(scope="session")
def playwright(browser_type_launch_args: dict[str, Any]) -> Iterator[Playwright]:
    try:
        driver = sync_playwright().start()
    except Exception as error:  # its bundled Node does not run, for example without libatomic1
        no_browser(f"Playwright does not start ({str(error).splitlines()[0]})")
    yield driver
    driver.stop()


@pytest.fixture(scope="session")
def browser(launch_browser: Callable[[], Browser]) -> Iterator[Browser]:
    try:
        started = launch_browser()
    except PlaywrightError as error:
        no_browser(f"Chromium does not start ({str(error).splitlines()[0]})")
    yield started
    started.close()


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """A laptop of a Dutch school."""
    return {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def signed_in_page(live_server: LiveServer, new_context: CreateContextCallback) -> Callable[..., Page]:
    """`signed_in_page(user, path="/", **context)`: a page of this user in a window of its own, opened at `path`.

    `context` is what Playwright's `new_context` takes, for example `java_script_enabled=False` or a viewport.
    """

    def open_page(user: AbstractBaseUser, path: str = "/", **context: Any) -> Page:
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        record_password(session, user)
        session.save()
        window = new_context(base_url=live_server.url, **context)
        window.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": live_server.url}]
        )
        page = window.new_page()
        page.goto(path)
        return page

    return open_page


@pytest.fixture
def assert_accessible() -> Callable[..., None]:
    """`assert_accessible(page)`: axe finds nothing against WCAG 2.2 AA; `only`: of these rules."""

    def judge(page: Page, only: list[str] | None = None) -> None:
        rules = {"type": "rule", "values": only} if only else {"type": "tag", "values": RULES}
        results = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
        assert results.violations_count == 0, results.generate_report()

    return judge


@pytest.fixture
def assert_good_on_every_screen(assert_accessible: Callable[..., None]) -> Callable[[Page], None]:
    """`assert_good_on_every_screen(page)`: axe on phone and desktop, in light and dark; nothing sticks out sideways."""

    def judge(page: Page) -> None:
        for size in (PHONE, DESKTOP):
            page.set_viewport_size(size)
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                # In the dark only colours differ; every other rule was asked at this size already.
                assert_accessible(page, COLOURS if scheme == "dark" else None)
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"sticks out at {size}"

    return judge
