"""Reading PO strictly: what cannot be kept is refused, with its line, and never lost."""

import re
from collections.abc import Iterator
from pathlib import Path

from webapp.disk import read_bytes
from webapp.errors import CatalogSyntaxError, shortened
from webapp.po.model import Catalogue, Key, Message

_BLANKS = " \t\r\f\v"
_TEXT = r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"'
_STRING = re.compile(_TEXT)
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?:\[([0-9]{1,3})\])?[ \t]*" + _TEXT)
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})(\s|$)")
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = dict(zip('ntrbfva\\"', '\n\t\r\b\f\v\a\\"', strict=True))
# Between U+2068 and U+2069 a file's name may hold spaces (gettext 0.22).
_REFERENCE = re.compile("(?:\u2068[^\u2068\u2069]*+\u2069|\\S)++")
_CHARSET = re.compile(r"^Content-Type:.*charset=(\S+)", re.IGNORECASE | re.MULTILINE)
_UTF8 = ("UTF-8", "UTF8", "ASCII", "US-ASCII", "CHARSET")

_AFTER: dict[str, tuple[str, ...]] = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgid_plural", "msgstr"),
    "msgid_plural": ("msgstr[0]",),
    "msgstr": ("msgctxt", "msgid"),
}
"""The keywords that may follow each keyword; the next number follows a `msgstr[…]`."""


def read(path: Path) -> Catalogue:
    """Read a `.po` or `.pot` file.

    Raises:
        FileError: when there is no such file or it may not be read.
        CatalogSyntaxError: when it is not UTF-8 or not PO, or has the same message twice.
    """
    return parsed(read_bytes(path), path)


def parsed(data: bytes, path: Path) -> Catalogue:
    """Read the bytes of a `.po` file, as `read` does; `path` is only named in errors."""
    return parse(decode(data, path), path)


def decode(data: bytes, path: Path) -> str:
    """Decode a file that must be UTF-8 (gettext manual, §3.2)."""
    try:
        text = data.decode("utf-8-sig")
        position = data.find(b"\0")
    except UnicodeDecodeError as error:
        text, position = "", error.start
    if position >= 0:
        what = "text" if text else "UTF-8"
        problem = f"byte 0x{data[position]:02X} is not {what}; save the file as UTF-8"
        raise CatalogSyntaxError(path, data.count(b"\n", 0, position) + 1, problem)
    return text


def parse(text: str, path: Path) -> Catalogue:
    """Read the text of a `.po` file; `path` is only named in errors."""
    catalogue = Catalogue(path, Message(""))
    lines: dict[tuple[bool, Key], int] = {}
    reader = _Reader(path)
    for message in reader.messages(text):
        first = lines.setdefault((message.obsolete, message.key), message.line)
        if first != message.line:
            quoted = repr(shortened(message.msgid))
            problem = f"the message {quoted} is already there at line {first}; keep one of the two"
            raise CatalogSyntaxError(path, message.line, problem)
        if message.key == (None, "") and not message.obsolete:
            catalogue.header = message
        else:
            catalogue.messages.append(message)
    catalogue.ending = reader.notes.get("#", [])
    charset = _CHARSET.search(catalogue.header.msgstr[0])
    if charset and charset[1].upper() not in _UTF8:
        problem = f"the charset is {charset[1]}; save the file as UTF-8"
        raise CatalogSyntaxError(path, catalogue.header.msgstr_line, problem)
    return catalogue


class _Reader:
    """A file being read: its current entry so far, and the text that the next line may continue."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.number = 1
        self._begin()

    def _begin(self) -> None:
        self.notes: dict[str, list[str]] = {}
        self.previous: dict[str, list[str]] = {}
        self.texts: dict[str, list[str]] = {}
        self.lines: dict[str, int] = {}
        self.open: list[str] = []
        self.last = ""
        self.forms = 0
        self.obsolete = False

    def fail(self, problem: str) -> CatalogSyntaxError:
        return CatalogSyntaxError(self.path, self.number, problem)

    def messages(self, text: str) -> Iterator[Message]:
        """Yield every entry of a text, the header included."""
        for number, raw in enumerate(text.split("\n"), 1):
            line = raw.strip(_BLANKS)
            obsolete = line.startswith("#~") and not line.startswith("#~|")
            if obsolete:
                line = line[2:].lstrip(_BLANKS)
            if not line:
                continue
            self.number = number
            if self.forms and not line.startswith(("msgstr", '"')):
                yield self._finish()
            if line[0] == "#" and not obsolete:
                self._comment(line)
            else:
                self._text(line, obsolete)
        if self.last:
            yield self._finish()
        if self.previous or self.notes.keys() - {"#"}:
            raise self.fail("the file ends before the message of its last comment; it is cut short")

    def _comment(self, line: str) -> None:
        if self.last:
            raise self.fail("a comment in the middle of a message; msgstr is missing before it")
        kind = line[:2]
        if kind in ("#.", "#:", "#,", "#="):
            self.notes.setdefault(kind, []).append(line[2:].strip())
        elif kind in ("#|", "#~"):
            text = line.partition("|")[2].strip(_BLANKS)
            keyword = _KEYWORD.fullmatch(text)
            if text.startswith('"') and self.previous:
                self.open.append(self._string(text))
            elif keyword and keyword[1] != "msgstr" and not keyword[2]:
                self.open = self.previous.setdefault(keyword[1], [])
                self.open.append(self._unescaped(keyword[3]))
            else:
                problem = 'a previous text is written #| msgid "…" (or msgctxt, msgid_plural)'
                raise self.fail(problem)
        else:
            self.notes.setdefault("#", []).append(line[1:].removeprefix(" "))

    def _text(self, line: str, obsolete: bool) -> None:
        """Read a keyword with its text, or a string that continues one."""
        if self.last and self.obsolete != obsolete:
            raise self.fail("a message is either obsolete (#~ on every line) or not")
        if line[0] == '"':
            if not self.last:
                raise self.fail("a string that continues nothing")
            self.open.append(self._string(line))
            return
        match = _KEYWORD.fullmatch(line)
        if not match:
            raise self._unreadable(line)
        keyword, index, text = match.groups()
        name = keyword if index is None else f"{keyword}[{int(index)}]"
        expected = _AFTER.get(self.last) or (f"msgstr[{self.forms}]",)
        if name not in expected:
            raise self.fail(f"{name} where {' or '.join(expected)} was expected")
        self.last, self.obsolete = name, obsolete
        self.open = self.texts[name] = [self._unescaped(text)]
        self.lines.setdefault(keyword, self.number)
        self.forms += keyword == "msgstr"

    def _string(self, quoted: str) -> str:
        match = _STRING.fullmatch(quoted)
        if not match:
            raise self._unreadable(quoted)
        return self._unescaped(match[1])

    def _unreadable(self, line: str) -> CatalogSyntaxError:
        """Return the error for a line that cannot be read."""
        if _CONFLICT.match(line):
            return self.fail("a conflict marker of git; keep one side and delete the marker")
        expected = 'a comment, or a keyword with a text in straight quotes (write \\" inside it)'
        return self.fail(f"expected {expected}; found {shortened(line)!r}")

    def _unescaped(self, text: str) -> str:
        if "\\" not in text:
            return text

        def character(match: re.Match[str]) -> str:
            if match[1] not in _ESCAPES:
                raise self.fail(f"{match[0]} is not an escape of PO; write \\\\ for a backslash")
            return _ESCAPES[match[1]]

        return _ESCAPE.sub(character, text)

    def _finish(self) -> Message:
        """Return the message of the current entry and begin the next."""
        if not self.forms:
            raise self.fail("the file ends before the msgstr of its last message; it is cut short")
        texts = {name: "".join(parts) for name, parts in self.texts.items()}
        forms = list(texts.values())[-self.forms :]
        if texts.get("msgid_plural") == "":
            line = self.lines["msgid_plural"]
            raise CatalogSyntaxError(self.path, line, "msgid_plural is empty; delete it")
        notes = self.notes
        flags = [flag.strip() for line in notes.get("#,", ()) for flag in line.split(",")]
        places = " ".join(notes.get("#:", ()))
        message = Message(
            texts["msgid"],
            forms,
            texts.get("msgid_plural"),
            texts.get("msgctxt"),
            comments=notes.get("#", []),
            extracted=notes.get("#.", []),
            references=_REFERENCE.findall(places) if "\u2068" in places else places.split(),
            flags=list(dict.fromkeys(filter(None, flags))),
            sticky=notes.get("#=", []),
            obsolete=self.obsolete,
            line=self.lines["msgid"],
            msgstr_line=self.lines["msgstr"],
        )
        if self.previous:
            before = {name: "".join(parts) for name, parts in self.previous.items()}
            names = before.get("msgctxt"), before.get("msgid", ""), before.get("msgid_plural")
            message.previous = names
        self._begin()
        return message
