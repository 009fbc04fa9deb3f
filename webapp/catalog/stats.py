"""Statistics of the catalogues as they stand in the `.po` files."""

import re
from collections import Counter
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path

from webapp.catalog import files
from webapp.catalog.coverage import Share
from webapp.catalog.model import Catalogue, Message
from webapp.catalog.publish import presentable
from webapp.catalog.read import read
from webapp.languages import Language

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
    """How far a language is.

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


def states(catalogue: Catalogue, language: Language, template: Catalogue) -> dict[str, State]:
    """Return what becomes of each message of a template.

    Arguments:
        catalogue: the catalogue of the language.
        language: the language.
        template: the catalogue whose messages are all that there should be.

    Returns:
        The state of each message by its look-up key, in the order of the template.
    """
    there = {message.key: message for message in catalogue.active()}
    return {
        source.lookup_key: _state(there.get(source.key), source, language)
        for source in template.active()
    }


def _state(message: Message | None, source: Message, language: Language) -> State:
    if message is None or not any(message.msgstr):
        return State.MISSING
    if message.fuzzy:
        return State.FUZZY
    return State.TRANSLATED if presentable(message, source, language) else State.FAULTY


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
    catalogue: Catalogue, language: Language, template: Catalogue, threshold: float = 0.0
) -> Statistics:
    """Count a catalogue against a template; see `statistics` and `states`."""
    found = states(catalogue, language, template)
    counts = Counter(found.values())
    done = [m for m in template.active() if found[m.lookup_key] is State.TRANSLATED]
    return Statistics(
        language.tag,
        total=len(found),
        translated=counts[State.TRANSLATED],
        fuzzy=counts[State.FUZZY],
        faulty=counts[State.FAULTY],
        missing=counts[State.MISSING],
        words=sum(map(_words, template.active())),
        words_translated=sum(map(_words, done)),
        threshold=threshold,
    )
