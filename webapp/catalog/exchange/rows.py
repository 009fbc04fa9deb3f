"""A message as a translator's tool shows it: one row for each plural form."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from json import dumps

from webapp.catalog.model import Key, Message
from webapp.errors import ExchangeTextError
from webapp.languages import Language

PAGE = "Page: "
"""How the extracted comment with the address of a page begins (`catalog.extract`)."""

# What XML 1.0 has no way to write, not even as a reference (XML 1.0, 2.2, Char). Rules refuse
# most of these in translations already; a source or a comment may still have one.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class State(StrEnum):
    """What a translator says of one text."""

    TRANSLATED = "translated"
    FUZZY = "fuzzy"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Row:
    """One text of a message, with what a translator needs to know of it.

    Arguments:
        key: what identifies the message; see `key_of`.
        form: the number of the plural form, 0 for a message without.
        address: the page that shows it.
        context: the comments for translators, the msgctxt and the plural form.
        source: the French text that this form stands for.
        translation: the msgstr of this form.
        state: translated, fuzzy or missing.
        comment: the translator's own comments; with the first form only.
    """

    key: str
    form: int
    address: str
    context: str
    source: str
    translation: str
    state: State
    comment: str


def key_of(key: Key) -> str:
    """Give a short name for a message's msgctxt and msgid that no spreadsheet takes for a number.

    It is a digest, so that a cell never cuts, escapes or translates it.
    """
    return "m" + sha256(dumps(key).encode()).hexdigest()[:24]


def row_id(row: Row) -> str:
    """Name a row: the message's key and the plural form."""
    return f"{row.key}.{row.form}"


def split_id(text: str) -> tuple[str, int] | None:
    """Read the name of a row; None when it is not one."""
    match = re.fullmatch(r"(m[0-9a-f]{24})\.([0-9])", text.strip())
    return (match[1], int(match[2])) if match else None


def rows(messages: Iterable[Message], language: Language) -> Iterator[Row]:
    """Yield the rows of messages, form by form.

    Raises:
        ExchangeTextError: when a text has a character that XML cannot hold.
    """
    for message in messages:
        found = rows_of(message, language)
        for row in found:
            _check(row, message.msgid)
        yield from found


def rows_of(message: Message, language: Language) -> list[Row]:
    """Give the rows of one message."""
    key = key_of(message.key)
    address = ", ".join(_addresses(message))
    return [
        Row(
            key,
            form,
            address,
            _context(message, form),
            _source(message, form, language),
            text,
            _state(message, text),
            "" if form else "\n".join(message.comments),
        )
        for form, text in enumerate(message.msgstr)
    ]


def _addresses(message: Message) -> Iterator[str]:
    return (line.removeprefix(PAGE) for line in message.extracted if line.startswith(PAGE))


def _context(message: Message, form: int) -> str:
    lines = [line for line in message.extracted if not line.startswith(PAGE)]
    if message.msgctxt:
        lines.append(f"msgctxt: {message.msgctxt}")
    if message.msgid_plural is not None:
        lines.append(f"msgstr[{form}] ({form + 1}/{len(message.msgstr)}) ≈ {message.msgid}")
    return "\n".join(lines)


def _source(message: Message, form: int, language: Language) -> str:
    """Give the text that a form stands for, lined up as `checks.runner.pairs` does."""
    if message.msgid_plural is None or (form == 0 and language.plural.forms > 1):
        return message.msgid
    return message.msgid_plural


def _state(message: Message, text: str) -> State:
    if not text:
        return State.MISSING
    return State.FUZZY if message.fuzzy else State.TRANSLATED


def _check(row: Row, msgid: str) -> None:
    for text in (row.source, row.translation, row.comment, row.context, row.address):
        if found := _NO_XML.search(text):
            problem = f"U+{ord(found[0]):04X} cannot be exported; delete it in the catalogue first"
            raise ExchangeTextError(msgid, problem)
