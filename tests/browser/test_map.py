"""The map in a real browser: read, followed, enlarged, moved."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import Server
from webapp.languages import LANGUAGES
from webapp.partners import PARTNERS

PATHS = [language.path for language in LANGUAGES]
PLACED = [partner.slug for partner in PARTNERS if partner.place]

OVERLAPS = """() => {
  const found = [];
  const box = e => e.getBoundingClientRect();
  for (const svg of document.querySelectorAll('.map svg')) {
    const names = [...svg.querySelectorAll('text')].map(e => [e.textContent, box(e)]);
    const dots = [...svg.querySelectorAll('circle')].map(e => ['a marker', box(e)]);
    const view = box(svg);
    names.forEach(([name, a], i) => {
      for (const [other, b] of [...names.slice(i + 1), ...dots])
        if (a.x < b.x + b.width && b.x < a.x + a.width
            && a.y < b.y + b.height && b.y < a.y + a.height) found.push([name, other]);
      if (a.left < view.left || a.right > view.right) found.push([name, 'the edge']);
    });
  }
  return found;
}"""


def until(page: Page, condition: str) -> None:
    """Wait until a condition holds; Playwright's own needs `eval`, which the policy forbids."""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(condition)


def views(page: Page) -> list[list[float]]:
    """Return what part of each drawing is shown: x, y, width, height."""
    found: list[list[float]] = page.evaluate(
        """[...document.querySelectorAll('.map svg')].map(svg => {
        const view = svg.viewBox.baseVal;
        return [view.x, view.y, view.width, view.height].map(Math.round); })"""
    )
    return found


MARKERS_SEEN = """[...document.querySelectorAll('.map svg')].map(svg => {
  const view = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('.marker circle')].map(e => e.getBoundingClientRect()).some(
    e => e.left >= view.left && e.right <= view.right
      && e.top >= view.top && e.bottom <= view.bottom);
})"""

SMALL_LETTERS = """() => [...document.querySelectorAll('.map text')]
  .filter(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a < 11)
  .map(text => 'under 11 px: ' + text.textContent)"""


def test_names_do_not_meet_in_the_real_letters(server: Server, page: Page) -> None:
    """In the browser's own fonts no names on a map overlap, and no letter is under 11 px."""
    wrong = []
    for address in [f"/{path}/{slug}" for path in PATHS for slug in ("", "map")]:
        page.goto(server.url + address)
        assert page.locator(".map text").count()
        for width in (320, 1200):
            page.set_viewport_size({"width": width, "height": 900})
            found = page.evaluate(OVERLAPS) + page.evaluate(SMALL_LETTERS)
            wrong += [(address, width, problem) for problem in found]
    assert wrong == []


def test_from_the_home_page_to_a_partner_by_keyboard(
    server: Server, either: Page, paths: list[str]
) -> None:
    """Enter on the picture enlarges it; every marker can be focused and leads to its page."""
    page = either
    for path in paths:
        page.goto(f"{server.url}/{path}/")
        page.locator(".map .enlarge").first.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url == f"{server.url}/{path}/map"
        markers = page.locator(".map .marker")
        links = [marker.get_attribute("href") for marker in markers.all()]
        partners = [link for link in links if link != f"/{path}/"]
        assert sorted(partners) == sorted(f"/{path}/partners/{slug}" for slug in PLACED)
        markers.first.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url == f"{server.url}{links[0]}"


@pytest.fixture
def large(server: Server, page: Page) -> Page:
    """The page of the map, on a wide screen."""
    page.set_viewport_size({"width": 1000, "height": 900})
    page.goto(f"{server.url}/mk/map")
    return page


def test_buttons_enlarge_and_reduce(large: Page) -> None:
    """Buttons enlarge what has a name and reduce, within limits; one shows the whole again."""
    whole = views(large)
    zoom_in, zoom_out, reset = large.locator("[data-zoom] button").all()
    zoom_in.click()
    assert views(large)[0][2] == pytest.approx(whole[0][2] / 1.5, abs=1)
    zoom_out.click()
    zoom_out.click()
    assert views(large) == whole
    for _ in range(10):
        zoom_in.click()
    assert views(large)[0][2] == pytest.approx(whole[0][2] / 5, abs=1)
    assert large.evaluate(MARKERS_SEEN) == [True, True]
    reset.click()
    assert views(large) == whole


def test_keys_enlarge_and_move(large: Page) -> None:
    """Plus, minus, nought and arrows move the focused drawing, never past its edge."""
    whole = views(large)
    large.locator(".map svg").first.focus()
    large.keyboard.press("+")
    large.keyboard.press("+")
    first = views(large)
    assert first[0][2] < whole[0][2]
    assert first[1] == whole[1]
    large.keyboard.press("ArrowRight")
    assert views(large)[0][0] > first[0][0]
    for _ in range(30):
        large.keyboard.press("ArrowLeft")
    assert views(large)[0][0] == 0
    large.keyboard.press("-")
    large.keyboard.press("0")
    assert views(large) == whole


def test_the_wheel_and_a_pulled_mouse(large: Page) -> None:
    """The wheel zooms at the pointer; pulling moves; at the whole, the wheel scrolls the page."""
    whole = views(large)
    box: Any = large.locator(".map svg").first.bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + 200)
    large.mouse.move(*middle)
    large.mouse.wheel(0, 200)
    until(large, "scrollY > 0")
    assert views(large) == whole
    large.wait_for_timeout(300)  # a wheel's scrolling goes on for a moment
    large.evaluate("scrollTo(0, 0)")
    until(large, "scrollY === 0")
    large.mouse.wheel(0, -200)
    until(large, f"document.querySelector('.map svg').viewBox.baseVal.width < {whole[0][2] - 1}")
    before = views(large)[0]
    large.mouse.down()
    large.mouse.move(middle[0] - 120, middle[1], steps=4)
    large.mouse.up()
    assert views(large)[0][0] > before[0]


def test_fingers_enlarge_and_move(server: Server, browser: Browser) -> None:
    """Two fingers apart enlarge; one then moves the picture."""
    context = browser.new_context(has_touch=True, viewport={"width": 400, "height": 800})
    page = context.new_page()
    page.goto(f"{server.url}/fr/map")
    page.locator(".map svg").first.scroll_into_view_if_needed()
    whole = views(page)[0]
    box: Any = page.locator(".map svg").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch = context.new_cdp_session(page)

    def send(kind: str, *points: tuple[float, float]) -> None:
        fingers = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    send("touchStart", (x - 20, y), (x + 20, y))
    for reach in (40, 60, 80):
        send("touchMove", (x - reach, y), (x + reach, y))
    send("touchEnd")
    until(page, f"document.querySelector('.map svg').viewBox.baseVal.width < {whole[2] / 2}")
    before = views(page)[0]
    send("touchStart", (x, y))
    for reach in (20, 40, 60):
        send("touchMove", (x - reach, y))
    send("touchEnd")
    until(page, f"document.querySelector('.map svg').viewBox.baseVal.x > {before[0] + 1}")
    context.close()


def test_names_keep_their_size_when_enlarged(large: Page) -> None:
    """Enlarging moves names apart and leaves their size."""
    size = "document.querySelector('.map text').getBoundingClientRect().height"
    before = large.evaluate(size)
    for _ in range(3):
        large.locator("[data-zoom] button").first.click()
    assert large.evaluate(size) == pytest.approx(before, rel=0.15)


def test_without_script_no_button_is_shown(server: Server, bare: Page) -> None:
    """Buttons that need the script are hidden without it."""
    bare.goto(f"{server.url}/fr/map")
    assert bare.locator("[data-zoom]").is_hidden()
    assert bare.locator(".map .marker").count() > 0
