"""Reading PO: strict, so that what cannot be kept is refused with its line, never lost."""

import re
from collections.abc import Iterator
from pathlib import Path

from webapp.catalog.model import Catalogue, Key, Message
from webapp.errors import CatalogFileError, CatalogSyntaxError

_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"\s*')
_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)")
_ESCAPES = {
    "n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "a": "\a",
    "\\": "\\", '"': '"',
}  # fmt: skip
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d{1,3})\])?\s*(.*)")
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})(\s|$)")
_CHARSET = re.compile(rb'^"[^\n]*charset=([\w:.-]+)', re.IGNORECASE | re.MULTILINE)


def read(path: Path) -> Catalogue:
    """Read a `.po` or `.pot` file.

    Arguments:
        path: the file.

    Raises:
        CatalogFileError: when there is no such file or it may not be read.
        CatalogSyntaxError: when it is not UTF-8 or not PO, or has the same message twice.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CatalogFileError(path, error.strerror or str(error)) from error
    return parse(_decode(data, path), path)


def _decode(data: bytes, path: Path) -> str:
    """Decode a file that must be UTF-8, and must say so (gettext manual, §3.2)."""
    charset = _CHARSET.search(data)
    if charset and charset[1].upper() not in (b"UTF-8", b"UTF8", b"ASCII", b"US-ASCII", b"CHARSET"):
        line = data.count(b"\n", 0, charset.start()) + 1
        name = charset[1].decode("ascii", "replace")
        raise CatalogSyntaxError(path, line, f"the charset is {name}; save the file as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CatalogSyntaxError(
            path, line, f"byte 0x{data[error.start]:02X} is not UTF-8; save the file as UTF-8"
        ) from error


def parse(text: str, path: Path) -> Catalogue:
    """Read the text of a `.po` file; `path` is only named in errors."""
    header: Message | None = None
    messages: list[Message] = []
    seen: dict[tuple[bool, Key], int] = {}
    for message in _Reader(path).messages(text):
        first = seen.setdefault((message.obsolete, message.key), message.line)
        if first != message.line:
            raise CatalogSyntaxError(
                path,
                message.line,
                f"the message {_short(message.msgid)} is already there at line {first};"
                " keep one of the two",
            )
        if message.key == (None, "") and not message.obsolete:
            header = message
        else:
            messages.append(message)
    return Catalogue(path, header or Message(""), messages)


def _short(text: str) -> str:
    """Quote the beginning of a text for a sentence about it."""
    return repr(text if len(text) <= 40 else text[:39] + "…")


class _Reader:
    """The state while reading one file: the entry at hand and the string being continued."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.number = 0
        self._reset()

    def _reset(self) -> None:
        self.notes: dict[str, list[str]] = {}
        self.texts: dict[str, list[str]] = {}
        self.old: dict[str, list[str]] = {}
        self.open: list[str] | None = None
        self.open_is_old = False
        self.is_obsolete: bool | None = None
        self.line = self.msgstr_line = 0

    def fail(self, problem: str) -> CatalogSyntaxError:
        return CatalogSyntaxError(self.path, self.number, problem)

    def messages(self, text: str) -> Iterator[Message]:
        """Yield every entry of a text, the header included."""
        for line in text.split("\n"):
            self.number += 1
            line = line.strip(" \t\r\f\v")
            if line.startswith('"'):
                self._continue(line, old=False)
            elif line.startswith("msg"):
                if self._begins_entry(line):
                    yield self._finish()
                self._keyword(line, obsolete=False)
            elif line.startswith("#"):
                if "msgstr" in self.texts and not self._goes_on(line):
                    yield self._finish()
                self._comment(line)
            elif line:
                raise self._refuse(line)
        self.number += 1
        if self.texts:
            yield self._finish()
        self._check_end()

    def _check_end(self) -> None:
        """Refuse a file that ends between the notes of a message and its texts."""
        if self.old or "#," in self.notes:
            raise self.fail("the file ends before the message of its last comment; it is cut short")

    def _begins_entry(self, line: str) -> bool:
        keyword = _KEYWORD.match(line)
        return "msgstr" in self.texts and bool(keyword) and keyword[1] in ("msgid", "msgctxt")  # type: ignore[index]

    def _goes_on(self, line: str) -> bool:
        """Tell whether a `#~` line continues the obsolete entry at hand."""
        if not (line.startswith("#~") and self.is_obsolete) or line.startswith("#~|"):
            return False
        rest = line[2:].lstrip()
        return rest.startswith(('"', "msgstr")) or not self._begins_entry(rest)

    def _refuse(self, line: str) -> CatalogSyntaxError:
        if _CONFLICT.match(line):
            return self.fail("a conflict marker of git; keep one side and delete the marker")
        return self.fail(f"{_short(line)} is neither a keyword, a string nor a comment")

    def _comment(self, line: str) -> None:
        mark = line[:2]
        if line.startswith("#~|"):
            self._previous(line[3:].strip())
        elif mark == "#~":
            self._obsolete(line[2:].strip())
        elif mark == "#|":
            self._previous(line[2:].strip())
        elif "msgid" in self.texts:
            raise self.fail("a comment in the middle of a message; msgstr is missing before it")
        elif mark in ("#.", "#:", "#,", "#="):
            self.notes.setdefault(mark, []).append(line[2:].strip())
        else:
            self.notes.setdefault("#", []).append(line[1:].removeprefix(" "))

    def _obsolete(self, rest: str) -> None:
        if rest.startswith('"'):
            self._continue(rest, old=False)
        elif rest.startswith("msg"):
            self._keyword(rest, obsolete=True)
        elif rest:
            raise self.fail(f"{_short(rest)} after #~ is neither a keyword nor a string")

    def _previous(self, rest: str) -> None:
        if rest.startswith('"'):
            self._continue(rest, old=True)
            return
        keyword = _KEYWORD.fullmatch(rest)
        if not keyword or keyword[1] == "msgstr" or "msgid" in self.texts:
            raise self.fail("a previous text (#|) has msgctxt, msgid or msgid_plural, before msgid")
        self.open = self.old.setdefault(keyword[1], [])
        self.open_is_old = True
        self.open.append(self._string(keyword[3]))

    def _keyword(self, line: str, *, obsolete: bool) -> None:
        keyword = _KEYWORD.fullmatch(line)
        if not keyword or (bool(keyword[2]) and keyword[1] != "msgstr"):
            raise self.fail(
                f"{_short(line)} is not msgctxt, msgid, msgid_plural or msgstr and a string"
            )
        name = f"msgstr[{int(keyword[2])}]" if keyword[2] else keyword[1]
        self._check_order(keyword[1], keyword[2], name)
        if self.is_obsolete is not None and self.is_obsolete != obsolete:
            raise self.fail("a message is either obsolete (#~ on every line) or not")
        self.is_obsolete = obsolete
        if keyword[1] == "msgid":
            self.line = self.number
        elif keyword[1] == "msgstr":
            self.msgstr_line = self.msgstr_line or self.number
            self.texts.setdefault("msgstr", [])
        self.open = self.texts.setdefault(name, [])
        self.open_is_old = False
        self.open.append(self._string(keyword[3]))

    def _check_order(self, keyword: str, index: str | None, name: str) -> None:
        """Refuse a keyword that cannot stand where it stands."""
        if keyword != "msgstr":
            wanted = {"msgctxt": (), "msgid": (), "msgid_plural": ("msgid",)}[keyword]
            if name in self.texts or "msgstr" in self.texts or not set(wanted) <= set(self.texts):
                raise self.fail(f"{name} where msgstr was expected")
            if keyword == "msgctxt" and "msgid" in self.texts:
                raise self.fail("msgctxt stands before msgid")
            return
        if "msgid" not in self.texts:
            raise self.fail("msgstr without a msgid before it")
        plural = "msgid_plural" in self.texts
        forms = sum(key.startswith("msgstr[") for key in self.texts)
        if plural and (index is None or int(index) != forms):
            raise self.fail(f"{name} where msgstr[{forms}] was expected")
        if not plural and index is not None:
            raise self.fail(f"{name} without a msgid_plural before it")
        if not plural and "msgstr" in self.texts:
            raise self.fail("a second msgstr for the same msgid")

    def _continue(self, line: str, *, old: bool) -> None:
        if self.open is None or self.open_is_old != old:
            raise self.fail("a string that continues nothing")
        self.open.append(self._string(line))

    def _string(self, quoted: str) -> str:
        match = _STRING.fullmatch(quoted)
        if not match:
            raise self.fail(
                'a text stands between two straight quotes, and a straight quote inside it is \\"'
            )
        text = match[1]
        return _ESCAPE.sub(self._unescape, text) if "\\" in text else text

    def _unescape(self, match: re.Match[str]) -> str:
        code = match[1]
        if code in _ESCAPES:
            return _ESCAPES[code]
        if code[0] == "x" and len(code) > 1:
            return chr(int(code[1:], 16))
        if code[0] in "01234567":
            return chr(int(code, 8))
        raise self.fail(f"\\{code} is not an escape of PO; write \\\\ for a backslash")

    def _finish(self) -> Message:
        """Close the entry at hand and make ready for the next."""
        if "msgstr" not in self.texts:
            raise self.fail("the file ends before the msgstr of its last message; it is cut short")
        forms = [key for key in self.texts if key.startswith("msgstr[")] or ["msgstr"]
        message = Message(
            "".join(self.texts["msgid"]),
            ["".join(self.texts[form]) for form in forms],
            self._text("msgid_plural"),
            self._text("msgctxt"),
            comments=self.notes.get("#", []),
            extracted=self.notes.get("#.", []),
            references=self.notes.get("#:", []),
            flags=_flags(self.notes.get("#,", [])),
            sticky=self.notes.get("#=", []),
            previous=self._old_texts(),
            obsolete=bool(self.is_obsolete),
            line=self.line,
            msgstr_line=self.msgstr_line,
        )
        self._reset()
        return message

    def _text(self, name: str) -> str | None:
        return "".join(self.texts[name]) if name in self.texts else None

    def _old_texts(self) -> tuple[str | None, str, str | None] | None:
        if not self.old:
            return None
        texts = {name: "".join(parts) for name, parts in self.old.items()}
        return texts.get("msgctxt"), texts.get("msgid", ""), texts.get("msgid_plural")


def _flags(lines: list[str]) -> list[str]:
    """Split flag lines at their commas; each flag once."""
    return list(
        dict.fromkeys(flag.strip() for line in lines for flag in line.split(",") if flag.strip())
    )
