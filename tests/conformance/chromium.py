"""Every page in Debian's Chromium: axe in light and dark, the layout, and what moves or fails."""

import asyncio
import shutil
from collections.abc import Iterable, Sequence

from playwright.async_api import Browser, Page, async_playwright

from tests.browser.layout import SMALL_TARGETS, TOO_WIDE
from tests.conformance.finding import NODE_MODULES, Finding
from tests.conformance.pages import NO_PAGE, Saved
from tests.conftest import FLAGS

AXE = NODE_MODULES / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# In the dark nothing is other than the colours.
COLOURS = ["color-contrast", "link-in-text-block"]
PHONE, DESK = 320, 1280
VISITORS = 4
"""Pages that are open at once."""

# Chromium calls up to 0.1 in all good (web.dev/articles/cls). A tenth of that is left for a table
# whose last rows come in a second packet and move its columns by a pixel.
_SHIFTS = """() => new Promise(done => {
  let score = 0;
  const nodes = new Set();
  const note = each => {
    score += each.value;
    each.sources.forEach(from => nodes.add(from.node?.nodeName));
  };
  new PerformanceObserver(list => list.getEntries().forEach(note))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(score > 0.01 ? [`${score.toFixed(4)} ${[...nodes]}`] : []), 150);
})"""


def chromium(url: str, pages: Sequence[Saved], *, short: bool) -> list[Finding]:
    """Open every page on a phone's screen, and unless in short on a desk's."""
    return asyncio.run(_all(url, pages, [PHONE] if short else [PHONE, DESK]))


async def _all(url: str, pages: Sequence[Saved], widths: Iterable[int]) -> list[Finding]:
    visits: asyncio.Queue[tuple[Saved, int]] = asyncio.Queue()
    for width in widths:
        for page in pages:
            visits.put_nowait((page, width))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS
        )
        found = await asyncio.gather(*(_visitor(browser, url, visits) for _ in range(VISITORS)))
        await browser.close()
    return [finding for each in found for finding in each]


async def _visitor(
    browser: Browser, url: str, visits: "asyncio.Queue[tuple[Saved, int]]"
) -> list[Finding]:
    """Open one page after the other, as somebody whom nearly every page offers their language."""
    context = await browser.new_context(locale="nn-NO")
    page = await context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda sent: said.append(sent.url) if not sent.url.startswith(url) else None)
    found: list[Finding] = []
    while not visits.empty():
        saved, width = visits.get_nowait()
        found += await _visit(page, url, saved, width)
        missing = "status of 404" if saved.address.endswith(f"/{NO_PAGE}") else "nothing"
        where = f"{saved.address} at {width} px"
        found += [Finding(where, 0, "console", text) for text in said if missing not in text]
        said.clear()
    await context.close()
    return found


async def _visit(page: Page, url: str, saved: Saved, width: int) -> list[Finding]:
    # A browser has a language and is sent on from the bare address: it gets what was saved.
    if saved.address == "/":
        await page.route(
            f"{url}/", lambda sent: sent.fulfill(path=saved.file, content_type="text/html")
        )
    await page.set_viewport_size({"width": width, "height": 800})
    await page.emulate_media(color_scheme="light")
    await page.goto(url + saved.address, wait_until="load")
    where = f"{saved.address} at {width} px"
    found = [Finding(where, 0, "layout-shift", shift) for shift in await page.evaluate(_SHIFTS)]
    await page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    for script in (TOO_WIDE, SMALL_TARGETS):
        found += [Finding(where, 0, "layout", problem) for problem in await page.evaluate(script)]
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    found += await _axe(page, saved, where, TAGS)
    await page.emulate_media(color_scheme="dark")
    return found + await _axe(page, saved, f"{where}, dark", COLOURS)


async def _axe(page: Page, saved: Saved, where: str, only: Sequence[str]) -> list[Finding]:
    """Ask axe for what breaks some of its rules, which tags or ids choose."""
    answer = await page.evaluate(
        "only => axe.run({runOnly: only, resultTypes: ['violations']})", only
    )
    return [
        Finding(
            where,
            saved.line(node["html"]),
            f"axe {each['id']}",
            f"{each['help']}: {node['html'][:200]}",
        )
        for each in answer["violations"]
        for node in each["nodes"]
    ]
