"""Whatever comes back that is not a translator's file is refused in one sentence."""

import os
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.catalog_exchange.conftest import MK
from webapp.catalog.exchange import guard
from webapp.catalog.exchange.base import read_base
from webapp.catalog.exchange.intake import read_back, take_in
from webapp.catalog.exchange.outgoing import hand_out
from webapp.catalog.exchange.returned import Returned
from webapp.errors import ExchangeExtraError, ExchangeFileError, SiteError
from webapp.languages import named


def archive(**parts: bytes) -> bytes:
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
    return archive(**(parts | {name: data}))


DTD = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a>&c;</a>'
EXTERNAL = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
WORKBOOK = b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'

FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "not a spreadsheet; save it as .xlsx"),
    "csv": ("clé;traduction\n1;2\n".encode(), "save it as .xlsx"),
    "text": (b"hello", "not a spreadsheet"),
    "binary": (bytes(range(256)), "not a spreadsheet"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "without a password"),
    "zip": (archive(a=b"b"), "not an Excel spreadsheet"),
    "OpenDocument": (
        archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "save it as .xlsx",
    ),
    "half a zip": (archive(a=b"b")[:40], "damaged"),
    "an empty workbook": (archive(**{"xl/workbook.xml": WORKBOOK}), "damaged spreadsheet"),
    "broken XML inside": (archive(**{"xl/workbook.xml": b"<a"}), "damaged spreadsheet"),
    "html": (b"<html><body>x</body></html>", "not a spreadsheet"),
    "XLIFF": (b'<?xml version="1.0"?><xliff version="1.2"/>', "not a spreadsheet"),
    "entities in XML": (DTD.encode(), "not a spreadsheet"),
    "an external entity inside": (
        archive(**{"xl/workbook.xml": EXTERNAL.encode()}), "document type",
    ),
    "deep": (
        archive(**{"xl/workbook.xml": b"<a>" * 5_000 + b"</a>" * 5_000}), "nested",
    ),
    "entities inside": (archive(**{"xl/workbook.xml": DTD.encode()}), "document type"),
    "entities under another name": (
        archive(**{"xl/workbook.xml": WORKBOOK, "x.bin": DTD.encode("utf-16")}), "document type",
    ),
    "many parts": (
        archive(**{f"{number}": b"" for number in range(guard.MAX_PARTS + 1)}), "when unpacked",
    ),
    "a zip bomb": (
        archive(**{"xl/workbook.xml": b" " * (guard.MAX_UNPACKED + 1)}), "when unpacked",
    ),
    "many cells": (
        archive(**{"xl/workbook.xml": b"<a>" + b"<b/>" * guard.MAX_ELEMENTS + b"</a>"}),
        "cells or elements",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_not_ours_is_refused_by_name(
    case: str, folder: Path, tmp_path: Path
) -> None:
    """The sentence names the file and says what would be right; the file's ending says nothing."""
    data, sentence = FILES[case]
    path = tmp_path / "from-Skopje.xlf"
    path.write_bytes(data)
    with pytest.raises(ExchangeFileError) as caught:
        take_in(path, folder)
    assert str(caught.value).startswith(f"{path}: ")
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_large_file_is_not_even_read(folder: Path, tmp_path: Path) -> None:
    """A translation of this site has some hundred thousand bytes."""
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(guard.MAX_FILE + 1)
    with pytest.raises(ExchangeFileError, match="larger than 20 MB"):
        take_in(path, folder)


@pytest.mark.parametrize("name", ["absent.xlsx", "."])
def test_a_file_that_cannot_be_read_is_named(name: str, folder: Path, tmp_path: Path) -> None:
    """The system's reason is passed on."""
    with pytest.raises(ExchangeFileError, match=r"No such file|Is a directory"):
        take_in(tmp_path / name, folder)


def test_a_pipe_is_refused_and_not_waited_for(folder: Path, tmp_path: Path) -> None:
    """Nothing need ever come out of it."""
    path = tmp_path / "mk.xlsx"
    os.mkfifo(path)
    with pytest.raises(ExchangeFileError, match="a pipe"):
        take_in(path, folder)


@pytest.mark.parametrize("number", [1_048_577, 10**15])
def test_a_row_with_a_number_beyond_every_sheet_ends_the_reading(
    number: int, sheet: Path, tmp_path: Path
) -> None:
    """A row may claim any number; the rows before it are not gone through one by one for ever."""
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(sheet) as file:
        text = file.read(part).replace(b"</sheetData>", b'<row r="%d"/></sheetData>' % number)
    path = tmp_path / "far.xlsx"
    path.write_bytes(with_part(sheet, part, text))
    assert len(read_back(path).cells) == 6


NAME = b'<definedName name="_xlnm.Print_Area" localSheetId="0">%s</definedName>'
NUMBERS = b'<numFmts><numFmt numFmtId="200" formatCode="%s"/></numFmts>'
PATTERNS = {
    "xl/workbook.xml": (b"</definedNames>", NAME + b"</definedNames>"),
    "xl/styles.xml": (b"<fonts", NUMBERS + b"<fonts"),
}


def test_what_openpyxl_reads_by_slow_patterns_is_limited(sheet: Path, tmp_path: Path) -> None:
    """Names of ranges and formats of numbers: thousands of signs are refused, in one or in many."""
    path = tmp_path / "slow.xlsx"
    for part, (before, after) in PATTERNS.items():
        with zipfile.ZipFile(sheet) as file:
            text = file.read(part)
        assert before in text, part
        for piece, count in ((b"[" * 3_000, 1), (b"[" * 500, 20)):
            many = text
            for _ in range(count):
                many = many.replace(before, after % piece, 1)
            path.write_bytes(with_part(sheet, part, many))
            with pytest.raises(ExchangeFileError, match="thousands of signs"):
                read_back(path)
    assert read_back(sheet).cells


def test_a_declared_size_is_no_way_around_the_limit(sheet: Path, tmp_path: Path) -> None:
    """A bomb that lies about its size is cut at the size it named, and is then damaged."""
    bomb = bytearray(with_part(sheet, "xl/styles.xml", b"<a>" + b" " * 10_000_000 + b"</a>"))
    real, small = (10_000_007).to_bytes(4, "little"), (100).to_bytes(4, "little")
    path = tmp_path / "liar.xlsx"
    path.write_bytes(bytes(bomb).replace(real, small))
    with pytest.raises(ExchangeFileError, match="damaged"):
        read_back(path)


def test_a_spreadsheet_that_lost_its_hidden_sheet_says_what_to_do(
    sheet: Path, folder: Path
) -> None:
    """Without what it was exported from nothing can be merged."""
    book = openpyxl.load_workbook(sheet)
    del book["base"]
    book.save(sheet)
    with pytest.raises(ExchangeFileError, match=r"hidden sheet “base”.*export it again"):
        take_in(sheet, folder)


def test_a_spreadsheet_without_its_headings_says_which(sheet: Path, folder: Path) -> None:
    """A heading that was changed is named."""
    book = openpyxl.load_workbook(sheet)
    book.worksheets[0]["E1"].value = "Macedonian"
    book.save(sheet)
    with pytest.raises(ExchangeFileError, match="“Translation” or “Traduction”"):
        take_in(sheet, folder)


def test_another_language_than_asked_is_refused(sheet: Path, folder: Path) -> None:
    """A file for one language never reaches another's catalogue."""
    with pytest.raises(ExchangeFileError, match="is in mk, not in nb"):
        take_in(sheet, folder, named("nb"))


def test_a_language_that_the_site_has_not_is_refused(sheet: Path, folder: Path) -> None:
    """The file may come from a later version of the site."""
    book = openpyxl.load_workbook(sheet)
    book["base"]["A1"].value = "cooperation-pages/2:el"
    book.save(sheet)
    with pytest.raises(ExchangeFileError, match="el: not a language of this site"):
        take_in(sheet, folder)


def test_an_ending_that_is_no_format_is_refused(folder: Path, tmp_path: Path) -> None:
    """The ending that it must have is named, and no file is made."""
    for name in ("mk.csv", "mk.xlf", "mk"):
        with pytest.raises(ExchangeFileError, match=r"give it the ending \.xlsx"):
            hand_out(folder, MK, tmp_path / name)
        assert not (tmp_path / name).exists()


def test_without_the_extra_the_sentence_says_how_to_install_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site runs without openpyxl; what installs it is this project's own, by hash."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ExchangeExtraError, match="openpyxl is not installed; run `make"):
        hand_out(folder, MK, tmp_path / "mk.xlsx")


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_a_base_or_none(data: bytes) -> None:
    """Whatever stands where the base was, reading it raises nothing."""
    lines = ["cooperation-pages/2:mk", *data.decode(errors="replace").splitlines()]
    base = read_base(lines)
    assert base is not None
    assert not base.messages


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
        found = read_back(path)
    except SiteError as error:
        assert str(path) in str(error)  # noqa: PT017 - either outcome is right
    else:
        assert isinstance(found, Returned)


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
