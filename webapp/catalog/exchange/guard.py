"""What is asked of a file from outside before any library sees it: a size, and XML without a DTD.

No spreadsheet of any tool has a document type; without one there are no entities to
expand (OWASP, XML External Entity Prevention), so a file that has one is refused whole.
"""

import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import IO
from xml.parsers import expat

from webapp.errors import ExchangeFileError

MAX_FILE = 20_000_000
"""Bytes of a file that is read at all; an export of this site has some hundred thousand."""

MAX_UNPACKED = 60_000_000
"""Bytes of a spreadsheet once it is unpacked."""

MAX_PARTS = 500
"""Files inside a spreadsheet."""

MAX_ELEMENTS = 1_000_000
"""XML elements of a file: cells, texts, comments."""

MAX_DEPTH = 100
"""How deep they may be nested."""

MAX_NAMES = 4_000_000
"""The squares of the lengths of names of ranges and of number formats, summed up.

openpyxl reads both by patterns that take time by the square: 2,000 characters half a second.
"""

_CHUNK = 65_536
_XML_NAMES = (".xml", ".rels")
WANTED = "save it as .xlsx (Excel 2007 and later), without a password"


class _Unsafe(Exception):  # noqa: N818 - it never leaves this module
    """An XML document has what no file of a translator needs."""


def content(path: Path) -> bytes:
    """Read a file of a size that a translation may have.

    Raises:
        ExchangeFileError: when it is absent, unreadable or too large.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise ExchangeFileError(path, "a pipe, a socket or a device, not a file")
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        raise ExchangeFileError(path, error.strerror or str(error)) from error
    if len(data) > MAX_FILE:
        raise ExchangeFileError(path, f"larger than {MAX_FILE // 1_000_000} MB; not a translation")
    return data


def check_spreadsheet(data: bytes, path: Path) -> None:
    """Refuse an archive that is no spreadsheet, is too large unpacked, or holds unsafe XML.

    Raises:
        ExchangeFileError: says which of these.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_parts(archive, path)
    except _Unsafe as error:
        raise ExchangeFileError(path, str(error)) from error
    except expat.ExpatError as error:
        raise ExchangeFileError(path, f"a damaged spreadsheet ({error}); {WANTED}") from error
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, LookupError) as error:
        raise ExchangeFileError(path, f"a damaged file ({error}); {WANTED}") from error
    except (NotImplementedError, RuntimeError) as error:
        raise ExchangeFileError(path, "packed or protected in a way that is not read") from error


def _check_parts(archive: zipfile.ZipFile, path: Path) -> None:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise _Unsafe(f"more than {MAX_UNPACKED // 1_000_000} MB when unpacked; not a translation")
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in {name.removeprefix("/") for name in names}:
        raise ExchangeFileError(path, f"not an Excel spreadsheet; {WANTED}")
    elements = 0
    for part in parts:
        # A part may claim any name, so each is scanned; only what claims to be XML must be it.
        try:
            with archive.open(part) as file:
                elements = _scan(file, elements)
        except expat.ExpatError:
            if part.filename.lower().endswith(_XML_NAMES):
                raise


def _scan(file: IO[bytes], elements: int) -> int:
    """Go through an XML document without building it; give the number of elements so far."""
    scan = _Scan(elements)
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = scan.doctype
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    while chunk := file.read(_CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)
    return scan.elements


class _Scan:
    """The counts while one XML document is gone through."""

    def __init__(self, elements: int) -> None:
        self.elements = elements
        self.depth = 0
        self.names = 0
        self.name: int | None = None

    def doctype(self, *_: object) -> None:
        raise _Unsafe("has a document type (DTD), which no translation needs; delete it")

    def start(self, element: str, attributes: dict[str, str]) -> None:
        kind = element.rpartition(":")[2]
        if kind == "definedName":
            self.name = 0
        elif kind == "numFmt":
            self.add_name(max(map(len, attributes.values()), default=0))
        self.elements += 1
        self.depth += 1
        if self.elements > MAX_ELEMENTS:
            raise _Unsafe(f"has more than {MAX_ELEMENTS} cells or elements; not a translation")
        if self.depth > MAX_DEPTH:
            raise _Unsafe(f"is nested more than {MAX_DEPTH} deep; not a translation")

    def text(self, text: str) -> None:
        if self.name is not None:
            self.name += len(text)

    def end(self, *_: object) -> None:
        self.depth -= 1
        if self.name is not None:
            self.add_name(self.name)
            self.name = None

    def add_name(self, length: int) -> None:
        self.names += length**2
        if self.names > MAX_NAMES:
            raise _Unsafe(
                "has names of ranges or number formats of thousands of signs; delete them"
            )
