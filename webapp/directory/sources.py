"""The sources of an action, as a cell names them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from webapp.messages import N_

PUBLICATIONS: dict[str, str] = {
    # Translators: a source, within a sentence: "Source : bulletin municipal, 2008"
    "municipal-bulletin": N_("bulletin municipal"),
    # Translators: a source, within a sentence; the page of 2012 that the home page reproduces
    "region-page": N_("la page de 2012, reproduite en page d’accueil de ce site"),
}
"""Keys that a cell may hold for what the site names in the reader's language."""

ATLAS = "cncd-atlas"
"""The key of the CNCD's atlas, whose numbers are those of projects."""

_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_KEY = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")
_TITLE = re.compile(r"([a-z]{2,3}(?:-[A-Z][a-z]{3})?):(\S.*)")


@dataclass(frozen=True, slots=True)
class Source:
    """A source of an action.

    Arguments:
        publisher: its address as it was noted, or a key.
        date: ISO 8601, a year or a day; or empty.
        titles: titles in it, each with the BCP 47 tag of its language.
        numbers: its numbers or references, such as those of projects.
        notes: what else was noted, in no language.
    """

    publisher: str
    date: str = ""
    titles: tuple[tuple[str, str], ...] = ()
    numbers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read(cell: str) -> tuple[Source, ...]:
    """Return the sources of a cell: `bn-mk.org|fr:Jumelage des villes; caen.fr|2023-05-02`."""
    return tuple(_source(text.strip()) for text in cell.split(";") if text.strip())


def _source(text: str) -> Source:
    publisher, *parts = (part.strip() for part in text.split("|"))
    titles = [match for part in parts if (match := _TITLE.fullmatch(part))]
    dates = [part for part in parts if _YEAR.fullmatch(part) or _is_day(part)][:1]
    numbers = [part for part in parts if part.startswith("#")]
    known = {"", *dates, *numbers, *(match[0] for match in titles)}
    return Source(
        publisher,
        "".join(dates),
        tuple((match[2], match[1]) for match in titles),
        tuple(number.removeprefix("#") for number in numbers),
        tuple(part for part in parts if part not in known),
    )


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def problems(cell: str) -> Iterator[str]:
    """Yield what is wrong with a cell."""
    sources, keys = read(cell), (ATLAS, *PUBLICATIONS)
    if not sources:
        yield "an action needs its source"
    for source in sources:
        if not source.publisher:
            example = "caen.fr|2023-05-02 (see the README of the data)"
            yield f"{cell!r}: a source begins with its address or name, such as {example}"
        if _KEY.fullmatch(source.publisher) and source.publisher not in keys:
            yield f"{source.publisher!r} is not one of {', '.join(keys)}, nor an address"
        if source.publisher == ATLAS and not source.numbers:
            yield f"{ATLAS!r}: give the numbers of projects, such as {ATLAS}|#14504"
        for note in filter(_DAY.fullmatch, source.notes):
            yield f"{note!r} is no day of the calendar"
