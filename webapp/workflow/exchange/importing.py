"""Importing a spreadsheet: a merge of the exported catalogue, the present one and the file."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from webapp.checks.model import Severity
from webapp.checks.runner import judge
from webapp.disk import locked
from webapp.errors import FileError
from webapp.po import files
from webapp.po.model import Catalogue, Message
from webapp.po.read import read
from webapp.po.write import write
from webapp.workflow.exchange.reading import ImportFile, Line, read_file
from webapp.workflow.exchange.rows import Row, State, rows_of
from webapp.workflow.three_way import merge_message

MOVED = 5
"""The least number of misplaced texts from which a column counts as sorted by itself."""


def import_spreadsheet(path: Path, folder: Path, *, dry_run: bool = False) -> ImportFile:
    """Merge a spreadsheet into the catalogue of its language and return its report.

    Arguments:
        dry_run: whether to write nothing.

    Raises:
        FileError: when a file cannot be read or written.
        CatalogSyntaxError: when the catalogue cannot be read.
    """
    file = read_file(path)
    source = files.source(folder, file.language)
    with locked(*(() if dry_run else [source])):
        catalogue = merged(read(source), file)
        if file.of("taken") and not dry_run:
            write(catalogue)
    return file


def merged(catalogue: Catalogue, file: ImportFile) -> Catalogue:
    """Return the catalogue with what is taken from a file; report each message in `file.lines`.

    Raises:
        FileError: when translations are in the rows of other messages.
    """
    # If most changed texts are those of other rows, the column was sorted, not translated.
    pairs = [
        (file.exported[key].translation, row.translation) for key, (_, row) in file.rows.items()
    ]
    changed = [(old, new) for old, new in pairs if old != new]
    moved = (Counter(old for old, _ in changed) & Counter(new for _, new in changed)).total()
    if moved >= MOVED and moved * 2 > len(changed):
        problem = f"{moved} translations stand in the rows of other sentences"
        remedy = "undo the sorting of that column, and sort whole rows only; nothing was taken"
        raise FileError(file.path, f"{problem}; {remedy}")
    now = {message.key: message for message in catalogue.active()}
    results: dict[int, Message] = {}
    for base in file.base.messages:
        exported = rows_of(base, file.language)
        theirs = _theirs(base, exported, file)
        if theirs == base:
            continue
        number = next(file.rows[row.key][0] for row in exported if row.key in file.rows)
        line = Line("unknown", base.msgid, "no longer in the catalogue", number)
        if ours := now.get(base.key):
            results[id(ours)] = _merge(base, ours, theirs, line, file)
        else:
            file.lines.append(line._replace(theirs=" | ".join(theirs.msgstr)))
    messages = [results.get(id(message), message) for message in catalogue.messages]
    return replace(catalogue, messages=messages)


def _theirs(base: Message, exported: Sequence[Row], file: ImportFile) -> Message:
    """Return an exported message with the texts, states and comments that the file has now."""
    rows = [file.rows.get(row.key, (0, row))[1] for row in exported]
    comments = _comments(rows)
    theirs = base if comments == _comments(exported) else replace(base, comments=comments)
    pairs = list(zip(exported, rows, strict=True))
    if all((old.translation, old.state) == (new.translation, new.state) for old, new in pairs):
        return theirs
    # One fuzzy form makes the message fuzzy. A text filled in while its state still says `missing`
    # is a translation; a text whose state was changed to `missing` has to be done again.
    fuzzy = any(
        new.translation
        and (new.state is State.FUZZY or State.MISSING is new.state is not old.state)
        for old, new in pairs
    )
    flags = ["fuzzy"] * fuzzy + [flag for flag in base.flags if flag != "fuzzy"]
    # The previous msgid explains why a message is fuzzy (gettext manual, 3.3).
    previous = base.previous if fuzzy else None
    texts = [row.translation for row in rows]
    return replace(theirs, msgstr=texts, flags=flags, previous=previous)


def _comments(rows: Sequence[Row]) -> list[str]:
    """Return the lines of all comments, without the surrounding spaces, which no `.po` keeps."""
    return [line.rstrip() for row in rows for line in row.comment.strip().splitlines()]


def _merge(base: Message, ours: Message, theirs: Message, line: Line, file: ImportFile) -> Message:
    """Merge a message; keep our translation on a conflict or an error of a rule."""
    result, conflict = merge_message(base, ours, theirs)
    unchanged = replace(ours, comments=result.comments)
    both = line._replace(ours=" | ".join(ours.msgstr), theirs=" | ".join(theirs.msgstr))
    if result.comments != ours.comments:
        file.lines.append(line._replace(kind="taken", sentence="comment"))
    # A merge drops an empty text for any other; here somebody may have emptied it on purpose.
    emptied = any(base.msgstr) and any(result.msgstr) and not any(theirs.msgstr)
    if conflict or emptied:
        sentence = "changed on both sides; the catalogue's text is kept"
        file.lines.append(both._replace(kind="conflict", sentence=sentence))
        return unchanged
    new_text = result.msgstr != ours.msgstr
    if not new_text and result.fuzzy == ours.fuzzy:
        return unchanged
    findings = list(judge(result, file.language)) if new_text or not result.fuzzy else []
    if errors := [finding for finding in findings if finding.severity is Severity.ERROR]:
        sentences = [f"[{finding.rule}] {finding.sentence}" for finding in errors]
        file.lines += [both._replace(kind="refused", sentence=text) for text in sentences]
        return unchanged
    sentences = [f"warning [{finding.rule}] {finding.sentence}" for finding in findings]
    file.lines += [line._replace(kind="noted", sentence=text) for text in sentences]
    done = ["translation" if any(result.msgstr) else "emptied"] if new_text else []
    if result.fuzzy or ours.fuzzy:
        done.append("fuzzy" if result.fuzzy else "no longer fuzzy")
    file.lines.append(line._replace(kind="taken", sentence=", ".join(done)))
    return result
