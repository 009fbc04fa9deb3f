"""The criteria of RGAA 4.1.2 that a browser can judge, on the sample of the audit in two scripts.

Each function below is named by rows of `docs/rgaa.csv`; what it returns are problems.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import opened
from tests.browser.layout import TOO_WIDE
from tests.browser.test_conformance_visit import CUT, STYLED
from tests.conftest import Server
from webapp.audit import Audit

pytestmark = pytest.mark.slow

ADDRESSES = [
    f"/{language}/{address}"
    for language in ("fr", "mk")
    for key, address in Audit.sample.items()
    if key != "brochure"
]

NAMED = {"button", "checkbox", "group", "image", "img", "link", "navigation", "region", "searchbox"}
"""Roles that have a name wherever they are used."""

PICTURES = """() => [...document.querySelectorAll('svg, img')]
  .filter(each => !each.parentElement.closest('svg'))
  .filter(each => {
    const hidden = each.closest('[aria-hidden=true]');
    if (hidden) return each.querySelector('title, desc, a') || each.getAttribute('aria-label');
    const label = each.getAttribute('aria-label')
      || document.getElementById(each.getAttribute('aria-labelledby'))?.textContent;
    const role = each.querySelector('a') || each.tabIndex === 0 ? 'group' : 'img';
    return !(label?.trim() && each.getAttribute('role') === role);
  })
  .map(each => 'picture: ' + each.outerHTML.slice(0, 120))"""

NOWHERE = """() => [...document.querySelectorAll(
  'iframe, frame, object, embed, canvas, audio, video, area, [type=image], marquee, blink,'
  + 'b, i, u, s, tt, big, font, center, strike, table[role], [align], [bgcolor], [border], [style],'
  + 'a[target], [accesskey], [autofocus], meta[http-equiv=refresh], select, textarea, [required],'
  + '[type=password], [type=email], [type=tel]')]
  .filter(each => !each.closest('svg'))
  .map(each => 'not expected: ' + each.outerHTML.slice(0, 120))"""

OUTLINE = """() => {
  const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .filter(each => each.checkVisibility()).map(each => Number(each.tagName[1]));
  const skipped = levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1);
  const problems = skipped.map(level => `h${level} under too high a heading`);
  for (const [what, least] of [['h1', 1], ['body > header', 1], ['main', 1], ['body > footer', 1]])
    if (document.querySelectorAll(what).length !== least) problems.push(`not one ${what}`);
  for (const list of document.querySelectorAll('ul, ol'))
    if ([...list.children].some(each => each.tagName !== 'LI')) problems.push('list: ' + list.id);
  return problems;
}"""

TABLES = """() => [...document.querySelectorAll('table')]
  .filter(each => !(each.caption?.textContent.trim() || each.matches('[aria-label]'))
    || !each.querySelector('thead th[scope=col]')
    || [...each.querySelectorAll('th')].some(head => !['col', 'row'].includes(head.scope)))
  .map(each => 'table: ' + each.textContent.slice(0, 80))"""

FIELDS = """() => [...document.querySelectorAll('input')]
  .filter(each => {
    const group = each.type === 'checkbox' || each.type === 'radio'
      ? each.closest('fieldset')?.querySelector('legend')?.textContent.trim() : true;
    const name = each.labels[0]?.textContent.trim() || each.getAttribute('aria-label');
    const near = each.closest('label, p, li, div')?.textContent.trim();
    return !(group && name && near);
  })
  .map(each => 'field: ' + each.outerHTML.slice(0, 120))"""

LABELS = """() => [...document.querySelectorAll('a[aria-label], button[aria-label]')]
  .filter(each => !each.closest('svg'))
  .filter(each => !each.getAttribute('aria-label').includes(each.textContent.trim()))
  .map(each => 'other name than text: ' + each.outerHTML.slice(0, 120))"""

# What is drawn by style and not in the page would be lost without it.
WRITTEN_BY_STYLE = """() => [...document.querySelectorAll('body *')]
  .flatMap(each => ['::before', '::after'].map(part => getComputedStyle(each, part).content))
  .filter(text => /[\\p{L}\\p{N}]/u.test(text.replace(/^(none|normal)$/, '')))"""

SHOWN_TEXT = """() => document.body.innerText.replace(/\\s+/g, '')"""

FOCUSABLE = """() => [...document.querySelectorAll(
  'a[href], button, input, summary, [tabindex="0"]')]
  .filter(each => each.checkVisibility({visibilityProperty: true}) && !each.closest('[hidden]'))
  .length"""

UNSEEN = """each => {
  const {outlineStyle, outlineWidth} = getComputedStyle(each);
  return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
    ? '' : 'focus not seen: ' + each.outerHTML.slice(0, 120);
}"""

NOTE_FOCUS = f"""() => {{
  const all = [...document.querySelectorAll('*')];
  window.focused = [];
  document.addEventListener('focusin', ({{target}}) =>
    window.focused.push([all.indexOf(target), ({UNSEEN})(target)]));
}}"""

FOCUSED = f"""() => {{
  const each = document.activeElement;
  return each === document.body ? null : ({UNSEEN})(each);
}}"""

# The contrast of edges of fields and buttons, and of the marks in pictures that are links.
FAINT = """() => {
  const rgb = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(c => c / 255)
      .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
    return .2126 * x + .7152 * y + .0722 * z;
  };
  const ratio = (one, other) => {
    const [a, b] = [light(rgb(one)), light(rgb(other))];
    return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  };
  const ground = getComputedStyle(document.documentElement).backgroundColor;
  const edges = [...document.querySelectorAll('input[type=search], button')]
    .filter(each => each.checkVisibility())
    .filter(each => {
      const {borderTopColor, backgroundColor} = getComputedStyle(each);
      return Math.max(ratio(borderTopColor, ground), ratio(backgroundColor, ground)) < 3;
    });
  const marks = [...document.querySelectorAll('svg a :is(circle, rect, path), svg .tie')]
    .filter(each => !each.closest('.enlarge') && each.checkVisibility())
    .filter(each => {
      const sea = each.closest('svg').querySelector('.sea');
      const behind = sea ? getComputedStyle(sea).fill : ground;
      const {fill, stroke} = getComputedStyle(each);
      const drawn = [fill, stroke].filter(colour => !/^none$|, 0\\)$/.test(colour));
      return drawn.length && !drawn.some(colour => ratio(colour, behind) >= 3);
    });
  return [...edges, ...marks].map(each => 'faint: ' + each.outerHTML.slice(0, 120));
}"""


def pictures_are_named(page: Page) -> list[str]:
    """A picture has a name and its role, that of a group where it holds links, or is hidden."""
    return page.evaluate(PICTURES)


def nothing_of_another_kind_is_there(page: Page) -> list[str]:
    """No frame, medium, captcha, presentational markup, new window, time limit, required field."""
    return page.evaluate(NOWHERE)


def the_tree_has_names(page: Page) -> list[str]:
    """In the accessibility tree all that is used or that groups has a name."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    return [
        f"no name: {node['role']['value']}"
        for node in nodes
        if not node["ignored"]
        and node["role"]["value"] in NAMED
        and not node.get("name", {}).get("value", "").strip()
        and not is_fieldset(node)
    ]


def is_fieldset(node: dict) -> bool:  # type: ignore[type-arg]
    """Return whether a group is one that the browser makes of `details`."""
    return node["role"]["value"] == "group" and not node.get("properties")


def the_structure_holds(page: Page) -> list[str]:
    """One title, no level skipped, one header, main part and footer, lists of items."""
    return page.evaluate(OUTLINE)


def tables_have_headers(page: Page) -> list[str]:
    """A table has a caption or a name, and headers that say what they are of."""
    return page.evaluate(TABLES)


def fields_have_labels(page: Page) -> list[str]:
    """A field has a label next to it, and those to check a legend; a name says what is shown."""
    return page.evaluate(FIELDS) + page.evaluate(LABELS)


def edges_and_marks_stand_out(page: Page) -> list[str]:
    """Fields, buttons and marks have a contrast of 3:1, in light and in dark."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found += page.evaluate(FAINT)
    page.emulate_media(color_scheme="light")
    return found


def the_focus_is_seen(page: Page) -> list[str]:
    """Tab leads through everything in the order of the page, each is outlined, and out of it."""
    expected = page.evaluate(FOCUSABLE)
    page.evaluate(NOTE_FOCUS)
    for _ in range(expected):
        page.keyboard.press("Tab")
    focused = page.evaluate("window.focused")
    page.keyboard.press("Tab")
    ends = page.evaluate(FOCUSED) is None
    orders = [order for order, _ in focused]
    problems = [unseen for _, unseen in focused if unseen]
    if orders != sorted(orders) or len(orders) != expected or not ends:
        problems.append(f"{len(orders)} of {expected} in order: {orders == sorted(orders)}; {ends}")
    return problems


def the_skip_link_is_seen_to_lead(page: Page) -> list[str]:
    """After the link to the text, the focus on the text is seen."""
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    focused = page.evaluate(FOCUSED)
    return ["no focus"] if focused is None else [focused] if focused else []


def text_at_200_percent(page: Page) -> list[str]:
    """With letters of double size nothing is cut and nothing scrolls sideways."""
    page.evaluate(STYLED, "html { font-size: 2.125rem !important; }")
    found = page.evaluate(TOO_WIDE) + page.evaluate(CUT)
    page.evaluate(STYLED, "")
    return found


def either_orientation_shows_the_same(page: Page) -> list[str]:
    """A phone held either way shows the same text."""
    # What is not laid out before it comes into view is not in `innerText` either.
    page.evaluate(
        "document.querySelectorAll('li').forEach(it => it.style.contentVisibility = 'visible')"
    )
    shown = []
    for width, height in ((360, 740), (740, 360)):
        page.set_viewport_size({"width": width, "height": height})
        shown.append(page.evaluate(SHOWN_TEXT))
    page.set_viewport_size({"width": 1280, "height": 800})
    return [] if shown[0] == shown[1] else ["another text when turned"]


def style_adds_nothing(page: Page) -> list[str]:
    """Without style sheets all text that was shown is still there."""
    found = page.evaluate(WRITTEN_BY_STYLE)
    before = page.evaluate("() => document.body.innerText.split('\\n')")
    before = ["".join(line.split()) for line in before]
    page.evaluate("[...document.styleSheets].forEach(each => each.disabled = true)")
    bare = page.evaluate("() => document.body.textContent.replace(/\\s+/g, '')")
    return found + [f"lost: {line}" for line in before if line not in bare]


CHECKS = (
    the_focus_is_seen,
    the_skip_link_is_seen_to_lead,
    pictures_are_named,
    nothing_of_another_kind_is_there,
    the_tree_has_names,
    the_structure_holds,
    tables_have_headers,
    fields_have_labels,
    edges_and_marks_stand_out,
    text_at_200_percent,
    either_orientation_shows_the_same,
    style_adds_nothing,
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of the test's own: where Tab leads after the last link is remembered by a browser."""
    page = opened(browser)
    yield page
    page.context.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_of_the_sample_meets_the_criteria(server: Server, page: Page, address: str) -> None:
    """No function of the list has a problem with the page."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(server.url + address)
    found = {check.__name__: check(page) for check in CHECKS}
    assert {name: problems for name, problems in found.items() if problems} == {}
