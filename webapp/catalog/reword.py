"""Rewording: a French sentence corrected in the source, the `.pot` and every `.po` together."""

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from webapp.catalog import files, literals
from webapp.catalog.extract import extract_template, found_messages
from webapp.catalog.model import Catalogue, Message
from webapp.catalog.read import read
from webapp.catalog.write import render, replace_all
from webapp.checks.fields import fields
from webapp.errors import RewordError
from webapp.languages import TRANSLATED


@dataclass(slots=True)
class Rewording:
    """The files that a rewording changes: their bytes before and after, by path."""

    root: Path
    before: dict[Path, str] = field(default_factory=dict)
    after: dict[Path, str] = field(default_factory=dict)

    def diff(self) -> str:
        """Show what changes, as `diff -u` does."""
        lines: list[str] = []
        for path, text in self.after.items():
            name = path.relative_to(self.root) if path.is_relative_to(self.root) else path
            lines += difflib.unified_diff(
                self.before[path].splitlines(keepends=True),
                text.splitlines(keepends=True),
                f"a/{name}",
                f"b/{name}",
                n=1,
            )
        return "".join(lines)

    def write(self) -> None:
        """Write every file, or none."""
        replace_all({path: text.encode() for path, text in self.after.items()})


def reword(
    root: Path,
    folder: Path,
    shown_at: Mapping[str, str],
    old: str,
    new: str,
    *,
    meaning_changed: bool = False,
) -> Rewording:
    """Correct a French sentence wherever it stands, in memory.

    Arguments:
        root: the folder with `babel.cfg`.
        folder: the folder of the catalogues.
        shown_at: as for `extract_template`.
        old: the sentence as it is, a msgid or a msgid_plural.
        new: the sentence as it shall be.
        meaning_changed: whether translators must look at it again: their translations turn
            fuzzy and keep the old sentence; else they stay as they are.

    Raises:
        RewordError: when the sentence is not found where extraction finds it, when the new one is
            there already, or when the two do not have the same fields.
    """
    template = extract_template(root, folder, shown_at)
    _check(template, old, new)
    result = Rewording(root)
    for name, times in _uses(root, old).items():
        path = root / name
        text = path.read_text(encoding="utf-8")
        found = literals.places(path, text, old, new)
        if len(found) != times:
            raise RewordError(
                f"{name}: extraction has the sentence {times} times, it is written {len(found)}"
                " times; change it there by hand"
            )
        _change(result, path, text, literals.replace(text, found))
    for path in _catalogues(folder):
        catalogue = read(path)
        text = path.read_text(encoding="utf-8")
        _change(result, path, text, _reworded(catalogue, old, new, meaning_changed))
    return result


def _change(result: Rewording, path: Path, before: str, after: str) -> None:
    if before != after:
        result.before[path], result.after[path] = before, after


def _catalogues(folder: Path) -> Iterable[Path]:
    yield files.template(folder)
    for language in TRANSLATED:
        path = files.source(folder, language)
        if path.exists():
            yield path


def _check(template: Catalogue, old: str, new: str) -> None:
    if old == new:
        raise RewordError("the two sentences are the same")
    texts = {text for message in template.active() for text in _sources(message)}
    if old not in texts:
        near = difflib.get_close_matches(old, [text for text in texts if text], 1, 0.6)
        raise RewordError(f"no message is {old!r}" + (f"; there is {near[0]!r}" if near else ""))
    if new in texts:
        raise RewordError(f"{new!r} is already a message; delete one of the two in the source")
    if fields(old) != fields(new):
        raise RewordError(
            "the two sentences do not have the same fields; change the template instead"
        )


def _sources(message: Message) -> tuple[str, ...]:
    return (message.msgid, *([message.msgid_plural] if message.msgid_plural else []))


def _uses(root: Path, old: str) -> Counter[str]:
    """Count the uses of a sentence by file."""
    return Counter(
        found.file for found in found_messages(root) if old in (found.msgid, found.msgid_plural)
    )


def _reworded(catalogue: Catalogue, old: str, new: str, meaning_changed: bool) -> str:
    """Give the text of a catalogue with the sentence reworded.

    An obsolete message with the new sentence's msgid makes room for the active one.
    """
    messages = []
    for message in catalogue.messages:
        if message.obsolete and message.msgid == new:
            continue
        if message.obsolete or old not in _sources(message):
            messages.append(message)
            continue
        reworded = replace(
            message,
            msgid=new if message.msgid == old else message.msgid,
            msgid_plural=new if message.msgid_plural == old else message.msgid_plural,
        )
        if meaning_changed and any(message.msgstr):
            reworded.flags = ["fuzzy", *(flag for flag in message.flags if flag != "fuzzy")]
            before = (message.msgctxt, message.msgid, message.msgid_plural)
            reworded.previous = message.previous or before
        messages.append(reworded)
    return render(Catalogue(catalogue.path, catalogue.header, messages))
