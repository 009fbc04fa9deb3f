"""Adding a language from its tag."""

import subprocess
import sys
from gettext import c2py
from pathlib import Path

import pytest

from webapp import languages
from webapp.errors import SiteError
from webapp.languages import BY_PATH, EXACT
from webapp.settings import ROOT
from webapp.workflow.add import draft, remaining, row


@pytest.fixture(autouse=True)
def languages_of_the_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    """The languages that the cases here know of: one of theirs that the site gets changes none."""
    known = {path: BY_PATH[path] for path in ("fr", "en", "mk", "nb", "nn", "it", "zh")}
    exact = {tag: language for tag, language in EXACT.items() if language.path in known}
    monkeypatch.setattr("webapp.workflow.add.BY_PATH", known)
    monkeypatch.setattr("webapp.workflow.add.EXACT", exact)


def test_a_row_is_drawn_up_from_cldr_and_gettext() -> None:
    """The row has path, tag, catalogue, endonym and plural rule, and is the Python of that."""
    for tag, path, catalogue, endonym, plural in [
        ("sq", "sq", "sq", "Shqip", "nplurals=2; plural=(n != 1);"),
        ("pl", "pl", "pl", "Polski", "nplurals=3;"),
        ("zh-Hant", "zh-hant", "zh_Hant", "中文 (繁體)", "nplurals=1; plural=0;"),
        ("pt-BR", "pt", "pt_BR", "Português (Brasil)", "nplurals=2; plural=(n > 1);"),
    ]:
        language = draft(tag)
        assert (language.path, language.tag, language.catalogue) == (path, tag, catalogue)
        assert language.endonym == endonym
        assert str(language.plural).startswith(plural)
        written = row(language).strip().rstrip(",")
        assert eval(written, vars(languages)) == language


def test_a_language_of_the_table_is_given_as_it_is() -> None:
    """A language that has a row needs no step for the table."""
    assert draft("mk") is BY_PATH["mk"]
    assert not any("LANGUAGES" in step for step in remaining(BY_PATH["mk"]))
    assert any("LANGUAGES" in step for step in remaining(draft("sq")))


def test_a_row_passes_ruff_once_it_is_laid_out(tmp_path: Path) -> None:
    """A row can be pasted into the table, and after `ruff format` `make check` passes."""
    rows = [row(draft(tag)) for tag in ("es", "pt-BR", "el", "ar", "ru", "zh-Hant", "sr-Latn")]
    path = tmp_path / "table.py"
    path.write_text("\n".join(["LANGUAGES = (", *rows, ")\n"]), encoding="utf-8")
    for check in (["format"], ["check", "--select", "E,W"]):
        command = [sys.executable, "-m", "ruff", *check, "--config", ROOT / "pyproject.toml", path]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_arabic_counts_as_gettext_does() -> None:
    """Arabic has form 4 for 11 to 99, 5 for 100 to 102, which Babel's own rule exchanges."""
    form = c2py(draft("ar").plural.expression)
    assert [form(count) for count in (0, 1, 2, 3, 10, 11, 99, 100, 102, 103)] == [
        *(0, 1, 2, 3, 3, 4, 4, 5, 5, 3)
    ]


def test_a_regional_language_answers_for_the_language_itself() -> None:
    """A regional language answers for the language itself while no other row does."""
    assert draft("pt-BR").accepts == ("pt",)
    assert draft("zh-Hant").accepts == ()


def test_the_steps_name_every_table() -> None:
    """The steps name the files that tests compare with the table, and what a script needs."""
    steps = "\n".join(remaining(draft("th")))
    for name in (
        "languages.py",
        "pyproject.toml",
        "README.md",
        "glossary.csv",
        "typography/th.toml",
    ):
        assert name in steps
    assert "no font" in steps
    assert "right to left" in "\n".join(remaining(draft("ar")))
    assert "column" not in steps


def test_a_language_that_the_site_has_already_is_refused() -> None:
    """The source, a macrolanguage and another name for a row are refused."""
    for tag, sentence in [
        ("fr", "the msgids are in this language"),
        ("FR", "the msgids are in this language"),
        ("no", "write nb or nn"),
        ("no-NO", "write nb or nn"),
        ("zh-CN", "it leads to zh-Hans"),
    ]:
        with pytest.raises(SiteError, match=sentence):
            draft(tag)


def test_a_tag_that_is_none_is_refused() -> None:
    """What is no tag is refused by a sentence that says what a tag is."""
    for tag in ("xx", "", "français", "../etc", "e" * 1000, "zh_Hant"):
        with pytest.raises(SiteError, match="BCP 47"):
            draft(tag)


def test_a_fallback_must_be_in_the_table() -> None:
    """An unknown fallback is refused by a sentence that names the languages of the table."""
    with pytest.raises(SiteError, match="xx: no language to fall back to; there are fr"):
        draft("sq", "xx")
