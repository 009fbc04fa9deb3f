"""Reword, add, format, merge, pseudo, as commands."""

import shutil
import subprocess
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from tests.conftest import need
from webapp.catalog import files
from webapp.catalog.read import read
from webapp.languages import BY_PATH
from webapp.settings import ROOT

MK = BY_PATH["mk"]
HEADER = 'msgid ""\nmsgstr "Language: mk\\n"\n\n'


def po(path: Path, msgstr: str) -> Path:
    path.write_text(f'{HEADER}msgid "Un"\nmsgstr "{msgstr}"\n', encoding="utf-8")
    return path


def test_reword_corrects_source_and_catalogues(
    runner: FlaskCliRunner, translations: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The diff is shown; --dry-run writes nothing; the translation stays."""
    root = tmp_path / "project"
    for name in ("templates", "webapp"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "babel.cfg", root)
    monkeypatch.setattr("webapp.cli.i18n.group.ROOT", root)
    before = {m.msgid: m.msgstr for m in read(files.source(translations, MK)).messages}
    line = ["i18n", "reword", "Depuis 2012", "Depuis l’année 2012"]
    shown = runner.invoke(args=[*line, "--dry-run"])
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert {m.msgid: m.msgstr for m in read(files.source(translations, MK)).messages} == before
    assert runner.invoke(args=line).output == shown.output
    assert '-msgid "Depuis 2012"\n+msgid "Depuis l’année 2012"' in shown.output
    after = {m.msgid: m.msgstr for m in read(files.source(translations, MK)).messages}
    assert after["Depuis l’année 2012"] == before["Depuis 2012"]
    template = root / "templates" / "pages" / "home" / "since_2012.html"
    assert "Depuis l’année 2012" in template.read_text(encoding="utf-8")
    assert runner.invoke(args=line).exit_code == 2


def test_add_makes_a_catalogue_and_says_what_remains(
    runner: FlaskCliRunner, translations: Path
) -> None:
    """Twice changes no byte."""
    result = runner.invoke(args=["i18n", "add", "pl"])
    path = translations / "pl" / "LC_MESSAGES" / "messages.po"
    assert result.exit_code == 0
    assert '        PluralRule(3, "(n==1 ? 0 : ' in result.output
    before = path.read_bytes()
    assert "nplurals=3" in read(path).headers["Plural-Forms"]
    assert runner.invoke(args=["i18n", "add", "pl"]).exit_code == 0
    assert path.read_bytes() == before
    assert runner.invoke(args=["i18n", "add", "xx"]).exit_code == 2


def test_format_writes_the_canonical_form(runner: FlaskCliRunner, tmp_path: Path) -> None:
    """--check says so with 1; afterwards there is nothing to do; a broken file is untouched."""
    path = tmp_path / "a.po"
    path.write_text(f'{HEADER}#,python-format,fuzzy\nmsgid ""\n"Un"\nmsgstr\t"A"\n')
    args = ["i18n", "format", str(path)]
    assert runner.invoke(args=[*args, "--check"]).exit_code == 1
    assert runner.invoke(args=args).exit_code == 0
    assert '#, fuzzy, python-format\nmsgid "Un"\nmsgstr "A"\n' in path.read_text()
    assert runner.invoke(args=[*args, "--check"]).exit_code == 0
    path.write_text("junk")
    assert runner.invoke(args=args).exit_code == 2
    assert path.read_text() == "junk"


@pytest.mark.parametrize(("theirs", "code", "fuzzy"), [("A", 0, False), ("C", 1, True)])
def test_merge_writes_ours(
    runner: FlaskCliRunner, tmp_path: Path, theirs: str, code: int, fuzzy: bool
) -> None:
    """0 without a conflict; 1 with one, which is fuzzy then."""
    base, ours = po(tmp_path / "base", "A"), po(tmp_path / "ours", "B")
    other = po(tmp_path / "theirs", theirs)
    args = ["i18n", "merge", str(base), str(ours), str(other)]
    assert runner.invoke(args=args).exit_code == code
    (message,) = read(ours).messages
    assert message.msgstr == ["B"]
    assert message.fuzzy is fuzzy


def test_git_merges_catalogues_with_it(tmp_path: Path) -> None:
    """In a real repository, two branches that translate neighbouring messages merge clean."""
    git = need("git")

    def run(*arguments: str) -> None:
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        command = [git, *identity, "-c", "init.defaultBranch=main", *arguments]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)

    def texts(first: str, second: str) -> None:
        entries = f'msgid "Un"\nmsgstr "{first}"\n\nmsgid "Deux"\nmsgstr "{second}"\n'
        (tmp_path / "mk.po").write_text(HEADER + entries, encoding="utf-8")

    flask = ROOT / ".venv" / "bin" / "flask"
    run("init")
    run("config", "merge.po.driver", f"{flask} --app {ROOT / 'webapp'} i18n merge %O %A %B")
    (tmp_path / ".gitattributes").write_text("*.po merge=po\n")
    texts("", "")
    run("add", ".")
    run("commit", "-m", "base")
    run("checkout", "-b", "theirs")
    texts("", "два")
    run("commit", "-am", "theirs")
    run("checkout", "main")
    texts("еден", "")
    run("commit", "-am", "ours")
    run("merge", "theirs")
    merged = read(tmp_path / "mk.po").messages
    assert [message.msgstr for message in merged] == [["еден"], ["два"]]


def test_pseudo_writes_a_folder_of_its_own(runner: FlaskCliRunner, tmp_path: Path) -> None:
    """A template and one catalogue, complete."""
    folder = tmp_path / "pseudo"
    assert runner.invoke(args=["i18n", "pseudo", str(folder), "--as", "it"]).exit_code == 0
    catalogue = read(files.source(folder, BY_PATH["it"]))
    assert all(message.translated for message in catalogue.messages)
    assert files.template(folder).exists()
