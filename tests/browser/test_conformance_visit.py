"""What visitors change: zoom, the spacing of text, colours, motion; and pages on paper."""

import pytest
from playwright.sync_api import Page

from tests.browser.layout import TOO_WIDE
from tests.browser.test_map import OVERLAPS
from tests.conftest import Server

VIEWS = [
    "/fr/",
    "/mk/directory?country=DE&name=a",
    "/zh/map",
    "/it/partners/macedonia",
    "/nn/translations",
]

# WCAG 2.2, 1.4.12.
SPACING = """* {
  line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important;
}
p { margin-bottom: 2em !important; }"""

HIDDEN_FOCUS = """() => [...document.querySelectorAll('a, button, input, summary')]
  .filter(each => each.checkVisibility({visibilityProperty: true}) && !each.closest('svg'))
  .filter(each => {
    each.focus();
    const {left, top} = each.getClientRects()[0];
    const seen = document.elementFromPoint(left + 3, top + 3);
    return !(seen && (each.contains(seen) || seen.contains(each)));
  })
  .map(each => 'hidden: ' + each.textContent)"""

CUT = """() => {
  const blocks = [...document.querySelectorAll('h1, h2, p, li, dt, dd, label, summary, button, td')]
    .filter(each => each.checkVisibility() && !each.closest('.hint'));
  const found = blocks
    .filter(each => each.clientWidth && !each.querySelector('.unseen'))
    .filter(each => each.scrollWidth > each.clientWidth + 1
      || each.scrollHeight > each.clientHeight + 4)
    .map(each => 'cut: ' + each.textContent);
  for (const each of blocks) {
    const next = each.nextElementSibling;
    if (!next || !blocks.includes(next)) continue;
    const [a, b] = [each.getBoundingClientRect(), next.getBoundingClientRect()];
    if (b.height && a.bottom > b.top + 1 && a.top < b.bottom - 1
        && a.right > b.left + 1 && a.left < b.right - 1)
      found.push('overlapping: ' + each.textContent);
  }
  return found;
}"""

# Each pair: what must stand out, by which property, from the page's own ground.
FAINT = """pairs => {
  const light = text => {
    const [r, g, b] = text.match(/[\\d.]+/g).map(Number)
      .map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const probe = document.body.appendChild(document.createElement('div'));
  probe.style.color = 'Canvas';
  const ground = light(getComputedStyle(probe).color);
  return pairs.flatMap(([what, property]) => [...document.querySelectorAll(what)]
    .filter(each => each.checkVisibility())
    .filter(each => {
      const colour = getComputedStyle(each)[property];
      if (colour === 'none') return true;
      const shown = light(colour);
      return (Math.max(shown, ground) + .05) / (Math.min(shown, ground) + .05) < 3;
    })
    .map(() => `${what} ${property}`));
}"""
SHOWN = [
    ("a", "color"),
    (".tie", "stroke"),
    (".land", "stroke"),
    (".marker circle, .dot", "fill"),
    (".marker text", "fill"),
    ("input, button", "borderTopColor"),
    ("button", "color"),
    (".languages [aria-current]", "borderBottomColor"),
]

MOVING = """() => [...document.querySelectorAll('*')]
  .filter(each => {
    const style = getComputedStyle(each);
    return style.animationName !== 'none' || style.scrollBehavior === 'smooth'
      || style.transitionDuration.split(', ').some(time => time !== '0s');
  })
  .map(each => each.outerHTML.slice(0, 80))"""

UNWRITTEN = """() => [...document.querySelectorAll('main a[href^=http]')]
  .filter(a => !getComputedStyle(a, '::after').content.includes(a.getAttribute('href')))
  .map(a => a.href)"""


STYLED = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""


@pytest.mark.parametrize("address", VIEWS)
def test_at_400_percent(server: Server, page: Page, address: str) -> None:
    """A screen of 1280 × 1024 is 320 × 256: nothing is cut, no focus is hidden by a bar."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(server.url + address)
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(HIDDEN_FOCUS) == []


@pytest.mark.parametrize("width", [320, 1000])
@pytest.mark.parametrize("address", VIEWS)
def test_text_may_be_spaced(server: Server, page: Page, address: str, width: int) -> None:
    """With the spacing of WCAG 1.4.12 nothing is cut and nothing overlaps."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(server.url + address)
    page.evaluate(STYLED, SPACING)  # as an extension does it: the policy allows no style element
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(CUT) == []
    assert page.evaluate(OVERLAPS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", VIEWS)
def test_in_forced_colours(server: Server, page: Page, address: str, scheme: str) -> None:
    """Links, lines, markers, fields and buttons stand out; the current language is told apart."""
    page.emulate_media(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(server.url + address)
    assert page.evaluate(FAINT, SHOWN) == []
    edges = page.evaluate(
        "[...document.querySelectorAll('.languages a')].map(a => getComputedStyle(a).borderColor)"
    )
    assert len(set(edges)) == 2


@pytest.mark.parametrize("address", VIEWS)
def test_nothing_moves(server: Server, page: Page, address: str) -> None:
    """For whoever asked for less motion, and for everybody else: there is none."""
    page.goto(server.url + address)
    for motion in ("no-preference", "reduce"):
        page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
        assert page.evaluate(MOVING) == []


@pytest.mark.parametrize("address", VIEWS)
def test_on_paper(server: Server, page: Page, address: str) -> None:
    """On A4 no navigation and no form is printed, addresses are written out, nothing is cut."""
    page.set_viewport_size({"width": 680, "height": 1000})
    page.goto(server.url + address)
    page.emulate_media(media="print")
    shown = page.locator("nav, form, button, .skip, .hint p").filter(visible=True)
    assert shown.count() == 0
    assert page.evaluate(UNWRITTEN) == []
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(CUT) == []
