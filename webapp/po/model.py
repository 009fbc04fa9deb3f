"""A catalogue as a `.po` file holds it: its messages, with all that the file has on each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

Key = tuple[str | None, str]

MERGE_NOTE = "merge:"
"""The prefix of a translator's comment in which git's merge driver noted a conflict."""

ENCODING = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
"""The header fields that state the encoding of every file of ours."""


def lookup_key(msgid: str, plural: str | None = None, context: str | None = None) -> str:
    """Return the key by which a message is looked up; see `Message.lookup_key`."""
    key = msgid if plural is None else f"{msgid}\0{plural}"
    return key if context is None else f"{context}\x04{key}"


@dataclass(slots=True)
class Message:
    """One entry of a catalogue; the one with the empty msgid is the header.

    Arguments:
        msgstr: one text for each plural form.
        msgid_plural: None for a message without plural forms.
        comments: lines written by translators (`# `).
        extracted: lines from the source (`#.`).
        references: source files that contain it (`#:`).
        flags: `fuzzy`, `python-format` and others (`#,`).
        sticky: the flag lines of gettext 1.0 that tools must keep (`#=`).
        previous: msgctxt, msgid and msgid_plural before the source changed (`#|`).
        obsolete: whether the source no longer has it (`#~`).
        line: the line of its msgid; 0 when it was not read from a file. Comparing messages
            ignores lines.
        msgstr_line: the line of its first msgstr.
    """

    msgid: str
    msgstr: list[str] = field(default_factory=lambda: [""])
    msgid_plural: str | None = None
    msgctxt: str | None = None
    comments: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    sticky: list[str] = field(default_factory=list)
    previous: tuple[str | None, str, str | None] | None = None
    obsolete: bool = False
    line: int = field(default=0, compare=False)
    msgstr_line: int = field(default=0, compare=False)

    @property
    def key(self) -> Key:
        """The msgctxt and msgid, which identify the message in its catalogue."""
        return self.msgctxt, self.msgid

    @property
    def lookup_key(self) -> str:
        """The key for look-up, as in a `.mo`: the msgid, after its msgctxt and U+0004 if any.

        The msgid_plural follows after U+0000, so a plural message is not found by its msgid alone.
        """
        return lookup_key(self.msgid, self.msgid_plural, self.msgctxt)

    @property
    def fuzzy(self) -> bool:
        """Whether somebody must look at the translation before it is used."""
        return "fuzzy" in self.flags

    @property
    def translated(self) -> bool:
        """Whether every form has a text, fuzzy or not."""
        return all(self.msgstr)


@dataclass(slots=True)
class Catalogue:
    """A `.po` or `.pot` file.

    Arguments:
        path: the path of the file, for findings and errors.
        header: the entry with the empty msgid.
        messages: every other entry in the order of the file, obsolete ones included.
        ending: lines that translators wrote after the last message (`# `).
    """

    path: Path
    header: Message
    messages: list[Message] = field(default_factory=list)
    ending: list[str] = field(default_factory=list)

    def active(self) -> Iterator[Message]:
        """Yield the messages that the source has."""
        return (message for message in self.messages if not message.obsolete)

    def obsolete(self) -> Iterator[Message]:
        """Yield the messages that the source no longer has."""
        return (message for message in self.messages if message.obsolete)

    @property
    def headers(self) -> dict[str, str]:
        """The fields of the header, in the order of the file."""
        lines = (line.partition(":") for line in self.header.msgstr[0].split("\n"))
        return {name.strip(): value.strip() for name, colon, value in lines if colon}

    @headers.setter
    def headers(self, fields: dict[str, str]) -> None:
        self.header.msgstr = ["".join(f"{name}: {value}\n" for name, value in fields.items())]
