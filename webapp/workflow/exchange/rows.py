"""A message in a spreadsheet: one row for each plural form, one column for each part."""

from enum import StrEnum
from hashlib import sha256
from json import dumps
from typing import NamedTuple

from webapp.languages import Language
from webapp.po.model import Message

BASE_SHEET, BASE_FORMAT = "base", "cooperation-pages/3"
"""The name of the hidden sheet with the exported catalogue, and the start of its first cell.

Its other cells hold that catalogue as PO, compressed and written in hexadecimal digits, in which no
program finds anything to escape, wrap, translate or replace.
"""


class State(StrEnum):
    """The state that a translator gives a text; in French like the headings, for translators."""

    TRANSLATED = "traduit"
    FUZZY = "à revoir"
    MISSING = "manquant"


COLUMNS = ("key", "address", "context", "source", "translation", "state", "comment")
HEADINGS = ("key", "Adresse", "Contexte", "Français", "Traduction", "État", "Votre commentaire")


class Row(NamedTuple):
    """One text of a message, with what a translator needs to know about it.

    Arguments:
        key: a digest of the message and the plural form, written so that it is never a number.
        address: the pages that show the message.
        context: the extracted comments, the msgctxt and the plural form.
        source: the French text that this form translates.
        comment: the translators' comments; only in the row of the first form.
    """

    key: str
    address: str
    context: str
    source: str
    translation: str
    state: State
    comment: str


def rows_of(message: Message, language: Language) -> list[Row]:
    """Return the rows of one message, in the order of its plural forms."""
    digest = sha256(dumps(message.key).encode()).hexdigest()[:24]
    # The address of a page, as `catalogs.extract` writes it.
    pages = [line[6:] for line in message.extracted if line.startswith("Page: ")]
    notes = [line for line in message.extracted if not line.startswith("Page: ")]
    if message.msgctxt:
        notes.append(f"msgctxt: {message.msgctxt}")
    translated = State.FUZZY if message.fuzzy else State.TRANSLATED
    rows = []
    for form, text in enumerate(message.msgstr):
        source, context = message.msgid, list(notes)
        if message.msgid_plural is not None:
            context.append(f"msgstr[{form}] ({form + 1}/{len(message.msgstr)}) ≈ {message.msgid}")
            # The rules choose a form's source in the same way (`checks.runner.pairs`).
            if form or language.plural.forms == 1:
                source = message.msgid_plural
        rows.append(
            Row(
                key=f"m{digest}.{form}",
                address=", ".join(pages),
                context="\n".join(context),
                source=source,
                translation=text,
                state=translated if text else State.MISSING,
                comment="" if form else "\n".join(message.comments),
            )
        )
    return rows
