"""Rewording: correct a French sentence in the `.pot` and every `.po`, and find it in the source.

Each catalogue is replaced in one step, and a catalogue that already has the new sentence is left
alone, so a second run finishes what a killed run began.
"""

import difflib
from dataclasses import replace
from pathlib import Path

from webapp.catalogs.extract import malformed, occurrences
from webapp.checks.fields import fields
from webapp.errors import SiteError
from webapp.languages import TRANSLATED
from webapp.po import files
from webapp.po.model import Catalogue, Message
from webapp.po.read import read


def catalogues(folder: Path) -> list[Path]:
    """Return the catalogues of a folder, the template first."""
    paths = [files.template(folder), *(files.source(folder, it) for it in TRANSLATED)]
    return [path for path in paths if path.exists()]


def reword(
    root: Path, folder: Path, old: str, new: str, *, meaning_changed: bool = False
) -> tuple[list[Catalogue], list[str]]:
    """Correct a French sentence in every catalogue, without writing any file.

    Arguments:
        root: the folder with `babel.cfg`.
        old: a msgid or a msgid_plural.
        new: the sentence in its place.
        meaning_changed: whether translations become fuzzy and keep the old sentence as previous
            msgid for translators to see; otherwise they stay as they are.

    Returns:
        The catalogues that change, and `file:line` of each place in the source that still has the
        old sentence.

    Raises:
        SiteError: when no message has the old sentence, or when the new sentence is already in use,
            cannot be a msgid, or has other fields.
    """
    if not new or new != new.strip() or not new.isprintable():
        problem = "is not a sentence of one line with plain spaces, none at its beginning or end"
        raise SiteError(f"{new!r} {problem}")
    for problem in malformed(new):
        raise SiteError(f"{new!r}: {problem}")
    if fields(old) != fields(new):
        raise SiteError("the two sentences must have the same fields; else change the template")
    changed: list[Catalogue] = []
    texts: set[str] = set()
    for path in catalogues(folder):
        catalogue = read(path)
        active = {text for it in catalogue.active() for text in (it.msgid, it.msgid_plural) if text}
        texts |= active
        if {old, new} <= active:
            raise SiteError(f"{new!r} is already a message of {path}; use it in the source")
        if old in active:
            messages = [
                message if message.obsolete else _reworded(message, old, new, meaning_changed)
                for message in catalogue.messages
                if not (message.obsolete and message.msgid == new)
            ]
            changed.append(replace(catalogue, messages=messages))
    places = [(it, (it.msgid, it.msgid_plural)) for it in occurrences(root)]
    texts.update(text for _, pair in places for text in pair if text)
    if old not in texts:
        near = difflib.get_close_matches(old, texts, 1, 0.6)
        raise SiteError(f"no message is {old!r}" + (f"; there is {near[0]!r}" if near else ""))
    return changed, [f"{it.file}:{it.line}" for it, pair in places if old in pair]


def _reworded(message: Message, old: str, new: str, meaning_changed: bool) -> Message:
    if old not in (message.msgid, message.msgid_plural):
        return message
    reworded = replace(
        message,
        msgid=new if message.msgid == old else message.msgid,
        msgid_plural=new if message.msgid_plural == old else message.msgid_plural,
        flags=[flag for flag in message.flags if flag != "python-format"],
    )
    if "%" in reworded.msgid + (reworded.msgid_plural or ""):
        reworded.flags.append("python-format")  # as extraction does
    if meaning_changed and any(message.msgstr):
        reworded.flags = list(dict.fromkeys(["fuzzy", *reworded.flags]))
        before = (message.msgctxt, message.msgid, message.msgid_plural)
        reworded.previous = message.previous or before
    return reworded
