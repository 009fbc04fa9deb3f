"""Statistics of the catalogues as they stand in the `.po` files."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path

from webapp.catalog import files
from webapp.catalog.coverage import Share
from webapp.catalog.model import Catalogue, Message
from webapp.catalog.read import read
from webapp.catalog.shown import LAYOUT, own_messages, parts
from webapp.checks.runner import acceptable
from webapp.languages import Language
from webapp.pages import Page

_FIELD = re.compile(r"%\(\w+\)[a-zA-Z]|%%")


class State(Enum):
    """What becomes of a message of the template in one language."""

    TRANSLATED = "translated"
    """A page shows it in the language."""
    FUZZY = "fuzzy"
    """Somebody must look at it."""
    FAULTY = "faulty"
    """It is left out because of an error."""
    MISSING = "missing"
    """It has no translation at all."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """How far a language is, in the whole site or in a part of it.

    Arguments:
        language: its tag.
        total: messages of the `.pot`.
        translated: those that a page shows in the language.
        fuzzy: those that somebody must look at.
        faulty: those that are left out because of an error.
        missing: those without any translation.
        words: words of the source text of all messages; see `words`.
        words_translated: those of the messages that a page shows in the language.
        threshold: the percentage of messages that is asked of the language; 0 when none is.
    """

    language: str
    total: int
    translated: int
    fuzzy: int
    faulty: int
    missing: int
    words: int = 0
    words_translated: int = 0
    threshold: float = 0.0

    @property
    def percent(self) -> float:
        """The translated part in percent."""
        return Share(self.translated, self.total).percent

    @property
    def reached(self) -> bool:
        """Whether the language has what is asked of it."""
        return self.percent >= self.threshold

    def as_dict(self) -> dict[str, str | int | float]:
        """Give all figures by name, for JSON."""
        return asdict(self) | {"percent": self.percent}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the site whose messages are counted by themselves.

    Arguments:
        name: what it is: a page's title, which is a msgid, or words of our own.
        page: the page; None for what is no page's own.
        keys: the look-up keys of its messages.
    """

    name: str
    page: Page | None
    keys: frozenset[str]


def words(text: str) -> int:
    """Count the words of a text.

    A word is what stands between white space and holds a letter or a digit, fields apart: so
    « l’accord » is one word, a lone « : » and « %(name)s » are none. Chinese is never counted, as
    only source text is.
    """
    pieces = _FIELD.sub("", text).split()
    return sum(any(map(str.isalnum, piece)) for piece in pieces)


def _words(message: Message) -> int:
    return words(message.msgid) + words(message.msgid_plural or "")


Judge = Callable[[Message, Language], bool]


def states(
    catalogue: Catalogue, language: Language, template: Catalogue, judge: Judge = acceptable
) -> dict[str, State]:
    """Tell what becomes of each message of a template.

    Arguments:
        catalogue: the catalogue of the language.
        language: the language.
        template: the catalogue whose messages are all that there should be.
        judge: what tells whether a translation may reach a page.

    Returns:
        The state of each message by its look-up key, in the order of the template.
    """
    there = {message.key: message for message in catalogue.active()}
    return {
        message.lookup_key: _state(there.get(message.key), language, judge)
        for message in template.active()
    }


def _state(message: Message | None, language: Language, judge: Judge) -> State:
    if message is None or not any(message.msgstr):
        return State.MISSING
    if message.fuzzy:
        return State.FUZZY
    return State.TRANSLATED if judge(message, language) else State.FAULTY


def tally(
    found: Mapping[str, State],
    language: Language,
    template: Catalogue,
    keys: Collection[str] | None = None,
    threshold: float = 0.0,
) -> Statistics:
    """Count states of messages.

    Arguments:
        found: the state of each message, as `states` gives it.
        language: the language.
        template: the catalogue whose messages were looked at.
        keys: the look-up keys of the messages to count; all when None.
        threshold: the percentage that is asked of the language.
    """
    wanted = [m for m in template.active() if keys is None or m.lookup_key in keys]
    counts = dict.fromkeys(State, 0)
    for message in wanted:
        counts[found[message.lookup_key]] += 1
    done = (m for m in wanted if found[m.lookup_key] is State.TRANSLATED)
    return Statistics(
        language.tag,
        total=len(wanted),
        **{state.value: number for state, number in counts.items()},
        words=sum(map(_words, wanted)),
        words_translated=sum(map(_words, done)),
        threshold=threshold,
    )


def statistics(
    folder: Path, language: Language, template: Catalogue, threshold: float = 0.0
) -> Statistics:
    """Count a language's catalogue against the template.

    Arguments:
        folder: the folder of the catalogues.
        language: the language.
        template: the catalogue whose messages are all that there should be.
        threshold: the percentage of messages that is asked of the language.

    Raises:
        CatalogFileError, CatalogSyntaxError: when the catalogue cannot be read.
    """
    return count(read(files.source(folder, language)), language, template, threshold)


def count(
    catalogue: Catalogue,
    language: Language,
    template: Catalogue,
    threshold: float = 0.0,
    judge: Judge = acceptable,
) -> Statistics:
    """Count a catalogue against a template; see `statistics` and `states`."""
    found = states(catalogue, language, template, judge)
    return tally(found, language, template, threshold=threshold)


def site_parts(templates: Path, template: Catalogue) -> list[Part]:
    """List the parts of the site: what all pages share, each page's own, and what is elsewhere.

    A message of several pages is counted in each of them.

    Arguments:
        templates: the folder of the templates.
        template: the messages of the site.
    """
    own = own_messages(templates, template)
    shared = frozenset(_of_layout(templates, template))
    rest = frozenset(m.lookup_key for m in template.active()).difference(shared, *own.values())
    pages = [Part(page.title, page, keys) for page, keys in own.items()]
    return [
        Part("Common layout", None, shared),
        *pages,
        Part("Link names, error pages", None, rest),
    ]


def _of_layout(templates: Path, template: Catalogue) -> Iterator[str]:
    names = {f"templates/{name}" for name in parts(templates, LAYOUT)}
    return (m.lookup_key for m in template.active() if names.intersection(m.references))
