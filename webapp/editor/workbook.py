"""The catalogues as translators see them: each message with its state and what the rules find."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path
from threading import RLock
from typing import TypeVar, cast

from webapp.catalogs.coverage import OF_EDITOR
from webapp.checks import glossary
from webapp.checks.copies import inconsistent
from webapp.checks.glossary import Glossary, Term, Terms
from webapp.checks.model import Finding, PairCheck, Rule, Severity
from webapp.checks.runner import judge
from webapp.disk import read_bytes, signature
from webapp.errors import FileError
from webapp.languages import Language
from webapp.po import files
from webapp.po.model import Catalogue, Message
from webapp.po.read import read

Kept = TypeVar("Kept")

PAGE = "Page: "
"""How the developers' note begins that names a page where a message stands."""


class State(StrEnum):
    """Where a message stands, from most to do to none."""

    MISSING = "missing"
    WRONG = "wrong"
    """It has an error, and visitors get the fallback."""
    DRAFT = "draft"
    WARNED = "warned"
    DONE = "done"


LEFT = (State.MISSING, State.WRONG, State.DRAFT)
"""The states of what visitors do not get in their language yet."""


@dataclass(frozen=True, slots=True)
class Row:
    """A message of messages.pot, and what a language's catalogue says of it.

    Arguments:
        key: what names it in addresses.
        source: the message as messages.pot has it.
        message: as the catalogue has it, with a text for each plural form of the language.
    """

    key: str
    source: Message
    message: Message
    state: State
    findings: tuple[Finding, ...]

    @property
    def page(self) -> str:
        """The address of the French page that shows it; empty where the source names none."""
        notes = (note.partition(PAGE)[2] for note in self.source.extracted)
        return next(filter(None, notes), "")

    @property
    def is_published(self) -> bool:
        """Whether visitors read it in this language."""
        return self.state in (State.WARNED, State.DONE)

    @property
    def is_editors(self) -> bool:
        """Whether it is a text of the editor, which visitors do not meet."""
        return all(it.startswith(OF_EDITOR) for it in self.source.references or [""])

    @property
    def seen(self) -> str:
        """What changes whenever somebody changes what the catalogue says of the message."""
        message = self.message
        return digest("\0".join([*message.msgstr, "", *message.comments, str(message.fuzzy)]))


@dataclass(frozen=True, slots=True)
class Book:
    """A language's catalogue at one moment.

    Arguments:
        rows: every message of messages.pot by its key, in the order of that file.
        by_lookup: those keys by what pages look messages up by.
    """

    language: Language
    rows: dict[str, Row]
    by_lookup: dict[str, str]

    def of_page(self, lookup_keys: Iterable[str]) -> list[Row]:
        """Return the rows of the messages that a page asked for."""
        return [self.rows[self.by_lookup[it]] for it in lookup_keys if it in self.by_lookup]


def digest(text: str) -> str:
    """Return a short name for a text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def state_of(message: Message, findings: Iterable[Finding]) -> State:
    """Return the state of a message with these findings."""
    if message.fuzzy or not any(message.msgstr):
        return State.DRAFT if any(message.msgstr) else State.MISSING
    severities = {finding.severity for finding in findings}
    if Severity.ERROR in severities:
        return State.WRONG
    return State.WARNED if severities else State.DONE


class Workbook:
    """The catalogues of a folder, read again when a file has changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kept: dict[object, tuple[object, object]] = {}
        self._lock = RLock()

    def book(self, language: Language) -> Book:
        """Return a language's catalogue as it is now.

        Raises:
            FileError, CatalogSyntaxError, SiteError: when a file cannot be read.
        """
        names = files.template(self.folder), files.source(self.folder, language), glossary.FILE
        version = [signature(self.folder / name) for name in names]
        return self._fresh(language, version, lambda: self._made(language))

    def catalogue(self, language: Language) -> Catalogue:
        """Return what a language's `.po` says, which nobody may change.

        Raises:
            FileError, CatalogSyntaxError: when it cannot be read, or is empty: a program that
                replaces no file in one step is about to write it.
        """
        path = files.source(self.folder, language)
        if path.is_file() and not path.stat().st_size:
            raise FileError(path, "the file is empty")
        return self._fresh(path, signature(path), lambda: read(path))

    def remember(self, catalogue: Catalogue, data: bytes) -> None:
        """Take a catalogue for what its file says, unless somebody has replaced these bytes."""
        version = signature(catalogue.path)
        if read_bytes(catalogue.path) == data:
            self._kept[catalogue.path] = version, catalogue

    def rules(self) -> Sequence[Rule[PairCheck]]:
        """Return the rule on the terms of the glossary."""
        return self._fresh("rules", self._words(), lambda: glossary.rules(self._words()))

    def terms(self, language: Language, french: str) -> list[Term]:
        """Return the terms of the glossary that a French text has."""
        words = self._words().get(language.path)
        return Terms(words).of(french) if words else []

    def _words(self) -> Glossary:
        path = self.folder / glossary.FILE
        return self._fresh(path, signature(path), lambda: glossary.load(self.folder))

    def _fresh(self, name: object, version: object, make: Callable[[], Kept]) -> Kept:
        """Return what was made of this version, or make it."""
        with self._lock:
            kept = self._kept.get(name)
            if kept is None or kept[0] != version:
                kept = self._kept[name] = version, make()
            return cast(Kept, kept[1])

    def _made(self, language: Language) -> Book:
        template = files.template(self.folder)
        sources = self._fresh(template, signature(template), lambda: read(template))
        messages = {message.key: message for message in self.catalogue(language).active()}
        twice = {message.key: sentence for message, sentence in inconsistent(messages.values())}
        rows, by_lookup = {}, {}
        for source in sources.active():
            message = in_forms(messages.get(source.key), source, language)
            findings = self._findings(message, language)
            if source.key in twice:
                sentence = twice[source.key]
                findings += (Finding(0, Severity.WARNING, "inconsistent", sentence, source.msgid),)
            key = by_lookup[source.lookup_key] = digest(source.lookup_key)
            rows[key] = Row(key, source, message, state_of(message, findings), findings)
        return Book(language, rows, by_lookup)

    def _findings(self, message: Message, language: Language) -> tuple[Finding, ...]:
        """Return what the rules find, asked again only when the message says something else."""
        rules, name = self.rules(), (language, message.lookup_key)
        version = rules, message.msgstr, message.comments, message.extracted
        return self._fresh(name, version, lambda: tuple(judge(message, language, rules)))


def in_forms(message: Message | None, source: Message, language: Language) -> Message:
    """Return a message of a catalogue as its source asks for it: as many texts as plural forms.

    Arguments:
        message: None, or one of another plural, counts as not translated.
    """
    plural = source.msgid_plural
    forms = 1 if plural is None else language.plural.forms
    if message is None or message.msgid_plural != plural:
        return replace(source, msgstr=[""] * forms, comments=[])
    return replace(message, msgstr=[*message.msgstr, *[""] * forms][:forms])
