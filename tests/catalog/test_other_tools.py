"""What Poedit and msgcat save: real bytes, recorded from Poedit 3.2.2 and gettext 0.21.

In Poedit one translation got an exclamation mark and another a field that its source has not. It
wrote `messages.po`, and by its default setting a `messages.mo` beside it.
"""

import shutil
from pathlib import Path

import pytest

from tests.catalog.po import MK
from webapp.catalog import files
from webapp.catalog.lookup import Lookup
from webapp.catalog.read import read
from webapp.catalog.snapshot import Catalogues
from webapp.catalog.update import merge, stale
from webapp.catalog.write import render

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


def test_what_poedit_saves_is_judged_and_shown(folder: Path) -> None:
    """The good change at once; the misspelt field, which is in its `.mo` too, on no page."""
    catalogues = Catalogues(folder, folder / "cache")
    assert Lookup(catalogues.snapshot(), MK).find("Langues")[0] == "Јазици"
    save(folder, "poedit-3.2.2.po")
    beside = files.source(folder, MK).with_suffix(".mo")
    shutil.copyfile(DATA / "poedit-3.2.2.mo", beside)
    texts = Lookup(catalogues.snapshot(), MK)
    assert texts.find("Aller au contenu")[0] == "Кон содржината!"
    assert texts.find("Langues")[0] == "Langues"


@pytest.mark.parametrize("name", ["before.po", "poedit-3.2.2.po", "msgcat-79.po"])
def test_what_other_tools_save_is_up_to_date(folder: Path, name: str) -> None:
    """`update --check` compares what a catalogue says, not how a tool wraps or joins its lines."""
    save(folder, name)
    assert stale(folder, MK, read(files.template(folder))) == []


def test_an_update_writes_what_msgcat_wrapped_as_it_was(folder: Path) -> None:
    """Places of the source come back to a line each, wrapped texts to one."""
    save(folder, "msgcat-79.po")
    template = read(files.template(folder))
    merged, _ = merge(template, read(files.source(folder, MK)), MK)
    assert render(merged) == (DATA / "before.po").read_text(encoding="utf-8")


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
