"""Look-up: the text of a message, in the language or its fallback, whatever the files are."""

import os
from pathlib import Path

import pytest
from flask import Flask

from tests.catalog.po import EN, IT, MK, ZH, catalogue_file, entry, plural
from webapp.catalog import files
from webapp.catalog.compile import compile_catalogue, pack
from webapp.catalog.lookup import Catalogues, Lookup, Marks, Snapshot
from webapp.i18n import site
from webapp.languages import LANGUAGES, SOURCE, TRANSLATED, Language
from webapp.marks import mark

WHOLE = pack({"": "Language: it\n", "a": "A", "é": "È"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Catalogues of every language, empty but for Macedonian, Italian and Chinese."""
    for language in TRANSLATED:
        catalogue_file(tmp_path, language=language)
    forms = {IT: ("un giorno", "giorni"), MK: ("ден", "дена"), ZH: ("天",)}
    for language, days in forms.items():
        rows = [entry("oui", f"oui-{language.path}"), plural("un jour", "jours", *days)]
        context = 'msgctxt "c"\n'
        rows += [context + entry("oui", f"c-{language.path}"), context + plural("j", "jj", *days)]
        catalogue_file(tmp_path, *rows, language=language)
    for language in TRANSLATED:
        compile_catalogue(tmp_path, language)
    return tmp_path


def lookup(folder: Path, language: Language, marks: Marks = Marks.NONE) -> Lookup:
    """Give the look-up of a language in a folder."""
    return Lookup(Catalogues(folder).snapshot(), language, marks)


def write(folder: Path, data: bytes, language: Language = IT) -> Path:
    """Put bytes in the place of a compiled catalogue."""
    path = files.compiled(folder, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_message_is_found_by_its_text_its_context_and_its_count(folder: Path) -> None:
    """Through the four functions of gettext."""
    texts = lookup(folder, IT)
    assert texts.gettext("oui") == "oui-it"
    assert texts.pgettext("c", "oui") == "c-it"
    assert texts.ngettext("un jour", "jours", 1) == "un giorno"
    assert texts.npgettext("c", "j", "jj", 3) == "giorni"


def test_flask_babel_finds_the_functions_under_their_old_names(folder: Path) -> None:
    """Those of Python 2."""
    texts = lookup(folder, IT)
    assert texts.ugettext("oui") == texts.gettext("oui")
    assert texts.ungettext("un jour", "jours", 2) == texts.ngettext("un jour", "jours", 2)
    assert texts.upgettext("c", "oui") == texts.pgettext("c", "oui")
    assert texts.unpgettext("c", "j", "jj", 2) == texts.npgettext("c", "j", "jj", 2)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.path)
def test_what_no_catalogue_has_is_in_french(folder: Path, language: Language) -> None:
    """Texts, contexts and counts alike; a text with another context is another text."""
    texts = lookup(folder, language)
    assert texts.gettext("absent") == "absent"
    assert texts.pgettext("d", "oui") == "oui"
    assert texts.ngettext("un an", "ans", 2) == "ans"
    assert texts.npgettext("d", "un jour", "jours", 1) == "un jour"


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [
        *[(IT, 1, "un giorno"), (IT, 0, "giorni"), (IT, 2, "giorni"), (IT, 21, "giorni")],
        *[(MK, 1, "ден"), (MK, 2, "дена"), (MK, 11, "дена"), (MK, 21, "ден"), (MK, 111, "дена")],
        *[(ZH, 0, "天"), (ZH, 1, "天"), (ZH, 5, "天")],
        *[(EN, 0, "un jour"), (EN, 1, "un jour"), (EN, 1.5, "un jour"), (EN, 2, "jours")],
        *[(SOURCE, 0, "un jour"), (SOURCE, 2, "jours")],
    ],
)
def test_counts_follow_the_rule_of_the_language_the_text_is_in(
    folder: Path, language: Language, number: float, text: str
) -> None:
    """A French text on an English page counts in French: zero is singular."""
    assert lookup(folder, language).ngettext("un jour", "jours", number) == text


def test_an_empty_text_is_empty(folder: Path) -> None:
    """gettext itself gives the header."""
    assert lookup(folder, IT).gettext("") == ""
    assert not lookup(folder, IT).has("")


@pytest.mark.parametrize(
    ("marks", "own", "fallen"),
    [
        (Marks.NONE, "oui-it", "absent"),
        (Marks.FALLBACK, "oui-it", mark("absent", SOURCE)),
        (Marks.ALL, mark("oui-it", IT), mark("absent", SOURCE)),
    ],
)
def test_marks_say_which_language_a_text_is_in(
    folder: Path, marks: Marks, own: str, fallen: str
) -> None:
    """Only where the caller wants them."""
    texts = lookup(folder, IT, marks)
    assert (texts.gettext("oui"), texts.gettext("absent")) == (own, fallen)
    assert texts.ngettext("absent", "absents", 1) == fallen


def test_french_needs_no_mark(folder: Path) -> None:
    """On a French page the msgids are the language of the page."""
    texts = lookup(folder, SOURCE, Marks.FALLBACK)
    assert texts.gettext("oui") == "oui"
    assert texts.has("whatever")


def test_a_language_has_what_it_translated(folder: Path) -> None:
    """Not what a fallback has."""
    assert lookup(folder, IT).has("oui")
    assert not lookup(folder, EN).has("oui")


def test_a_text_with_fewer_forms_than_its_language_gives_the_last(folder: Path) -> None:
    """A catalogue from elsewhere never makes an error."""
    write(folder, pack({"un jour\0jours": "sempre"}))
    assert lookup(folder, IT).ngettext("un jour", "jours", 2) == "sempre"


def test_nothing_is_read_again_while_no_file_changes(folder: Path) -> None:
    """The snapshot is the same object."""
    catalogues = Catalogues(folder)
    assert catalogues.snapshot() is catalogues.snapshot()


def test_a_changed_file_is_read_again_and_no_other(folder: Path) -> None:
    """The next snapshot has the new texts; the texts of the other languages are shared."""
    catalogues = Catalogues(folder)
    before = catalogues.snapshot()
    catalogue_file(folder, entry("oui", "certo"))
    compile_catalogue(folder, IT)
    after = catalogues.snapshot()
    assert Lookup(after, IT).gettext("oui") == "certo"
    assert after.texts["mk"] is before.texts["mk"]


def test_a_request_keeps_to_its_snapshot(folder: Path) -> None:
    """However often the files change while it is answered."""
    catalogues = Catalogues(folder)
    texts = Lookup(catalogues.snapshot(), IT)
    files.compiled(folder, IT).unlink()
    catalogues.snapshot()
    assert texts.gettext("oui") == "oui-it"


def test_a_page_of_the_application_keeps_to_its_snapshot(app: Flask) -> None:
    """Two look-ups in one request see one version, the next request sees the other."""
    folder = site_folder(app)
    write(folder, pack({"oui": "prima"}))
    client = app.test_client()
    seen = []

    @app.route("/fr/two-look-ups")
    def two_look_ups() -> str:
        from webapp.i18n import plain_texts

        seen.append(plain_texts(IT).gettext("oui"))
        write(folder, pack({"oui": "dopo di che"}))
        seen.append(plain_texts(IT).gettext("oui"))
        return ""

    client.get("/fr/two-look-ups")
    client.get("/fr/two-look-ups")
    assert seen == ["prima", "prima", "dopo di che", "dopo di che"]


def site_folder(app: Flask) -> Path:
    """Give the folder of an application's catalogues."""
    with app.app_context():
        return site().settings.translations


def test_another_file_of_the_same_size_and_time_is_read_again(folder: Path) -> None:
    """As a deployment that sets all times to one does it."""
    path = write(folder, pack({"oui": "prima"}))
    os.utime(path, ns=(1, 1))
    catalogues = Catalogues(folder)
    assert Lookup(catalogues.snapshot(), IT).gettext("oui") == "prima"
    other = path.with_suffix(".new")
    other.write_bytes(pack({"oui": "terza"}))
    os.utime(other, ns=(1, 1))
    other.replace(path)
    assert Lookup(catalogues.snapshot(), IT).gettext("oui") == "terza"


BROKEN = {
    "empty": b"",
    "garbage": b"\x00\xff" * 50,
    "only the number of the format": WHOLE[:4],
    "a source file": b'msgid "a"\nmsgstr "A"\n',
    "not UTF-8": WHOLE.replace("È".encode(), b"\xff\xfe"),
    **{f"cut at byte {length}": WHOLE[:length] for length in range(1, len(WHOLE))},
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_gives_french(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, data: bytes
) -> None:
    """The other languages are as before, and the log says once what to do."""
    write(tmp_path, data)
    for language in set(TRANSLATED) - {IT}:
        write(tmp_path, WHOLE, language)
    catalogues = Catalogues(tmp_path)
    for _ in range(3):
        snapshot = catalogues.snapshot()
        assert Lookup(snapshot, IT, Marks.FALLBACK).gettext("a") == mark("a", SOURCE)
        assert Lookup(snapshot, MK).gettext("a") == "A"
    (record,) = caplog.records
    assert "messages.mo: " in record.getMessage()
    assert "run `make compile`; pages in Italiano are shown in French" in record.getMessage()


def test_each_state_of_a_file_is_logged_once(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Gone, broken, a folder, whole again, gone again."""
    catalogues = Catalogues(folder)
    path = files.compiled(folder, IT)

    def state() -> str:
        caplog.clear()
        texts = [Lookup(catalogues.snapshot(), IT).gettext("oui") for _ in range(3)]
        assert len(set(texts)) == 1
        return f"{texts[0]} {len(caplog.records)}"

    assert state() == "oui-it 0"
    path.unlink()
    assert state() == "oui 1"
    path.write_bytes(b"?")
    assert state() == "oui 1"
    path.unlink()
    path.mkdir()
    assert state() == "oui 1"
    path.rmdir()
    compile_catalogue(folder, IT)
    assert state() == "oui-it 0"
    path.unlink()
    assert state() == "oui 1"


def test_a_folder_without_any_catalogue_gives_french(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """In every language, with one line of log for each."""
    snapshot = Catalogues(tmp_path / "nowhere").snapshot()
    assert all(Lookup(snapshot, language).gettext("a") == "a" for language in LANGUAGES)
    assert len(caplog.records) == len(TRANSLATED)


def test_a_snapshot_is_empty_before_anything_is_read() -> None:
    """And still a snapshot."""
    assert Snapshot() == Snapshot({}, {})
