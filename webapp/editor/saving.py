"""Saving a translation: judged, merged with what others did meanwhile, written in one step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from webapp.checks.model import Finding, Severity
from webapp.checks.runner import judge
from webapp.disk import locked
from webapp.editor.workbook import Row, Workbook
from webapp.errors import SiteError
from webapp.languages import Language
from webapp.po import files
from webapp.po.model import Catalogue, Message
from webapp.po.write import write

MERGE_NOTE = "merge:"
"""How the notes begin that git's merge driver leaves; publishing a text answers them."""

HARMFUL = frozenset({"hidden-character", "out-of-proportion", "stacked-marks"})
"""Rules whose errors not even a draft may have."""


class Action(StrEnum):
    """What a translator does with a text."""

    PUBLISH = "publish"
    DRAFT = "draft"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Change:
    """What a translator wrote.

    Arguments:
        texts: one for each plural form.
        notes: the lines of the translators' notes.
        seen: what `Row.seen` was when they began.
        question: what they ask the others; kept as a note.
    """

    action: Action
    texts: tuple[str, ...]
    notes: tuple[str, ...]
    seen: str
    question: str = ""


class ChangedMeanwhileError(SiteError):
    """Somebody else has changed the message since the translator saw it; nothing was written."""


class RefusedError(SiteError):
    """The rules find an error in what a translator wrote; nothing was written."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = findings
        super().__init__("not saved", *(finding.sentence for finding in findings))


def written(row: Row, change: Change) -> Message:
    """Return a message as it is when a change is saved."""
    notes = [line for line in change.notes if line]
    if change.action is Action.ASK and change.question:
        notes.append(change.question)
    flags = [flag for flag in row.message.flags if flag != "fuzzy"]
    texts = list(change.texts)
    if change.action is Action.ASK and texts == row.message.msgstr:
        return replace(row.message, comments=notes)
    if change.action is not Action.PUBLISH:
        fuzzy = ["fuzzy"] * any(texts)
        return replace(row.message, msgstr=texts, comments=notes, flags=[*fuzzy, *flags])
    notes = [line for line in notes if not line.startswith(MERGE_NOTE)]
    # The previous msgid says why a message is fuzzy (gettext manual, 3.3).
    return replace(row.message, msgstr=texts, comments=notes, flags=flags, previous=None)


def problems(message: Message, language: Language, action: Action) -> list[Finding]:
    """Return the errors that keep a message from being saved so."""
    errors = [it for it in judge(message, language) if it.severity is Severity.ERROR]
    return errors if action is Action.PUBLISH else [it for it in errors if it.rule in HARMFUL]


def save(workbook: Workbook, language: Language, key: str, change: Change) -> bool:
    """Write a change into the catalogue; return whether the file is another than before.

    Raises:
        ChangedMeanwhileError: when the message is another than the translator saw.
        RefusedError: when an error keeps it from being saved so.
        KeyError: when there is no such message any more.
        FileError, CatalogSyntaxError: when the catalogue cannot be read or written.
    """
    path = files.source(workbook.folder, language)
    with locked(path):
        row = workbook.book(language).rows[key]
        message = written(row, change)
        if row.seen != change.seen:
            if (message.msgstr, message.fuzzy) == (row.message.msgstr, row.message.fuzzy):
                return False  # the same was written twice
            raise ChangedMeanwhileError("somebody else has changed this message meanwhile")
        if found := problems(message, language, change.action):
            raise RefusedError(found)
        catalogue = _with(workbook.catalogue(language), message, language)
        changed = write(catalogue)
        workbook.remember(catalogue)
    return changed


def _with(catalogue: Catalogue, message: Message, language: Language) -> Catalogue:
    """Return a catalogue with a message in the place of the one with its key, or as a new one."""
    messages = list(catalogue.messages)
    for number, other in enumerate(messages):
        if other.key == message.key and not other.obsolete:
            messages[number] = message
            return replace(catalogue, messages=messages)
    end = next((n for n, other in enumerate(messages) if other.obsolete), len(messages))
    return replace(catalogue, messages=[*messages[:end], message, *messages[end:]])
