"""The merge of what was exported, what the catalogue has now and what came back."""

from collections.abc import Mapping
from pathlib import Path

from tests.workflow.exchange.conftest import MK
from tests.workflow.exchange.translator import delete, work_on
from webapp.po.model import Message
from webapp.po.read import read
from webapp.workflow.exchange.exporting import export_catalogue
from webapp.workflow.exchange.importing import import_spreadsheet
from webapp.workflow.exchange.reading import ImportFile

LINK, COUNT = "Voir %(link)s", "%(count)s partenaire"

Work = tuple[str, int, Mapping[str, str]]


def message(po: Path, msgid: str) -> Message:
    """Read one message of the catalogue."""
    return next(one for one in read(po).active() if (one.msgctxt, one.msgid) == (None, msgid))


def summary(report: ImportFile) -> tuple[int, int, int, int]:
    """Count what was taken, in conflict, refused and unknown."""
    kinds = ("taken", "conflict", "refused", "unknown")
    return tuple(len(report.of(kind)) for kind in kinds)  # type: ignore[return-value]


# What the translator does, and then: texts, fuzzy, comments, and the counts of the report.
CASES: dict[str, tuple[Work, list[str], bool, list[str], tuple[int, int, int, int]]] = {
    "nothing": (("Région", 0, {}), ["Регион"], False, ["checked with the authors"], (0, 0, 0, 0)),
    "a text": (
        ("Région", 0, {"translation": "Област"}),
        ["Област"], False, ["checked with the authors"], (1, 0, 0, 0),
    ),
    "spaces are text": (
        ("Région", 0, {"translation": " Област  "}),
        [" Област  "], False, ["checked with the authors"], (1, 0, 0, 0),
    ),
    "a missing text, its state forgotten": (
        ("Accueil", 0, {"translation": "Почеток"}), ["Почеток"], False, [], (1, 0, 0, 0),
    ),
    "a missing text, marked fuzzy": (
        ("Accueil", 0, {"translation": "Почеток", "state": "à revoir"}),
        ["Почеток"], True, [], (1, 0, 0, 0),
    ),
    "a text taken away": (
        ("Région", 0, {"translation": ""}),
        [""], False, ["checked with the authors"], (1, 0, 0, 0),
    ),
    "fuzzy is approved": (
        (LINK, 0, {"state": "traduit"}), ["Видете %(link)s"], False, [], (1, 0, 0, 0),
    ),
    "fuzzy is corrected and approved": (
        (LINK, 0, {"state": "traduit", "translation": "Отвори %(link)s"}),
        ["Отвори %(link)s"], False, [], (1, 0, 0, 0),
    ),
    "fuzzy is corrected and stays fuzzy": (
        (LINK, 0, {"translation": "Отвори %(link)s"}), ["Отвори %(link)s"], True, [], (1, 0, 0, 0),
    ),
    "translated is marked fuzzy": (
        ("Région", 0, {"state": "à revoir"}),
        ["Регион"], True, ["checked with the authors"], (1, 0, 0, 0),
    ),
    "translated is called missing": (
        ("Région", 0, {"state": "manquant"}),
        ["Регион"], True, ["checked with the authors"], (1, 0, 0, 0),
    ),
    "one plural form": (
        (COUNT, 1, {"translation": "%(count)s соработници"}),
        ["%(count)s партнер", "%(count)s соработници"], False, [], (1, 0, 0, 0),
    ),
    "one plural form marked fuzzy": (
        (COUNT, 1, {"state": "à revoir"}),
        ["%(count)s партнер", "%(count)s партнери"], True, [], (1, 0, 0, 0),
    ),
    "a comment": (
        ("Accueil", 0, {"comment": "I do not know\nthis word"}),
        [""], False, ["I do not know", "this word"], (1, 0, 0, 0),
    ),
    "a comment on another form": (
        (COUNT, 1, {"comment": "why two?"}),
        ["%(count)s партнер", "%(count)s партнери"], False, ["why two?"], (1, 0, 0, 0),
    ),
    "a field is lost": (
        (LINK, 0, {"translation": "Видете"}), ["Видете %(link)s"], True, [], (0, 0, 1, 0),
    ),
    "a plural form is lost": (
        (COUNT, 0, {"translation": ""}),
        ["%(count)s партнер", "%(count)s партнери"], False, [], (0, 0, 1, 0),
    ),
}  # fmt: skip


def test_what_only_the_file_changed_is_taken(sheet: Path, folder: Path, po: Path) -> None:
    """A changed cell is taken when the rules let it in; every other message stays as it is."""
    original, exported = po.read_bytes(), sheet.read_bytes()
    before = {one.key: one.msgstr for one in read(po).messages}
    wrong = []
    for case, ((msgid, form, cells), texts, fuzzy, comments, counts) in CASES.items():
        po.write_bytes(original)
        sheet.write_bytes(exported)
        if cells:
            work_on(sheet, msgid, form, **cells)
        report = import_spreadsheet(sheet, folder)
        changed = message(po, msgid)
        others = {one.key: one.msgstr for one in read(po).messages if one.key != changed.key}
        result = (changed.msgstr, changed.fuzzy, changed.comments, summary(report))
        if result != (texts, fuzzy, comments, counts) or not others.items() <= before.items():
            wrong.append((case, result))
    assert wrong == []


def rewrite(po: Path, old: str, new: str) -> None:
    """Change the catalogue while the file is away."""
    text = po.read_text(encoding="utf-8")
    assert text.count(old) == 1
    po.write_text(text.replace(old, new), encoding="utf-8")


def test_both_changed_is_a_conflict_with_both_texts(sheet: Path, folder: Path, po: Path) -> None:
    """The catalogue stays to the byte, and the report has what each side says."""
    work_on(sheet, "Région", translation="Област")
    rewrite(po, '"Регион"', '"Покраина"')
    before = po.read_bytes()
    report = import_spreadsheet(sheet, folder)
    assert po.read_bytes() == before
    assert [(line.ours, line.theirs) for line in report.of("conflict")] == [("Покраина", "Област")]
    assert not report.clean
    assert "catalogue: 'Покраина'" in str(report)
    assert "file:      'Област'" in str(report)


def test_both_changed_to_the_same_is_no_conflict(sheet: Path, folder: Path, po: Path) -> None:
    """Two who agree need nobody to decide."""
    work_on(sheet, "Région", translation="Област")
    rewrite(po, '"Регион"', '"Област"')
    assert summary(import_spreadsheet(sheet, folder)) == (0, 0, 0, 0)


def test_what_only_the_catalogue_changed_stays(sheet: Path, folder: Path, po: Path) -> None:
    """A file that is older than the catalogue takes nothing back."""
    rewrite(po, '"Регион"', '"Покраина"')
    rewrite(po, "# checked with the authors", "# checked twice")
    before = po.read_bytes()
    assert summary(import_spreadsheet(sheet, folder)) == (0, 0, 0, 0)
    assert po.read_bytes() == before


def test_plural_forms_are_merged_one_by_one(sheet: Path, folder: Path, po: Path) -> None:
    """Each side may have changed another form of the same message."""
    work_on(sheet, COUNT, 1, translation="%(count)s соработници")
    rewrite(po, '"%(count)s партнер"', '"%(count)s соработник"')
    assert summary(import_spreadsheet(sheet, folder)) == (1, 0, 0, 0)
    assert message(po, COUNT).msgstr == ["%(count)s соработник", "%(count)s соработници"]


def test_a_state_does_not_pass_to_a_text_its_translator_has_not_seen(
    sheet: Path, folder: Path, po: Path
) -> None:
    """An approval is of the text that stood in the file."""
    work_on(sheet, LINK, state="traduit")
    rewrite(po, '"Видете %(link)s"', '"Оди %(link)s"')
    assert summary(import_spreadsheet(sheet, folder)) == (0, 1, 0, 0)
    assert message(po, LINK).fuzzy


def test_an_approval_takes_the_previous_msgid_away(sheet: Path, folder: Path, po: Path) -> None:
    """`#|` says why a message is fuzzy, and goes when it no longer is."""
    work_on(sheet, LINK, state="traduit")
    import_spreadsheet(sheet, folder)
    assert message(po, LINK).previous is None


def test_a_comment_of_either_side_is_kept(sheet: Path, folder: Path, po: Path) -> None:
    """Comments are merged line by line, whatever becomes of the text."""
    work_on(sheet, "Région", comment="theirs", translation="Област")
    rewrite(po, "# checked with the authors", "# ours")
    rewrite(po, '"Регион"', '"Покраина"')
    assert summary(import_spreadsheet(sheet, folder)) == (1, 1, 0, 0)
    assert message(po, "Région").comments == ["ours", "theirs"]
    assert message(po, "Région").msgstr == ["Покраина"]


def test_a_text_that_was_emptied_and_changed_is_a_conflict(
    sheet: Path, folder: Path, po: Path
) -> None:
    """The catalogue has the newer text, and the report says that somebody wanted none."""
    work_on(sheet, "Région", translation="")
    rewrite(po, '"Регион"', '"Покраина"')
    assert summary(import_spreadsheet(sheet, folder)) == (0, 1, 0, 0)
    assert message(po, "Région").msgstr == ["Покраина"]


def test_a_refusal_says_which_rule_and_what_was_not_taken(
    sheet: Path, folder: Path, po: Path
) -> None:
    """The translator reads the rule's own sentence; the rest of the file is taken."""
    work_on(sheet, LINK, translation="Видете %(lien)s")
    work_on(sheet, "Région", translation="Област")
    report = import_spreadsheet(sheet, folder)
    assert len(report.of("taken")) == 1
    assert any("[unknown-field]" in line.sentence for line in report.of("refused"))
    assert all(line.theirs == "Видете %(lien)s" for line in report.of("refused"))
    assert message(po, LINK).msgstr == ["Видете %(link)s"]


def test_an_approval_of_what_the_rules_refuse_is_refused(
    folder: Path, po: Path, tmp_path: Path
) -> None:
    """A state is no way around the rules."""
    rewrite(po, '"Видете %(link)s"', '"Видете"')
    path = tmp_path / "mk.xlsx"
    export_catalogue(folder, MK, path)
    work_on(path, LINK, state="traduit")
    assert [line.sentence[:15] for line in import_spreadsheet(path, folder).of("refused")] == [
        "[missing-field]"
    ]
    assert message(po, LINK).fuzzy


def test_a_text_that_the_rules_refuse_may_be_marked_fuzzy(
    folder: Path, po: Path, tmp_path: Path
) -> None:
    """Who sees that a text is wrong need not know how to correct it."""
    rewrite(po, '"%(count)s партнери"', '"партнери %(n)s"')
    path = tmp_path / "mk.xlsx"
    export_catalogue(folder, MK, path)
    work_on(path, COUNT, state="à revoir")
    assert summary(import_spreadsheet(path, folder)) == (1, 0, 0, 0)
    assert message(po, COUNT).fuzzy


def test_a_message_that_is_gone_is_reported_with_its_translation(
    sheet: Path, folder: Path, po: Path
) -> None:
    """Work on a message that the site dropped is not lost without a word."""
    work_on(sheet, "Accueil", translation="Почеток")
    rewrite(po, 'msgid "Accueil"', 'msgid "Bienvenue"')
    report = import_spreadsheet(sheet, folder)
    assert summary(report) == (0, 0, 0, 1)
    (line,) = report.of("unknown")
    assert (line.name, line.theirs) == ("Accueil", "Почеток")
    assert message(po, "Bienvenue").msgstr == [""]


def test_a_plural_that_changed_meanwhile_is_a_conflict(sheet: Path, folder: Path, po: Path) -> None:
    """The translator worked on another French sentence."""
    work_on(sheet, COUNT, 1, translation="%(count)s соработници")
    rewrite(po, '"%(count)s partenaires"', '"%(count)s collectivités"')
    assert summary(import_spreadsheet(sheet, folder)) == (0, 1, 0, 0)


def test_a_deleted_row_changes_nothing(sheet: Path, folder: Path, po: Path) -> None:
    """What is not in the file was not translated, and not untranslated."""
    before = po.read_bytes()
    delete(sheet, "Région")
    delete(sheet, COUNT, 0)
    assert summary(import_spreadsheet(sheet, folder)) == (0, 0, 0, 0)
    assert po.read_bytes() == before


def test_a_row_with_another_source_is_refused(sheet: Path, folder: Path, po: Path) -> None:
    """An edited French sentence, and columns sorted apart, which would exchange translations."""
    for source in ("Page d’accueil", "Région"):
        work_on(sheet, "Accueil", source=source, translation="Почеток")
        (line,) = import_spreadsheet(sheet, folder).of("refused")
        assert "not what was exported; sort whole rows" in line.sentence
        assert message(po, "Accueil").msgstr == [""]


def test_other_line_ends_are_no_change(folder: Path, po: Path, tmp_path: Path) -> None:
    """A program that writes line ends in its own way has translated nothing."""
    rewrite(po, '"Регион"', '"Ре\\nгион"')
    before = po.read_bytes()
    path = tmp_path / "mk.xlsx"
    export_catalogue(folder, MK, path)
    for ending in ("\r\n", "\r", "_x000D_\n"):
        work_on(path, "Région", translation=f"Ре{ending}гион")
        assert summary(import_spreadsheet(path, folder)) == (0, 0, 0, 0), repr(ending)
    assert po.read_bytes() == before


def test_new_text_has_the_catalogues_line_ends(sheet: Path, folder: Path, po: Path) -> None:
    """A carriage return never gets into a catalogue."""
    for text in ("Об\r\nласт", "Об_x000D_\nласт"):
        work_on(sheet, "Région", translation=text)
        import_spreadsheet(sheet, folder)
        assert message(po, "Région").msgstr == ["Об\nласт"]
        rewrite(po, '""\n"Об\\n"\n"ласт"', '"Регион"')


def test_a_dry_run_reports_and_writes_nothing(sheet: Path, folder: Path, po: Path) -> None:
    """One may look first."""
    before = po.read_bytes()
    work_on(sheet, "Région", translation="Област")
    assert summary(import_spreadsheet(sheet, folder, dry_run=True)) == (1, 0, 0, 0)
    assert po.read_bytes() == before


def test_the_same_file_twice_changes_nothing_the_second_time(
    sheet: Path, folder: Path, po: Path
) -> None:
    """An import that was done is done."""
    work_on(sheet, "Région", translation="Област", comment="done")
    import_spreadsheet(sheet, folder)
    after = po.read_bytes()
    assert summary(import_spreadsheet(sheet, folder))[:2] == (0, 0)
    assert po.read_bytes() == after


def test_what_is_to_be_done_can_be_sheet_alone(folder: Path, tmp_path: Path) -> None:
    """A translator need not see what is finished."""
    path = tmp_path / "todo.xlsx"
    assert export_catalogue(folder, MK, path, todo=True) == 2
    work_on(path, "Accueil", translation="Почеток")
    assert summary(import_spreadsheet(path, folder)) == (1, 0, 0, 0)
