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

AS_XLSX = "save it as .xlsx (Excel 2007 and later), without a password"
_WITH_CELLS = re.compile(
    r"\[Content_Types\]\.xml|xl/(_rels/[^/]+\.rels|worksheets/[^/]+\.xml|(?!styles)[^/]+\.xml)"
)


def cells_only(path: Path) -> BytesIO:
    """Read a spreadsheet and return it with nothing but its cells.

    Raises:
        FileError: when it is absent or cannot be read.
        FileError: when it is no spreadsheet, too large, or holds unsafe XML.
        BadZipFile, ParseError and others: when it is damaged.
    """
    data = read_bytes(path, MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise FileError(path, f"larger than {MAX_FILE // 1_000_000} MB; not a translation")
    # The file's name may say anything, its first bytes do not.
    if not data.startswith(b"PK"):
        problem = "not a spreadsheet, an old one (.xls) or one with a password"
        raise FileError(path, f"{problem}; {AS_XLSX}")
    out = BytesIO()
    with ZipFile(BytesIO(data)) as archive, ZipFile(out, "w") as cells:
        parts = {part.filename: part for part in archive.infolist()}
        parts = {name: part for name, part in parts.items() if _WITH_CELLS.fullmatch(name)}
        if "xl/workbook.xml" not in parts:
            raise FileError(path, f"not an Excel spreadsheet; {AS_XLSX}")
        if sum(part.file_size for part in parts.values()) > MAX_UNPACKED:
            problem = f"more than {MAX_UNPACKED // 1_000_000} MB when unpacked"
            raise FileError(path, f"{problem}; not a translation")
        for name, part in parts.items():
            parser = ElementTree.XMLParser(target=_Builder(path))
            parser.feed(archive.read(part))
            root = parser.close()
            if root.tag.endswith(("}workbook", "}worksheet")):
                root[:] = [child for child in root if child.tag.endswith(("}sheets", "}sheetData"))]
            cells.writestr(name, ElementTree.tostring(root))
    return out


class _Builder(ElementTree.TreeBuilder):
    """Builds an XML document within limits."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.elements = 0

    def doctype(self, *_: object) -> None:
        problem = "has a document type (DTD), which no translation needs; delete it"
        raise FileError(self.path, problem)

    def start(self, tag: str, attrs: dict[str, str], /) -> ElementTree.Element:
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            problem = f"has more than {MAX_ELEMENTS} cells or elements; not a translation"
            raise FileError(self.path, problem)
        return super().start(tag, attrs)
