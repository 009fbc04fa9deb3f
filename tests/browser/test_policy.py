"""The Content-Security-Policy in a real browser: nothing that the site needs is blocked."""

from playwright.sync_api import Browser, Page

from tests.conftest import FLAGS, Server, need

ADDRESSES = [
    *("/", "/fr/", "/mk/map", "/fr/directory?place=Ohrid", "/zh/directory/caen", "/xx/"),
    "/fr/brochure.pdf",
]


def test_nothing_is_blocked(server: Server, browser: Browser) -> None:
    """For style, scripts, icon, form, drawings and PDF the browser says nothing of the policy."""
    said: list[str] = []
    # The one without a window has no viewer for a PDF.
    whole = browser.browser_type.launch(executable_path=need("chromium"), args=FLAGS)
    page = whole.new_page()
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    for address in ADDRESSES:
        page.goto(server.url + address, wait_until="load")
    whole.close()
    assert [text for text in said if "policy" in text.lower() or "blocked" in text.lower()] == []


def test_what_scripts_and_forms_do_is_allowed(server: Server, page: Page) -> None:
    """The map is enlarged, a search is sent, a language is remembered."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{server.url}/fr/map")
    page.locator("[data-zoom-by]").first.click()
    assert page.evaluate("document.querySelector('.map svg').style.getPropertyValue('--zoom')")
    page.goto(f"{server.url}/fr/directory")
    page.locator("input[name=name]").fill("caen")
    page.locator("form.search button").first.click()
    page.wait_for_url("**/directory?*name=caen*")
    page.locator("a[data-language=it]").first.click()
    page.wait_for_url("**/it/directory*")
    assert "language=it" in page.evaluate("document.cookie")
    assert [text for text in said if "policy" in text.lower()] == []


def test_a_script_that_is_written_into_a_page_does_not_run(server: Server, page: Page) -> None:
    """An injected script, inline or as an attribute, would not run, nor an inline style apply."""
    page.goto(f"{server.url}/fr/")
    page.evaluate(
        """() => {
          const inline = document.createElement('script');
          inline.textContent = 'window.ran = true';
          document.body.append(inline);
          const image = document.createElement('img');
          image.setAttribute('onerror', 'window.ran = true');
          image.src = '/static/none.png';
          document.body.append(image);
          const style = document.createElement('p');
          style.setAttribute('style', 'display: none');
          style.id = 'styled';
          document.body.append(style);
        }"""
    )
    page.wait_for_timeout(500)
    assert page.evaluate("window.ran") is None
    shown = page.locator("#styled").evaluate("element => getComputedStyle(element).display")
    assert shown == "block"
