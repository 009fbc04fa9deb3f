"""Reading PO: strict, so that what cannot be kept is refused with its line, never lost."""

import re
from collections.abc import Iterator
from pathlib import Path

from webapp.catalog.model import Catalogue, Key, Message
from webapp.errors import CatalogFileError, CatalogSyntaxError

_BLANKS = " \t\r\f\v"
_TEXT = r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"'
_STRING = re.compile(_TEXT)
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?:\[([0-9]{1,3})\])?[ \t]*" + _TEXT)
_WORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)\b")
_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)")
_ESCAPES = {
    "n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "a": "\a",
    "\\": "\\", '"': '"',
}  # fmt: skip
_AFTER: dict[str, tuple[str, ...]] = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgid_plural", "msgstr"),
    "msgid_plural": ("msgstr[0]",),
    "msgstr": ("msgctxt", "msgid"),
}
"""Which keywords may follow which; a `msgstr[…]` is followed by the next number."""

# Between U+2068 and U+2069 a file's name may hold spaces (gettext 0.22).
_REFERENCE = re.compile("(?:\u2068[^\u2068\u2069]*+\u2069|\\S)++")
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})(\s|$)")
_UTF8 = ("UTF-8", "UTF8", "ASCII", "US-ASCII", "CHARSET")


def read(path: Path) -> Catalogue:
    """Read a `.po` or `.pot` file.

    Arguments:
        path: the file.

    Raises:
        CatalogFileError: when there is no such file or it may not be read.
        CatalogSyntaxError: when it is not UTF-8 or not PO, or has the same message twice.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            # A pipe would be waited for, for ever.
            raise CatalogFileError(path, "a pipe, a socket or a device, not a file")
        data = path.read_bytes()
    except OSError as error:
        raise CatalogFileError(path, error.strerror or str(error)) from error
    return parsed(data, path)


def parsed(data: bytes, path: Path) -> Catalogue:
    """Read the bytes of a `.po` file; `path` is only named in errors.

    Raises:
        CatalogSyntaxError: see `read`.
    """
    return parse(decode(data, path), path)


def decode(data: bytes, path: Path) -> str:
    """Decode a file that must be UTF-8 (gettext manual, §3.2)."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = f"byte 0x{data[error.start]:02X} is not UTF-8; save the file as UTF-8"
        raise CatalogSyntaxError(path, _line_of(data, error.start), problem) from error
    if "\0" in text:
        problem = "byte 0x00 is not text; save the file as UTF-8"
        raise CatalogSyntaxError(path, _line_of(data, data.index(b"\0")), problem)
    return text


def _line_of(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


def parse(text: str, path: Path) -> Catalogue:
    """Read the text of a `.po` file; `path` is only named in errors."""
    catalogue = Catalogue(path, Message(""))
    seen: dict[tuple[bool, Key], int] = {}
    reader = _Reader(path)
    for message in reader.messages(text):
        first = seen.setdefault((message.obsolete, message.key), message.line)
        if first != message.line:
            raise CatalogSyntaxError(
                path,
                message.line,
                f"the message {_short(message.msgid)} is already there at line {first};"
                " keep one of the two",
            )
        if message.key == (None, "") and not message.obsolete:
            catalogue.header = message
        else:
            catalogue.messages.append(message)
    catalogue.ending = reader.notes.get("#", [])
    _check_charset(catalogue, text)
    return catalogue


def _check_charset(catalogue: Catalogue, text: str) -> None:
    """Refuse a header that says another charset than the file's own, UTF-8."""
    fields = {name.lower(): value for name, value in catalogue.headers.items()}
    name = fields.get("content-type", "").partition("charset=")[2].strip()
    if name and name.upper() not in _UTF8:
        lines = enumerate(text.split("\n"), 1)
        line = next(number for number, line in lines if f"charset={name}" in line)
        problem = f"the charset is {name}; save the file as UTF-8"
        raise CatalogSyntaxError(catalogue.path, line, problem)


def _short(text: str) -> str:
    """Quote the beginning of a text for a sentence about it."""
    return repr(text if len(text) <= 40 else text[:39] + "…")


class _Reader:
    """The state while reading one file: the entry at hand and the string being continued."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.number = 1
        self._reset()

    def _reset(self) -> None:
        self.notes: dict[str, list[str]] = {}
        self.texts: dict[str, list[str]] = {}
        self.forms: list[list[str]] = []
        self.old: dict[str, list[str]] = {}
        self.open: list[str] | None = None
        self.open_is_old = self.obsolete = False
        self.last = ""
        self.line = self.msgstr_line = 0

    def fail(self, problem: str) -> CatalogSyntaxError:
        return CatalogSyntaxError(self.path, self.number, problem)

    def messages(self, text: str) -> Iterator[Message]:
        """Yield every entry of a text, the header included."""
        for number, line in enumerate(text.split("\n"), 1):
            line = line.strip(_BLANKS)
            obsolete = line.startswith("#~") and not line.startswith("#~|")
            if obsolete:
                line = line[2:].lstrip(_BLANKS)
            if not line:
                continue
            self.number = number
            if self.last.startswith("msgstr") and _begins_entry(line, obsolete):
                yield self._finish()
            self._take(line, obsolete)
        if self.last:
            yield self._finish()
        if self.old or self.notes.keys() - {"#"}:
            raise self.fail("the file ends before the message of its last comment; it is cut short")

    def _take(self, line: str, obsolete: bool) -> None:
        """Add a line to the entry at hand."""
        if line[0] == '"':
            self._continue(line, obsolete)
        elif line[0] == "#" and not obsolete:
            self._comment(line)
        else:
            self._keyword(line, obsolete)

    def _comment(self, line: str) -> None:
        if self.last:
            raise self.fail("a comment in the middle of a message; msgstr is missing before it")
        mark = line[:2]
        if mark in ("#.", "#:", "#,", "#="):
            self.notes.setdefault(mark, []).append(line[2:].strip())
        elif mark == "#|" or line.startswith("#~|"):
            self._previous(line.partition("|")[2].strip(_BLANKS))
        else:
            self.notes.setdefault("#", []).append(line[1:].removeprefix(" "))

    def _previous(self, rest: str) -> None:
        if rest.startswith('"') and self.open_is_old and self.open is not None:
            self.open.append(self._string(rest))
            return
        keyword = _KEYWORD.fullmatch(rest)
        if not keyword or keyword[1] == "msgstr" or keyword[2]:
            raise self.fail('a previous text is written #| msgid "…" (or msgctxt, msgid_plural)')
        self.open = self.old.setdefault(keyword[1], [])
        self.open_is_old = True
        self.open.append(self._plain(keyword[3]))

    def _keyword(self, line: str, obsolete: bool) -> None:
        keyword = _KEYWORD.fullmatch(line)
        if not keyword:
            raise self._refuse(line)
        name, index, text = keyword.groups()
        if index is not None:
            name = f"{name}[{int(index)}]"
        self._check_order(name, obsolete)
        self.last, self.obsolete, self.open_is_old = name, obsolete, False
        self.open = [self._plain(text)]
        if keyword[1] == "msgstr":
            self.forms.append(self.open)
            self.msgstr_line = self.msgstr_line or self.number
            return
        self.texts[name] = self.open
        if name == "msgid":
            self.line = self.number

    def _check_order(self, name: str, obsolete: bool) -> None:
        """Refuse a keyword that cannot stand where it stands."""
        after = _AFTER.get(self.last) or (f"msgstr[{len(self.forms)}]",)
        if name not in after:
            raise self.fail(f"{name} where {' or '.join(after)} was expected")
        self._check_kind(obsolete)

    def _check_kind(self, obsolete: bool) -> None:
        if self.last and self.obsolete != obsolete:
            raise self.fail("a message is either obsolete (#~ on every line) or not")

    def _refuse(self, line: str) -> CatalogSyntaxError:
        """Say what is wrong with a line that is no keyword with a text."""
        if _CONFLICT.match(line):
            return self.fail("a conflict marker of git; keep one side and delete the marker")
        if _WORD.match(line):
            return self._no_string(line)
        return self.fail(f"{_short(line)} is neither a keyword, a string nor a comment")

    def _continue(self, line: str, obsolete: bool) -> None:
        if self.open is None or self.open_is_old:
            raise self.fail("a string that continues nothing")
        self._check_kind(obsolete)
        self.open.append(self._string(line))

    def _string(self, quoted: str) -> str:
        match = _STRING.fullmatch(quoted)
        if not match:
            raise self._no_string(quoted)
        return self._plain(match[1])

    def _no_string(self, line: str) -> CatalogSyntaxError:
        return self.fail(
            'a text stands between two straight quotes, and a straight quote inside it is \\"; here'
            f" stands {_short(line)}"
        )

    def _plain(self, text: str) -> str:
        """Give what the escapes of a text stand for."""
        return _ESCAPE.sub(self._unescape, text) if "\\" in text else text

    def _unescape(self, match: re.Match[str]) -> str:
        code = match[1]
        if code in _ESCAPES:
            return _ESCAPES[code]
        if code[0] not in "x01234567" or code == "x":
            raise self.fail(f"\\{code} is not an escape of PO; write \\\\ for a backslash")
        number = int(code[1:], 16) if code[0] == "x" else int(code, 8)
        if not 0 < number < 0x80:
            raise self.fail(f"\\{code} is a byte, not a character; write the character itself")
        return chr(number)

    def _finish(self) -> Message:
        """Close the entry at hand and make ready for the next."""
        if not self.last.startswith("msgstr"):
            raise self.fail("the file ends before the msgstr of its last message; it is cut short")
        message = Message(
            "".join(self.texts["msgid"]),
            ["".join(form) for form in self.forms],
            _joined(self.texts, "msgid_plural"),
            _joined(self.texts, "msgctxt"),
            comments=self.notes.get("#", []),
            extracted=self.notes.get("#.", []),
            references=_REFERENCE.findall(" ".join(self.notes.get("#:", []))),
            flags=_flags(self.notes.get("#,", [])),
            sticky=self.notes.get("#=", []),
            previous=_previous(self.old),
            obsolete=self.obsolete,
            line=self.line,
            msgstr_line=self.msgstr_line,
        )
        self._reset()
        return message


def _begins_entry(line: str, obsolete: bool) -> bool:
    """Tell whether a line after a msgstr belongs to the next entry."""
    if line[0] == "#":
        return not obsolete
    return line.startswith(("msgid", "msgctxt")) and not line.startswith("msgid_plural")


def _joined(texts: dict[str, list[str]], name: str) -> str | None:
    return "".join(texts[name]) if name in texts else None


def _previous(texts: dict[str, list[str]]) -> tuple[str | None, str, str | None] | None:
    if not texts:
        return None
    msgid = _joined(texts, "msgid") or ""
    return _joined(texts, "msgctxt"), msgid, _joined(texts, "msgid_plural")


def _flags(lines: list[str]) -> list[str]:
    """Split flag lines at their commas; each flag once."""
    flags = [flag.strip() for line in lines for flag in line.split(",")]
    return list(dict.fromkeys(filter(None, flags)))
