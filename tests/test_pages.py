"""The addresses of the site."""

import re

from webapp.languages import BY_PATH
from webapp.pages import MAX_PATH, PAGES, addresses, language_of, moved

MOVED = {
    "/fr": "/fr/",
    "/FR/": "/fr/",
    "/fr//": "/fr/",
    "//fr/": "/fr/",
    "/fr/Privacy": "/fr/privacy",
    "/fr/privacy/": "/fr/privacy",
    "/fr//privacy": "/fr/privacy",
    "/no/": "/nb/",
    "/no/privacy": "/nb/privacy",
    "/NN/privacy": "/nn/privacy",
    "/NN": "/nn/",
    "/fr/": None,
    "/fr/privacy": None,
    "/fr/nothing": None,
    "/xx/": None,
    "/": None,
    "": None,
    "/fr/privacy/more": None,
    "/fr/../privacy": None,
    "//example.org/fr": None,
    "/no/nothing": None,
    "/fr/Partners//Fujian/": "/fr/partners/fujian",
    "/fr/partners/nobody": None,
}


def test_other_spellings_of_an_address_lead_to_it() -> None:
    """Case, slashes and the other names of Norwegian are forgiven; nothing else is."""
    assert {path: moved(path) for path in MOVED} == MOVED


def test_a_long_path_is_not_looked_at() -> None:
    """The work is bounded however long the path is."""
    assert moved("/fr/" + "/" * MAX_PATH) is None
    assert language_of("/" * 10_000_000) is None


def test_the_first_segment_names_the_language() -> None:
    """An error under a language is said in that language."""
    for path in ("/mk/anything", "/MK/", "/mk"):
        assert language_of(path) is BY_PATH["mk"], path
    assert (language_of("/xx/"), language_of("/")) == (None, None)


def test_slugs_are_neutral_and_unique() -> None:
    """Lower-case ASCII, the same in every language; a slash leads to a part of a part."""
    slugs = [page.slug for page in PAGES]
    assert all(re.fullmatch(r"([a-z0-9-]+(/[a-z0-9-]+)?)?", slug) for slug in slugs)
    assert len(set(slugs)) == len(slugs)
    assert len(addresses()) == len(PAGES) * len(BY_PATH)
