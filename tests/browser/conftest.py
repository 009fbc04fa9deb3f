"""Visitors of the real Chromium."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from webapp.languages import LANGUAGES


def opened(browser: Browser, **options: object) -> Page:
    """Open a page of a French browser, which waits ten seconds for anything."""
    page = browser.new_context(locale="fr-FR", **options).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(10_000)
    return page


# To open a page takes Chromium longer than most tests take: it is opened once, and begun anew.
@pytest.fixture(scope="session")
def with_script(browser: Browser) -> Iterator[Page]:
    """A page that all tests of a process use in turn."""
    page = opened(browser)
    yield page
    page.context.close()


@pytest.fixture(scope="session")
def without_script(browser: Browser) -> Iterator[Page]:
    """The same in a browser that runs no script."""
    page = opened(browser, java_script_enabled=False)
    yield page
    page.context.close()


def anew(page: Page, width: int, height: int) -> Page:
    """Let nothing of a visit before remain: no cookie, no medium, no pointer, no other screen."""
    page.context.clear_cookies()
    page.emulate_media(
        media="null", color_scheme="null", reduced_motion="null", forced_colors="null"
    )
    page.mouse.move(0, 0)
    page.set_viewport_size({"width": width, "height": height})
    return page


@pytest.fixture
def page(with_script: Page) -> Page:
    """A visitor of their own: no cookie, a French browser, a phone's narrow screen."""
    return anew(with_script, 320, 640)


@pytest.fixture
def context(page: Page) -> BrowserContext:
    """What that visitor's browser keeps."""
    return page.context


@pytest.fixture
def bare(without_script: Page) -> Page:
    """A visitor whose browser runs no script, on a wide screen."""
    return anew(without_script, 1280, 720)


@pytest.fixture(params=["with script", "without script"])
def either(request: pytest.FixtureRequest) -> Page:
    """A visitor whose browser runs scripts, and one whose does not, on a wide screen."""
    name = str(request.param).replace(" ", "_")
    return anew(request.getfixturevalue(name), 1280, 720)


@pytest.fixture
def paths(either: Page, without_script: Page) -> list[str]:
    """The languages in which a visit is made: without script, two stand for all."""
    return ["fr", "zh"] if either is without_script else [language.path for language in LANGUAGES]
