"""All that the page of statistics shows: each language, each part of the site, what is waiting."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from webapp.catalog import files
from webapp.catalog.history import LIMIT, History, Since, history
from webapp.catalog.model import Catalogue, Message
from webapp.catalog.read import read
from webapp.catalog.stats import Part, State, Statistics, site_parts, states, tally
from webapp.languages import TRANSLATED, Language

_PAGE = "Page: "

States = Mapping[Language, Mapping[str, State]]


@dataclass(frozen=True, slots=True)
class PartStatistics:
    """The figures of a part of the site in each language."""

    part: Part
    figures: Mapping[Language, Statistics]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that some languages do not show.

    Arguments:
        msgid: its source text.
        address: the address of a page that shows it; empty when none is known.
        states: what it is in each language that does not show it.
        since: since when it has been there; None when no commit that was read has it.
    """

    msgid: str
    address: str
    states: Mapping[Language, State]
    since: Since | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The state of the translations.

    Arguments:
        languages: the statistics of each language.
        parts: those of each part of the site.
        waiting: the messages that some language does not show, the oldest first.
        history: the statistics of the past.
    """

    languages: Mapping[Language, Statistics]
    parts: tuple[PartStatistics, ...]
    waiting: tuple[Waiting, ...]
    history: History


def overview(
    folder: Path, templates: Path, asked: Mapping[str, float], limit: int = LIMIT
) -> Overview:
    """Count everything.

    Arguments:
        folder: the folder of the catalogues.
        templates: the folder of the templates.
        asked: the percentage that is asked of a language, by its path.
        limit: how many commits of the history are looked at.

    Raises:
        CatalogFileError, CatalogSyntaxError: when a catalogue of today cannot be read.
    """
    template = read(files.template(folder))
    found = {
        language: states(read(files.source(folder, language)), language, template)
        for language in TRANSLATED
    }
    past = history(folder, limit)
    languages = {
        language: tally(rows, language, template, threshold=asked.get(language.path, 0.0))
        for language, rows in found.items()
    }
    parts = tuple(_of_part(part, found, template) for part in site_parts(templates, template))
    return Overview(languages, parts, _waiting(found, template, past), past)


def _of_part(part: Part, found: States, template: Catalogue) -> PartStatistics:
    figures = {
        language: tally(rows, language, template, part.keys) for language, rows in found.items()
    }
    return PartStatistics(part, figures)


def _waiting(found: States, template: Catalogue, past: History) -> tuple[Waiting, ...]:
    """List what is waiting: by age, what is not committed last, and then by page."""
    rows = _not_shown(found, template, past)
    return tuple(sorted(rows, key=lambda row: (row.since is None, row.since and row.since.when)))


def _not_shown(found: States, template: Catalogue, past: History) -> Iterator[Waiting]:
    for message in template.active():
        key = message.lookup_key
        lacking = {
            language: rows[key]
            for language, rows in found.items()
            if rows[key] is not State.TRANSLATED
        }
        if lacking:
            yield Waiting(message.msgid, _address(message), lacking, past.since.get(key))


def _address(message: Message) -> str:
    """Read the address that extraction wrote beside the message."""
    pages = (line.removeprefix(_PAGE) for line in message.extracted if line.startswith(_PAGE))
    return next(pages, "")
