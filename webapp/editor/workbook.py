"""The catalogues as translators see them: each message with its state and what the rules find."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from threading import RLock
from typing import TypeVar, cast

from webapp import disk
from webapp.catalogs.coverage import OF_EDITOR
from webapp.catalogs.snapshot import Catalogues
from webapp.checks import glossary
from webapp.checks.copies import inconsistent
from webapp.checks.glossary import Glossary, Term, Terms
from webapp.checks.model import Finding, PairCheck, Rule, Severity
from webapp.checks.runner import judge
from webapp.disk import signature
from webapp.editor.rendered import rendered
from webapp.errors import FileError
from webapp.languages import Language
from webapp.po import files
from webapp.po.model import Catalogue, Key, Message
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


@dataclass(frozen=True)
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

    @cached_property
    def page(self) -> str:
        """The address of the French page that shows it; empty where the source names none."""
        notes = (note.partition(PAGE)[2] for note in self.source.extracted)
        return next(filter(None, notes), "")

    @property
    def is_published(self) -> bool:
        """Whether visitors read it in this language."""
        return self.state in (State.WARNED, State.DONE)

    @cached_property
    def words(self) -> str:
        """The French and the translation in small letters, to be searched."""
        return "\n".join((self.source.msgid, *self.message.msgstr)).casefold()

    @cached_property
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
    """A language's catalogue at one moment: the rows of messages.pot in its order, by key."""

    language: Language
    rows: dict[str, Row]

    def of_page(self, lookup_keys: Iterable[str]) -> list[Row]:
        """Return the rows of the messages that a page asked for."""
        return [row for it in lookup_keys if (row := self.rows.get(digest(it)))]


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
    """The catalogues of a folder, read again when a file has changed; the site's hear of saves."""

    def __init__(self, folder: Path, site: Catalogues) -> None:
        self.folder = folder
        self._site = site
        self._kept: dict[object, tuple[object, object]] = {}
        self._rows: dict[Language, dict[Key, tuple[object, Row]]] = {}
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

    def write(self, language: Language, message: Message) -> bool:
        """Write a message into a locked catalogue; return whether the file is another than before.

        Of what the file said before nothing is parsed, rendered or judged again.
        """
        path, name = files.source(self.folder, language), (language.path, "text")
        before = self._fresh(name, signature(path), lambda: rendered(self.catalogue(language)))
        after = before.with_message(message)
        data = after.text.encode()
        changed = disk.replace(path, data)
        version = signature(path)
        if disk.read_bytes(path) == data:  # nobody has replaced it since
            self._kept |= {path: (version, after.catalogue), name: (version, after)}
            self._site.expect(data, after.catalogue)
        return changed

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
        sources = self._fresh(
            template, signature(template), lambda: {it.key: it for it in read(template).active()}
        )
        messages = {message.key: message for message in self.catalogue(language).active()}
        twice = {message.key: sentence for message, sentence in inconsistent(messages.values())}
        rules, rows, kept = self.rules(), {}, self._rows.setdefault(language, {})
        for key, source in sources.items():
            version = source, messages.get(key), twice.get(key), rules
            if key not in kept or kept[key][0] != version:
                message = in_forms(messages.get(key), source, language)
                findings = tuple(judge(message, language, rules))
                if key in twice:
                    more = Finding(0, Severity.WARNING, "inconsistent", twice[key], source.msgid)
                    findings += (more,)
                state, name = state_of(message, findings), digest(source.lookup_key)
                kept[key] = version, Row(name, source, message, state, findings)
            row = kept[key][1]
            rows[row.key] = row
        return Book(language, rows)


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
