"""Extraction reads only what changed."""

import shutil
from pathlib import Path

import pytest

from webapp.catalog import extract
from webapp.catalog.extract import found_messages
from webapp.errors import SourceError
from webapp.settings import ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of twenty templates."""
    shutil.copy(ROOT / "babel.cfg", tmp_path)
    (tmp_path / "templates").mkdir()
    for number in range(20):
        template = f'{{# Translators: a note #}}\n{{{{ _("Texte {number}") }}}}'
        (tmp_path / "templates" / f"{number}.html").write_text(template, encoding="utf-8")
    return tmp_path


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were extracted, in turn."""
    names: list[str] = []
    original = extract.extract_file

    def noted(path, *rest):  # type: ignore[no-untyped-def]
        names.append(path.name)
        return original(path, *rest)

    monkeypatch.setattr(extract, "extract_file", noted)
    return names


def test_only_changed_files_are_extracted_again(project: Path, extracted: list[str]) -> None:
    """The same messages, with and without the cache; a changed, a new and a renamed file."""
    cache = project / "build" / "extract.json"
    first = list(found_messages(project, cache))
    assert first == list(found_messages(project))
    extracted.clear()
    assert list(found_messages(project, cache)) == first
    assert extracted == []
    (project / "templates" / "3.html").write_text('{{ _("Autre") }}', encoding="utf-8")
    (project / "templates" / "4.html").rename(project / "templates" / "40.html")
    again = list(found_messages(project, cache))
    assert extracted == ["3.html"]
    assert again == list(found_messages(project))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": [[1]]}', b'{"a": 1}', b"\xff"])
def test_a_broken_cache_counts_as_empty(project: Path, content: bytes) -> None:
    """Nothing is lost with it."""
    cache = project / "extract.json"
    cache.write_bytes(content)
    assert list(found_messages(project, cache)) == list(found_messages(project))


def test_a_cache_that_cannot_be_written_is_no_failure(project: Path) -> None:
    """A folder in its place: everything is extracted each time."""
    cache = project / "extract.json"
    cache.mkdir()
    assert list(found_messages(project, cache)) == list(found_messages(project))


@pytest.mark.parametrize("method", ["at once", "in turn"])
def test_many_files_give_the_same_in_several_processes(
    project: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """The same messages in the same order, and a file at fault named with its line."""
    alone = list(found_messages(project))
    monkeypatch.setattr(extract, "MANY", 8 if method == "at once" else 100)
    assert list(found_messages(project)) == alone
    (project / "templates" / "7.html").write_text("\n{% if %}", encoding="utf-8")
    with pytest.raises(SourceError, match=r"7\.html:2"):
        list(found_messages(project))
