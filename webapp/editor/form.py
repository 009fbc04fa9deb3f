"""What the form of a message sends."""

import re
from collections.abc import Mapping
from datetime import date

from webapp.editor.saving import Action, Change
from webapp.editor.workbook import Row
from webapp.translators import Person

MAX_NOTE = 2_000
"""Characters of the translators' notes of a message."""

_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def change_of(form: Mapping[str, str], row: Row, person: Person, day: date) -> Change:
    """Return the change that a form asks for; who is no reviewer has drafts where it publishes.

    Arguments:
        person, day: who sends it, and when: a question says so.
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
    """Return a text with line ends as a catalogue has them, without what nobody can type."""
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", sent))
