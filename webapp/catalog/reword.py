"""Rewording: a French sentence corrected in the `.pot` and every `.po`, its places in the source.

Each catalogue is replaced in one step, and one that has the new sentence already is left alone: a
second run finishes what a killed one began.
"""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from webapp.catalog import files
from webapp.catalog.extract import found_messages, malformed
from webapp.catalog.model import Catalogue, Message
from webapp.catalog.read import read
from webapp.catalog.write import render, write
from webapp.checks.fields import fields
from webapp.errors import RewordError
from webapp.languages import TRANSLATED

_TEMPLATE_SYNTAX = ("{{", "}}", "{%", "%}", "{#", "#}")


@dataclass(slots=True)
class Rewording:
    """What a rewording changes in catalogues, and what is to be changed in the source.

    Arguments:
        changes: each catalogue that changes, as it was and as it shall be.
        places: `file:line` of each place of the source that still has the old sentence.
    """

    changes: list[tuple[Catalogue, Catalogue]] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    def diff(self) -> str:
        """Return what changes in the catalogues, as `diff -u` shows it."""
        lines: list[str] = []
        for before, after in self.changes:
            old, new = (render(each).splitlines(keepends=True) for each in (before, after))
            lines += difflib.unified_diff(old, new, str(before.path), str(after.path), n=1)
        return "".join(lines)

    def write(self) -> None:
        """Write every catalogue that changes."""
        for _, catalogue in self.changes:
            write(catalogue)


def catalogues(folder: Path) -> list[Path]:
    """List the catalogues of a folder that are there, the template first."""
    paths = [files.template(folder), *(files.source(folder, each) for each in TRANSLATED)]
    return [path for path in paths if path.exists()]


def reword(
    root: Path, folder: Path, old: str, new: str, *, meaning_changed: bool = False
) -> Rewording:
    """Correct a French sentence in every catalogue, in memory.

    Arguments:
        root: the folder with `babel.cfg`.
        folder: the folder of the catalogues.
        old: the sentence as it is, a msgid or a msgid_plural.
        new: the sentence as it shall be.
        meaning_changed: whether translators must look at it again: their translations turn
            fuzzy and keep the old sentence; else they stay as they are.

    Raises:
        RewordError: when no message is the old sentence, when the new one is a message already,
            cannot be one, or has other fields.
    """
    _check(old, new)
    result = Rewording()
    texts: set[str] = set()
    for path in catalogues(folder):
        catalogue = read(path)
        there = {text for message in catalogue.active() for text in _sources(message)}
        texts |= there
        if {old, new} <= there:
            raise RewordError(f"{new!r} is already a message of {path}; use it in the source")
        if old in there:
            result.changes.append((catalogue, _reworded(catalogue, old, new, meaning_changed)))
    for found in found_messages(root):
        forms = (found.msgid, found.msgid_plural or "")
        texts.update(forms)
        if old in forms:
            result.places.append(f"{found.file}:{found.line}")
    if old not in texts:
        near = difflib.get_close_matches(old, [text for text in texts if text], 1, 0.6)
        raise RewordError(f"no message is {old!r}" + (f"; there is {near[0]!r}" if near else ""))
    return result


def _check(old: str, new: str) -> None:
    """Refuse a sentence that cannot be written in the source, or not in the place of the old."""
    if old == new:
        raise RewordError("the two sentences are the same")
    if not new.strip():
        raise RewordError("the new sentence is empty")
    if new != new.strip() or not new.isprintable():
        problem = "a space at its beginning or end, a line break, a special space or a control sign"
        raise RewordError(f"{new!r} has {problem}; write it in one line, with plain spaces")
    for sign in _TEMPLATE_SYNTAX:
        if sign in new:
            raise RewordError(f"{new!r} has {sign}, which templates read as a command")
    for problem in malformed(new):
        raise RewordError(f"{new!r}: {problem}")
    if fields(old) != fields(new):
        raise RewordError(
            "the two sentences do not have the same fields; change the template instead"
        )


def _sources(message: Message) -> Iterator[str]:
    yield message.msgid
    if message.msgid_plural:
        yield message.msgid_plural


def _reworded(catalogue: Catalogue, old: str, new: str, meaning_changed: bool) -> Catalogue:
    """Return a catalogue with the sentence reworded.

    An obsolete message with the new sentence's msgid makes room for the active one.
    """
    messages = []
    for message in catalogue.messages:
        if message.obsolete and message.msgid == new:
            continue
        if message.obsolete or old not in _sources(message):
            messages.append(message)
        else:
            messages.append(_with_sentence(message, old, new, meaning_changed))
    return replace(catalogue, messages=messages)


def _with_sentence(message: Message, old: str, new: str, meaning_changed: bool) -> Message:
    reworded = replace(
        message,
        msgid=new if message.msgid == old else message.msgid,
        msgid_plural=new if message.msgid_plural == old else message.msgid_plural,
        flags=[flag for flag in message.flags if flag != "python-format"],
    )
    if any("%" in text for text in _sources(reworded)):
        reworded.flags.append("python-format")  # as extraction does
    if meaning_changed and any(message.msgstr):
        reworded.flags = ["fuzzy", *(flag for flag in reworded.flags if flag != "fuzzy")]
        before = (message.msgctxt, message.msgid, message.msgid_plural)
        reworded.previous = message.previous or before
    return reworded
