"""What of a file from outside openpyxl gets to see: the cells of a spreadsheet, within limits.

Styles, names of ranges, print settings and whatever else is no cell are dropped before: openpyxl
reads some of them by patterns that take hours for a hostile file. No spreadsheet has a document
type; without one there are no entities to expand (OWASP, XML External Entity Prevention).
"""

import re
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from webapp.disk import read_bytes
from webapp.errors import FileError

MAX_FILE = 20_000_000
"""Bytes of a file that is read at all; an export of this site has some hundred thousand."""

MAX_UNPACKED = 60_000_000
"""Bytes of the parts with cells once they are unpacked."""

MAX_ELEMENTS = 400_000
"""XML elements of a part: rows, cells, texts; an export has 22 a row, in two parts or in one."""

_TOO_LARGE = "too large for a translation of this site"
_WITH_CELLS = re.compile(
    r"\[Content_Types\]\.xml|xl/(_rels/[^/]+\.rels|worksheets/[^/]+\.xml|(?!styles)[^/]+\.xml)"
)


def cells_only(path: Path) -> BytesIO:
    """Read a spreadsheet and return it with nothing but its cells.

    Raises:
        FileError: when it cannot be read, is too large, or holds unsafe XML.
        BadZipFile, ParseError and others: when it is damaged, or something else.
    """
    data = read_bytes(path, MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise FileError(path, _TOO_LARGE)
    out = BytesIO()
    with ZipFile(BytesIO(data)) as archive, ZipFile(out, "w") as cells:
        parts = [part for part in archive.infolist() if _WITH_CELLS.fullmatch(part.filename)]
        if sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise FileError(path, _TOO_LARGE)
        for part in parts:
            parser = ElementTree.XMLParser(target=_Builder(path))
            parser.feed(archive.read(part))
            root = parser.close()
            if root.tag.endswith(("}workbook", "}worksheet")):
                root[:] = [child for child in root if child.tag.endswith(("}sheets", "}sheetData"))]
            cells.writestr(part.filename, ElementTree.tostring(root))
    return out


class _Builder(ElementTree.TreeBuilder):
    """Builds an XML document within limits."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.elements = 0

    def doctype(self, *_: object) -> None:
        raise FileError(self.path, "has a document type (DTD), which no translation needs")

    def start(self, tag: str, attrs: dict[str, str], /) -> ElementTree.Element:
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise FileError(self.path, _TOO_LARGE)
        return super().start(tag, attrs)
