"""The spreadsheet as its translator finds it, and as programs and hands change it."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.workflow.exchange.conftest import MK
from tests.workflow.exchange.translator import COLUMNS, delete, name, row_of, work_on
from webapp.errors import FileError
from webapp.po.read import read
from webapp.workflow.exchange.exporting import export_catalogue
from webapp.workflow.exchange.importing import import_spreadsheet
from webapp.workflow.exchange.reading import read_file
from webapp.workflow.exchange.rows import State


def sheet_of(path: Path) -> Any:
    """Open the sheet to translate in."""
    return openpyxl.load_workbook(path).worksheets[0]


def texts(po: Path) -> dict[str, list[str]]:
    """Read the translations of the catalogue, without those that have a context."""
    return {one.msgid: one.msgstr for one in read(po).active() if one.msgctxt is None}


def test_the_headings_are_in_french(folder: Path, tmp_path: Path) -> None:
    """A translator from French reads them, and an import knows the columns by them."""
    path = tmp_path / "mk.xlsx"
    export_catalogue(folder, MK, path)
    expected = "key,Adresse,Contexte,Français,Traduction,État,Votre commentaire"
    assert ",".join(cell.value for cell in sheet_of(path)[1]) == expected
    assert read_file(path).rows[name("Voir %(link)s")][1].state is State.FUZZY


def test_a_row_says_all_a_translator_needs(sheet: Path) -> None:
    """Page, context, French, translation, state and comment stand side by side."""
    cells = sheet_of(sheet)[row_of(sheet_of(sheet), name("Région"))]
    assert [cell.value for cell in cells[1:]] == [
        "/fr/privacy", "the name of a place", "Région", "Регион", "traduit",
        "checked with the authors",
    ]  # fmt: skip


def test_every_plural_form_has_its_row_with_its_source(sheet: Path) -> None:
    """The form for one stands beside the singular, the form for many beside the plural."""
    found = sheet_of(sheet)
    rows = [row_of(found, name("%(count)s partenaire", form)) for form in (0, 1)]
    sources = [found.cell(row, COLUMNS["source"]).value for row in rows]
    assert sources == ["%(count)s partenaire", "%(count)s partenaires"]


def test_only_what_is_the_translators_can_be_changed(sheet: Path) -> None:
    """Translation, state and comment are open; protection has no password."""
    found = sheet_of(sheet)
    assert found.protection.sheet
    assert not found.protection.password
    locked = [cell.protection.locked for cell in found[2]]
    assert locked == [True, True, True, True, False, False, False]


def test_the_sheet_is_made_to_be_worked_in(sheet: Path) -> None:
    """The header stays in sight, texts wrap, the key is hidden, the state is chosen from a list."""
    found = sheet_of(sheet)
    assert found.freeze_panes == "A2"
    assert found.column_dimensions["A"].hidden
    assert found["E2"].alignment.wrap_text
    (validation,) = found.data_validations.dataValidation
    assert validation.formula1 == '"traduit,à revoir,manquant"'
    assert str(validation.sqref) == f"F2:F{found.max_row}"


def test_every_cell_is_text(sheet: Path) -> None:
    """No cell is of a type that a program calculates."""
    book = openpyxl.load_workbook(sheet)
    cells = [cell for one in book for row in one.iter_rows() for cell in row if cell.value]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}


def test_a_text_that_looks_like_a_formula_is_marked(folder: Path, po: Path, tmp_path: Path) -> None:
    """Excel keeps what stands first when the cell is edited."""
    original = po.read_text("utf-8")
    path = tmp_path / "mk.xlsx"
    for text in ("=1+1", "+1", "-1", "@a", "'a", "＝1", "＋1", "－1", "＠a"):
        po.write_text(original.replace('"Регион"', f'"{text}"'), encoding="utf-8")
        export_catalogue(folder, MK, path)
        cell = sheet_of(path).cell(row_of(sheet_of(path), name("Région")), COLUMNS["translation"])
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def shuffle(book: Any) -> None:
    """Turn the rows round."""
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for number, values in enumerate(reversed(rows), 2):
        for column, value in enumerate(values, 1):
            sheet.cell(number, column).value = value


def add_columns(book: Any) -> None:
    """Put columns of one's own before, between and after."""
    sheet = book.worksheets[0]
    for place in (1, 6, 9):
        sheet.insert_cols(place)
        sheet.cell(1, place).value = "mine"
        sheet.cell(3, place).value = "note"


def add_rows(book: Any) -> None:
    """Put a title above and empty rows between."""
    sheet = book.worksheets[0]
    sheet.insert_rows(4, 3)
    sheet.insert_rows(1, 2)
    sheet["B1"].value = "Translation into Macedonian"


def add_sheet(book: Any) -> None:
    """Put a sheet of one's own first."""
    book.create_sheet("notes", 0)["A1"].value = "mine"


def rename(book: Any) -> None:
    """Call the sheet something else."""
    book.worksheets[0].title = "Macedonian!"


def unhide(book: Any) -> None:
    """Show what was hidden and move it first."""
    book["base"].sheet_state = "visible"
    book.move_sheet("base", -1)


def test_rows_find_home_wherever_they_are(sheet: Path, folder: Path, po: Path) -> None:
    """Columns are known by their headings and rows by their key, not by their place."""
    work_on(sheet, "Région", translation="Област")
    original, worked = po.read_bytes(), sheet.read_bytes()
    for change in (shuffle, add_columns, add_rows, add_sheet, rename, unhide):
        po.write_bytes(original)
        sheet.write_bytes(worked)
        book = openpyxl.load_workbook(sheet)
        change(book)
        book.save(sheet)
        report = import_spreadsheet(sheet, folder)
        assert [line.kind for line in report.lines] == ["taken"], change
        assert texts(po)["Région"] == ["Област"], change


def test_a_row_without_a_key_is_reported(sheet: Path, folder: Path) -> None:
    """What somebody added below is not a message, and not lost without a word."""
    book = openpyxl.load_workbook(sheet)
    book.worksheets[0].append([None, None, None, "Nouveau", "Ново"])
    book.worksheets[0].append(["nonsense", None, None, "Autre", "Друго"])
    book.save(sheet)
    report = import_spreadsheet(sheet, folder)
    assert [(line.row, line.name) for line in report.of("unknown")] == [
        (8, "Nouveau"),
        (9, "Autre"),
    ]
    assert "row 8: 'Nouveau': a row without a key" in str(report)


def test_what_is_not_text_is_refused_and_not_guessed(sheet: Path, folder: Path, po: Path) -> None:
    """1.0 may have been 1 or 1,00: the translator knows, this program does not."""
    for value in ("=1+1", 2012, 1.5, True):
        book = openpyxl.load_workbook(sheet)
        row = row_of(book.worksheets[0], name("Région"))
        cell = book.worksheets[0].cell(row, COLUMNS["translation"])
        cell.number_format = "General"
        cell.value = value
        book.save(sheet)
        (line,) = import_spreadsheet(sheet, folder).of("refused")
        assert f"a cell holds {value}, which is not text" in line.sentence
        assert texts(po)["Région"] == ["Регион"]


def test_a_state_that_is_none_is_refused(sheet: Path, folder: Path) -> None:
    """The list is said to be the place to choose from."""
    work_on(sheet, "Région", state="ok", translation="Област")
    (line,) = import_spreadsheet(sheet, folder).of("refused")
    assert "“ok” is not a state" in line.sentence


def test_a_row_copied_with_another_text_is_refused(sheet: Path, folder: Path, po: Path) -> None:
    """Of two texts for one message neither is taken; a plain copy does no harm."""
    book = openpyxl.load_workbook(sheet)
    found = book.worksheets[0]
    values = [cell.value for cell in found[row_of(found, name("Région"))]]
    found.append(values)
    book.save(sheet)
    assert import_spreadsheet(sheet, folder).clean
    found.append([*values[:4], "Област", *values[5:]])
    book.save(sheet)
    assert len(import_spreadsheet(sheet, folder).of("refused")) == 1
    assert texts(po)["Région"] == ["Регион"]


def test_a_cell_of_white_space_that_a_program_emptied_is_no_change(
    folder: Path, po: Path, tmp_path: Path
) -> None:
    """Programs drop cells that show nothing."""
    po.write_text(po.read_text("utf-8").replace('"Регион"', '" "'), encoding="utf-8")
    path = tmp_path / "mk.xlsx"
    export_catalogue(folder, MK, path)
    work_on(path, "Région", translation=None)
    assert not import_spreadsheet(path, folder).of("taken")
    assert texts(po)["Région"] == [" "]


def test_a_column_that_was_sorted_by_itself_is_refused(sheet: Path, folder: Path, po: Path) -> None:
    """Its texts stand in the rows of others; nothing is taken, though some cells were edited."""
    before = po.read_bytes()
    book = openpyxl.load_workbook(sheet)
    found = book.worksheets[0]
    cells = [found.cell(row, COLUMNS["translation"]) for row in range(2, found.max_row + 1)]
    values = [cell.value for cell in cells]
    for cell, value in zip(cells, values[2:] + values[:2], strict=True):
        cell.value = value
    for edited in (None, "Област"):
        cells[0].value = edited or cells[0].value
        book.save(sheet)
        with pytest.raises(FileError, match="stand in the rows of other sentences; undo"):
            import_spreadsheet(sheet, folder)
        assert po.read_bytes() == before


def test_two_texts_that_changed_places_are_taken(sheet: Path, folder: Path, po: Path) -> None:
    """They may have been in the wrong rows before."""
    book = openpyxl.load_workbook(sheet)
    found = book.worksheets[0]
    for msgctxt, text in ((None, "друго"), ("verb", "Регион")):
        row = row_of(found, name("Région", msgctxt=msgctxt))
        found.cell(row, COLUMNS["translation"]).value = text
    book.save(sheet)
    assert len(import_spreadsheet(sheet, folder).of("taken")) == 2
    assert texts(po)["Région"] == ["друго"]


def test_an_edited_context_is_ignored(sheet: Path, folder: Path) -> None:
    """Address and context belong to the source, and a program may add spaces to the French."""
    book = openpyxl.load_workbook(sheet)
    found = book.worksheets[0]
    row = row_of(found, name("Accueil"))
    for column, text in ((2, "/fr/ "), (3, "my own note"), (COLUMNS["source"], "Accueil ")):
        found.cell(row, column).value = text
    book.save(sheet)
    assert import_spreadsheet(sheet, folder).lines == []


def test_deleted_rows_are_counted_and_named(sheet: Path, folder: Path) -> None:
    """In one line, however many there are."""
    for msgid in ("Région", "Accueil"):
        delete(sheet, msgid)
    (line,) = import_spreadsheet(sheet, folder).of("noted")
    assert "2 rows are missing; their entries are unchanged: 'Région', 'Accueil'" in str(line)


def test_warnings_of_what_was_taken_are_shown(sheet: Path, folder: Path, po: Path) -> None:
    """By the rules of `i18n check`, where the text is new; it does not keep the text out."""
    work_on(sheet, "Région", translation=" мојата  област")
    note = "check-ignore: other-term because the glossary is not asked here"
    work_on(sheet, "Région", comment=note)
    work_on(sheet, "Accueil", comment="a note")
    report = import_spreadsheet(sheet, folder)
    assert texts(po)["Région"] == [" мојата  област"]
    rules = [line.sentence.split("]")[0] for line in report.of("noted")]
    assert rules == ["warning [double-space", "warning [edge-space"]
    assert report.clean


def test_every_line_of_a_row_names_it(sheet: Path, folder: Path) -> None:
    """Its number in the sheet, as the program that opened it counts; and both sides' texts."""
    work_on(sheet, "Région", translation="Област")
    work_on(sheet, "Voir %(link)s", translation="Видете")
    work_on(sheet, "%(count)s partenaire", 1, state="ok")
    lines = str(import_spreadsheet(sheet, folder)).splitlines()
    assert lines[1] == "  taken    row 2: 'Région': translation"
    assert lines[2].startswith("  refused  row 3: 'Voir %(link)s': [missing-field] ")
    assert lines[3:5] == ["    catalogue: 'Видете %(link)s'", "    file:      'Видете'"]
    assert lines[5].startswith("  refused  row 6: '%(count)s partenaires': “ok” is not a state")
    assert len(lines) == 6
