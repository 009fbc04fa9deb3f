"""The part of an untrusted spreadsheet that openpyxl may read: its cells, within limits.

Styles, named ranges, print settings and everything else but cells are dropped first: openpyxl reads
some of them with patterns that take hours on a hostile file. A document type, which no spreadsheet
has, is refused: it could expand entities (OWASP, XML External Entity Prevention).
"""

import re
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from webapp.disk import read_bytes
from webapp.errors import FileError

MAX_FILE = 20_000_000
"""The maximum bytes of a file; an export of this site has a little over 100,000."""

MAX_UNPACKED = 60_000_000
"""The maximum bytes of all parts with cells, unpacked."""

MAX_ELEMENTS = 400_000
"""The maximum XML elements (rows, cells, texts) of a part; an export has up to 22 per row."""

_TOO_LARGE = "too large for a translation of this site"
_WITH_CELLS = re.compile(
    r"\[Content_Types\]\.xml|xl/(_rels/[^/]+\.rels|worksheets/[^/]+\.xml|(?!styles)[^/]+\.xml)"
)


def cells_only(path: Path) -> BytesIO:
    """Read a spreadsheet and return it with nothing but its cells.

    Raises:
        FileError: when it cannot be read, is too large, or holds unsafe XML.
        BadZipFile, ParseError and others: when it is damaged or not a spreadsheet.
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
