"""The three-way merge of one message: what it was exported as, what it is now, what came back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from webapp.catalog.exchange.report import Line, Report
from webapp.catalog.exchange.returned import Cell
from webapp.catalog.exchange.rows import Row, State, rows_of
from webapp.catalog.model import Message
from webapp.checks.model import Severity
from webapp.checks.runner import judge
from webapp.languages import Language


@dataclass(slots=True)
class Merge:
    """The merge of the messages of one file.

    Arguments:
        language: the language of the file.
        report: where it is written down what became of each message.
        sources: every French text of the file, to know rows that were sorted apart.
        number: the row of the sheet that is being looked at.
    """

    language: Language
    report: Report
    sources: frozenset[str]
    number: int = 0

    def message(self, base: Message, now: Message, cells: Sequence[Cell]) -> Message:
        """Give a message as it shall be.

        Arguments:
            base: the message that was exported.
            now: the message in the catalogue.
            cells: the rows of the file that are of this message, in any order.
        """
        before = rows_of(base, self.language)
        back = [self._row(row, [cell for cell in cells if cell.form == row.form]) for row in before]
        for cell in cells:
            if cell.form >= len(before):
                self._refuse(base, f"has no plural form {cell.form}")
        self.number = cells[0].number
        merged = self._with_comment(now, before, back)
        if _texts_and_states(back) == _texts_and_states(before):
            return merged
        return self._with_text(base, merged, before, back)

    def _row(self, row: Row, cells: Sequence[Cell]) -> Row:
        """Give a row as it came back; as it was exported when that cannot be told."""
        self.number = cells[-1].number if cells else 0
        found = {(cell.translation, cell.state, cell.comment) for cell in cells}
        if len(found) > 1:
            self._refuse(row, "stands in the file more than once, with different texts")
        if len(found) != 1 or not self._readable(row, cells):
            return row
        translation, state, comment = found.pop()
        return replace(
            row,
            translation=row.translation if translation is None else translation,
            state=state or row.state,
            comment=row.comment if comment is None else comment,
        )

    def _readable(self, row: Row, cells: Sequence[Cell]) -> bool:
        """Tell whether a row says what its translator meant, and of this message."""
        for cell in cells:
            self.number = cell.number
            if cell.edited:
                self._note(
                    row.source, "its page or context was edited in the file; that is ignored"
                )
            if cell.problem:
                self._refuse(row, cell.problem)
                return False
            if cell.source in (None, row.source):
                continue
            if cell.source in self.sources:
                self._refuse(row, "stands beside the French of another message; sort whole rows")
                return False
            self._note(row.source, "the French was edited in the file; that is ignored")
        return True

    def _refuse(self, what: Row | Message, sentence: str) -> None:
        name = what.source if isinstance(what, Row) else what.msgid
        self.report.refused.append(Line(name, sentence, row=self.number))

    def _note(self, name: str, sentence: str) -> None:
        self.report.noted.append(Line(name, sentence, row=self.number))

    def _with_text(
        self, base: Message, now: Message, before: Sequence[Row], back: Sequence[Row]
    ) -> Message:
        """Take the texts that only the file changed, and the state if it speaks of these texts."""
        theirs = [row.translation for row in back]
        if (now.msgid_plural, len(now.msgstr)) != (base.msgid_plural, len(base.msgstr)):
            self._dispute(base, "its plural has changed since the export", now.msgstr, theirs)
            return now
        texts = [
            self._text(base, *three) for three in zip(base.msgstr, now.msgstr, theirs, strict=True)
        ]
        fuzzy, wanted = now.fuzzy, _fuzzy(before, back)
        if wanted != base.fuzzy:
            if texts == theirs:
                fuzzy = wanted
            else:
                sentence = "its state was changed for a text that is not the catalogue's"
                self._dispute(base, sentence, now.msgstr, theirs)
        return self._judged(now, _marked(replace(now, msgstr=texts), fuzzy))

    def _text(self, message: Message, base: str, now: str, back: str) -> str:
        if back == base:
            return now
        if now in (base, back):
            return back
        self._dispute(message, "both sides changed it; the catalogue stays", [now], [back])
        return now

    def _dispute(
        self, message: Message, sentence: str, ours: Sequence[str], theirs: Sequence[str]
    ) -> None:
        line = Line(message.msgid, sentence, " | ".join(ours), " | ".join(theirs), self.number)
        self.report.conflicts.append(line)

    def _judged(self, now: Message, merged: Message) -> Message:
        """Let a changed message in when the rules do, with a line in the report either way."""
        same_text = merged.msgstr == now.msgstr
        if same_text and merged.fuzzy == now.fuzzy:
            return now
        findings = [] if same_text and merged.fuzzy else list(judge(merged, self.language))
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        for finding in errors:
            ours, theirs = " | ".join(now.msgstr), " | ".join(merged.msgstr)
            sentence = f"[{finding.rule}] {finding.sentence}"
            self.report.refused.append(Line(now.msgid, sentence, ours, theirs, self.number))
        if errors:
            return now
        for finding in [] if same_text else findings:
            self._note(now.msgid, f"warning [{finding.rule}] {finding.sentence}")
        parts = [] if same_text else ["translation" if any(merged.msgstr) else "emptied"]
        if merged.fuzzy:
            parts.append("fuzzy")
        elif now.fuzzy:
            parts.append("not fuzzy any more")
        self.report.taken.append(Line(now.msgid, ", ".join(parts), row=self.number))
        return merged

    def _with_comment(self, now: Message, before: Sequence[Row], back: Sequence[Row]) -> Message:
        base, mine, theirs = _comment(before), _plain("\n".join(now.comments)), _comment(back)
        if theirs in (base, mine):
            return now
        if mine != base:
            self._dispute(now, "both sides changed the comment", [mine], [theirs])
            return now
        self.report.taken.append(Line(now.msgid, "comment", row=self.number))
        return replace(now, comments=theirs.split("\n") if theirs else [])


def _texts_and_states(rows: Sequence[Row]) -> list[tuple[str, State]]:
    return [(row.translation, row.state) for row in rows]


def _comment(rows: Sequence[Row]) -> str:
    """Join the comments of all forms; they are the message's."""
    return "\n".join(filter(None, (_plain(row.comment) for row in rows)))


def _plain(comment: str) -> str:
    """Leave out the spaces at line ends and around a comment, which a `.po` does not keep."""
    return "\n".join(line.rstrip() for line in comment.strip().splitlines())


def _fuzzy(before: Sequence[Row], back: Sequence[Row]) -> bool:
    """Tell whether somebody must look at the message: one form in doubt is enough.

    A text that was filled in where the state still says `missing` is a translation; a text whose
    state was set to `missing` has to be done again.
    """
    return any(
        row.state is State.FUZZY or (row.state is State.MISSING and old.state is not State.MISSING)
        for old, row in zip(before, back, strict=True)
        if row.translation
    )


def _marked(message: Message, fuzzy: bool) -> Message:
    """Set or clear the doubt; the previous msgid goes with it (gettext manual, 3.3)."""
    flags = [flag for flag in message.flags if flag != "fuzzy"]
    if fuzzy:
        return replace(message, flags=["fuzzy", *flags])
    return replace(message, flags=flags, previous=None)
