"""The catalogues as translators see them: each message with its state and its findings."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property, partial
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from threading import RLock
from typing import NamedTuple, TypeVar, cast

from webapp import disk
from webapp.catalogs.coverage import OF_EDITOR
from webapp.catalogs.snapshot import Catalogues
from webapp.checks import glossary
from webapp.checks.copies import alike, inconsistent
from webapp.checks.glossary import Glossary, Term, Terms
from webapp.checks.model import Finding, PairCheck, Rule, Severity
from webapp.checks.runner import judge
from webapp.disk import Signature, signature
from webapp.errors import FileError
from webapp.languages import Language
from webapp.po import files
from webapp.po.model import Catalogue, Message
from webapp.po.read import read
from webapp.po.write import entry_text, render

Kept = TypeVar("Kept")

PAGE = "Page: "
"""The start of the extracted comment that names a page on which a message appears."""

_QUESTION = re.compile(r"(.+?), (\d{4}-\d{2}-\d{2}): (.+)")
"""A question among the notes: who asks, when, and what (`saving.change_of`)."""


class State(StrEnum):
    """The state of a message, in order of the work left, from most to none."""

    MISSING = "missing"
    WRONG = "wrong"
    """The translation has an error, and visitors get the fallback."""
    DRAFT = "draft"
    WARNED = "warned"
    DONE = "done"


@dataclass(frozen=True)
class Row:
    """A message of messages.pot, and its translation in a language's catalogue.

    Arguments:
        source: the message as messages.pot has it.
        message: the message in the catalogue, with a text for each plural form of the language.
    """

    source: Message
    message: Message
    findings: tuple[Finding, ...]

    @cached_property
    def key(self) -> str:
        """The name of the message in addresses."""
        return digest(self.source.lookup_key)

    @cached_property
    def state(self) -> State:
        """The state of the message."""
        if self.message.fuzzy or not any(self.message.msgstr):
            return State.DRAFT if any(self.message.msgstr) else State.MISSING
        severities = {finding.severity for finding in self.findings}
        if Severity.ERROR in severities:
            return State.WRONG
        return State.WARNED if severities else State.DONE

    @cached_property
    def page(self) -> str:
        """The address of the French page that shows the message; empty if the source names none."""
        notes = (note.partition(PAGE)[2] for note in self.source.extracted)
        return next(filter(None, notes), "")

    @property
    def questions(self) -> list[str]:
        """The questions of translators, each with its author and date."""
        return list(filter(question_of, self.message.comments))

    @property
    def is_published(self) -> bool:
        """Whether visitors see the translation."""
        return self.state in (State.WARNED, State.DONE)

    @cached_property
    def words(self) -> str:
        """The French and the translation, case-folded for searching."""
        return "\n".join((self.source.msgid, *self.message.msgstr)).casefold()

    @property
    def seen(self) -> str:
        """A digest that changes with the translation, notes or fuzzy flag of the message."""
        message = self.message
        return digest("\0".join([*message.msgstr, "", *message.comments, str(message.fuzzy)]))

    @cached_property
    def facts(self) -> frozenset[tuple[str, str]]:
        """The facts that lists select by and count; `left` and `asked` are among the states."""
        is_editors = all(it.startswith(OF_EDITOR) for it in self.source.references or [""])
        facts = [("part", "editor" if is_editors else "site"), ("page", self.page)]
        facts += [("state", str(self.state)), *(("rule", it.rule) for it in self.findings)]
        facts += [("state", "left"), ("left", self.page)] * (not self.is_published)
        facts += [("state", "asked")] * bool(self.questions)
        return frozenset(facts)


class Book(NamedTuple):
    """A language's catalogue at one moment: the rows of messages.pot, in order, by key."""

    language: Language
    rows: dict[str, Row]

    def counts(self) -> Counter[tuple[str, str]]:
        """Return how many rows have each fact; pages come in the order of messages.pot."""
        return Counter(chain.from_iterable(row.facts for row in self.rows.values()))


def question_of(note: str) -> tuple[str, date, str] | None:
    """Return the author, the date and the text of a question; None for any other note."""
    match = _QUESTION.fullmatch(note)
    with suppress(ValueError):  # no such day
        return (match[1], date.fromisoformat(match[2]), match[3]) if match else None
    return None


def digest(text: str) -> str:
    """Return a short digest that stands for a text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class Workbook:
    """The catalogues of a folder, read again when a file changes; the site is told of each save."""

    def __init__(self, folder: Path, site: Catalogues) -> None:
        self.folder = folder
        self._site = site
        self._kept: dict[object, tuple[object, object]] = {}
        self._lock = RLock()

    def book(self, language: Language) -> Book:
        """Return a language's catalogue as it is now.

        Raises:
            FileError, CatalogSyntaxError, SiteError: when a file cannot be read.
        """

        def made() -> Book:
            path = files.template(self.folder)
            sources = self._fresh(path, signature(path), lambda: list(read(path).active()))
            return Book(language, self._rows_of(language, sources, self.catalogue(language)))

        return self._fresh(language, self._version(language), made)

    def catalogue(self, language: Language) -> Catalogue:
        """Return the catalogue of a language's `.po`, which is shared: callers must not change it.

        Raises:
            FileError, CatalogSyntaxError: when it cannot be read, or is empty: a program that does
                not replace files in one step is about to write it.
        """
        path = files.source(self.folder, language)
        if path.is_file() and not path.stat().st_size:
            raise FileError(path, "the file is empty")
        return self._fresh(path, signature(path), lambda: read(path))

    def write(self, language: Language, message: Message) -> bool:
        """Write a message into a locked catalogue; return whether the file has changed.

        Where possible, the rest of the file is not parsed, rendered or judged again.
        """
        path, name = files.source(self.folder, language), (language.path, "text")
        version, book = self._version(language), self.book(language)
        before = self._fresh(name, signature(path), lambda: render(self.catalogue(language)))
        is_whole = self._version(language) == version
        after, text = with_message(self.catalogue(language), before, message)
        data = text.encode()
        changed = disk.replace(path, data)
        file = signature(path)
        if disk.read_bytes(path) == data:  # nobody has replaced it since
            self._kept |= {path: (file, after), name: (file, text)}
            self._site.expect(data, after)
            if is_whole:
                french = alike(message.msgid)  # rules compare messages whose French is alike
                like = [it.source for it in book.rows.values() if alike(it.source.msgid) == french]
                rows = book.rows | self._rows_of(language, like, after)
                self._kept[language] = (file, *version[1:]), Book(language, rows)
        return changed

    def judged(self, book: Book, row: Row, message: Message) -> Iterator[Finding]:
        """Yield the findings on a message that is being written."""
        french = alike(row.source.msgid)
        rows = [it for it in book.rows.values() if alike(it.source.msgid) == french]
        messages = [message if it.key == row.key else it.message for it in rows]
        inconsistencies = dict(inconsistent(messages))
        return judge(message, book.language, self.rules(), inconsistencies.get(message.key, ""))

    def rules(self) -> Sequence[Rule[PairCheck]]:
        """Return the rules on the terms of the glossary."""
        return self._fresh("rules", self._words(), lambda: glossary.rules(self._words()))

    def terms(self, language: Language, french: str) -> list[Term]:
        """Return the terms of the glossary that a French text contains."""
        words = self._words().get(language.path)
        return Terms(words).of(french) if words else []

    def _words(self) -> Glossary:
        path = self.folder / glossary.FILE
        return self._fresh(path, signature(path), lambda: glossary.load(self.folder))

    def _fresh(self, name: object, version: object, make: Callable[[], Kept]) -> Kept:
        """Return the value kept under a name if it was made of this version, or make it now."""
        with self._lock:
            kept = self._kept.get(name)
            if kept is None or kept[0] != version:
                kept = self._kept[name] = version, make()
            return cast(Kept, kept[1])

    def _version(self, language: Language) -> tuple[Signature, ...]:
        """Return the signatures of the files that a language's book is made from."""
        names = files.source(self.folder, language), files.template(self.folder), glossary.FILE
        return tuple(signature(self.folder / name) for name in names)

    def _rows_of(
        self, language: Language, sources: list[Message], catalogue: Catalogue
    ) -> dict[str, Row]:
        """Return the rows of messages of messages.pot; judge only those that have changed."""
        french = {source.msgid for source in sources}
        messages = {it.key: it for it in catalogue.active() if it.msgid in french}
        inconsistencies = dict(inconsistent(messages.values()))
        rows = {}
        for source in sources:
            args = source, messages.get(source.key), inconsistencies.get(source.key, "")
            version, name = (self.rules(), *args), (language, source.key)
            row = self._fresh(name, version, partial(self._row, language, *args))
            rows[row.key] = row
        return rows

    def _row(
        self, language: Language, source: Message, message: Message | None, inconsistency: str
    ) -> Row:
        """Return the row of a message, judged as `i18n check` does."""
        plural = source.msgid_plural
        forms = 1 if plural is None else language.plural.forms
        if message is None or message.msgid_plural != plural:  # no translation of this source
            message = replace(source, msgstr=[], comments=[])
        message = replace(message, msgstr=[*message.msgstr, *[""] * forms][:forms])
        findings = judge(message, language, self.rules(), inconsistency)
        return Row(source, message, tuple(findings))


def with_message(catalogue: Catalogue, text: str, message: Message) -> tuple[Catalogue, str]:
    """Return a catalogue and its text with a message in place of the one with the same key.

    Only that message is rendered, unless it is new or its old entry does not occur exactly once.
    """
    old = next((it for it in catalogue.active() if it.key == message.key), None)
    messages = [message if it is old else it for it in catalogue.messages]
    if old is None:
        messages = [*catalogue.active(), message, *catalogue.obsolete()]
    after = replace(catalogue, messages=messages)
    if old is None or text.count(entry_text(old)) != 1:
        return after, render(after)
    return after, text.replace(entry_text(old), entry_text(message))
