"""Coverage: how much of the site, and of each page, a visitor reads in a language."""

import os
from pathlib import Path

import pytest
from jinja2 import Environment
from jinja2.meta import find_referenced_templates

from tests.po.samples import EN, IT, catalogue_file, entry, plural, pot_file
from webapp.catalogs.coverage import Coverage, Share, addresses
from webapp.catalogs.snapshot import Catalogues
from webapp.languages import LANGUAGES, SOURCE
from webapp.pages import HOME, PAGES
from webapp.po import read
from webapp.po.model import Catalogue
from webapp.settings import ROOT

PAGE = PAGES[1]


def test_only_a_whole_is_a_hundred_percent() -> None:
    """The percentage is cut, not rounded; when there is nothing to translate it is 100."""
    shares = [Share(0, 3), Share(1, 3), Share(2, 3), Share(3, 3), Share(1999, 2000), Share(0, 0)]
    assert [share.percent for share in shares] == [0.0, 33.3, 66.6, 100.0, 99.9, 100.0]


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A layout with a part, and pages of which two have texts."""
    folder = tmp_path / "templates"
    for name in {page.template for page in PAGES} | {"base.html", "_parts/foot.html"}:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('{% extends "base.html" %}', encoding="utf-8")
    (folder / "_parts/foot.html").write_text("", encoding="utf-8")
    (folder / "base.html").write_text('{% include "_parts/foot.html" %}', encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A template of five messages, of which Italian has three."""
    folder = tmp_path / "translations"
    context = f'#: templates/{PAGE.template}\nmsgctxt "c"\n'
    pot_file(
        folder,
        f"#: templates/_parts/foot.html\n{entry('foot')}",
        f"#: templates/{HOME.template}\n{entry('home')}",
        context + entry("same"),
        f"#: templates/{PAGE.template}\n{plural('one', 'many', '', '')}",
        f"#: webapp/pages.toml\n{entry(PAGE.title)}",
    )
    rows = [entry("home", "casa"), 'msgctxt "c"\n' + entry("same", "stesso")]
    catalogue_file(folder, *rows, plural("one", "many", "uno", "molti"), entry("other", "altro"))
    return folder


def reader(folder: Path) -> Catalogues:
    """Return the reader of a folder, with its cache there."""
    return Catalogues(folder, folder / "cache")


def test_the_site_is_what_the_template_has(folder: Path, templates: Path) -> None:
    """Every message of the template counts, contexts and plurals too, and no other."""
    coverage, snapshot = Coverage(folder, templates), reader(folder).snapshot()
    assert coverage.of_site(snapshot, IT) == Share(3, 5)
    assert coverage.of_site(snapshot, EN) == Share(0, 5)
    assert coverage.of_site(snapshot, SOURCE) == Share(5, 5)


def test_a_page_is_what_it_does_not_share_with_all_others(folder: Path, templates: Path) -> None:
    """Of a page its own templates and its title count, not the layout."""
    coverage, snapshot = Coverage(folder, templates), reader(folder).snapshot()
    assert coverage.of_page(snapshot, IT, HOME) == Share(1, 1)
    assert coverage.of_page(snapshot, IT, PAGE) == Share(2, 3)
    assert coverage.of_page(snapshot, EN, PAGE) == Share(0, 3)
    assert coverage.of_page(snapshot, SOURCE, PAGE) == Share(3, 3)


def test_a_frame_that_pages_share_is_nobodys_own(folder: Path, templates: Path) -> None:
    """What a page extends or imports is translated without a sentence of the page's own."""
    frame, macro, part = "page.html", "_macros/a.html", "_parts/own.html"
    for name, text in {frame: '{% extends "base.html" %}', macro: "", part: ""}.items():
        path = templates / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (templates / PAGE.template).write_text(
        f'{{% extends "{frame}" %}}{{% from "{macro}" import x %}}{{% include "{part}" %}}'
        "{# {% include 'none.html' %} #}{% include x %}",
        encoding="utf-8",
    )
    pot_file(
        folder,
        f"#: templates/{frame}\n{entry('frame')}",
        f"#: templates/{macro}\n{entry('macro')}",
        f"#: templates/{part}\n{entry('own')}",
    )
    catalogue_file(folder, entry("frame", "cornice"), entry("macro", "macro-it"))
    assert Coverage(folder, templates).of_page(reader(folder).snapshot(), IT, PAGE) == Share(0, 1)


def test_a_template_uses_what_jinja_says_that_it_uses() -> None:
    """The templates that pages are made of are those that Jinja's own parser finds."""
    jinja = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    found, names = set(), {"base.html", *(page.template for page in PAGES)}
    while names:
        found |= names
        texts = [(ROOT / "templates" / name).read_text(encoding="utf-8") for name in names]
        used = {name for text in texts for name in find_referenced_templates(jinja.parse(text))}
        names = {name for name in used if name} - found
    known = {name for name in addresses(ROOT / "templates") if name.startswith("templates/")}
    assert known == {f"templates/{name}" for name in found}


def test_each_file_is_read_once(
    folder: Path, templates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is shown and what is counted come from one reading of messages.pot."""
    paths, parse = [], read.parse

    def noted(text: str, path: Path) -> Catalogue:
        paths.append(path)
        return parse(text, path)

    monkeypatch.setattr(read, "parse", noted)
    Coverage(folder, templates).of_site(reader(folder).snapshot(), IT)
    assert sorted(paths) == sorted(set(paths))


def test_a_new_catalogue_is_counted_again(folder: Path, templates: Path) -> None:
    """A catalogue that changes is counted again at once."""
    coverage, catalogues = Coverage(folder, templates), reader(folder)
    coverage.of_site(catalogues.snapshot(), IT)
    catalogue_file(folder, entry("home", "casa"))
    assert coverage.of_site(catalogues.snapshot(), IT) == Share(1, 5)


def test_a_new_template_is_counted_again(folder: Path, templates: Path) -> None:
    """A changed messages.pot is counted again without a restart."""
    coverage, snapshot = Coverage(folder, templates), reader(folder).snapshot()
    coverage.of_site(snapshot, IT)
    os.utime(pot_file(folder, entry("home")), ns=(1, 1))
    assert coverage.of_site(snapshot, IT) == Share(1, 1)


@pytest.mark.parametrize("text", [None, 'msgid "'], ids=["absent", "broken"])
def test_without_a_template_nothing_is_known_to_be_missing(
    folder: Path, templates: Path, text: str | None
) -> None:
    """Without messages.pot every page counts as translated, so it is announced as before."""
    path = pot_file(folder)
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    coverage, snapshot = Coverage(folder, templates), reader(folder).snapshot()
    shares = [coverage.of_page(snapshot, language, PAGE) for language in LANGUAGES]
    assert [share.percent for share in shares] == [100.0] * len(LANGUAGES)
