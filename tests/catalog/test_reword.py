"""Correcting a French sentence in the source, the template and every catalogue together."""

import shutil
from pathlib import Path

import pytest

from webapp.catalog import files
from webapp.catalog.extract import extract_template
from webapp.catalog.read import read
from webapp.catalog.reword import reword
from webapp.catalog.update import update
from webapp.catalog.write import write
from webapp.errors import CatalogFileError, RewordError
from webapp.languages import BY_PATH
from webapp.settings import ROOT

PAGE = """<p title="{{ _('Un titre') }}">
{{ _("La région \\"coopère\\" avec %(who)s.", who=who) }}</p>
{# "Un titre" in a comment is no message #}
<p>{{ _("Deux fois") }}</p><p>{{ _("Deux fois") }}</p>
<p>{% trans count=n %}
    Une région et {{ count }} commune
  {% pluralize %}
    Une région et {{ count }} communes
  {% endtrans %}</p>
<p>{% trans %}100 % de
  la région{% endtrans %}</p>
"""
PYTHON = """from webapp.messages import N_

TITLE = N_("Un titre")
LONG = N_(
    "Une phrase qui est trop longue"
    " pour une seule ligne"
)
KEY = "Deux fois"
"""
MK = BY_PATH["mk"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with a template, a module and a Macedonian catalogue."""
    shutil.copy(ROOT / "babel.cfg", tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "webapp").mkdir()
    (tmp_path / "templates" / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "webapp" / "labels.py").write_text(PYTHON, encoding="utf-8")
    folder = tmp_path / "translations"
    template = extract_template(tmp_path, folder, {})
    write(template)
    catalogue, _ = update(folder, MK, template)
    for message in catalogue.messages:
        message.msgstr = [f"мк {message.msgid}"] * len(message.msgstr)
    write(catalogue)
    return tmp_path


def run(project: Path, old: str, new: str, *, meaning_changed: bool = False) -> str:
    """Reword, write, and give the diff."""
    result = reword(
        project, project / "translations", {}, old, new, meaning_changed=meaning_changed
    )
    result.write()
    return result.diff()


REWORDINGS = [
    ("Un titre", "Le titre"),
    ('La région "coopère" avec %(who)s.', 'La région "travaille" avec %(who)s, dès 2012.'),
    ("Une région et %(count)s communes", "Une seule région et %(count)s communes"),
    ("100 %% de la région", "100 %% de notre région"),
    (
        "Une phrase qui est trop longue pour une seule ligne",
        "Une phrase qui est vraiment bien trop longue pour tenir sur une seule ligne, et qui"
        " s’étend donc sur plusieurs lignes du fichier où elle est écrite",
    ),
]


@pytest.mark.parametrize(("old", "new"), REWORDINGS)
def test_source_template_and_catalogues_agree_afterwards(project: Path, old: str, new: str) -> None:
    """Extraction gives the new `.pot`, an update of the catalogue has nothing to do."""
    run(project, old, new)
    folder = project / "translations"
    template = extract_template(project, folder, {})
    assert template.messages == [
        message_without_lines
        for message_without_lines in template.messages
        if old not in (message_without_lines.msgid, message_without_lines.msgid_plural)
    ]
    assert not write(template)
    catalogue, report = update(folder, MK, template)
    assert not write(catalogue)
    assert (report.new, report.guessed, report.lost) == ([], [], [])


@pytest.mark.parametrize(("old", "new"), REWORDINGS)
def test_translations_stay(project: Path, old: str, new: str) -> None:
    """A corrected sentence keeps its translation, without doubt."""
    before = {m.key: m.msgstr for m in read(files.source(project / "translations", MK)).messages}
    run(project, old, new)
    after = read(files.source(project / "translations", MK)).messages
    assert sorted(m.msgstr for m in after) == sorted(before.values())
    assert not any(message.fuzzy for message in after)


def test_a_changed_meaning_puts_translations_in_doubt(project: Path) -> None:
    """Fuzzy, with the old sentence kept for the translator."""
    run(project, "Un titre", "Aucun titre", meaning_changed=True)
    messages = read(files.source(project / "translations", MK)).messages
    (message,) = (m for m in messages if m.msgid == "Aucun titre")
    assert message.fuzzy
    assert message.previous == (None, "Un titre", None)


def test_the_diff_shows_every_file(project: Path) -> None:
    """Template, module, `.pot` and catalogue."""
    diff = run(project, "Un titre", "Le titre")
    for name in ("templates/page.html", "webapp/labels.py", "messages.pot", "messages.po"):
        assert f"{name}\n" in diff
    assert '-TITLE = N_("Un titre")' in diff
    assert '+TITLE = N_("Le titre")' in diff


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("Un titr", "Le titre", "no message is 'Un titr'; there is 'Un titre'"),
        ("Rien de tel", "Le titre", "no message is 'Rien de tel'$"),
        ("Un titre", "Un titre", "the same"),
        ("Un titre", "Deux fois", "'Deux fois' is already a message"),
        ("Un titre", "Un %(titre)s", "the same fields"),
    ],
)
def test_what_cannot_be_reworded_is_refused(
    project: Path, old: str, new: str, problem: str
) -> None:
    """The sentence says why."""
    with pytest.raises(RewordError, match=problem):
        run(project, old, new)


def test_a_sentence_written_otherwise_is_refused(project: Path) -> None:
    """Where extraction and the text of a file disagree, nothing is guessed."""
    page = project / "templates" / "page.html"
    page.write_text(PAGE.replace('"Deux fois") }}</p><p>', '"Deux" " fois") }}</p><p>'))
    with pytest.raises(RewordError, match=r"page\.html: extraction has the sentence"):
        run(project, "Deux fois", "Trois fois")


def test_all_files_are_written_or_none(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When one cannot be replaced, those before it get their old bytes back."""
    before = {path: path.read_bytes() for path in project.rglob("*.*") if path.is_file()}
    result = reword(project, project / "translations", {}, "Un titre", "Le titre")
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.suffix == ".po" and "Le titre" in self.read_text(encoding="utf-8"):
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(CatalogFileError, match="No space left"):
        result.write()
    assert {path: path.read_bytes() for path in project.rglob("*.*") if path.is_file()} == before
