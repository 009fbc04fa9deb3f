"""Statistics of the catalogues as they stand in the `.po` files."""

import re
from collections import Counter
from dataclasses import asdict, dataclass

from webapp.catalogs.coverage import Share
from webapp.catalogs.publish import presentable
from webapp.languages import Language
from webapp.po.model import Catalogue

_FIELD = re.compile(r"%\(\w+\)[a-zA-Z]|%%")


@dataclass(frozen=True, slots=True)
class Statistics:
    """How far a language is: messages, and words of their sources; `language` is a tag.

    A message is translated when a page shows it, fuzzy when somebody must review it, faulty when it
    is left out because of an error, and missing when it has no translation.
    """

    language: str
    total: int
    translated: int
    fuzzy: int
    faulty: int
    missing: int
    words: int
    words_translated: int
    threshold: float

    @property
    def percent(self) -> float:
        """The translated part in percent."""
        return Share(self.translated, self.total).percent

    def as_dict(self) -> dict[str, str | int | float]:
        """Return all figures by name, for JSON."""
        return asdict(self) | {"percent": self.percent}

    def __str__(self) -> str:
        return (
            f"{self.language:8} {self.percent:6.1f} %  {self.translated} of {self.total}"
            f" translated, {self.fuzzy} fuzzy, {self.faulty} with an error, {self.missing} missing;"
            f" {self.words_translated} of {self.words} words; {self.threshold:g} % required"
        )


def words(text: str) -> int:
    """Count the words of a source text: what stands between spaces and has a letter or a digit.

    « l’accord » is one word, « : » and « %(name)s » are none.
    """
    pieces = _FIELD.sub("", text).split()
    return sum(any(map(str.isalnum, piece)) for piece in pieces)


def count(
    catalogue: Catalogue, language: Language, template: Catalogue, threshold: float = 0.0
) -> Statistics:
    """Return the statistics of a catalogue.

    Arguments:
        template: the catalogue whose messages are all that there should be.
        threshold: the percentage of messages that must be translated.
    """
    messages = {message.key: message for message in catalogue.active()}
    states: Counter[str] = Counter(translated=0, fuzzy=0, faulty=0, missing=0)
    sizes: Counter[str] = Counter()
    for source in template.active():
        message = messages.get(source.key)
        if message is None or not any(message.msgstr):
            state = "missing"
        elif message.fuzzy:
            state = "fuzzy"
        else:
            state = "translated" if presentable(message, source, language) else "faulty"
        states[state] += 1
        sizes[state] += words(source.msgid) + words(source.msgid_plural or "")
    return Statistics(
        language.tag,
        states.total(),
        **states,
        words=sizes.total(),
        words_translated=sizes["translated"],
        threshold=threshold,
    )
