"""Which page shows which message, from the templates that a page is made of."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, nodes
from jinja2.meta import find_referenced_templates

from webapp.languages import SOURCE
from webapp.pages import HOME, PAGES, Page
from webapp.po.model import Catalogue

# Files with messages that are no part of a page's template, by the address that shows them. An
# address that leads nowhere shows the error page.
_ELSEWHERE = {
    "/fr/": ("links.toml", "pages.toml"),
    "/fr/partners": ("partners.toml",),
    "/fr/map": ("partner_map.py",),
    "/fr/directory": ("criteria.py", "records.py"),
    "/fr/directory/caen": ("sources.py", "names.py", "actor.html"),
    "/fr/brochure.pdf": (
        "brochure.py", "content.html", "cover.html", "human_rights.html", "sources.html",
    ),
    "/": ("choose.html",),
    "/fr/no-such-page": ("error.html", "errors.py"),
}  # fmt: skip

_USES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
_JINJA = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


@cache
def _parts(templates: Path, name: str, *kinds: type[nodes.Node]) -> tuple[str, ...]:
    """Return a template and those that it uses by nodes of these kinds, in the order of use."""
    tree = _JINJA.parse((templates / name).read_text(encoding="utf-8"))
    used = nodes.Template(list(tree.find_all(kinds)))
    names = (other for other in find_referenced_templates(used) if other)
    return tuple(
        dict.fromkeys([name, *(part for it in names for part in _parts(templates, it, *kinds))])
    )


def addresses(templates: Path) -> dict[str, str]:
    """Return an address that shows the messages of a file or, by its msgid, a title.

    Files of a page's template have their path, others only their name. Addresses are in the source
    language, in the order of the pages.
    """
    layout = _parts(templates, "base.html", *_USES)
    shown = {f"templates/{name}": HOME.address(SOURCE) for name in layout}
    for page in PAGES:
        address = page.address(SOURCE)
        shown |= {page.title: address, page.description: address}
        for name in _parts(templates, page.template, *_USES):
            shown.setdefault(f"templates/{name}", address)
    return shown | {name: address for address, names in _ELSEWHERE.items() for name in names}


def own_messages(templates: Path, template: Catalogue) -> dict[Page, frozenset[str]]:
    """Return the keys of the messages that are each page's own: not those of a frame around it."""
    own = {}
    for page in PAGES:
        # What a page extends or imports is not its alone.
        names = _parts(templates, page.template, nodes.Include)
        files = {f"templates/{name}" for name in names}
        own[page] = frozenset(
            message.lookup_key
            for message in template.active()
            if message.msgid in (page.title, page.description) or files & set(message.references)
        )
    return own
