"""What a rule checks, and what it reports."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from webapp.errors import printable, shown
from webapp.languages import TRANSLATED, Language
from webapp.po.model import Message
from webapp.typography import Typography, typography

_EXCERPT = re.compile(
    r"""((?<!\w)'[^']+'(?!\w)|(?<!\w)"[^"]+"|«[^»]+»|%\([^()]*\)\w|</?span[^>]*>|U\+[0-9A-F]{4,}"""
    r"""|&#?\w+;|^(?!an? |the)[^:;]{1,40}?(?= is | where ))|[;:] """
)
"""Each quotation in a finding's sentence; an empty group where the advice begins."""


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    """The translation would break or subvert a page, or lose content: it is not shown."""
    WARNING = "warning"
    """A reader would notice."""


class Pair(NamedTuple):
    """A text and its translation: a whole message, or one plural form lined up with its source.

    The first of several forms has the msgid as its source; any other has the msgid_plural. `form`
    is the number of the plural form.
    """

    source: str
    target: str
    language: Language
    message: Message
    form: int = 0

    @property
    def typography(self) -> Typography:
        """How the language of the translation is written."""
        return typography(self.language.path)


PairCheck = Callable[[Pair], Iterator[str]]
MessageCheck = Callable[[Message, Language], Iterator[str]]
HeaderCheck = Callable[[Mapping[str, str], Language], Iterator[str]]
Check = TypeVar("Check", PairCheck, MessageCheck, HeaderCheck)


@dataclass(frozen=True)
class Rule(Generic[Check]):
    """A row of the table of rules.

    Arguments:
        check: the first line of its docstring is the rule's sentence.
        suits: whether the rule applies to a language with this typography; None for all.
        stops: whether a finding of the rule keeps later rules from checking the same text.
    """

    id: str
    severity: Severity
    check: Check
    suits: Callable[[Typography], object] | None = None
    stops: bool = False

    @property
    def sentence(self) -> str:
        """What the rule is about, for lists and guides."""
        return (self.check.__doc__ or "").split("\n")[0]

    def concerns(self, language: Language) -> bool:
        """Return whether the rule applies to a language."""
        return self.suits is None or bool(self.suits(typography(language.path)))

    @property
    def languages(self) -> str:
        """The paths of the languages that it applies to, or `all`."""
        paths = sorted(language.path for language in TRANSLATED if self.concerns(language))
        return ", ".join(paths) if self.suits else "all"


class Finding(NamedTuple):
    """Something wrong at a line of a `.po` file.

    Arguments:
        msgid: empty for the header and the file as a whole.
        file: the `.po` file, once it is known.
        language: None for a file that cannot be read.
    """

    line: int
    severity: Severity
    rule: str
    sentence: str
    msgid: str
    file: Path = Path()
    language: Language | None = None

    @property
    def excerpts(self) -> list[str]:
        """The parts of the texts that its sentence quotes before the advice begins."""
        found = takewhile(bool, _EXCERPT.findall(self.sentence))
        return [it[1:-1] if it.startswith("'") else it for it in found]

    def __str__(self) -> str:
        place = f"{shown(self.file)}:{self.line}"
        return f"{place}: {self.severity} [{self.rule}] {printable(self.sentence)}"
