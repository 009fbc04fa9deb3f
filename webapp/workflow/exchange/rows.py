"""What a spreadsheet shows of a message: one row for each plural form, a column for each part."""

from enum import StrEnum
from hashlib import sha256
from json import dumps
from typing import NamedTuple

from webapp.languages import Language
from webapp.po.model import Message

BASE_SHEET, BASE_FORMAT = "base", "cooperation-pages/3"
"""The hidden sheet with the catalogue as it was exported, and how its first cell begins.

Its other cells are that catalogue as PO, compressed and written in hexadecimal digits: no program
finds anything there to escape, wrap, translate or replace.
"""


class State(StrEnum):
    """What a translator says of one text, in French as the headings: who translates reads it."""

    TRANSLATED = "traduit"
    FUZZY = "à revoir"
    MISSING = "manquant"


COLUMNS = ("key", "address", "context", "source", "translation", "state", "comment")
HEADINGS = ("key", "Adresse", "Contexte", "Français", "Traduction", "État", "Votre commentaire")


class Row(NamedTuple):
    """One text of a message, with what a translator needs to know of it.

    Arguments:
        key: the message and the plural form: a digest, so that no program takes it for a number.
        address: the pages that show it.
        context: the extracted comments, the msgctxt and the plural form.
        source: the French text that this form stands for.
        comment: the translators' comments; with the first form only.
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
            # As the rules line them up (`checks.runner.pairs`).
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
