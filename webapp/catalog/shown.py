"""Which page shows which message, from the templates that a page is made of."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, nodes
from jinja2.meta import find_referenced_templates

from webapp.catalog.model import Catalogue
from webapp.languages import SOURCE
from webapp.pages import HOME, PAGES, Page

LAYOUT = "base.html"

# Files with messages that are no part of a page's template, by the address that shows them. An
# address that leads nowhere shows the error page.
_ELSEWHERE = {
    "/fr/": ("links.py", "pages.py"),
    "/fr/partners": ("partners.py",),
    "/fr/map": ("partner_map.py",),
    "/fr/directory": ("directory_form.py", "words.py"),
    "/fr/directory/caen": ("sources.py", "names.py", "actor.html"),
    "/fr/brochure.pdf": (
        "brochure.py", "content.html", "cover.html", "human_rights.html", "sources.html",
    ),
    "/": ("choose.html",),
    "/fr/no-such-page": ("error.html", "errors.py"),
}  # fmt: skip

_JINJA = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


@cache
def _tree(templates: Path, name: str) -> nodes.Template:
    return _JINJA.parse((templates / name).read_text(encoding="utf-8"))


def parts(templates: Path, name: str) -> tuple[str, ...]:
    """Return a template and those that it extends, includes or imports, in the order of use."""
    used = filter(None, find_referenced_templates(_tree(templates, name)))
    return tuple(
        dict.fromkeys([name, *(part for other in used for part in parts(templates, other))])
    )


def _included(templates: Path, name: str) -> frozenset[str]:
    """Return a template and what it includes: what it extends or imports is not its alone."""
    includes = _tree(templates, name).find_all(nodes.Include)
    names = [node.template.as_const() for node in includes]
    return frozenset({name}).union(*(_included(templates, other) for other in names))


def addresses(templates: Path) -> dict[str, str]:
    """Return an address that shows the messages of a file or, by its msgid, a title.

    Files of a page's template have their path, others only their name. Addresses are in the source
    language, in the order of the pages.
    """
    shown = {f"templates/{name}": HOME.address(SOURCE) for name in parts(templates, LAYOUT)}
    for page in PAGES:
        address = page.address(SOURCE)
        shown |= {page.title: address, page.description: address}
        for name in parts(templates, page.template):
            shown.setdefault(f"templates/{name}", address)
    return shown | {name: address for address, names in _ELSEWHERE.items() for name in names}


def own_messages(templates: Path, template: Catalogue) -> dict[Page, frozenset[str]]:
    """Return the keys of the messages that are each page's own: not those of a frame around it."""
    own = {}
    for page in PAGES:
        files = {f"templates/{name}" for name in _included(templates, page.template)}
        own[page] = frozenset(
            message.lookup_key
            for message in template.active()
            if message.msgid in (page.title, page.description) or files & set(message.references)
        )
    return own
