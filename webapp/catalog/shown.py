"""Which page shows which message, from the templates that a page is made of."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from webapp.catalog.model import Catalogue
from webapp.languages import SOURCE
from webapp.pages import HOME, PAGES, Page

_USES = re.compile(r"""\{%-?\s*(extends|include|import|from)\s+["']([^"']+)["']""")
LAYOUT = "base.html"

# Messages outside the templates of pages, and an address that shows them. An address that leads
# nowhere shows the error page.
_ELSEWHERE = {
    "webapp/links.py": "/fr/",
    "webapp/pages.py": "/fr/",
    "webapp/partners.py": "/fr/partners",
    "webapp/views/partner_map.py": "/fr/map",
    "webapp/directory/criteria.py": "/fr/directory",
    "webapp/directory/sources.py": "/fr/directory/caen",
    "webapp/directory/records.py": "/fr/directory",
    "webapp/views/names.py": "/fr/directory/caen",
    "webapp/views/brochure.py": "/fr/brochure.pdf",
    "templates/brochure/content.html": "/fr/brochure.pdf",
    "templates/brochure/cover.html": "/fr/brochure.pdf",
    "templates/brochure/human_rights.html": "/fr/brochure.pdf",
    "templates/brochure/sources.html": "/fr/brochure.pdf",
    "templates/choose.html": "/",
    "templates/pages/actor.html": "/fr/directory/caen",
    "templates/error.html": "/fr/no-such-page",
    "webapp/views/errors.py": "/fr/no-such-page",
}


@cache
def parts(templates: Path, name: str) -> tuple[str, ...]:
    """List the templates that one is made of, itself included, in the order in which it uses them.

    Arguments:
        templates: the folder of the templates.
        name: a template, as `{% include %}` names it.
    """
    text = (templates / name).read_text(encoding="utf-8")
    used = (part for _, other in _USES.findall(text) for part in parts(templates, other))
    return tuple(dict.fromkeys([name, *used]))


@cache
def _own_parts(templates: Path, name: str) -> frozenset[str]:
    """Return a template and what it includes: what it extends or imports is not its alone."""
    text = (templates / name).read_text(encoding="utf-8")
    used = (other for how, other in _USES.findall(text) if how == "include")
    return frozenset({name}.union(*(_own_parts(templates, other) for other in used)))


def addresses(templates: Path) -> dict[str, str]:
    """Give an address that shows the messages of a file or, by its msgid, a title.

    Arguments:
        templates: the folder of the templates.

    Returns:
        Addresses in the source language, in the order of the pages.
    """
    layout = parts(templates, LAYOUT)
    shown = {f"templates/{name}": HOME.address(SOURCE) for name in layout}
    for page in PAGES:
        address = page.address(SOURCE)
        shown |= {page.title: address, page.description: address}
        for name in parts(templates, page.template):
            shown.setdefault(f"templates/{name}", address)
    return shown | _ELSEWHERE


def own_messages(templates: Path, template: Catalogue) -> Mapping[Page, frozenset[str]]:
    """List the keys of the messages that are each page's own: not those of a frame around it."""
    return {page: frozenset(_own(templates, template, page)) for page in PAGES}


def _own(templates: Path, template: Catalogue, page: Page) -> Iterator[str]:
    files = {f"templates/{name}" for name in _own_parts(templates, page.template)}
    titles = {page.title, page.description}
    for message in template.active():
        if message.msgid in titles or files & set(message.references):
            yield message.lookup_key
