"""Extraction: the `.pot` from templates and Python, the same bytes from the same sources."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tokenize import TokenError

from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.frontend import parse_mapping_cfg
from babel.util import pathmatch
from jinja2 import TemplateSyntaxError

from webapp.catalog import files
from webapp.catalog.model import Catalogue, Key, Message
from webapp.checks.fields import malformed_field
from webapp.checks.model import Pair
from webapp.errors import SourceError
from webapp.languages import SOURCE

PROJECT = "cooperation-pages"
SKIPPED = frozenset({".git", ".venv", "node_modules", "__pycache__", "build"})

Row = tuple[int, str, str | None, str | None, tuple[str, ...]]
"""Line, msgid, msgid_plural, msgctxt and comments of a message."""

Text = str | tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A message at one place of the sources."""

    file: str
    line: int
    msgid: str
    msgid_plural: str | None
    msgctxt: str | None
    comments: tuple[str, ...]


def extract_template(root: Path, folder: Path, shown_at: Mapping[str, str]) -> Catalogue:
    """Extract the messages of a project into a template catalogue, in memory.

    Arguments:
        root: the folder with `babel.cfg`, which says what is read and how.
        folder: the folder of the catalogues.
        shown_at: the address of a page that shows the messages of a file, by the file's name
            relative to `root`, or of a msgid; pages in the order in which messages are sorted.

    Raises:
        SourceError: for a file that cannot be parsed, a percent sign that is not a field or a
            message with two plurals.
    """
    messages: dict[Key, Message] = {}
    for found in _ordered(list(found_messages(root)), shown_at):
        _add(messages, found, shown_at)
    header = Message("", comments=["The French text of the site; made by `i18n extract`."])
    catalogue = Catalogue(files.template(folder), header, list(messages.values()))
    catalogue.headers = {
        "Project-Id-Version": PROJECT,
        "Language": "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": SOURCE.tag,
    }
    return catalogue


def _ordered(found: list[Found], shown_at: Mapping[str, str]) -> list[Found]:
    """Sort by page, then in the order in which the page includes its parts."""
    pages = {address: number for number, address in enumerate(dict.fromkeys(shown_at.values()))}
    names = {name: number for number, name in enumerate(shown_at)}

    def place(item: Found) -> tuple[int, int, str, int]:
        page = pages.get(_address(item, shown_at), len(pages))
        return page, names.get(item.file, len(names)), item.file, item.line

    return sorted(found, key=place)


def _address(found: Found, shown_at: Mapping[str, str]) -> str:
    return shown_at.get(found.msgid) or shown_at.get(found.file, "")


def _add(messages: dict[Key, Message], found: Found, shown_at: Mapping[str, str]) -> None:
    """Add a message, or what another place says of one that is there."""
    forms = [""] if found.msgid_plural is None else ["", ""]
    message = Message(found.msgid, forms, found.msgid_plural, found.msgctxt)
    message = messages.setdefault(message.key, message)
    if message.msgid_plural is None and found.msgid_plural is not None:
        message.msgid_plural, message.msgstr = found.msgid_plural, forms
    if found.msgid_plural not in (None, message.msgid_plural):
        problem = f"{found.msgid!r} has another plural in {message.references[0]}"
        raise SourceError(Path(found.file), found.line, problem)
    if "%" in found.msgid + (found.msgid_plural or ""):
        message.flags = ["python-format"]
    address = _address(found, shown_at)
    page = [f"Page: {address}"] if address and not message.references else []
    message.extracted += [
        line for line in (*found.comments, *page) if line not in message.extracted
    ]
    if found.file not in message.references:
        message.references.append(found.file)


def found_messages(root: Path) -> Iterator[Found]:
    """Yield every message of every file that `babel.cfg` names, in the order of the names.

    Arguments:
        root: the folder with `babel.cfg`.
    """
    with (root / "babel.cfg").open(encoding="utf-8") as config:
        method_map, options_map = parse_mapping_cfg(config, "babel.cfg")  # type: ignore[no-untyped-call]
    for path in _sources(root):
        name = path.relative_to(root).as_posix()
        for pattern, method in method_map:
            if pathmatch(pattern, name):
                rows = extract_file(path, _utf8(path), method, options_map.get(pattern, {}))
                yield from (Found(name, *row) for row in rows)
                break


def _sources(root: Path) -> list[Path]:
    """List the files below the folders of the project, without what is not its own."""
    return sorted(
        path
        for top in sorted(root.iterdir())
        if top.is_dir() and top.name not in SKIPPED
        for path in top.rglob("*")
        if path.suffix in (".py", ".html", ".txt", ".xml")
        and not SKIPPED & set(path.relative_to(root).parts)
    )


def extract_file(path: Path, data: bytes, method: str, options: Mapping[str, str]) -> list[Row]:
    """Extract the messages of one file.

    Arguments:
        path: the file, for errors.
        data: its content, in UTF-8.
        method: Babel's extraction method: `python`, `jinja2`.
        options: that method's options.

    Raises:
        SourceError: for a file that cannot be parsed or a percent sign that is not a field.
    """
    found: list[Row] = []
    tags = ["Translators:"]
    try:
        for line, texts, comments, context in extract(
            method, io.BytesIO(data), DEFAULT_KEYWORDS, tags, dict(options), strip_comment_tags=True
        ):
            found.append(_row(path, line, texts, comments, context))
    except TemplateSyntaxError as error:
        raise SourceError(path, error.lineno, error.message or "not a template") from error
    except SyntaxError as error:
        raise SourceError(path, error.lineno or 0, error.msg) from error
    except TokenError as error:
        problem, (line, _) = error.args
        raise SourceError(path, line, problem) from error
    return found


def _utf8(path: Path) -> bytes:
    """Read a source file, which must be UTF-8."""
    data = path.read_bytes()
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"byte 0x{data[error.start]:02X} is not UTF-8; save the file as UTF-8"
        raise SourceError(path, line, problem) from error
    return data


def _row(path: Path, line: int, texts: Text, comments: Sequence[str], context: str | None) -> Row:
    msgid, plural = (texts, None) if isinstance(texts, str) else (texts[0] or "", texts[1])
    for text in (msgid, plural or ""):
        for problem in malformed(text):
            raise SourceError(path, line, f"{text!r}: {problem}")
    notes = tuple(" ".join(comment.split()) for comment in comments)
    return line, msgid, plural, context, notes


def malformed(text: str) -> Iterator[str]:
    """Yield what makes a text impossible to fill in: every message is formatted."""
    return malformed_field(Pair("", text, SOURCE, Message(text, flags=["python-format"])))
