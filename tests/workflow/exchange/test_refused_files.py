"""Whatever comes back that is not a translator's file is refused in one sentence."""

import os
import time
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workflow.exchange.conftest import MK
from webapp.errors import FileError, SiteError
from webapp.workflow.exchange import archive
from webapp.workflow.exchange.exporting import export_catalogue
from webapp.workflow.exchange.importing import import_spreadsheet
from webapp.workflow.exchange.reading import MAX_ROWS, ImportFile, read_file


def packed(**parts: bytes) -> bytes:
    """Make a zip file."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def with_part(path: Path, name: str, data: bytes) -> bytes:
    """Give a spreadsheet's bytes with one part put in the place of its own."""
    with zipfile.ZipFile(path) as file:
        parts = {part: file.read(part) for part in file.namelist()}
    return packed(**(parts | {name: data}))


DTD = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a>&c;</a>'
EXTERNAL = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
WORKBOOK = b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'

FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "not a spreadsheet"),
    "csv": ("clé;traduction\n1;2\n".encode(), "save it as .xlsx"),
    "text": (b"hello", "not a spreadsheet"),
    "binary": (bytes(range(256)), "not a spreadsheet"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "without a password"),
    "zip": (packed(a=b"b"), "not a spreadsheet"),
    "OpenDocument": (
        packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "save it as .xlsx",
    ),
    "half a zip": (packed(a=b"b")[:40], "a damaged one"),
    "an empty workbook": (packed(**{"xl/workbook.xml": WORKBOOK}), "a damaged one"),
    "broken XML inside": (packed(**{"xl/workbook.xml": b"<a"}), "a damaged one"),
    "html": (b"<html><body>x</body></html>", "not a spreadsheet"),
    "XLIFF": (b'<?xml version="1.0"?><xliff version="1.2"/>', "not a spreadsheet"),
    "entities in XML": (DTD.encode(), "not a spreadsheet"),
    "an external entity inside": (
        packed(**{"xl/workbook.xml": EXTERNAL.encode()}), "document type",
    ),
    "deep": (
        packed(**{"xl/workbook.xml": b"<a>" * 300_000 + b"</a>" * 300_000}), "damaged",
    ),
    "entities inside": (packed(**{"xl/workbook.xml": DTD.encode()}), "document type"),
    "entities in other bytes": (
        packed(**{"xl/workbook.xml": WORKBOOK, "xl/a.xml": DTD.encode("utf-16")}), "document type",
    ),
    "many parts": (
        packed(**{f"xl/{name}.xml": b"" for name in ("workbook", *range(2_000))}), "damaged",
    ),
    "a zip bomb": (
        packed(**{"xl/workbook.xml": b" " * (archive.MAX_UNPACKED + 1)}), "too large",
    ),
    "many cells": (
        packed(**{"xl/workbook.xml": b"<a>" + b"<b/>" * archive.MAX_ELEMENTS + b"</a>"}),
        "too large",
    ),
}  # fmt: skip


def test_a_file_that_is_not_ours_is_refused_by_name(folder: Path, tmp_path: Path) -> None:
    """The sentence names the file and says what would be right; the file's ending says nothing."""
    path = tmp_path / "from-Skopje.xlf"
    wrong = []
    for case, (data, sentence) in FILES.items():
        path.write_bytes(data)
        with pytest.raises(FileError) as caught:
            import_spreadsheet(path, folder)
        said = str(caught.value)
        if not said.startswith(f"{path}: ") or sentence not in said or "\n" in said:
            wrong.append((case, said))
    assert wrong == []


def test_a_large_file_is_not_even_read(folder: Path, tmp_path: Path) -> None:
    """A translation of this site has some hundred thousand bytes."""
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(archive.MAX_FILE + 1)
    with pytest.raises(FileError, match="too large"):
        import_spreadsheet(path, folder)


def test_a_file_that_cannot_be_read_is_named(folder: Path, tmp_path: Path) -> None:
    """The system's reason is passed on."""
    for name, reason in (("absent.xlsx", "No such file"), (".", "Is a directory")):
        with pytest.raises(FileError, match=reason):
            import_spreadsheet(tmp_path / name, folder)


def test_a_pipe_is_refused_and_not_waited_for(folder: Path, tmp_path: Path) -> None:
    """Nothing need ever come out of it."""
    path = tmp_path / "mk.xlsx"
    os.mkfifo(path)
    with pytest.raises(FileError, match="a pipe"):
        import_spreadsheet(path, folder)


def test_a_row_with_a_number_beyond_every_sheet_ends_the_reading(
    sheet: Path, tmp_path: Path
) -> None:
    """A row may claim any number; gaps before it are not gone through one by one for ever."""
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(sheet) as file:
        text = file.read(part)
    path = tmp_path / "far.xlsx"
    for number in (MAX_ROWS + 1, 1_048_577, 10**15):
        far = text.replace(b"</sheetData>", b'<row r="%d"/></sheetData>' % number)
        path.write_bytes(with_part(sheet, part, far))
        assert len(read_file(path).rows) == 6


MANY = b"&amp;L[" * 100_000
NAME = b'<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">%s</definedName>'
HOSTILE = {
    "xl/workbook.xml": (b"<definedNames>", NAME % MANY),
    "xl/styles.xml": (
        b"<fonts",
        b'<numFmts><numFmt numFmtId="200" formatCode="%s"/></numFmts><fonts' % MANY,
    ),
    "xl/worksheets/sheet1.xml": (
        b"</sheetData>",
        b"</sheetData><headerFooter><oddHeader>%s</oddHeader></headerFooter>" % MANY,
    ),
    "docProps/core.xml": (b"<cp:coreProperties", DTD.encode()),
}  # fmt: skip


def test_what_is_no_cell_is_never_parsed(sheet: Path, tmp_path: Path) -> None:
    """Names of ranges, formats and headers, which openpyxl reads by slow patterns, are dropped."""
    path = tmp_path / "slow.xlsx"
    for part, (before, after) in HOSTILE.items():
        with zipfile.ZipFile(sheet) as file:
            text = file.read(part)
        assert before in text, part
        path.write_bytes(with_part(sheet, part, text.replace(before, after, 1)))
        start = time.process_time()
        assert len(read_file(path).rows) == 6, part
        assert time.process_time() - start < 2, part


def test_a_declared_size_is_no_way_around_the_limit(sheet: Path, tmp_path: Path) -> None:
    """A bomb that lies about its size is cut at the size it named, and is then damaged."""
    bomb = with_part(sheet, "xl/sharedStrings.xml", b"<a>" + b" " * 10_000_000 + b"</a>")
    real, small = (10_000_007).to_bytes(4, "little"), (100).to_bytes(4, "little")
    path = tmp_path / "liar.xlsx"
    path.write_bytes(bomb.replace(real, small))
    with pytest.raises(FileError, match="damaged"):
        read_file(path)


def test_a_spreadsheet_without_its_hidden_sheet_says_what_to_do(sheet: Path, folder: Path) -> None:
    """Without what it was exported from, or with that of another version, nothing can be merged."""
    original = sheet.read_bytes()
    book = openpyxl.load_workbook(sheet)
    digits = book["base"]["A2"].value
    short = zlib.compress(b"msgid").hex()
    changes = [
        ("A1", "cooperation-pages/2:mk"), ("A1", None), ("A2", digits[:-2]), ("A2", digits + "é"),
        ("A2", digits.replace("1", "2")), ("A2", None), ("A2", short),
    ]  # fmt: skip
    for place, text in changes:
        sheet.write_bytes(original)
        book = openpyxl.load_workbook(sheet)
        book["base"][place].value = text
        book.save(sheet)
        with pytest.raises(FileError, match=r"hidden sheet “base”.*export it again"):
            import_spreadsheet(sheet, folder)
    del book["base"]
    book.save(sheet)
    with pytest.raises(FileError, match=r"hidden sheet “base”.*export it again"):
        import_spreadsheet(sheet, folder)


def test_a_spreadsheet_without_its_headings_says_which(sheet: Path, folder: Path) -> None:
    """A heading that was changed is named."""
    book = openpyxl.load_workbook(sheet)
    book.worksheets[0]["E1"].value = "Macedonian"
    book.save(sheet)
    with pytest.raises(FileError, match="“key” and “Traduction”"):
        import_spreadsheet(sheet, folder)


def test_a_language_that_the_site_has_not_is_refused(sheet: Path, folder: Path) -> None:
    """The file may come from a later version of the site, or its hidden sheet was changed."""
    book = openpyxl.load_workbook(sheet)
    book["base"]["A1"].value = "cooperation-pages/3:el"
    book.save(sheet)
    with pytest.raises(FileError, match="of this version of the site"):
        import_spreadsheet(sheet, folder)


def test_an_ending_that_is_no_format_is_refused(folder: Path, tmp_path: Path) -> None:
    """The ending that it must have is named, and no file is made."""
    for name in ("mk.csv", "mk.xlf", "mk"):
        with pytest.raises(FileError, match=r"give it the ending \.xlsx"):
            export_catalogue(folder, MK, tmp_path / name)
        assert not (tmp_path / name).exists()


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(sheet: Path, data: st.DataObject) -> None:
    """Bytes changed at random give a file that is read, or one sentence; never anything else."""
    path = sheet.with_name(f"damaged{sheet.suffix}")
    path.write_bytes(_damaged(sheet, data))
    try:
        file = read_file(path)
    except SiteError as error:
        assert str(path) in str(error)  # noqa: PT017 - either outcome is right
    else:
        assert isinstance(file, ImportFile)


def _damaged(path: Path, data: st.DataObject) -> bytes:
    """Change some bytes of one part of a spreadsheet."""
    with zipfile.ZipFile(path) as file:
        part = data.draw(st.sampled_from(sorted(file.namelist())))
        return with_part(path, part, _changed(file.read(part), data))


def _changed(content: bytes, data: st.DataObject) -> bytes:
    start = data.draw(st.integers(0, len(content)))
    length = data.draw(st.integers(0, 30))
    words = [b"", b"<", b'"', b"0", b"-1", b"99999999999", b"</c>", b"<c/>", b"xml", b"\xff"]
    return content[:start] + data.draw(st.sampled_from(words)) + content[start + length :]
