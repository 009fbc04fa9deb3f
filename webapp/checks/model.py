"""What a rule sees and what it says."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from webapp.languages import Language


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    """It would break or subvert a page, or lose what it says: the message is not compiled."""
    WARNING = "warning"
    """A reader would notice."""


class Entry(Protocol):
    """The parts of a message that rules may look at."""

    @property
    def msgid(self) -> str: ...
    @property
    def msgid_plural(self) -> str | None: ...
    @property
    def msgstr(self) -> list[str]: ...
    @property
    def flags(self) -> list[str]: ...
    @property
    def comments(self) -> list[str]: ...
    @property
    def extracted(self) -> list[str]: ...
    @property
    def fuzzy(self) -> bool: ...
    @property
    def line(self) -> int: ...
    @property
    def msgstr_line(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and its translation: a whole message, or one plural form lined up with its source.

    Arguments:
        source: the French text: msgid for the form of one, msgid_plural for the others.
        target: the translation.
        language: the language of the translation.
        entry: the message that both belong to.
    """

    source: str
    target: str
    language: Language
    entry: Entry


PairCheck = Callable[[Pair], Iterator[str]]
EntryCheck = Callable[[Entry, Language], Iterator[str]]
HeaderCheck = Callable[[Mapping[str, str], Language], Iterator[str]]


Check = TypeVar("Check", PairCheck, EntryCheck, HeaderCheck)


@dataclass(frozen=True)
class Rule(Generic[Check]):
    """A row of the table of rules.

    Arguments:
        id: its name, as words.
        severity: how bad what it finds is.
        check: the function; the first line of its docstring is the rule's sentence.
        languages: the paths of the languages that it is about; None for all.
        stops: whether a text in which it finds something is judged no further.
    """

    id: str
    severity: Severity
    check: Check
    languages: frozenset[str] | None = None
    stops: bool = False

    @property
    def sentence(self) -> str:
        """What the rule is about, for lists and guides."""
        return (self.check.__doc__ or "").split("\n")[0]

    def concerns(self, language: Language) -> bool:
        """Tell whether the rule is about a language."""
        return self.languages is None or language.path in self.languages


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at one place of a catalogue.

    Arguments:
        line: the line in the `.po` file.
        severity: how bad it is.
        rule: the id of the rule that found it.
        sentence: what is wrong, and what would be right where that is known.
        msgid: the message; empty for the header.
    """

    line: int
    severity: Severity
    rule: str
    sentence: str
    msgid: str
