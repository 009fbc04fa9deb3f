"""Saving a translation: checked, refused if others changed the message, written in one step."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from webapp.checks.model import Finding, Severity
from webapp.checks.runner import judge
from webapp.disk import locked
from webapp.editor.workbook import Row, Workbook
from webapp.languages import Language
from webapp.po import files
from webapp.po.model import MERGE_NOTE, Message
from webapp.translators import Person

HARMFUL = frozenset({"hidden-character", "out-of-proportion", "stacked-marks"})
"""Rules whose errors are refused even in a draft."""

MAX_NOTE = 2_000
"""The maximum characters of a message's notes, and of a question."""

_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class Action(StrEnum):
    """What a translator does with a text."""

    PUBLISH = "publish"
    DRAFT = "draft"
    ASK = "ask"


class Change(NamedTuple):
    """What a translator sends: a text for each plural form, and the lines of the notes.

    Arguments:
        seen: the value of `Row.seen` when the translator began.
        question: a question to the other translators; kept as a note.
    """

    action: Action
    texts: tuple[str, ...]
    notes: tuple[str, ...]
    seen: str
    question: str = ""


class ChangedMeanwhileError(Exception):
    """Somebody else has changed the message since the translator saw it."""


class RefusedError(Exception):
    """The rules find errors in what a translator wrote; the argument is the list of findings."""


def change_of(form: Mapping[str, str], row: Row, person: Person, day: date) -> Change:
    """Return the change that a form asks for; only a reviewer publishes, others save drafts.

    Arguments:
        person, day: the sender and the date, which are written before a question.
    """
    asked = form.get("action", "").partition("-")[0]
    action = Action(asked) if asked in (*Action,) else Action.DRAFT
    texts = [_text(form.get(f"msgstr-{number}", "")) for number in range(len(row.message.msgstr))]
    notes = [line.strip() for line in _text(form.get("notes", ""))[:MAX_NOTE].split("\n")]
    question = " ".join(_text(form.get("question", ""))[:MAX_NOTE].split())
    return Change(
        Action.DRAFT if action is Action.PUBLISH and not person.reviewer else action,
        tuple(texts),
        tuple(filter(None, notes)),
        form.get("seen", ""),
        f"{person.name}, {day.isoformat()}: {question}" if question else "",
    )


def _text(sent: str) -> str:
    """Return a text with line feeds as line ends, without control characters and surrogates."""
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", sent))


def written(row: Row, change: Change) -> Message:
    """Return a row's message as a change would save it."""
    notes = list(change.notes)
    if change.action is Action.ASK and change.question:
        notes.append(change.question)
    flags = [flag for flag in row.message.flags if flag != "fuzzy"]
    texts = list(change.texts)
    if change.action is Action.ASK and texts == row.message.msgstr:
        return replace(row.message, comments=notes)
    if change.action is not Action.PUBLISH:
        flags = [*["fuzzy"] * any(texts), *flags]
        return replace(row.message, msgstr=texts, comments=notes, flags=flags)
    notes = [line for line in notes if not line.startswith(MERGE_NOTE)]
    # The previous msgid explains why a message is fuzzy (gettext manual, 3.3).
    return replace(row.message, msgstr=texts, comments=notes, flags=flags, previous=None)


def problems(message: Message, language: Language, action: Action) -> list[Finding]:
    """Return the errors for which an action on a message is refused."""
    errors = [it for it in judge(message, language) if it.severity is Severity.ERROR]
    return errors if action is Action.PUBLISH else [it for it in errors if it.rule in HARMFUL]


def save(workbook: Workbook, language: Language, key: str, change: Change) -> bool:
    """Write a change into the catalogue; return whether the file has changed.

    Raises:
        ChangedMeanwhileError: when the message has changed since the translator saw it.
        RefusedError: when the rules find an error for which the action is refused.
        KeyError: when messages.pot no longer has the message.
        FileError, CatalogSyntaxError: when the catalogue cannot be read or written.
    """
    path = files.source(workbook.folder, language)
    with locked(path):
        row = workbook.book(language).rows[key]
        message = written(row, change)
        if row.seen != change.seen:
            if replace(message, previous=None) == replace(row.message, previous=None):
                return False  # the same change was sent twice
            raise ChangedMeanwhileError
        if found := problems(message, language, change.action):
            raise RefusedError(found)
        return workbook.write(language, message)
