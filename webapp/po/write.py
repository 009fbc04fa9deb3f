"""Writing PO with polib, in one form: the same messages give the same bytes."""

import re

import polib

from webapp.disk import read_bytes, replace
from webapp.po.model import Catalogue, Message

_EMPTY_COMMENT = re.compile(r"^(#\.?) +$", re.MULTILINE)
_AFTER_FLAGS = re.compile(r"^(?=#\||#~|msg)", re.MULTILINE)


class _File(polib.POFile):  # type: ignore[misc]
    """A PO file whose header is an entry like any other; polib would sort it and drop its flags."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(wrapwidth=0)
        self.head = _Entry(catalogue.header)
        self.extend(map(_Entry, catalogue.messages))

    def metadata_as_entry(self) -> "_Entry":
        return self.head


class _Entry(polib.POEntry):  # type: ignore[misc]
    """A message, with the `#=` lines that polib does not know."""

    def __init__(self, message: Message) -> None:
        one = message.msgid_plural is None
        before = message.previous or (None, None, None)
        super().__init__(
            msgid=message.msgid,
            msgstr=message.msgstr[0] if one else "",
            msgid_plural=message.msgid_plural or "",
            msgstr_plural={} if one else dict(enumerate(message.msgstr)),
            msgctxt=message.msgctxt,
            obsolete=message.obsolete,
            tcomment="\n".join(line or " " for line in message.comments),
            comment="\n".join(line or " " for line in message.extracted),
            # One text with a line for each, for small diffs; polib would join several with spaces.
            occurrences=[("\n#: ".join(message.references), "")] if message.references else [],
            flags=sorted(message.flags, key=lambda flag: flag != "fuzzy"),
            previous_msgctxt=before[0],
            previous_msgid=before[1],
            previous_msgid_plural=before[2],
        )
        self.sticky = "".join(f"#= {line}\n" for line in message.sticky)

    def __unicode__(self, wrapwidth: int = 0) -> str:
        text: str = super().__unicode__(wrapwidth)
        return _AFTER_FLAGS.sub(lambda _: self.sticky, text, count=1) if self.sticky else text


def render(catalogue: Catalogue) -> str:
    """Return the text of a catalogue.

    A text is broken after its newlines and nowhere else, each reference has its line, `fuzzy` is
    the first flag, obsolete messages come last: a change of one message changes its lines only.
    """
    text = str(_File(catalogue)).removeprefix("#\n")  # polib's comment where a file has none
    ending = "".join(f"# {line}\n" for line in catalogue.ending)
    return _EMPTY_COMMENT.sub(r"\1", f"{text}\n{ending}" if ending else text)


def entry_text(message: Message) -> str:
    """Return a message as `render` writes it, with the empty line before it."""
    return _EMPTY_COMMENT.sub(r"\1", f"\n\n{_Entry(message).__unicode__()}")


def write(catalogue: Catalogue) -> bool:
    """Write a catalogue to its path; return whether its bytes changed."""
    return replace(catalogue.path, render(catalogue).encode())


def differs(catalogue: Catalogue) -> bool:
    """Return whether writing a catalogue would change its file.

    Raises:
        FileError: when the system refuses to read the file.
    """
    path = catalogue.path
    return not path.is_file() or read_bytes(path) != render(catalogue).encode()
