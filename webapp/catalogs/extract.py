"""Extraction of messages.pot from the sources; the same sources give the same bytes."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from tokenize import TokenError
from typing import NamedTuple

from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from jinja2 import TemplateSyntaxError

from webapp.checks.fields import malformed_field
from webapp.checks.model import Pair
from webapp.errors import SiteError, shown
from webapp.languages import SOURCE
from webapp.po import files
from webapp.po.model import ENCODING, Catalogue, Key, Message
from webapp.po.read import decode

PROJECT = "cooperation-pages"
SKIPPED = frozenset({".git", ".venv", "node_modules", "__pycache__", "build"})


class Occurrence(NamedTuple):
    """A message at one place of the sources; `file` is relative to the project."""

    file: str
    line: int
    msgid: str
    msgid_plural: str | None
    msgctxt: str | None
    comments: tuple[str, ...]


def extract_template(root: Path, folder: Path, shown_at: Mapping[str, str]) -> Catalogue:
    """Return the messages of a project as a template catalogue; nothing is written.

    Arguments:
        root: the folder with `babel.cfg`, which says what is read and how.
        shown_at: the address of a page that shows the messages of a file, by its path or name,
            or one message, by its msgid; in the order in which messages are sorted.

    Raises:
        SiteError: for a file that cannot be parsed, a percent sign that is not a field or a
            message with two plurals.
    """
    pages = {address: number for number, address in enumerate(dict.fromkeys(shown_at.values()))}
    order = {key: number for number, key in enumerate(shown_at)}
    rows = []
    for one in occurrences(root):
        key = one.file if one.file in shown_at else Path(one.file).name
        address = shown_at.get(one.msgid) or shown_at.get(key, "")
        place = pages.get(address, len(pages)), order.get(key, len(order)), one.file, one.line
        rows.append((place, one, address))
    messages: dict[Key, Message] = {}
    for _, occurrence, address in sorted(rows, key=lambda row: row[0]):
        _add(messages, occurrence, address)
    header = Message("", comments=["The French text of the site; made by `i18n extract`."])
    catalogue = Catalogue(files.template(folder), header, list(messages.values()))
    catalogue.headers = {
        "Project-Id-Version": PROJECT,
        "Language": "",
        **ENCODING,
        "X-Source-Language": SOURCE.tag,
    }
    return catalogue


def _add(messages: dict[Key, Message], occurrence: Occurrence, address: str) -> None:
    """Add an occurrence, as a new message or to the one with the same key."""
    msgid, plural = occurrence.msgid, occurrence.msgid_plural
    message = messages.setdefault(
        (occurrence.msgctxt, msgid), Message(msgid, msgctxt=occurrence.msgctxt)
    )
    if plural is not None:
        if message.msgid_plural not in (None, plural):
            problem = f"{msgid!r} has another plural in {message.references[0]}"
            raise _refusal(Path(occurrence.file), occurrence.line, problem)
        message.msgid_plural, message.msgstr = plural, ["", ""]
    if "%" in msgid + (plural or ""):
        message.flags = ["python-format"]
    page = [f"Page: {address}"] if address and not message.references else []
    message.extracted = list(dict.fromkeys([*message.extracted, *occurrence.comments, *page]))
    if occurrence.file not in message.references:
        message.references.append(occurrence.file)


def occurrences(root: Path) -> Iterator[Occurrence]:
    """Yield every occurrence of a message in the files that `babel.cfg` names, file by file."""
    with (root / "babel.cfg").open(encoding="utf-8") as config:
        method_map, options_map = parse_mapping_cfg(config, "babel.cfg")  # type: ignore[no-untyped-call]
    path = root

    def begin(name: str, _: object, __: object) -> None:
        nonlocal path
        path = root / name
        decode(path.read_bytes(), path)  # refuses other encodings; Babel's error would name no line

    rows = extract_from_dir(
        root,
        method_map,
        options_map,
        comment_tags=["Translators:"],
        callback=begin,
        strip_comment_tags=True,
        directory_filter=lambda folder: Path(folder).name not in SKIPPED,
    )
    try:
        for name, line, texts, comments, context in rows:
            msgid, plural = (texts, None) if isinstance(texts, str) else (texts[0] or "", texts[1])
            pair = filter(None, (msgid, plural))
            for problem in (f"{text!r}: {problem}" for text in pair for problem in malformed(text)):
                raise _refusal(path, line, problem)
            notes = tuple(" ".join(comment.split()) for comment in comments)
            yield Occurrence(name, line, msgid, plural or None, context, notes)
    except TemplateSyntaxError as error:
        raise _refusal(path, error.lineno, error.message or "not a template") from error
    except SyntaxError as error:
        raise _refusal(path, error.lineno or 0, error.msg) from error
    except TokenError as error:
        problem, (line, _) = error.args
        raise _refusal(path, line, problem) from error


def malformed(text: str) -> Iterator[str]:
    """Yield what would make filling in a text fail; every message is filled in."""
    return malformed_field(Pair("", text, SOURCE, Message(text, flags=["python-format"])))


def _refusal(path: Path, line: int, problem: str) -> SiteError:
    """Return the error of a source from which messages cannot be extracted."""
    return SiteError(f"{shown(path)}:{line}", f"error [extract] {problem}")
