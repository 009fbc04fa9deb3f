"""The commands on catalogues: what they print, what they write, how they end."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask.testing import FlaskCliRunner

from tests.po.samples import EN, IT, catalogue_file, entry, pot_file
from webapp.languages import BY_PATH, TRANSLATED, Language
from webapp.pages import PAGES
from webapp.po import files
from webapp.po.mo import unpack
from webapp.po.read import read
from webapp.settings import ROOT

OUI = f"#. Page: /fr/\n#: templates/{PAGES[0].template}\n{entry('Oui')}"
YES = {"en": "Yes", "mk": "Да", "nb": "Ja", "nn": "Ja", "it": "Sì", "zh": "是"}


@pytest.fixture
def translations(tmp_path: Path) -> Path:
    """Catalogues of one message, translated into every language: where no word is known, its name.

    No rule finds anything in that, whatever its script.
    """
    folder = tmp_path / "translations"
    pot_file(folder, OUI)
    for language in TRANSLATED:
        word = YES.get(language.path, language.endonym.split()[0])
        catalogue_file(folder, OUI.replace('""', f'"{word}"'), language=language)
    return folder


@pytest.fixture(autouse=True)
def project(tmp_path: Path, translations: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose home page has that one message, and that asks for 100 % of Italian."""
    for name in {page.template for page in PAGES} | {"base.html"}:
        path = tmp_path / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('{% extends "base.html" %}' * (name != "base.html"), encoding="utf-8")
    (tmp_path / "templates" / PAGES[0].template).write_text('{{ _("Oui") }}', encoding="utf-8")
    (tmp_path / "babel.cfg").write_text((ROOT / "babel.cfg").read_text(encoding="utf-8"))
    (tmp_path / "pyproject.toml").write_text("[tool.i18n.thresholds]\nit = 100\n")
    for module in ("group", "catalogues"):
        monkeypatch.setattr(f"webapp.cli.i18n.{module}.ROOT", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Commands:
    """Runs `i18n …` and compares how it ended."""

    def __init__(self, runner: FlaskCliRunner) -> None:
        self.runner = runner

    def __call__(self, line: str, code: int) -> Result:
        """Run a command that must end with a code."""
        result = self.runner.invoke(args=["i18n", *line.split()])
        assert result.exit_code == code, result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result


@pytest.fixture
def i18n(runner: FlaskCliRunner) -> Commands:
    """The commands of an application on those catalogues."""
    return Commands(runner)


def state(folder: Path) -> dict[Path, bytes]:
    """Read every file below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file() and "build" not in path.parts)
    return {path: path.read_bytes() for path in files}


def relative(path: Path) -> Path:
    """Name a file from the folder that the commands run in."""
    return path.relative_to(Path.cwd())


def italian(folder: Path, *entries: str) -> Path:
    """Write the Italian catalogue anew."""
    return catalogue_file(folder, *entries, language=IT)


def shown(folder: Path, language: Language = IT) -> str | None:
    """Return what a page would show for the one message."""
    texts = unpack(files.compiled(folder.parent / "cache", language).read_bytes(), folder)
    return texts.get("Oui", (None,))[0]


def test_extract_writes_the_template_once(i18n: Commands, project: Path) -> None:
    """The second run says that nothing changed, and writes nothing."""
    (project / "templates" / PAGES[0].template).write_text('{{ _("Non") }}', encoding="utf-8")
    path = project / "translations" / "messages.pot"
    assert i18n("extract", 0).stdout == f"{path}: 1 messages\n"
    assert [message.msgid for message in read(path).messages] == ["Non"]
    assert i18n("extract", 0).stdout == f"{path}: 1 messages, unchanged\n"


def test_extract_check_writes_nothing(i18n: Commands, project: Path) -> None:
    """The exit code is 0 when the file is up to date, 1 when it is stale or absent."""
    i18n("extract", 0)
    assert i18n("extract --check", 0).output == ""
    (project / "templates" / PAGES[0].template).write_text('{{ _("Non") }}', encoding="utf-8")
    before = state(project)
    assert "messages.pot: stale; run `i18n extract`" in i18n("extract --check", 1).stderr
    assert state(project) == before
    (project / "translations" / "messages.pot").unlink()
    i18n("extract --check", 1)


def test_extract_refuses_a_source_that_cannot_be_extracted(i18n: Commands, project: Path) -> None:
    """File and line are named on standard error, and the old template is unchanged."""
    path = project / "templates" / PAGES[0].template
    path.write_text('\n{{ _("100 %") }}', encoding="utf-8")
    before = state(project)
    for command in ("extract", "extract --check"):
        assert i18n(command, 2).stderr.startswith(f"{relative(path)}:2: error [extract] ")
        assert state(project) == before


def test_update_brings_catalogues_up_to_the_template(i18n: Commands, translations: Path) -> None:
    """All are updated, with a line for each; the second run changes nothing."""
    pot_file(translations, OUI, entry("Non"))
    i18n("update", 0)
    assert [it.msgid for it in read(files.source(translations, EN)).messages] == ["Oui", "Non"]
    lines = i18n("update", 0).stdout.splitlines()
    ended = "2 kept, 0 new, 0 guessed, 0 revived, 0 lost; unchanged"
    assert lines == [f"{language.path}: {ended}" for language in TRANSLATED]


def test_update_of_one_language_leaves_the_others(i18n: Commands, translations: Path) -> None:
    """A language may be named by its tag or its path."""
    i18n("update", 0)
    pot_file(translations, OUI, entry("Non"))
    before = state(translations)
    i18n("update zh-Hans it", 0)
    changed = {path.parts[-3] for path, data in state(translations).items() if before[path] != data}
    assert changed == {"zh_Hans", "it"}


def test_update_check_writes_nothing(i18n: Commands, translations: Path) -> None:
    """The exit code is 1 when something would change, and each change is named."""
    i18n("update", 0)
    i18n("update --check", 0)
    pot_file(translations, OUI, entry("Non"))
    before = state(translations)
    said = i18n("update --check", 1).stderr
    assert "translations/it/LC_MESSAGES/messages.po:1: 'Non' is new in messages.pot\n" in said
    assert said.endswith("\nrun `make update`\n")
    assert state(translations) == before


def test_update_writes_nothing_when_one_catalogue_is_broken(
    i18n: Commands, translations: Path
) -> None:
    """A broken catalogue stops the update of all languages."""
    pot_file(translations, OUI, entry("Non"))
    path = italian(translations, "junk")
    before = state(translations)
    assert i18n("update", 2).stderr.startswith(f"{relative(path)}:11: error [syntax] ")
    assert state(translations) == before


def test_update_makes_the_catalogue_of_a_new_language(i18n: Commands, translations: Path) -> None:
    """A language that has a row in the table gets its catalogue."""
    path = files.source(translations, IT)
    path.unlink()
    i18n("update --check it", 1)
    i18n("update it", 0)
    assert read(path).headers["Language"] == "it"


def test_check_of_sound_catalogues_is_silent(i18n: Commands) -> None:
    """Without a finding nothing is printed and the exit code is 0."""
    assert i18n("check", 0).output == ""


def test_check_ends_with_0_for_warnings_only(i18n: Commands, translations: Path) -> None:
    """English has no threshold here, so what is missing is a warning."""
    catalogue_file(translations, OUI, language=EN)
    expected = "translations/en/LC_MESSAGES/messages.po:14: warning [missing] not translated"
    assert i18n("check", 0).stdout.startswith(expected)


def test_check_ends_with_1_for_an_error(i18n: Commands, translations: Path) -> None:
    """An error in any language that is checked is exit code 1."""
    catalogue_file(translations, entry("Oui", "100 %"), language=EN)
    assert "messages.po:12: error [malformed-field] " in i18n("check", 1).stdout
    i18n("check it", 0)


def test_check_ends_with_1_below_the_threshold(i18n: Commands, translations: Path) -> None:
    """Italian must be translated completely."""
    italian(translations, OUI)
    expected = "[completeness] 0 % is translated (0 of 1); 100 % is required of Italiano"
    assert expected in i18n("check it", 1).stdout


def test_check_holds_a_language_against_the_template(i18n: Commands, translations: Path) -> None:
    """A message that the file does not have is missing."""
    pot_file(translations, OUI, entry("Non"))
    assert "'Non' is not in the file: run `i18n update`" in i18n("check en", 0).stdout


def test_check_ends_with_2_for_a_file_that_cannot_be_read(
    i18n: Commands, translations: Path
) -> None:
    """The other catalogues are still checked."""
    path = italian(translations, "<<<<<<< HEAD")
    catalogue_file(translations, entry("Oui", "100 %"), language=EN)
    result = i18n("check", 2)
    assert "error [malformed-field]" in result.stdout
    assert result.stderr == (
        f"{relative(path)}:11: error [syntax] a conflict marker of git;"
        " keep one side and delete the marker\n"
    )


def test_check_takes_any_file_by_its_path(i18n: Commands, project: Path) -> None:
    """The language of a file is the one that its header names."""
    path = italian(project / "elsewhere", entry("Ciao %(a)s", "Oui"))
    name = path.relative_to(project)
    result = i18n(f"check {path}", 1)
    assert f"{name}:12: error [missing-field] missing field %(a)s\n" in result.stdout
    assert i18n(f"check {name}", 1).stdout == result.stdout
    assert i18n(f"check en {name}", 1).stdout == result.stdout


def test_check_refuses_what_is_no_catalogue(i18n: Commands) -> None:
    """The reason is one line on standard error."""
    for name, sentence in (
        ("tlh", f"tlh: not a language of this site; there are {', '.join(BY_PATH)}\n"),
        ("fr", "fr: the msgids are in this language; it has no catalogue\n"),
        ("nowhere.po", "nowhere.po: No such file or directory\n"),
        ("translations/", "translations: Is a directory\n"),
    ):
        assert i18n(f"check {name}", 2).stderr == sentence


def test_check_refuses_a_threshold_that_is_none(i18n: Commands, project: Path) -> None:
    """A wrong threshold stops the command before it checks anything."""
    (project / "pyproject.toml").write_text("[tool.i18n.thresholds]\nit = 101\n")
    assert "it = 101 is not between 0 and 100" in i18n("check", 2).stderr


def test_check_writes_json(i18n: Commands, translations: Path) -> None:
    """Standard output is JSON alone, also when a file cannot be read."""
    italian(translations, entry("Oui", "%(x)s"))
    catalogue_file(translations, "junk", language=EN)
    result = i18n("check --format json", 2)
    found = json.loads(result.stdout)["findings"]
    syntax = {"rule": "syntax", "language": "en", "line": 11, "severity": "error"}
    assert [row["language"] for row in found] == ["it", "it", "en"]
    assert found[-1].items() >= syntax.items()
    assert "junk" in found[-1]["sentence"]
    assert "junk" in result.stderr
    rows = json.loads(i18n("check --format json it", 1).stdout)["findings"]
    errors = [row["rule"] for row in rows if row["severity"] == "error"]
    assert errors == ["unknown-field", "completeness"]
    assert json.loads(i18n("check --format json mk", 0).stdout) == {"findings": []}


def test_a_file_that_cannot_be_read_is_annotated_in_its_own_language(
    i18n: Commands, translations: Path
) -> None:
    """Formats for machines have it too; the template has no language and is named once."""
    italian(translations, "junk")
    assert "title=Italiano%3A syntax::" in i18n("check it --format github", 2).stdout
    files.template(translations).write_text("junk")
    result = i18n("check --format github", 2)
    assert "title=syntax::" in result.stdout
    assert result.stdout.count("::error") == result.stderr.count("\n") == 1
    assert '"ruleId": "syntax"' in i18n("check --format sarif", 2).stdout


def test_compile_keeps_what_the_site_may_show(i18n: Commands, translations: Path) -> None:
    """One language or all are compiled, and the command says when nothing changed."""
    i18n("compile", 0)
    for language in (IT, EN):
        catalogue_file(translations, entry("Oui", "Nuovo"), language=language)
    assert i18n("compile it", 0).stdout == "it: 1 messages\n"
    assert (shown(translations, IT), shown(translations, EN)) == ("Nuovo", "Yes")
    lines = i18n("compile", 0).stdout.splitlines()
    assert lines[0] == "en: 1 messages"
    assert lines[1:] == [f"{it.path}: 1 messages, unchanged" for it in TRANSLATED[1:]]


def test_compile_names_what_it_leaves_out(i18n: Commands, translations: Path) -> None:
    """What is left out is named with file and line on standard error; the exit code is 0."""
    pot_file(translations, OUI, entry("Non"))
    path = italian(translations, entry("Oui", "100 %"), entry("Non", "No", "fuzzy"))
    result = i18n("compile it", 0)
    assert result.stdout == "it: 0 messages\n"
    assert result.stderr == (
        f"{relative(path)}:12: left out: see `i18n check it`\n"
        f"{relative(path)}:16: left out: fuzzy\n"
    )
    assert shown(translations) is None


def test_compile_goes_on_after_a_broken_catalogue(i18n: Commands, translations: Path) -> None:
    """The exit code is 2, and the broken language stays as it was."""
    i18n("compile", 0)
    path = catalogue_file(translations, "junk", language=EN)
    italian(translations, entry("Oui", "Nuovo"))
    result = i18n("compile", 2)
    assert result.stderr.startswith(f"{relative(path)}:11: error [syntax] ")
    assert (shown(translations, EN), shown(translations, IT)) == ("Yes", "Nuovo")


def test_a_language_without_a_catalogue_is_refused(i18n: Commands, project: Path) -> None:
    """No file is made for an unknown language, nor for French, which the msgids are in."""
    before = state(project)
    for command in ("compile", "update"):
        for name in ("tlh", "fr"):
            assert i18n(f"{command} {name}", 2).stderr.startswith(f"{name}: ")
    assert state(project) == before


def test_stats_counts_every_language(i18n: Commands, translations: Path) -> None:
    """Each language has a line."""
    pot_file(translations, OUI, entry("Non"))
    italian(translations, entry("Oui", "Sì", "fuzzy"))
    lines = i18n("stats", 0).stdout.splitlines()
    assert len([line for line in lines if "%" in line]) >= len(TRANSLATED)
    (line,) = (line for line in lines if line.startswith("it "))
    assert "0.0 %" in line
    assert "1 fuzzy" in line


def test_stats_writes_json(i18n: Commands, translations: Path) -> None:
    """JSON has every figure by its name."""
    pot_file(translations, OUI, entry("Non"))
    rows = json.loads(i18n("stats --format json", 0).stdout)["languages"]
    assert [row["language"] for row in rows] == [language.tag for language in TRANSLATED]
    figures = {"total": 2, "translated": 1, "fuzzy": 0, "faulty": 0, "missing": 1, "percent": 50.0}
    assert all(row.items() >= figures.items() for row in rows)


def test_without_a_template_a_command_cannot_run(i18n: Commands, translations: Path) -> None:
    """The sentence names the file that is missing."""
    files.template(translations).unlink()
    for command in ("update", "check it", "stats"):
        assert "messages.pot: No such file or directory" in i18n(command, 2).stderr


def test_stats_refuses_what_it_cannot_do(i18n: Commands, translations: Path) -> None:
    """A catalogue that cannot be read is named with its line; --base stands alone."""
    for rest in ("it", "--format json"):
        assert "use it alone" in i18n(f"stats --base HEAD {rest}", 2).stderr
    path = italian(translations, "junk")
    assert i18n("stats", 2).stderr.startswith(f"{relative(path)}:11: error [syntax] ")
