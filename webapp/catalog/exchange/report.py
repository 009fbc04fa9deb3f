"""What an import did: message by message, as a translator or a reviewer reads it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one message or of one of its texts.

    Arguments:
        msgid: the message.
        sentence: what was done or why not.
        ours: in a conflict, the text of the catalogue.
        theirs: in a conflict, the text of the file.
        row: its number in the sheet; 0 when it is of no row, or of many.
    """

    msgid: str
    sentence: str
    ours: str | None = None
    theirs: str | None = None
    row: int = 0

    def __str__(self) -> str:
        row = f"row {self.row}: " if self.row else ""
        text = f"{row}{_short(self.msgid)}: {self.sentence}"
        if self.ours is not None:
            text += f"\n    catalogue: {self.ours!r}"
        if self.theirs is not None:
            text += f"\n    file:      {self.theirs!r}"
        return text


def _short(text: str) -> str:
    return repr(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")


@dataclass(slots=True)
class Report:
    """What an import did.

    Arguments:
        language: the path of the language.
        taken: what was changed in the catalogue.
        conflicts: what both sides had changed; the catalogue stays.
        refused: what the rules or the file's form do not let in.
        unknown: messages of the file that the catalogue has no more, and rows of no message.
        noted: what was seen and ignored, and what a reader would notice in what was taken.
    """

    language: str
    taken: list[Line] = field(default_factory=list)
    conflicts: list[Line] = field(default_factory=list)
    refused: list[Line] = field(default_factory=list)
    unknown: list[Line] = field(default_factory=list)
    noted: list[Line] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether all that the file had changed was taken."""
        return not (self.conflicts or self.refused or self.unknown)

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield (
            f"{self.language}: {len(self.taken)} taken, {len(self.conflicts)} conflicts,"
            f" {len(self.refused)} refused, {len(self.unknown)} unknown"
        )
        kinds = ("taken", "conflict", "refused", "unknown", "noted")
        groups = (self.taken, self.conflicts, self.refused, self.unknown, self.noted)
        for kind, group in zip(kinds, groups, strict=True):
            yield from (f"  {kind:8} {line}" for line in group)
