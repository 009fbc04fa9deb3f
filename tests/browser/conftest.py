"""Visitors of the real Chromium."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor of their own: no cookie, a French browser, a phone's narrow screen."""
    context = browser.new_context(locale="fr-FR", viewport={"width": 320, "height": 640})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of that visitor's; it waits ten seconds for anything."""
    page = context.new_page()
    page.set_default_timeout(10_000)
    return page
