"""A real Chromium against the running application, with and without scripts."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import User

WIDTHS = (1366, 360, 320)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
SCREENSHOTS = os.environ.get("SMARTCARE_SCREENSHOTS", "")


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    # The driver keeps an event loop on this thread; our code is not asynchronous, only near one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        yield playwright
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def browser(driver: Playwright) -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("No Chromium on this machine: the browser tests did not run.")
    opened = driver.chromium.launch(executable_path=path, args=FLAGS)
    yield opened
    opened.close()


@pytest.fixture(params=[False, True], ids=["without scripts", "with scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether the browser runs scripts; each journey is made both ways."""
    return bool(request.param)


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """Open a browser window: `visit(user, scripts=False, width=360)`, signed in when a user is given."""
    contexts: list[BrowserContext] = []

    def open_window(user: User | None = None, *, scripts: bool = True, width: int = 1366) -> Page:
        context = browser.new_context(
            base_url=live_server.url, java_script_enabled=scripts, viewport={"width": width, "height": 900}
        )
        contexts.append(context)
        if user is not None:
            client = Client()
            client.force_login(user)
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
            )
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()


def violations(page: Page) -> list[str]:
    """What axe finds wrong on a page at each width, and content wider than the window. Needs scripts."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        result = Axe().run(page)
        for violation in result.response["violations"]:
            targets = [node["target"] for node in violation["nodes"][:3]]
            found.append(f"{width}px {violation['id']}: {violation['help']} {targets}")
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if overflow > 0:
            found.append(f"{width}px: the page is {overflow}px too wide")
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return found


def picture(page: Page, name: str) -> None:
    """Keep a picture of a page where SMARTCARE_SCREENSHOTS points, for people to look at."""
    if SCREENSHOTS:
        folder = Path(SCREENSHOTS)
        folder.mkdir(parents=True, exist_ok=True)
        for width in (1366, 360):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
