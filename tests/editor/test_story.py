"""What a translator does, in a real browser on the editor as its command serves it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from tests.browser.layout import TOO_WIDE
from tests.conformance.chromium import AXE, COLOURS, TAGS
from tests.conftest import cannot_run, free_port
from tests.editor.desk import key_of
from webapp.languages import BY_PATH
from webapp.pages import PAGES
from webapp.po import files
from webapp.po.model import Message
from webapp.po.read import read
from webapp.po.write import write
from webapp.settings import ROOT

TITLE = PAGES[0].title
"""The heading of the home page, which nobody has translated."""

QUESTION = "Qu’est-ce que la coopération décentralisée ?"
"""A heading of the home page whose French has changed, so that its translation is a draft."""

expect.set_options(timeout=15_000)  # a busy machine is slow

BEFORE = "Qu’est-ce que la coopération ?"
WRITTEN = {"mk": "Соработка на Долна Нормандија", "zh": "下诺曼底的地方政府合作"}

# WCAG 2.2, 2.5.8: what is pressed, but for links within a sentence.
SMALL_TARGETS = """() => [...document.querySelectorAll('button, input, select, textarea, nav a')]
  .filter(it => it.type !== 'checkbox' && it.getClientRects().length)
  .filter(it => it.getBoundingClientRect().height < 24 || it.getBoundingClientRect().width < 24)
  .map(it => 'smaller than 24 px: ' + it.outerHTML)
"""


@dataclass
class Editor:
    """The editor as `flask i18n edit` serves it.

    Arguments:
        url: where it is.
        state: the cookie of the browser that came in by the key.
        said: what the consoles of its visitors said, and what they asked of other hosts.
    """

    url: str
    translations: Path
    state: StorageState
    said: list[str]

    def message(self, path: str, msgid: str) -> Message:
        """Return what the file of a language says of a message."""
        catalogue = read(files.source(self.translations, BY_PATH[path]))
        return next(message for message in catalogue.active() if message.msgid == msgid)

    def visit(self, browser: Browser, **options: object) -> Page:
        """Return the page of a translator; what it says and asks of others is noted."""
        context: BrowserContext = browser.new_context(storage_state=self.state, **options)
        context.set_default_timeout(20_000)
        context.on("console", lambda message: self.said.append(message.text))
        context.on("weberror", lambda error: self.said.append(str(error.error)))
        context.on(
            "request",
            lambda sent: None if sent.url.startswith(self.url) else self.said.append(sent.url),
        )
        return context.new_page()


def prepare(translations: Path) -> None:
    """Leave something to do in each language, in a folder that git knows."""
    for path in WRITTEN:
        catalogue = read(files.source(translations, BY_PATH[path]))
        for message in catalogue.active():
            if message.msgid == TITLE:
                message.msgstr = [""]
            if message.msgid == QUESTION:
                message.flags.append("fuzzy")
                message.previous = None, BEFORE, None
        write(catalogue)
    for command in ("init", "add .", "commit -m Start"):
        git = ["git", "-c", "user.name=Ana", "-c", "user.email=ana@example.org", *command.split()]
        subprocess.run(git, cwd=translations, check=True, capture_output=True)


@pytest.fixture(scope="module")
def editor(
    compiled: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Editor]:
    """An editor on catalogues with something to do; nobody may have said anything at the end."""
    folder = tmp_path_factory.mktemp("story")
    translations = folder / "translations"
    shutil.copytree(compiled, translations)
    prepare(translations)
    port = str(free_port())
    command = "flask --app webapp i18n edit mk --no-browser --port"
    process = subprocess.Popen(
        [sys.executable, "-m", *command.split(), port],
        cwd=ROOT,
        env=os.environ | {"SITE_TRANSLATIONS": str(translations), "SITE_CACHE": str(folder / "c")},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout
    with process, process.stdout:
        try:
            address = process.stdout.readline().removeprefix("Editor: ").strip()
            context = browser.new_context()
            page = context.new_page()
            page.goto(address)
            assert page.url == f"http://127.0.0.1:{port}/edit/mk/messages?state=left"
            state = context.storage_state()
            context.close()
            running = Editor(f"http://127.0.0.1:{port}", translations, state, [])
            yield running
            refused = re.compile(r"status of 4(09|22)")  # a form that says what is wrong
            assert [text for text in running.said if not refused.search(text)] == []
        finally:
            process.terminate()


@pytest.mark.slow
def test_two_translators_play_the_whole_story(editor: Editor, browser: Browser) -> None:
    """Each finds, writes, sees, saves and hands in, in their own language, at the same time."""
    pages = {path: editor.visit(browser, locale="nn-NO") for path in WRITTEN}
    for path, page in pages.items():
        page.goto(f"{editor.url}/edit/{path}/messages?state=left")
        expect(page.locator("ul.messages")).to_contain_text(TITLE)
        page.goto(f"{editor.url}/edit/{path}/")
        expect(page.locator("#language-hint")).to_be_hidden()
        page.click("h1 [data-message]")
        expect(page.locator("#msgid")).to_have_text(TITLE)
    for path, page in pages.items():
        page.fill("#msgstr-0", f"{WRITTEN[path]} <b>")
        expect(page.locator("#findings .error")).to_be_visible()
        expect(page.locator("h1")).to_have_text(TITLE)  # what visitors would read
        page.click(".buttons .main")
        expect(page.locator("#findings .error")).to_be_visible()
        page.fill("#msgstr-0", WRITTEN[path])
        expect(page.locator("h1")).to_have_text(WRITTEN[path])
        expect(page.locator("#findings .error")).to_have_count(0)
        assert editor.message(path, TITLE).msgstr == [""]
    for path, before in list(pages.items()):
        page = pages[path] = before.context.new_page()
        before.close()  # what was typed is found again
        page.goto(f"{editor.url}/edit/{path}/")
        expect(page.locator("h1")).to_have_text(TITLE)
        page.click("h1 [data-message]")
        expect(page.locator("#restored")).to_be_visible()
        expect(page.locator("h1")).to_have_text(WRITTEN[path])
        page.press("#msgstr-0", "Control+Enter")
        expect(page.locator("#msgid")).to_have_text(QUESTION)  # the next that needs work
        expect(page.locator("#said")).not_to_be_empty()
        assert editor.message(path, TITLE).msgstr == [WRITTEN[path]]
        with urlopen(f"{editor.url}/{path}/") as answer:
            assert f"<h1>{WRITTEN[path]}</h1>" in answer.read().decode()
    for path, page in pages.items():
        expect(page.locator("form del, form ins").first).to_be_visible()  # what changed in French
        page.click(".buttons .main")
        expect(page.locator("#message .state")).to_have_class(re.compile("done|warned"))
        assert not editor.message(path, QUESTION).fuzzy
        page.click("#close")
        expect(page.locator("#panel")).to_be_hidden()
        page.check("#outlines")
        expect(page.locator("h1 [data-message]")).not_to_have_css("outline-style", "none")
        link = "header .sections a [data-message] >> nth=0"
        with page.context.expect_page() as opened:
            page.click(link, modifiers=["Control"])
        page.click(link)  # a message in a link opens, and the link is offered
        page.click("#follow")
        page.wait_for_url(f"{editor.url}/edit/{path}/partners")
        assert opened.value.url == page.url
        page.goto(f"{editor.url}/edit/{path}/hand-in")
        expect(page.locator(".differences")).to_contain_text(WRITTEN[path])
        with page.expect_download() as download:
            page.click("a[href$='.po']")
        assert WRITTEN[path] in download.value.path().read_text(encoding="utf-8")
        page.context.close()


def test_two_who_change_the_same_message_are_shown_both_texts(
    editor: Editor, browser: Browser
) -> None:
    """The second finds both versions, and nothing is written until they choose."""
    first, second = editor.visit(browser), editor.visit(browser)
    for page in (first, second):
        page.goto(f"{editor.url}/edit/mk/legal-notice")
        page.click("h1 [data-message]")
        expect(page.locator("#msgstr-0")).to_be_focused()
    msgid = first.locator("#msgid").inner_text()
    first.fill("#msgstr-0", "Првиот текст")
    first.click("[value=draft]")
    expect(first.locator("#message .draft")).to_be_visible()
    second.fill("#msgstr-0", "Вториот текст")
    second.click("[value=draft]")
    expect(second.locator("#message > div[role=alert]")).to_contain_text("Првиот текст")
    expect(second.locator("#msgstr-0")).to_have_value("Вториот текст")
    assert editor.message("mk", msgid).msgstr == ["Првиот текст"]
    second.click("[value=draft]")
    expect(second.locator("#said")).not_to_be_empty()
    assert editor.message("mk", msgid).msgstr == ["Вториот текст"]
    first.context.close()
    second.context.close()


def test_everything_works_without_script(editor: Editor, browser: Browser) -> None:
    """The list at the foot of a page leads to the form, which says what is wrong and leads back."""
    page = editor.visit(browser, java_script_enabled=False)
    page.goto(f"{editor.url}/edit/zh/map")
    expect(page.locator("#of-page a + small").first).to_be_visible()  # not seen in the page
    msgid = "Carte des coopérations bilatérales"
    page.click(f"#of-page [data-open='{key_of(msgid)}']")
    expect(page.locator("#msgid")).to_have_text(msgid)
    page.fill("#msgstr-0", "地图 <b>")
    page.click(".buttons .main")
    expect(page.locator("#findings .error")).to_be_visible()
    expect(page.locator("#msgstr-0")).to_have_value("地图 <b>")
    page.fill("#msgstr-0", "合作地图")
    page.click("[value=draft]")
    assert page.url == f"{editor.url}/edit/zh/map?notice=draft"
    expect(page.locator("#said")).not_to_be_empty()
    assert editor.message("zh", msgid).msgstr == ["合作地图"]
    page.click("#of-page .draft + a")
    page.fill("#question", "对吗？")
    page.click("[value=ask]")
    assert page.url == f"{editor.url}/edit/zh/map?notice=ask"
    assert any("对吗？" in note for note in editor.message("zh", msgid).comments)
    page.goto(f"{editor.url}/edit/zh/messages?state=draft&page=/fr/map")
    page.click("ul.messages a")
    page.click("[value=publish-next]")
    assert editor.message("zh", msgid).fuzzy is False
    page.context.close()


def test_the_keyboard_is_enough(editor: Editor, browser: Browser) -> None:
    """Tab and Enter open a message, Alt and arrows turn, Escape leaves it where one was."""
    page = editor.visit(browser, viewport={"width": 360, "height": 740})
    page.goto(f"{editor.url}/edit/mk/partners")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # to the text
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#msgstr-0")).to_be_focused()
    msgid = page.locator("#msgid").inner_text()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#msgid")).not_to_have_text(msgid)
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#msgid")).to_have_text(msgid)
    expect(page.locator("#msgstr-0")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("Партнери од цел свет")
    expect(page.locator("h1")).to_have_text("Партнери од цел свет")
    assert page.locator("h1").bounding_box()["y"] < page.locator("#editor").bounding_box()["y"]
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("h1")).not_to_have_text("Партнери од цел свет")  # nobody has saved it
    assert page.evaluate("document.activeElement.closest('h1') !== null")
    page.keyboard.press("Enter")
    expect(page.locator("#msgstr-0")).to_have_value("Партнери од цел свет")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#msgid")).not_to_have_text(msgid)
    expect(page.locator("#said")).not_to_be_empty()  # on another page, too
    assert editor.message("mk", msgid).msgstr == ["Партнери од цел свет"]
    page.context.close()


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_the_pages_of_the_editor_are_sound(
    editor: Editor, browser: Browser, width: int, scheme: str
) -> None:
    """The list, a page with its panel, the form, handing in and help pass axe at any width."""
    if not AXE.exists():
        cannot_run("axe is not installed: `make conformance-tools` installs it")
    options = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    page = editor.visit(browser, **options)
    found = []
    for address in ("messages", "pages", "", "map", "messages?words=Mentions", "hand-in", "help"):
        page.goto(f"{editor.url}/edit/mk/{address}")
        if address in ("", "map"):
            page.click("h1 [data-message]")
            page.fill("#msgstr-0", "Што е <b>")
            expect(page.locator("#findings .error")).to_be_visible()
        if "words" in address:
            page.click("ul.messages a")
            expect(page.locator("#msgstr-0")).to_be_visible()
        for script in (TOO_WIDE, SMALL_TARGETS):
            found += [f"{address}: {problem}" for problem in page.evaluate(script)]
        page.evaluate(AXE.read_text(encoding="utf-8"))
        rules = TAGS if scheme == "light" else COLOURS
        answer = page.evaluate("only => axe.run({runOnly: only})", rules)
        found += [
            f"{address}: {each['id']}: {node['html'][:150]}"
            for each in answer["violations"]
            for node in each["nodes"]
        ]
    assert found == []
    page.context.close()
