"""Statistics of the catalogues as they stand in the `.po` files."""

import re
from collections import Counter
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path

from webapp.catalog import files
from webapp.catalog.coverage import Share
from webapp.catalog.model import Catalogue
from webapp.catalog.publish import presentable
from webapp.catalog.read import read
from webapp.languages import Language

_FIELD = re.compile(r"%\(\w+\)[a-zA-Z]|%%")


class State(Enum):
    """What becomes of a message of the template in one language."""

    TRANSLATED = "translated"
    """A page shows it in the language."""
    FUZZY = "fuzzy"
    """Somebody must review it."""
    FAULTY = "faulty"
    """It is left out because of an error."""
    MISSING = "missing"
    """It has no translation at all."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """How far a language is: messages and words of the source; `language` is a tag."""

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
        """Whether the language reaches its threshold."""
        return self.percent >= self.threshold

    def as_dict(self) -> dict[str, str | int | float]:
        """Return all figures by name, for JSON."""
        return asdict(self) | {"percent": self.percent}


def words(text: str) -> int:
    """Count the words of a source text: what stands between spaces and has a letter or a digit.

    « l’accord » is one word, « : » and « %(name)s » are none.
    """
    pieces = _FIELD.sub("", text).split()
    return sum(any(map(str.isalnum, piece)) for piece in pieces)


def states(catalogue: Catalogue, language: Language, template: Catalogue) -> dict[str, State]:
    """Return the state of each message of a template by its look-up key, in its order."""
    messages = {message.key: message for message in catalogue.active()}
    result = {}
    for source in template.active():
        message = messages.get(source.key)
        if message is None or not any(message.msgstr):
            state = State.MISSING
        elif message.fuzzy:
            state = State.FUZZY
        else:
            shown = presentable(message, source, language)
            state = State.TRANSLATED if shown else State.FAULTY
        result[source.lookup_key] = state
    return result


def statistics(
    folder: Path, language: Language, template: Catalogue, threshold: float = 0.0
) -> Statistics:
    """Return the statistics of a language's catalogue in a folder.

    Arguments:
        template: the catalogue whose messages are all that there should be.
        threshold: the percentage of messages that must be translated.

    Raises:
        CatalogFileError, CatalogSyntaxError: when the catalogue cannot be read.
    """
    return count(read(files.source(folder, language)), language, template, threshold)


def count(
    catalogue: Catalogue, language: Language, template: Catalogue, threshold: float = 0.0
) -> Statistics:
    """Return the statistics of a catalogue; see `statistics`."""
    by_key = states(catalogue, language, template)
    counts = Counter(by_key.values())
    sizes = {
        message.lookup_key: words(message.msgid) + words(message.msgid_plural or "")
        for message in template.active()
    }
    return Statistics(
        language.tag,
        total=len(by_key),
        translated=counts[State.TRANSLATED],
        fuzzy=counts[State.FUZZY],
        faulty=counts[State.FAULTY],
        missing=counts[State.MISSING],
        words=sum(sizes.values()),
        words_translated=sum(
            size for key, size in sizes.items() if by_key[key] is State.TRANSLATED
        ),
        threshold=threshold,
    )
