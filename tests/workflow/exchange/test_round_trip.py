"""What nobody changed comes back as it was, to the byte, whatever it is."""

import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import need
from tests.workflow.exchange.conftest import MK
from tests.workflow.exchange.translator import work_on
from webapp.errors import SiteError
from webapp.languages import TRANSLATED
from webapp.po import files
from webapp.po.model import Catalogue, Message
from webapp.po.read import read
from webapp.po.write import write
from webapp.workflow.exchange.exporting import export_catalogue, spreadsheet
from webapp.workflow.exchange.importing import import_spreadsheet, merged
from webapp.workflow.exchange.reading import ImportFile, read_file

# XML 1.0, production 2 (Char), turned round; ECMA-376, 22.4.2.4.
NO_CELL = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_x[0-9a-fA-F]{1,4}_|x005F_"
)

AWKWARD = [
    "=1+1",
    '=HYPERLINK("http://example.org","x")',
    "+33 2 31 06 98 98",
    "-1",
    "@SUM(A1)",
    "'=1",
    "'quoted'",
    "''",
    "2012",
    "0012",
    "1e5",
    "01/02/2012",
    "12:30",
    "TRUE",
    "#N/A",
    "50 %",
    " before and after ",
    "\u00a0nbsp\u202f",
    "one\ntwo\n\nfour\n",
    "\nfirst",
    "tab\there",
    "a\r\nb\rc",
    "_x004G_ and x000D_",
    "<em>%(name)s</em> &amp; 100 %% <br>",
    "<![CDATA[x]]> <!-- y -->",
    "]]>",
    "𝒜 中文 العربية \u200d",
    " ",
    "\u0085\u2028\u2029",
    "\ufeffmark",
    '["json", 1]',
    "a" * 32_767,
]


def round_trip(messages: list[Message], path: Path) -> tuple[ImportFile, list[Message]]:
    """Export messages, read the file as it was, and merge it."""
    path.write_bytes(spreadsheet(messages, MK))
    file = read_file(path)
    return file, merged(Catalogue(Path("mk.po"), Message(""), messages), file).messages


def as_lone(text: str) -> list[Message]:
    """Make a catalogue of one message, with the text also as comment, context and plural form."""
    return [
        Message("un", [text], comments=text.splitlines(), extracted=text.splitlines()),
        Message("deux", [text, text + "x"], "deux ou plus", msgctxt="c"),
        Message(text + "?", ["t"]),
    ]


def test_an_awkward_text_comes_back_exactly(tmp_path: Path) -> None:
    """Whatever a spreadsheet or XML would make of it, it is the same text in every cell."""
    wrong = []
    for text in AWKWARD:
        messages = as_lone(text[:32_000])
        file, result = round_trip(messages, tmp_path / "mk.xlsx")
        if file.rows.keys() != file.exported.keys() or file.lines or result != messages:
            wrong.append((text[:20], str(file)))
    assert wrong == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_any_text_comes_back_exactly_or_is_refused(tmp_path: Path, text: str) -> None:
    """No text is cut, escaped or normalised on its way; what a cell cannot hold is refused."""
    messages = as_lone(text)
    if NO_CELL.search(text):
        with pytest.raises(SiteError, match="cannot be exported"):
            spreadsheet(messages, MK)
        return
    file, result = round_trip(messages, tmp_path / "mk.xlsx")
    assert [row.translation for _, row in file.rows.values()][:3] == [text, text, text + "x"]
    assert result == messages
    assert file.lines == []


def test_what_a_cell_cannot_hold_is_refused_with_the_message() -> None:
    """An export says what to delete, and where, and makes no file."""
    for text in (*"\x00\x07\x0b\x1b\ufffe\uffff", "_x0041_", "x005F_"):
        with pytest.raises(SiteError, match=rf"'un'.*{re.escape(ascii(text))}"):
            spreadsheet([Message("un", [f"a{text}b"])], MK)


def test_a_text_longer_than_a_cell_is_refused_and_not_cut() -> None:
    """A spreadsheet would cut it silently; a .po holds it."""
    with pytest.raises(SiteError, match=r"32767.*\.po"):
        spreadsheet([Message("un", ["a" * 32_768])], MK)


@pytest.mark.slow
def test_the_sites_own_catalogues_come_back_without_a_change(
    translations: Path, tmp_path: Path
) -> None:
    """Importing an unchanged export changes no byte of the .po, nor its time."""
    path = tmp_path / "out.xlsx"
    for language in TRANSLATED:
        source = files.source(translations, language)
        before, time = source.read_bytes(), source.stat().st_mtime_ns
        export_catalogue(translations, language, path)
        report = import_spreadsheet(path, translations)
        assert (source.read_bytes(), source.stat().st_mtime_ns) == (before, time)
        assert report.lines == [], language.path


def test_a_catalogue_that_is_not_in_canonical_form_is_left_so(
    sheet: Path, folder: Path, po: Path
) -> None:
    """Nothing taken means nothing written, not written anew."""
    text = po.read_text(encoding="utf-8").replace('msgstr "Регион"', 'msgstr ""\n"Ре"\n"гион"')
    po.write_text(text, encoding="utf-8")
    import_spreadsheet(sheet, folder)
    assert po.read_text(encoding="utf-8") == text


def libreoffice(path: Path, folder: Path) -> Path:
    """Open a spreadsheet in LibreOffice and save it again."""
    program = need("soffice")
    options = ["--headless", f"-env:UserInstallation=file://{folder}/profile"]
    convert = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "saved")]
    subprocess.run(
        [program, *options, *convert, str(path)], check=True, capture_output=True, timeout=120
    )
    return folder / "saved" / path.name


def test_libreoffice_saves_a_spreadsheet_without_a_change(tmp_path: Path) -> None:
    """Every awkward text survives another program, which writes the file in its own way."""
    folder = tmp_path / "translations"
    path = files.source(folder, MK)
    messages = [
        Message(f"{number} {text[:9]}", [text], comments=text.strip().splitlines())
        for number, text in enumerate(AWKWARD)
    ]
    header = Message("", ["Language: mk\nContent-Type: text/plain; charset=UTF-8\n"])
    write(Catalogue(path, header, messages))
    before = path.read_bytes()
    out = tmp_path / "mk.xlsx"
    export_catalogue(folder, MK, out)
    report = import_spreadsheet(libreoffice(out, tmp_path), folder)
    assert str(report) == "mk: 0 taken, 0 conflicts, 0 refused, 0 unknown"
    assert path.read_bytes() == before


def test_work_in_libreoffice_is_imported(
    sheet: Path, folder: Path, po: Path, tmp_path: Path
) -> None:
    """A text that begins like a formula, a new line and a state arrive as they were typed."""
    work_on(sheet, "Accueil", translation="=Почеток\n втор ред ", comment="-1")
    work_on(sheet, "Voir %(link)s", state="traduit")
    report = import_spreadsheet(libreoffice(sheet, tmp_path), folder)
    assert report.clean
    messages = {message.msgid: message for message in read(po).active()}
    assert messages["Accueil"].msgstr == ["=Почеток\n втор ред "]
    assert messages["Accueil"].comments == ["-1"]
    assert not messages["Voir %(link)s"].fuzzy
