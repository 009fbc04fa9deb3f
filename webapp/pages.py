"""The one list of public addresses, for the site map, the alternates, the sitemap and tests."""

import re
from collections.abc import Collection
from typing import NamedTuple

from webapp.languages import BY_PATH, LANGUAGES, MOVED, Language
from webapp.partners import PARTNERS, Partner
from webapp.tables import read_table

MAX_PATH = 1_000
"""Most characters in a path that names a page."""


class Page(NamedTuple):
    """A page that exists in every language; its texts are msgids.

    Arguments:
        slug: the rest of its address after the language; empty for the home page.
        description: the sentence that search engines show.
        place: the part of every page that links to it: `head`, `foot`, or empty for none.
        short: a shorter title for those links.
        like: for a record, the slug of the page whose coverage is used for this one.
        name: for a record, its title from the data, which is French and not a message.
    """

    slug: str
    template: str
    title: str
    description: str
    place: str = ""
    short: str = ""
    like: str = ""
    name: str = ""
    partner: Partner | None = None

    def address(self, language: Language) -> str:
        """Return the page's path in a language: `/mk/`, `/mk/privacy`."""
        return f"/{language.path}/{self.slug}"


_OF_PARTNERS = [
    Page(slug, f"pages/{slug}.html", one.title, one.description, partner=one)
    for slug, one in ((f"partners/{one.slug}", one) for one in PARTNERS)
]
PAGES: tuple[Page, ...] = tuple(
    page
    for row in read_table("pages.toml")["page"]
    for page in (Page(**row), *(_OF_PARTNERS if row["slug"] == "partners" else ()))
)
BY_SLUG = {page.slug: page for page in PAGES}
HOME = PAGES[0]


def moved(path: str, records: Collection[str] = ()) -> str | None:
    """Return the right address of the page that a misspelt path means, or None.

    Wrong case, missing or extra slashes and the prefixes in `languages.MOVED` are forgiven.

    Arguments:
        records: the slugs of records' pages, which are not in `PAGES`.
    """
    if len(path) > MAX_PATH:
        return None
    first, _, slug = re.sub("/+", "/", path).strip("/").lower().partition("/")
    target = MOVED.get(first, first)
    if target not in BY_PATH or (slug not in BY_SLUG and slug not in records):
        return None
    address = f"/{target}/{slug}"
    return None if address == path else address


def language_of(path: str) -> Language | None:
    """Return the language that a path's first segment names, or None."""
    return BY_PATH.get(path[:MAX_PATH].lstrip("/").partition("/")[0].lower())


def addresses() -> list[str]:
    """List the address of every page in every language, page by page."""
    return [page.address(language) for page in PAGES for language in LANGUAGES]
