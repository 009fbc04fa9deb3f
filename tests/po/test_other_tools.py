"""What Poedit and msgcat save: real bytes, recorded from Poedit 3.2.2 and gettext 0.21.

In Poedit one translation got an exclamation mark and another a field that its source has not. It
wrote `messages.po`, and by its default setting a `messages.mo` beside it.
"""

import difflib
import shutil
from pathlib import Path

import polib
import pytest

from tests.po.samples import MK
from webapp.catalogs.lookup import Lookup
from webapp.catalogs.snapshot import Catalogues
from webapp.catalogs.update import stale, update
from webapp.po import files
from webapp.po.read import read
from webapp.po.write import render

DATA = Path(__file__).parent / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Catalogues of a few messages; Macedonian is as our own commands wrote it."""
    files.source(tmp_path, MK).parent.mkdir(parents=True)
    shutil.copyfile(DATA / "before.po", files.source(tmp_path, MK))
    shutil.copyfile(DATA / "messages.pot", files.template(tmp_path))
    return tmp_path


def save(folder: Path, name: str) -> None:
    """Save as a tool did."""
    shutil.copyfile(DATA / name, files.source(folder, MK))


def test_polib_reads_what_other_tools_wrote_as_we_do() -> None:
    """Our reader and polib's find the same in the files that Poedit and msgcat saved."""
    for name in ("poedit-3.2.2.po", "msgcat-79.po"):
        entries = polib.pofile(str(DATA / name))
        by_polib = [
            (it.msgid, it.msgid_plural or None, list(it.msgstr_plural.values()) or [it.msgstr],
             it.tcomment, it.comment, [place for place, _ in it.occurrences], it.flags)
            for it in entries
        ]  # fmt: skip
        by_us = [
            (it.msgid, it.msgid_plural, it.msgstr,
             "\n".join(it.comments), "\n".join(it.extracted), it.references, it.flags)
            for it in read(DATA / name).messages
        ]  # fmt: skip
        assert by_us == by_polib, name


def test_what_poedit_saves_is_checked_and_shown(folder: Path) -> None:
    """A good change is shown at once; a misspelt field, though in Poedit's `.mo`, on no page."""
    catalogues = Catalogues(folder, folder / "cache")
    assert Lookup(catalogues.snapshot(), MK).find("Langues")[0] == "Јазици"
    save(folder, "poedit-3.2.2.po")
    beside = files.source(folder, MK).with_suffix(".mo")
    shutil.copyfile(DATA / "poedit-3.2.2.mo", beside)
    texts = Lookup(catalogues.snapshot(), MK)
    assert texts.find("Aller au contenu")[0] == "Кон содржината!"
    assert texts.find("Langues")[0] == "Langues"


def test_what_other_tools_save_is_up_to_date(folder: Path) -> None:
    """`update --check` compares what a catalogue says, not how a tool wraps or joins its lines."""
    for name in ("before.po", "poedit-3.2.2.po", "msgcat-79.po"):
        save(folder, name)
        assert stale(folder, MK, read(files.template(folder))) == [], name


def test_an_update_changes_of_other_tools_files_what_was_edited_alone(folder: Path) -> None:
    """After an update of what a tool saved, what differs from before is what its user edited."""
    before = (DATA / "before.po").read_text(encoding="utf-8").splitlines()
    template = read(files.template(folder))
    changed = {}
    for name in ("msgcat-79.po", "poedit-3.2.2.po"):
        save(folder, name)
        merged, _ = update(template, read(files.source(folder, MK)), MK)
        lines = difflib.ndiff(before, render(merged).splitlines())
        changed[name] = [line for line in lines if line[0] in "+-"]
    assert changed["msgcat-79.po"] == []
    assert [line for line in changed["poedit-3.2.2.po"] if not line.startswith('+ "')] == [
        '- msgstr "Кон содржината"',
        '+ msgstr "Кон содржината!"',
        '- msgstr "Јазици"',
        '+ msgstr "X%(jazik)s"',
    ]


def test_what_is_stale_is_named(folder: Path) -> None:
    """New, gone, changed: each with its line and what happened."""
    path = files.template(folder)
    text = path.read_text(encoding="utf-8")
    text = text.replace('msgid "Langues"', 'msgid "Les langues"')
    text = text.replace("#. read out before the list of the main pages", "#. another note")
    path.write_text(text.replace("%(shown)s acteurs", "%(shown)s acteurs en tout"), "utf-8")
    found = stale(folder, MK, read(path))
    assert sorted(sentence for _, sentence in found) == [
        "'%(shown)s acteur trouvé' has another plural or number of forms",
        "'Langues' is no longer in messages.pot",
        "'Les langues' is new in messages.pot",
        "'Rubriques' has other notes, places or flags in messages.pot",
    ]
    (line,) = (line for line, sentence in found if "no longer" in sentence)
    assert files.source(folder, MK).read_text("utf-8").splitlines()[line - 1] == 'msgid "Langues"'
