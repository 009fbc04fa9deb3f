"""The page at `/` of an export, in a real browser, without a server that negotiates."""

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.export.conftest import Exported
from webapp.languages import LANGUAGES, choose_language


class Files(SimpleHTTPRequestHandler):
    """Serves files and nothing else, as the plainest host does."""

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(scope="module")
def host(exported: Exported) -> Iterator[str]:
    """The address of a host that serves the export as plain files."""
    handler = partial(Files, directory=str(exported.folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


LADDERS = [
    ["en-GB", "en"],
    ["mk-MK"],
    ["zh-CN", "en"],
    ["nb-NO"],
    ["no"],
    ["zh-TW"],
    ["zh-Hant-HK", "it"],
    ["de", "zh-HK", "pl"],
    ["de"],
    ["NN-no"],
    ["de-CH-x-klingon", "it-CH"],
]


HOME = re.compile(r"/[a-z]{2}/(\?|$)")


def stands(page: Page) -> None:
    """Answer for the pages that the script leads to with an empty one, which is soon there."""
    page.route(HOME, lambda route: route.fulfill(body="", content_type="text/html"))


def test_the_script_chooses_as_the_server_does(browser: Browser, host: str) -> None:
    """The script follows the browser's languages in their order and keeps the query."""
    context = browser.new_context()
    page = context.new_page()
    stands(page)
    page.add_init_script(
        "Object.defineProperty(navigator, 'languages', {get: () => window.name.split(' ')})"
    )
    page.goto(f"{host}/404.html")
    wrong = []
    for tags in LADDERS:
        page.evaluate("tags => { window.name = tags }", " ".join(tags))
        page.goto(f"{host}/?a=1")
        chosen = choose_language(None, ",".join(tags))
        assert chosen is not None
        page.wait_for_url(HOME, timeout=10_000)
        if page.url != f"{host}/{chosen.path}/?a=1":
            wrong.append((tags, page.url))
    context.close()
    assert wrong == []


@pytest.mark.parametrize(("locale", "path"), [("mk", "mk"), ("zh-CN", "zh")])
def test_a_real_browser_is_sent_to_its_own_language(
    browser: Browser, host: str, locale: str, path: str
) -> None:
    """A browser with its usual languages is sent to the home page in its own."""
    context = browser.new_context(locale=locale)
    page = context.new_page()
    page.goto(f"{host}/")
    page.wait_for_url(f"{host}/{path}/", timeout=10_000)
    context.close()


def test_the_cookie_comes_first(browser: Browser, host: str) -> None:
    """A cookie decides when it names a language exactly."""
    context = browser.new_context(locale="mk-MK")
    page = context.new_page()
    stands(page)
    wrong = []
    for value, path in {"it": "it", "xx": "mk", "IT": "mk"}.items():
        context.add_cookies([{"name": "language", "value": value, "url": host}])
        page.goto(f"{host}/")
        page.wait_for_url(HOME, timeout=10_000)
        if page.url != f"{host}/{path}/":
            wrong.append((value, page.url))
    context.close()
    assert wrong == []


def test_without_script_there_are_links(browser: Browser, host: str) -> None:
    """The page has a link to every language, in its own words, and leads nowhere by itself."""
    context = browser.new_context(locale="mk-MK", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host}/")
    links = page.locator(".choose a")
    assert [link.get_attribute("href") for link in links.all()] == [
        f"/{language.path}/" for language in LANGUAGES
    ]
    assert page.url == f"{host}/"
    context.close()


def test_a_language_that_is_chosen_is_remembered(browser: Browser, host: str) -> None:
    """The switcher's script remembers it as on the site, and `/` leads there from then on."""
    context = browser.new_context(locale="mk-MK")
    page = context.new_page()
    page.goto(f"{host}/mk/")
    page.locator("nav.languages a[data-language=it]").click()
    page.wait_for_url(f"{host}/it/")
    page.goto(f"{host}/")
    page.wait_for_url(f"{host}/it/", timeout=10_000)
    context.close()


def test_the_script_stays_within_the_page(exported: Exported) -> None:
    """Every script of the page is a file: nothing is written into the page."""
    page = Path(exported.folder / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) == 2
    assert all("src=" in attributes and not body for attributes, body in scripts)
