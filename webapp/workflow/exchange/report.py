"""What an import did: message by message, as a translator or a reviewer reads it."""

from dataclasses import dataclass, field

from webapp.errors import shortened

KINDS = ("taken", "conflict", "refused", "unknown", "noted")
"""In this order: done; changed on both sides; refused by a rule or as no text; of no message of
the catalogue; ignored, or a warning of a rule on what was taken."""


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one message or of one of its texts.

    Arguments:
        kind: one of `KINDS`.
        name: the French text.
        row: its number in the sheet; 0 when it is of no row, or of many.
        ours: the text of the catalogue, where the two differ.
        theirs: the text of the file, where the two differ.
    """

    kind: str
    name: str
    sentence: str
    row: int = 0
    ours: str | None = None
    theirs: str | None = None

    def __str__(self) -> str:
        row = f"row {self.row}: " if self.row else ""
        text = f"  {self.kind:8} {row}{shortened(self.name, 60)!r}: {self.sentence}"
        if self.ours is not None:
            text += f"\n    catalogue: {self.ours!r}"
        if self.theirs is not None:
            text += f"\n    file:      {self.theirs!r}"
        return text


@dataclass(slots=True)
class Report:
    """What an import did to the catalogue of a language, which is named by its path."""

    language: str
    lines: list[Line] = field(default_factory=list)

    def of(self, kind: str) -> list[Line]:
        """Return the lines of one kind."""
        return [line for line in self.lines if line.kind == kind]

    @property
    def clean(self) -> bool:
        """Whether all that was changed in the file was taken."""
        return all(line.kind in ("taken", "noted") for line in self.lines)

    def __str__(self) -> str:
        taken, conflicts, refused, unknown, _ = (len(self.of(kind)) for kind in KINDS)
        counts = f"{taken} taken, {conflicts} conflicts, {refused} refused, {unknown} unknown"
        lines = sorted(self.lines, key=lambda line: (KINDS.index(line.kind), line.row))
        return "\n".join([f"{self.language}: {counts}", *map(str, lines)])
