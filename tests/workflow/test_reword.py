"""Correcting a French sentence in the template and every catalogue together."""

import shutil
from pathlib import Path

import pytest

from webapp.catalogs.extract import extract_template
from webapp.catalogs.update import existing, update
from webapp.errors import SiteError
from webapp.languages import TRANSLATED, Language, named
from webapp.po import files
from webapp.po.read import read
from webapp.po.write import differs, write
from webapp.settings import ROOT
from webapp.workflow.reword import reword

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
MK = named("mk")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with a template, a module and a catalogue of each language."""
    shutil.copy(ROOT / "babel.cfg", tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "webapp").mkdir()
    (tmp_path / "templates" / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "webapp" / "labels.py").write_text(PYTHON, encoding="utf-8")
    folder = tmp_path / "translations"
    template = extract_template(tmp_path, folder, {})
    write(template)
    for language in TRANSLATED:
        catalogue, _ = update(template, existing(folder, language), language)
        for message in catalogue.messages:
            message.msgstr = [f"{language.path} {message.msgid}"] * len(message.msgstr)
        catalogue.ending = ["a note at the end"]
        write(catalogue)
    return tmp_path


def run(project: Path, old: str, new: str, *, meaning_changed: bool = False) -> list[str]:
    """Reword, write, and return the places in the source."""
    folder = project / "translations"
    changed, places = reword(project, folder, old, new, meaning_changed=meaning_changed)
    for catalogue in changed:
        write(catalogue)
    return places


def by_hand(project: Path, old: str, new: str) -> None:
    """Change the source as its author does."""
    for path in (project / "templates" / "page.html", project / "webapp" / "labels.py"):
        path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")


def state(project: Path) -> dict[Path, bytes]:
    """Read every file of a project."""
    return {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}


# The sentence, the new one, what its author replaces in the source, and where.
REWORDINGS = [
    ("Un titre", "Le titre", "Un titre", "Le titre"),
    ("Un titre", "Titre à 100 %%", "Un titre", "Titre à 100 %%"),
    (
        'La région "coopère" avec %(who)s.',
        'La région "travaille" avec %(who)s, dès 2012.',
        'La région \\"coopère\\" avec %(who)s.',
        'La région \\"travaille\\" avec %(who)s, dès 2012.',
    ),
    (
        "Une région et %(count)s communes",
        "Une seule région et %(count)s communes",
        "Une région et {{ count }} communes",
        "Une seule région et {{ count }} communes",
    ),
    ("100 %% de la région", "Toute la région", "100 % de\n  la région", "Toute la région"),
]


def test_after_the_source_was_changed_nothing_is_left_to_do(project: Path) -> None:
    """After the source is changed, before or after, extraction and update have nothing to do."""
    folder = project / "translations"
    initial = state(project)
    for old, new, written, rewritten in REWORDINGS:
        for source_first in (False, True):
            for path, data in initial.items():
                path.write_bytes(data)
            if source_first:
                by_hand(project, written, rewritten)
            run(project, old, new)
            if not source_first:
                by_hand(project, written, rewritten)
            template = extract_template(project, folder, {})
            assert not differs(template), (old, source_first)
            for language in TRANSLATED:
                catalogue, report = update(template, existing(folder, language), language)
                assert not differs(catalogue), (old, source_first, language.path)
                assert report.total() == report["kept"]


def texts(project: Path, language: Language) -> list[list[str]]:
    return [
        message.msgstr
        for message in read(files.source(project / "translations", language)).messages
    ]


def test_translations_and_notes_stay(project: Path) -> None:
    """A corrected sentence keeps its translation, not fuzzy, and the file its last lines."""
    before = texts(project, MK)
    for old, new, *_ in REWORDINGS[1:]:
        run(project, old, new)
    after = read(files.source(project / "translations", MK))
    assert [message.msgstr for message in after.messages] == before
    assert not any(message.fuzzy for message in after.messages)
    assert after.ending == ["a note at the end"]


def test_a_changed_meaning_marks_translations_fuzzy(project: Path) -> None:
    """A changed meaning marks translations fuzzy and keeps the old sentence for translators."""
    run(project, "Un titre", "Aucun titre", meaning_changed=True)
    messages = read(files.source(project / "translations", MK)).messages
    (message,) = (m for m in messages if m.msgid == "Aucun titre")
    assert message.fuzzy
    assert message.previous == (None, "Un titre", None)


def test_every_catalogue_and_every_place_of_the_source_is_shown(project: Path) -> None:
    """Every catalogue changes, and the places are those where extraction finds the text."""
    before = state(project)
    changed, places = reword(project, project / "translations", "Un titre", "Le titre")
    assert state(project) == before
    assert len(changed) == len(TRANSLATED) + 1
    assert places == ["templates/page.html:1", "webapp/labels.py:3"]
    _, twice = reword(project, project / "translations", "Deux fois", "Trois fois")
    assert twice == ["templates/page.html:4", "templates/page.html:4"]


def test_a_second_run_finishes_what_a_killed_one_began(project: Path) -> None:
    """A run killed between any two catalogues is finished by the next, and a third does nothing."""
    folder = project / "translations"
    initial = state(project)
    run(project, "Un titre", "Le titre", meaning_changed=True)
    done = state(project)
    for killed_after in range(len(TRANSLATED) + 2):
        for path, data in initial.items():
            path.write_bytes(data)
        changed, _ = reword(project, folder, "Un titre", "Le titre", meaning_changed=True)
        for catalogue in changed[:killed_after]:
            write(catalogue)
        again = run(project, "Un titre", "Le titre", meaning_changed=True)
        assert state(project) == done, killed_after
        assert again == ["templates/page.html:1", "webapp/labels.py:3"]
    assert reword(project, folder, "Un titre", "Le titre")[0] == []


REFUSED = [
    ("Un titr", "Le titre", "no message is 'Un titr'; there is 'Un titre'"),
    ("Rien de tel", "Le titre", "no message is 'Rien de tel'$"),
    ("Un titre", "Un titre", "already a message"),
    ("Un titre", "Deux fois", r"'Deux fois' is already a message of .*messages\.pot"),
    ("Un titre", "Un %(titre)s", "the same fields"),
    ("Un titre", "", "plain spaces"),
    ("Un titre", "  ", "plain spaces"),
    ("Un titre", "Le titre ", "plain spaces"),
    ("Un titre", "100 % de", "bare percent sign"),
    ("Un titre", "a %", "bare percent sign"),
    ("Un titre", "%(x", "bare percent sign"),
    ("Un titre", "%(x) ", "plain spaces"),
    ("Un titre", "%(x)", "is not finished"),
    ("Un titre", "Le\rtitre", "plain spaces"),
    ("Un titre", "Le\ntitre", "plain spaces"),
    ("Un titre", "Le\u2028titre", "plain spaces"),
    ("Un titre", "Le\u00a0titre", "plain spaces"),
    ("Un titre", "Le\0titre", "plain spaces"),
]


def test_what_cannot_be_reworded_is_refused_before_anything_is_written(project: Path) -> None:
    """What is refused is refused before anything is written, by a sentence of one line."""
    before = state(project)
    for old, new, problem in REFUSED:
        with pytest.raises(SiteError, match=problem) as caught:
            run(project, old, new)
        assert "\n" not in str(caught.value)
        assert state(project) == before, new
