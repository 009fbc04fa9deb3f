"""Look-up: the text of a message, in the language or its fallback, whatever the files are."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from flask import Flask

from tests.conftest import judged_anew
from tests.po.samples import EN, IT, MK, ZH, catalogue_file, entry, plural, pot_file, pot_of
from webapp import disk
from webapp.catalogs.lookup import Lookup
from webapp.catalogs.snapshot import MAX_BYTES, PAUSE, Catalogues, Snapshot, judged
from webapp.errors import FileError
from webapp.languages import BY_PATH, LANGUAGES, SOURCE, TRANSLATED, Language
from webapp.po import files
from webapp.po.mo import pack
from webapp.po.model import Message


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
    pot_of(tmp_path)
    return tmp_path


def lookup(folder: Path, language: Language) -> Lookup:
    """Return the look-up of a language in a folder."""
    return Lookup(reader(folder).snapshot(), language)


def shown(
    texts: Lookup, msgid: str, plural: str | None = None, number: float = 1, context: str = ""
) -> str:
    """Return the text that a look-up finds."""
    return texts.find(msgid, plural, number, context or None)[0]


def reader(folder: Path) -> Catalogues:
    """Return the reader of a folder, with its cache there."""
    return Catalogues(folder, folder / "cache")


def italian(reader: Catalogues, msgid: str = "oui") -> str:
    """Return what an Italian page shows now."""
    return shown(Lookup(reader.snapshot(), IT), msgid)


def test_a_message_is_found_by_its_text_its_context_and_its_count(folder: Path) -> None:
    """In the language that is asked for."""
    texts = lookup(folder, IT)
    assert shown(texts, "oui") == "oui-it"
    assert shown(texts, "oui", context="c") == "c-it"
    assert shown(texts, "un jour", "jours", 1) == "un giorno"
    assert shown(texts, "j", "jj", 3, "c") == "giorni"


def test_what_no_catalogue_has_is_in_french(folder: Path) -> None:
    """Texts, contexts and counts alike, in every language; a text in another context is another."""
    snapshot = reader(folder).snapshot()
    for texts in (Lookup(snapshot, language) for language in LANGUAGES):
        found = [
            texts.find("absent"),
            texts.find("oui", context="d"),
            texts.find("un an", "ans", 2),
            texts.find("un jour", "jours", 1, "d"),
        ]
        assert found == [(text, SOURCE) for text in ("absent", "oui", "ans", "un jour")]


def test_counts_follow_the_rule_of_the_language_the_text_is_in(folder: Path) -> None:
    """A French text on an English page counts in French: zero is singular."""
    rows = [
        *[(IT, 1, "un giorno"), (IT, 0, "giorni"), (IT, 2, "giorni"), (IT, 21, "giorni")],
        *[(MK, 1, "ден"), (MK, 2, "дена"), (MK, 11, "дена"), (MK, 21, "ден"), (MK, 111, "дена")],
        *[(ZH, 0, "天"), (ZH, 1, "天"), (ZH, 5, "天")],
        *[(EN, 0, "un jour"), (EN, 1, "un jour"), (EN, 1.5, "un jour"), (EN, 2, "jours")],
        *[(SOURCE, 0, "un jour"), (SOURCE, 2, "jours")],
    ]
    snapshot = reader(folder).snapshot()
    found = [
        (language, number, shown(Lookup(snapshot, language), "un jour", "jours", number))
        for language, number, _ in rows
    ]
    assert found == rows


def test_an_empty_text_is_empty(folder: Path) -> None:
    """gettext itself gives the header."""
    assert shown(lookup(folder, IT), "") == ""
    assert not lookup(folder, IT).has("")


def test_a_text_comes_with_the_language_it_is_in(folder: Path) -> None:
    """The page's, that of the fallback that has the text, or French."""
    catalogue_file(folder, entry("oui", "ja"), language=BY_PATH["nb"])
    texts = lookup(folder, BY_PATH["nn"])
    assert lookup(folder, IT).find("oui") == ("oui-it", IT)
    assert texts.find("oui") == ("ja", BY_PATH["nb"])
    assert texts.find("un jour", "jours", 0) == ("un jour", SOURCE)
    assert lookup(folder, SOURCE).find("oui") == ("oui", SOURCE)
    assert lookup(folder, SOURCE).has("whatever")


def test_a_translation_that_cannot_be_filled_in_is_passed_over(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Even of a catalogue that no rule has seen: the next language is shown, the log says so."""
    texts = {language.path: {} for language in TRANSLATED} | {
        "nn": {"a %(n)s": ("%(x)s",), "100 % sûr": ("%",), "un %(n)s\0des %(n)s": ("ein", "%(n)d")},
        "nb": {"a %(n)s": ("nb %(n)s",)},
    }
    lookup = Lookup(Snapshot(texts), BY_PATH["nn"])
    assert lookup.find("a %(n)s") == ("nb %(n)s", BY_PATH["nb"])
    assert lookup.find("100 % sûr") == ("100 %% sûr", SOURCE)
    assert shown(lookup, "un %(n)s", "des %(n)s", 1) == "ein"
    assert shown(lookup, "un %(n)s", "des %(n)s", 2) == "des %(n)s"
    assert "'%(x)s' cannot be filled in; a fallback stands in for it" in caplog.messages


def test_a_language_has_what_it_translated(folder: Path) -> None:
    """Not what a fallback has."""
    assert lookup(folder, IT).has("oui")
    assert not lookup(folder, EN).has("oui")


def test_a_singular_is_never_taken_from_a_message_that_counts(folder: Path) -> None:
    """Its forms have fields that nobody fills in, and the other way about."""
    assert shown(lookup(folder, IT), "un jour") == "un jour"
    assert shown(lookup(folder, IT), "oui", "ouis", 2) == "ouis"


def test_nothing_is_read_again_while_no_file_changes(folder: Path) -> None:
    """The snapshot is the same object."""
    catalogues = reader(folder)
    assert catalogues.snapshot() is catalogues.snapshot()


def test_a_file_that_says_the_same_changes_nothing(folder: Path) -> None:
    """A deployment that only touches files empties no store of pages."""
    catalogues = reader(folder)
    before = catalogues.snapshot()
    os.utime(files.source(folder, IT))
    assert catalogues.snapshot() is before


def test_a_changed_file_is_read_again_and_no_other(folder: Path) -> None:
    """The next snapshot has the new texts; the texts of the other languages are shared."""
    catalogues = reader(folder)
    before = catalogues.snapshot()
    catalogue_file(folder, entry("oui", "certo"))
    after = catalogues.snapshot()
    assert shown(Lookup(after, IT), "oui") == "certo"
    assert after.texts["mk"] is before.texts["mk"]
    assert after.version != before.version


def test_a_changed_template_is_asked_for(folder: Path) -> None:
    """What it no longer has is no longer shown, and what it has in another way neither."""
    catalogues = reader(folder)
    assert italian(catalogues) == "oui-it"
    pot_file(folder, plural("oui", "ouis", "", ""))
    assert italian(catalogues) == "oui"


def test_a_page_of_the_application_keeps_to_its_snapshot(app: Flask, translations: Path) -> None:
    """Two look-ups in one request see one version, the next request sees the other."""
    client = app.test_client()
    path = files.source(translations, IT)
    seen = []

    @app.route("/fr/two-look-ups")
    def two_look_ups() -> str:
        from webapp.i18n.texts import text, use_language

        use_language(IT)
        seen.append(text("Langues"))
        path.write_text(path.read_text("utf-8").replace('"Lingue"', '"Idiomi"'), "utf-8")
        seen.append(text("Langues"))
        return ""

    client.get("/fr/two-look-ups")
    client.get("/fr/two-look-ups")
    assert seen == ["Lingue", "Lingue", "Idiomi", "Idiomi"]


def test_another_file_of_the_same_size_and_time_is_read_again(folder: Path) -> None:
    """As a deployment that sets all times to one does it."""
    path = catalogue_file(folder, entry("oui", "prima"))
    os.utime(path, ns=(1, 1))
    catalogues = reader(folder)
    assert italian(catalogues) == "prima"
    other = path.with_suffix(".new")
    other.write_text(path.read_text("utf-8").replace("prima", "terza"), "utf-8")
    os.utime(other, ns=(1, 1))
    other.replace(path)
    assert italian(catalogues) == "terza"


def test_a_mo_beside_a_po_is_never_read(folder: Path) -> None:
    """Poedit and msgfmt write one that nobody has judged."""
    beside = files.source(folder, IT).with_suffix(".mo")
    beside.write_bytes(pack([("oui", "<img src=x onerror=alert(1)>"), ("absent", "%(x)s")]))
    texts = lookup(folder, IT)
    assert (shown(texts, "oui"), shown(texts, "absent")) == ("oui-it", "absent")


def broken(path: Path) -> None:
    path.write_text('msgid "oui"\nmsgstr "ok', encoding="utf-8")


def absent(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def not_utf8(path: Path) -> None:
    path.write_bytes(path.read_bytes() + "# città".encode("latin-1"))


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def refused(path: Path) -> None:
    """Let reading it fail, for root too: a file whose first bytes cannot be read."""
    path.unlink()
    path.symlink_to("/proc/self/mem")


FAULTS = [broken, absent, a_folder, not_utf8, a_pipe, refused]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_that_cannot_be_read_leaves_its_language_as_it_was(
    folder: Path, caplog: pytest.LogCaptureFixture, fault: Callable[[Path], None]
) -> None:
    """The others go on, the log says it once with the file, and what is mended shows."""
    catalogues = reader(folder)
    path = files.source(folder, IT)
    good = path.read_bytes()
    assert italian(catalogues) == "oui-it"
    fault(path)
    catalogue_file(folder, entry("oui", "DA"), language=MK)
    assert [italian(catalogues) for _ in range(3)] == ["oui-it"] * 3
    assert shown(Lookup(catalogues.snapshot(), MK), "oui") == "DA"
    assert sum("it/LC_MESSAGES/messages.po" in text for text in caplog.messages) == 1
    if path.is_dir():
        path.rmdir()
    path.unlink(missing_ok=True)
    path.write_bytes(good.replace(b"oui-it", b"certo"))
    assert italian(catalogues) == "certo"


@pytest.mark.parametrize("fault", [broken, not_utf8, refused])
def test_a_start_with_a_file_that_cannot_be_read_shows_its_last_good_version(
    folder: Path, fault: Callable[[Path], None]
) -> None:
    """It was kept in the cache by the site, or by `i18n compile`."""
    assert italian(reader(folder)) == "oui-it"
    fault(files.source(folder, IT))
    assert italian(reader(folder)) == "oui-it"
    files.compiled(folder / "cache", IT).write_bytes(b"spoiled")
    assert italian(reader(folder)) == "oui"


def test_texts_that_a_language_gets_late_are_another_version(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that was kept while a language had none is not kept on."""
    monkeypatch.setattr("webapp.catalogs.snapshot.PAUSE", 0.0)
    reader(folder).snapshot()
    good = files.compiled(folder / "cache", IT)
    kept = good.read_bytes()
    good.unlink()
    refused(files.source(folder, IT))
    catalogues = reader(folder)
    before = catalogues.snapshot().version
    assert catalogues.snapshot().version == before
    good.write_bytes(kept)
    assert italian(catalogues) == "oui-it"
    assert catalogues.snapshot().version != before


def test_a_good_version_is_judged_by_the_rules_of_today(folder: Path) -> None:
    """What the cache says is believed no more than what a translator says."""
    good = files.compiled(folder / "cache", IT)
    good.parent.mkdir(parents=True)
    good.write_bytes(pack([("oui", "<b>no</b>"), ("un jour\0jours", "un giorno\0giorni")]))
    broken(files.source(folder, IT))
    assert italian(reader(folder)) == "oui"
    assert shown(lookup(folder, IT), "un jour", "jours", 2) == "giorni"


def test_a_start_judges_only_what_these_rules_have_not_passed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cache says what passed by which rules; a text that is another there is judged."""
    asked = []

    def acceptable(message: Message, _: Language) -> bool:
        asked.append(message.msgid)
        return True

    monkeypatch.setattr("webapp.catalogs.snapshot.judged", judged_anew)
    monkeypatch.setattr("webapp.checks.runner.acceptable", acceptable)
    counts = []
    for rules in ("these", "these", "others"):
        monkeypatch.setattr("webapp.catalogs.publish.rules", lambda it=rules: it)
        assert italian(reader(folder)) == "oui-it"
        counts.append(len(asked))
    assert counts == [counts[0], counts[0], 2 * counts[0]]
    catalogue_file(folder, entry("oui", "certo"), language=IT)
    assert italian(reader(folder)) == "certo"
    assert asked[-1] == "oui"


def test_a_file_out_of_all_proportion_is_not_read(folder: Path) -> None:
    """A request would wait for it, and memory with it; the language stays as it was."""
    catalogues = reader(folder)
    assert italian(catalogues) == "oui-it"
    path = files.source(folder, IT)
    path.write_bytes(path.read_bytes().replace(b"oui-it", b"certo") + b"# x\n" * MAX_BYTES)
    assert italian(catalogues) == "oui-it"


def test_a_language_that_was_taken_out_is_not_shown_again(folder: Path) -> None:
    """After a start without its file."""
    assert italian(reader(folder)) == "oui-it"
    files.source(folder, IT).unlink()
    assert italian(reader(folder)) == "oui"


def test_a_cache_that_cannot_be_written_is_said_once(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Texts are shown all the same."""
    catalogues = Catalogues(folder, Path("/dev/null/cache"))
    assert italian(catalogues) == "oui-it"
    assert sum("set SITE_CACHE to a folder" in text for text in caplog.messages) == 1


def test_what_the_system_refused_is_asked_for_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a pause, though the file has not changed: all descriptors were in use, say."""
    now = 100.0
    monkeypatch.setattr("webapp.catalogs.snapshot.time.monotonic", lambda: now)
    catalogues = reader(folder)
    assert italian(catalogues) == "oui-it"
    reads = 0

    def out_of_files(path: Path) -> bytes:
        nonlocal reads
        reads += 1
        raise FileError(path, "Too many open files")

    catalogue_file(folder, entry("oui", "certo"))
    monkeypatch.setattr("webapp.catalogs.snapshot.read_bytes", out_of_files)
    assert [italian(catalogues) for _ in range(5)] == ["oui-it"] * 5
    assert reads == len(TRANSLATED) + 1, "one try, and no other before the pause"
    monkeypatch.setattr("webapp.catalogs.snapshot.read_bytes", disk.read_bytes)
    assert italian(catalogues) == "oui-it"
    now += PAUSE
    assert italian(catalogues) == "certo"


def test_a_file_written_in_two_halves_shows_nothing_false(folder: Path) -> None:
    """The first half, cut in a text, changes nothing; the second shows."""
    catalogues = reader(folder)
    assert italian(catalogues) == "oui-it"
    path = files.source(folder, IT)
    text = path.read_text("utf-8").replace("oui-it", "certo").encode()
    cut = text.index(b"certo") + 2
    path.write_bytes(text[:cut])
    assert italian(catalogues) == "oui-it"
    path.write_bytes(text)
    assert italian(catalogues) == "certo"


def test_what_is_left_out_is_said_once(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Somebody who edits and reloads sees why the sentence did not come; fuzzy ones are meant."""
    catalogues = reader(folder)
    assert italian(catalogues) == "oui-it"
    catalogue_file(folder, entry("oui", "%(si)s"), plural("un jour", "jours", "uno", "due"))
    assert [italian(catalogues) for _ in range(3)] == ["oui"] * 3
    (text,) = caplog.messages
    assert text.endswith(
        "messages.po: not shown because of errors: line 12; `i18n check it` says why"
    )
    caplog.clear()
    catalogue_file(folder, entry("oui", "certo", "fuzzy"))
    assert italian(catalogues) == "oui"
    assert caplog.messages == []


def test_a_folder_without_any_catalogue_gives_french(tmp_path: Path) -> None:
    """In every language."""
    snapshot = reader(tmp_path / "nowhere").snapshot()
    assert all(shown(Lookup(snapshot, language), "a") == "a" for language in LANGUAGES)


def test_one_reads_while_the_others_go_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change costs one request its time; the others are answered with what there was."""
    catalogues = reader(folder)
    before = catalogues.snapshot()
    inside, go_on = Event(), Event()

    def slow(*arguments: object) -> object:
        inside.set()
        assert go_on.wait(10)
        return judged(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("webapp.catalogs.snapshot.judged", slow)
    catalogue_file(folder, entry("oui", "certo"))
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(catalogues.snapshot)
        assert inside.wait(10)
        assert catalogues.snapshot() is before
        go_on.set()
        assert shown(Lookup(first.result(10), IT), "oui") == "certo"


def test_a_snapshot_is_empty_before_anything_is_read() -> None:
    """And still a snapshot."""
    assert Snapshot() == Snapshot({}, {})
