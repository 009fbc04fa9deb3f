"""What a visitor does, in a real browser on the real server."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.layout import SMALL_TARGETS, TOO_WIDE
from tests.browser.pseudo import pseudo
from tests.conftest import Server
from webapp.languages import BY_PATH, LANGUAGES
from webapp.pages import PAGES
from webapp.po import files
from webapp.po.read import read
from webapp.po.write import write
from webapp.settings import ROOT

SHIFTS = """globalThis.shifts = 0;
new PerformanceObserver(list => list.getEntries().forEach(each => shifts += each.value))
  .observe({type: 'layout-shift', buffered: true})"""


def test_languages_change_by_keyboard_alone(
    server: Server, either: Page, without_script: Page
) -> None:
    """Tab and Enter lead through every language and back, on the same page."""
    page, slug = either, "directory" if either is without_script else ""
    page.goto(f"{server.url}/fr/{slug}")
    for language in [*LANGUAGES[1:], LANGUAGES[0]]:
        position = LANGUAGES.index(language)
        for _ in range(2 + position):  # the skip link, then the languages in their order
            page.keyboard.press("Tab")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url == f"{server.url}/{language.path}/{slug}"
        assert page.locator("html").get_attribute("lang") == language.tag


def test_the_skip_link_leads_to_the_text(server: Server, page: Page) -> None:
    """The first Tab shows it; Enter moves the focus to the text."""
    page.goto(f"{server.url}/mk/")
    page.keyboard.press("Tab")
    box = page.locator(".skip").bounding_box()
    assert box
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_choice_is_remembered(server: Server, context: BrowserContext, page: Page) -> None:
    """Clicking a language writes the one cookie; the bare address then opens in it."""
    page.goto(server.url)
    assert page.url == f"{server.url}/fr/"
    assert context.cookies() == []
    page.click("nav.languages a[hreflang=mk]")
    page.goto(server.url)
    assert page.url == f"{server.url}/mk/"
    (cookie,) = context.cookies()
    assert (cookie["name"], cookie["value"]) == ("language", "mk")
    assert cookie["sameSite"] == "Lax"


@pytest.mark.parametrize(
    ("browser_language", "page_language", "hint"),
    [
        ("mk-MK", "fr", "mk"),
        ("nn-NO", "fr", "nn"),
        ("zh-CN", "en", "zh"),
        ("fr-FR", "fr", None),
        ("de-DE", "fr", None),
        ("it-IT", "it", None),
    ],
)
def test_a_visitor_is_told_of_their_language(
    server: Server, browser: Browser, browser_language: str, page_language: str, hint: str | None
) -> None:
    """A hint in their language is shown when the page exists in it, until they have chosen."""
    context = browser.new_context(locale=browser_language)
    page = context.new_page()
    page.goto(f"{server.url}/{page_language}/privacy")
    shown = page.locator(".hint p:visible a")
    assert shown.count() == (1 if hint else 0)
    if hint:
        assert shown.get_attribute("lang") == BY_PATH[hint].tag
        shown.click()
        assert page.url == f"{server.url}/{hint}/privacy"
        page.goto(f"{server.url}/{page_language}/privacy")
        assert page.locator(".hint p:visible").count() == 0
    context.close()


def test_the_line_of_the_language_is_closed_by_keyboard(server: Server, browser: Browser) -> None:
    """It moves nothing when it comes; once closed, the language of the page is the one chosen."""
    context = browser.new_context(locale="mk-MK")
    page = context.new_page()
    page.add_init_script(SHIFTS)
    page.goto(f"{server.url}/fr/directory")
    page.wait_for_timeout(300)
    assert page.evaluate("shifts") < 0.01
    page.locator(".hint button").focus()
    page.keyboard.press("Enter")
    assert page.locator(".hint").is_hidden()
    assert page.evaluate("document.activeElement.id") == "main"
    page.goto(f"{server.url}/fr/partners")
    assert page.locator(".hint").is_hidden()
    assert context.cookies()[0]["value"] == "fr"
    context.close()


def test_without_script_no_cookie_is_written(server: Server, bare: Page) -> None:
    """No address of the server writes a cookie."""
    bare.goto(f"{server.url}/fr/")
    bare.click("nav.languages a[hreflang=mk]")
    assert bare.context.cookies() == []


@pytest.fixture(scope="module")
def pseudo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The site with the pseudo-language in the place of English."""
    folder = tmp_path_factory.mktemp("pseudo")
    language = BY_PATH["en"]
    template = read(files.template(ROOT / "translations"))
    catalogue = pseudo(template, language)
    template.path, catalogue.path = files.template(folder), files.source(folder, language)
    write(template)
    write(catalogue)
    running = Server(folder)
    try:
        running.wait()
        yield running
    finally:
        running.stop()


@pytest.mark.slow
def test_texts_longer_by_forty_percent_fit_a_phone(pseudo_server: Server, page: Page) -> None:
    """At 320 px every page of the pseudo-language fits, and its links are high enough."""
    wrong = []
    for each in PAGES:
        address = each.address(BY_PATH["en"])
        page.goto(pseudo_server.url + address)
        assert "ẽx" in page.inner_text("h1")
        wrong += [(address, problem) for problem in page.evaluate(TOO_WIDE)]
        wrong += [(address, problem) for problem in page.evaluate(SMALL_TARGETS)]
    assert wrong == []


def test_a_word_without_end_is_broken(page: Page, server: Server) -> None:
    """At 320 px a very long word is broken, in header, footer, forms, results and near the map."""
    for address in ("/it/", "/it/directory", "/it/map"):
        page.goto(server.url + address)
        page.evaluate(
            """document.querySelectorAll('details').forEach(each => each.open = true);
            document.querySelectorAll(
                'header a, footer li, .row li, .search summary, .search label > span, '
                + '.search button, .zoom button, .zoom p, main p, main li a, h1, h2'
            ).forEach(each => each.textContent = 'Donaudampfschifffahrt'.repeat(4));
            document.querySelectorAll('.search label').forEach(
            each => each.prepend('Donaudampfschifffahrt'.repeat(4)))"""
        )
        assert page.evaluate(TOO_WIDE) == [], address


@pytest.mark.slow
def test_the_masthead_leaves_room_for_the_text(page: Page, server: Server) -> None:
    """On a small phone it takes a third of the screen at most, its links 24 px each, in full."""
    page.set_viewport_size({"width": 320, "height": 568})
    wrong = []
    for address in [
        f"/{each.path}/{slug}" for each in LANGUAGES for slug in ("", "partners/fujian")
    ]:
        page.goto(server.url + address)
        head = page.locator(".head").bounding_box()
        links = [link.bounding_box() for link in page.locator(".head a:visible").all()]
        assert head
        small = [link for link in links if not link or link["height"] < 24]
        if head["y"] + head["height"] > 568 / 3 or small or len(links) != len(LANGUAGES) + 5:
            wrong.append((address, head, small))
    assert wrong == []
