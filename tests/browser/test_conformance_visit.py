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
    (".marker circle:not(.seat), .dot", "fill"),
    (".seat", "stroke"),
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


def at_400_percent(page: Page) -> list[str]:
    """A screen of 1280 × 1024 is 320 × 256: nothing is cut, no focus is hidden by a bar."""
    page.set_viewport_size({"width": 320, "height": 256})
    return page.evaluate(TOO_WIDE) + page.evaluate(HIDDEN_FOCUS)


def in_forced_colours(page: Page) -> list[str]:
    """Links, lines, markers, fields and buttons stand out, and so does the current language."""
    page.set_viewport_size({"width": 1000, "height": 800})
    problems = []
    for scheme in ("light", "dark"):
        page.emulate_media(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]
        problems += page.evaluate(FAINT, SHOWN)
        edges = page.evaluate(
            "[...document.querySelectorAll('.languages a')]"
            ".map(a => getComputedStyle(a).borderColor)"
        )
        problems += [] if len(set(edges)) == 2 else [f"edges of languages: {edges}"]
    page.emulate_media(forced_colors="none", color_scheme="light")
    return problems


def without_motion(page: Page) -> list[str]:
    """Nothing moves, whether or not a visitor asked for less motion."""
    problems = []
    for motion in ("no-preference", "reduce"):
        page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
        problems += page.evaluate(MOVING)
    return problems


def on_paper(page: Page) -> list[str]:
    """On A4 no navigation and no form is printed, addresses are written out, nothing is cut."""
    page.set_viewport_size({"width": 680, "height": 1000})
    page.emulate_media(media="print")
    printed = page.locator("nav, form, button, .skip, .hint p").filter(visible=True).count()
    problems = [f"{printed} controls are printed"] if printed else []
    for script in (UNWRITTEN, TOO_WIDE, CUT):
        problems += page.evaluate(script)
    page.emulate_media(media="screen")
    return problems


def with_spaced_text(page: Page) -> list[str]:
    """With the spacing of WCAG 1.4.12 nothing is cut and nothing overlaps."""
    page.evaluate(STYLED, SPACING)  # as an extension does it: the policy allows no style element
    problems = []
    for width in (320, 1000):
        page.set_viewport_size({"width": width, "height": 800})
        for script in (TOO_WIDE, CUT, OVERLAPS):
            problems += page.evaluate(script)
    return problems


@pytest.mark.parametrize("address", VIEWS)
def test_a_page_stands_what_visitors_change(server: Server, page: Page, address: str) -> None:
    """A page stands zoom, forced colours, less motion, paper and spaced text."""
    page.goto(server.url + address)
    checks = (at_400_percent, in_forced_colours, without_motion, on_paper, with_spaced_text)
    found = {check.__name__: check(page) for check in checks}
    assert {name: problems for name, problems in found.items() if problems} == {}
