"""The sources of an action, as a cell names them."""

import re
from datetime import date
from typing import NamedTuple

from webapp.messages import N_

PUBLICATIONS: dict[str, str] = {
    # Translators: a source, within a sentence: "Source : bulletin municipal, 2008"
    "municipal-bulletin": N_("bulletin municipal"),
    # Translators: a source, within a sentence; the page of 2012 that the home page reproduces
    "region-page": N_("la page de 2012, reproduite en page d’accueil de ce site"),
}
"""Publications: a cell names one by its key, the site in the reader's language."""

ATLAS = "cncd-atlas"
"""The key of the CNCD's atlas; the numbers of this source are those of projects."""

_DATE = re.compile(r"(?:19|20)\d\d|\d{4}-\d\d-\d\d", re.ASCII)
_KEY = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")
_TITLE = re.compile(r"([a-z]{2,3}(?:-[A-Z][a-z]{3})?):(\S.*)")


class Source(NamedTuple):
    """A source of an action.

    Arguments:
        publisher: the publisher's address as it was noted, its name, or a key.
        date: a year or a day in ISO 8601, or empty.
        titles: titles in it, each with the BCP 47 tag of its language.
        numbers: its numbers or references, such as project numbers.
        notes: other notes, not in any particular language.
    """

    publisher: str
    date: str = ""
    titles: tuple[tuple[str, str], ...] = ()
    numbers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> tuple[str, str]:
        """The publisher, and the BCP 47 tag of the language of its name, or empty."""
        named = _TITLE.fullmatch(self.publisher)
        return (named[2], named[1]) if named else (self.publisher, "")


def read(cell: str) -> tuple[Source, ...]:
    """Return the sources of a cell: `bn-mk.org|fr:Jumelage des villes; caen.fr|2023-05-02`.

    Raises:
        ValueError: with what is wrong with the cell, worded to follow the cell's text.
    """
    sources = []
    keys = (ATLAS, *PUBLICATIONS)
    for text in filter(str.strip, cell.split(";")):
        publisher, *parts = (part.strip() for part in text.split("|"))
        if not publisher or (_KEY.fullmatch(publisher) and publisher not in keys):
            known = f"an address, a name or one of {', '.join(keys)}"
            raise ValueError(f"begins a source with {publisher!r}, and not with {known}")
        numbers = tuple(part.removeprefix("#") for part in parts if part.startswith("#"))
        if publisher == ATLAS and not numbers:
            raise ValueError(f"needs the numbers of projects, such as {ATLAS}|#14504")
        titles, notes, day = [], [], ""
        for part in (part for part in parts if part and not part.startswith("#")):
            if title := _TITLE.fullmatch(part):
                titles.append((title[2], title[1]))
            elif _DATE.fullmatch(part) and not day:
                day = part
            else:
                notes.append(part)
        if len(day) > len("2013"):
            date.fromisoformat(day)
        sources.append(Source(publisher, day, tuple(titles), numbers, tuple(notes)))
    if not sources:
        raise ValueError("is empty; an action needs its source")
    return tuple(sources)
