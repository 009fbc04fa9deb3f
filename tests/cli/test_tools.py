"""Reword, add, format, merge, as commands."""

import shutil
import subprocess
from pathlib import Path
from threading import Thread

import openpyxl
import pytest
from flask.testing import FlaskCliRunner

from tests.conftest import need
from webapp.disk import locked
from webapp.languages import BY_PATH
from webapp.po import files
from webapp.po.read import read
from webapp.po.write import write
from webapp.settings import ROOT

MK = BY_PATH["mk"]
HEADER = 'msgid ""\nmsgstr "Language: mk\\n"\n\n'


def po(path: Path, msgstr: str) -> Path:
    path.write_text(f'{HEADER}msgid "Un"\nmsgstr "{msgstr}"\n', encoding="utf-8")
    return path


def test_reword_corrects_the_catalogues_and_names_the_places(
    runner: FlaskCliRunner, translations: Path
) -> None:
    """Catalogues are named, then places; --dry-run writes nothing; a second run repeats places."""
    before = {m.msgid: m.msgstr for m in read(files.source(translations, MK)).messages}
    line = ["i18n", "reword", "Depuis 2012", "Depuis l’année 2012"]
    shown = runner.invoke(args=[*line, "--dry-run"])
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert {m.msgid: m.msgstr for m in read(files.source(translations, MK)).messages} == before
    assert runner.invoke(args=line).output == shown.output
    assert f"{files.source(translations, MK)}: reworded\n" in shown.output
    place = "templates/pages/home/since_2012.html:"
    assert f"\n{place}" in shown.output
    assert ": write 'Depuis l’année 2012' here\n" in shown.output
    after = {m.msgid: m.msgstr for m in read(files.source(translations, MK)).messages}
    assert after["Depuis l’année 2012"] == before["Depuis 2012"]
    again = runner.invoke(args=line)
    assert again.exit_code == 0
    assert shown.output.endswith(f"\n{again.output}")
    assert all(row.startswith("templates/") for row in again.output.splitlines())
    refused = runner.invoke(args=["i18n", "reword", "Langues", ""])
    assert refused.exit_code == 2
    assert refused.stderr.startswith("'' is not a sentence of one line")


@pytest.mark.slow
def test_commands_that_rewrite_a_catalogue_wait_for_each_other(
    runner: FlaskCliRunner, translations: Path, tmp_path: Path
) -> None:
    """Each takes the lock before it reads, so that what another wrote meanwhile is not lost."""
    path = files.source(translations, MK)
    base = shutil.copy(path, tmp_path / "base")
    sheet = tmp_path / "mk.xlsx"
    assert runner.invoke(args=["i18n", "export", "mk", str(sheet)]).exit_code == 0
    book = openpyxl.load_workbook(sheet)
    book.worksheets[0]["G2"].value = "a note of the sheet"
    book.save(sheet)
    commands = {
        "import": [str(sheet)],
        "update": ["mk"],
        "format": [str(path)],
        "add": ["mk"],
        "merge": [str(base), str(path), str(base)],
        "reword": ["Depuis 2012", "Depuis l’année 2012"],
    }
    for number, (name, arguments) in enumerate(commands.items()):
        args = ["i18n", name, *arguments]
        thread = Thread(target=runner.invoke, kwargs={"args": args})
        with locked(path):
            found = read(path)
            thread.start()
            thread.join(0.3)
            assert thread.is_alive(), name
            found.ending.append(f"note {number}")
            write(found)
        thread.join(30)
        assert not thread.is_alive(), name
        assert f"note {number}" in read(path).ending, name
    assert "# a note of the sheet\n" in path.read_text("utf-8")
    assert "Depuis l’année 2012" in path.read_text("utf-8")


def test_add_makes_a_catalogue_and_says_what_remains(
    runner: FlaskCliRunner, translations: Path
) -> None:
    """A second run changes no byte; a language of the site has nothing left to do."""
    result = runner.invoke(args=["i18n", "add", "pl"])
    path = translations / "pl" / "LC_MESSAGES" / "messages.po"
    assert result.exit_code == 0
    assert 'PluralRule(3, "(n==1 ? 0 : ' in result.output
    before = path.read_bytes()
    assert "nplurals=3" in read(path).headers["Plural-Forms"]
    assert runner.invoke(args=["i18n", "add", "pl"]).exit_code == 0
    assert path.read_bytes() == before
    assert runner.invoke(args=["i18n", "add", "xx"]).exit_code == 2
    existing = runner.invoke(args=["i18n", "add", "mk"])
    assert existing.exit_code == 0
    assert existing.output.splitlines()[1:] == ["mk is already a language of the site"]


def test_format_writes_the_canonical_form(runner: FlaskCliRunner, tmp_path: Path) -> None:
    """--check exits with 1 until the file is written; a broken file is unchanged."""
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


def test_merge_writes_ours(runner: FlaskCliRunner, tmp_path: Path) -> None:
    """The exit code is 0 without a conflict, 1 with one; the message in conflict is fuzzy."""
    for text, code, fuzzy in (("A", 0, False), ("C", 1, True)):
        base, ours = po(tmp_path / "base", "A"), po(tmp_path / "ours", "B")
        theirs = po(tmp_path / "theirs", text)
        args = ["i18n", "merge", str(base), str(ours), str(theirs)]
        assert runner.invoke(args=args).exit_code == code
        (message,) = read(ours).messages
        assert (message.msgstr, message.fuzzy) == (["B"], fuzzy)


def test_git_merges_catalogues_with_it(tmp_path: Path) -> None:
    """Translations of neighbouring messages merge without conflict; a conflict names the file."""
    git = need("git")

    def run(*arguments: str, code: int = 0) -> str:
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        command = [git, *identity, "-c", "init.defaultBranch=main", *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == code, done.stderr
        return done.stderr

    def texts(first: str, second: str) -> None:
        entries = f'msgid "Un"\nmsgstr "{first}"\n\nmsgid "Deux"\nmsgstr "{second}"\n'
        (tmp_path / "mk.po").write_text(HEADER + entries, encoding="utf-8")

    flask = ROOT / ".venv" / "bin" / "flask"
    run("init")
    run("config", "merge.po.driver", f"{flask} --app {ROOT / 'webapp'} i18n merge %O %A %B %P")
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
    run("checkout", "-b", "more")
    texts("еден", "двајца")
    run("commit", "-am", "more")
    run("checkout", "main")
    texts("еден", "двата")
    run("commit", "-am", "ours again")
    assert "mk.po: both sides translated 'Deux'; it is fuzzy now" in run("merge", "more", code=1)
    run("commit", "-am", "with notes")
    run("checkout", "-b", "broken", "HEAD~1")
    (tmp_path / "mk.po").write_text("junk")
    run("commit", "-am", "broken")
    run("checkout", "main")
    said = run("merge", "broken", code=1)
    assert "mk.po:1: error [syntax] expected a comment" in said
    assert ".merge_file" not in said
