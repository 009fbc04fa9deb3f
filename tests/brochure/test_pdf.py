"""The brochure itself, set by Typst and read back by poppler."""

import json
import re
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import need
from webapp import create_app
from webapp.brochure.store import Brochures, as_content, typeset
from webapp.i18n.texts import use_language
from webapp.languages import BY_PATH, LANGUAGES, Language, chain
from webapp.settings import ROOT, Settings
from webapp.site import site
from webapp.views.brochure import content

HEADINGS = [
    "Coopération décentralisée et Droits de l’Homme",
    "Sommaire",
    "Qu’est-ce que la coopération décentralisée ?",
    "Quels impacts pour les Bas-Normands et leur région ?",
    "Coopérations de la Région Basse-Normandie : jumelages - accords bilatéraux",
    "Les partenaires de la Région et des communes",
    "Le cadre légal de la coopération décentralisée",
    "Les droits de l’Homme dans la coopération",
    "Depuis 2012",
    "Sources",
]


@dataclass(frozen=True)
class Made:
    """A brochure with what poppler says of it."""

    path: Path
    text: str
    runs: list[str]
    info: dict[str, str]
    titles: list[str]


Make = Callable[[Language], Made]


def poppler(program: str, *arguments: str) -> str:
    """Run one of poppler's programs."""
    done = subprocess.run([need(program), *arguments], capture_output=True, check=True)
    return done.stdout.decode()


def squeezed(text: str) -> str:
    """Take out what the setting of lines may change: spaces, and poppler's marks of direction.

    Poppler reads the Arabic ligature of lam and alef from its wrong end: their order counts not.
    """
    text = re.sub("[\\s\u202a-\u202e\u2066-\u2069]+", "", unicodedata.normalize("NFKC", text))
    return re.sub("[لاأإآ]+", lambda match: "".join(sorted(match[0])), text)


def shown(msgid: str, language: Language) -> str:
    """Return what a language, or the nearest that it falls back to, has for a message."""
    found = site().catalogues.snapshot().texts
    texts = (found[step.path] for step in chain(language) if step.path in found)
    return next((each[msgid][0] for each in texts if msgid in each), msgid)


def texts(node: object) -> Iterator[str]:
    """Yield every text of a content."""
    if isinstance(node, dict):
        yield from (value for key, value in node.items() if key == "text")
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            yield from texts(each)


@pytest.fixture(scope="module")
def made(compiled: Path, tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Brochures of the project's catalogues, each made once."""
    settings = Settings(translations=compiled, cache=tmp_path_factory.mktemp("cache"))
    app = create_app(settings)

    @cache
    def make(language: Language) -> Made:
        with app.test_request_context():
            use_language(language)
            written = content()
            path = site().brochures.get(written)
            titles = [shown(each, language) for each in HEADINGS]
        lines = poppler("pdfinfo", str(path)).splitlines()
        info = dict(re.split(r":\s*", line, maxsplit=1) for line in lines)
        text = poppler("pdftotext", "-enc", "UTF-8", str(path), "-")
        return Made(path, text, list(texts(json.loads(written.text))), info, titles)

    return make


def test_it_is_what_the_link_promises(made: Make) -> None:
    """Each language has six to nine A4 pages, under 1 MB, PDF/UA-1, with title and language."""
    for language in LANGUAGES:
        brochure = made(language)
        assert 6 <= int(brochure.info["Pages"]) <= 9, language.path
        assert "A4" in brochure.info["Page size"]
        assert brochure.path.stat().st_size < 1_000_000, language.path
        assert brochure.info["Tagged"] == "yes"
        assert brochure.info["Title"] == brochure.titles[0]
        raw = brochure.path.read_bytes()
        assert b"pdfuaid" in raw, language.path
        lang = "zh-CN" if language.path == "zh" else language.tag
        assert re.search(rb"/Lang\s*\(" + lang.encode() + rb"\)", raw), language.path


def test_its_author_is_the_publisher(compiled: Path, tmp_path: Path) -> None:
    """The author is the publisher of the settings, and nobody where they name none."""
    for publisher in ("", "Région Normandie"):
        app = create_app(Settings(translations=compiled, cache=tmp_path, publisher=publisher))
        with app.test_request_context():
            use_language(BY_PATH["fr"])
            path = site().brochures.get(content())
        author = re.search(r"^Author:\s*(.*)$", poppler("pdfinfo", str(path)), re.MULTILINE)
        assert (author[1] if author else "") == publisher


def test_every_heading_is_read_back(made: Make) -> None:
    """Every heading stands on its page and among the contents, and every endonym on the cover."""
    missing = []
    for language in LANGUAGES:
        brochure = made(language)
        text = squeezed(brochure.text)
        titles = [(title, 1) for title in brochure.titles[:2]]
        titles += [(title, 2) for title in brochure.titles[2:]]
        titles += [(other.endonym, 1) for other in LANGUAGES]
        missing += [
            (language.path, title) for title, times in titles if text.count(squeezed(title)) < times
        ]
    assert missing == []


def test_every_character_is_read_back(made: Make) -> None:
    """Every character of the content is in the text of the PDF, and no sign of a missing glyph."""
    for language in LANGUAGES:
        brochure = made(language)
        written = {char for run in brochure.runs for char in squeezed(run)}
        assert written - set(squeezed(brochure.text)) == set(), language.path
        assert not set(brochure.text) & set("\ufffd\u25a1\ue000\x00"), language.path


def test_what_has_changed_is_told_apart(compiled: Path, tmp_path: Path) -> None:
    """Dated events of partners have a heading, and a chapter says which text is of 2012."""
    app = create_app(Settings(translations=compiled, cache=tmp_path))
    with app.test_request_context():
        use_language(BY_PATH["fr"])
        data = json.loads(content().text)
    headings = [
        (block["level"], next(texts(block)))
        for block in data["blocks"]
        if block["kind"] == "heading"
    ]
    pages = (ROOT / "templates/pages/partners").glob("[!_]*.html")
    dated = sum("facts.event(" in page.read_text(encoding="utf-8") for page in pages)
    assert headings.count((3, "Chronologie")) == dated > 0
    assert headings.count((1, "Depuis 2012")) == 1
    said = list(texts(data))
    assert any(each.startswith("Les trois premières parties") for each in said)
    assert not any(each.startswith("Le texte ci-dessus") for each in said)


def test_fonts_are_embedded(made: Make) -> None:
    """Fonts are embedded as subsets, with the table that gives text back."""
    for language in LANGUAGES:
        rows = poppler("pdffonts", str(made(language).path)).splitlines()[2:]
        assert rows
        for row in rows:
            embedded, subset, unicode = row.split()[-5:-2]
            assert (embedded, subset, unicode) == ("yes", "yes", "yes"), row


def test_bookmarks_lead_through_it(made: Make) -> None:
    """The PDF has an outline."""
    raw = made(BY_PATH["fr"]).path.read_bytes()
    assert b"/Outlines" in raw


def test_the_same_content_gives_the_same_bytes(compiled: Path, tmp_path: Path) -> None:
    """No date and nothing random is in the PDF."""
    app = create_app(Settings(translations=compiled, cache=tmp_path))
    with app.test_request_context():
        use_language(BY_PATH["mk"])
        text = content().text
    assert typeset(text) == typeset(text)


HOSTILE = '#import "x.typ" #sys.exit() $a^2$ ]]] \\ @ref <label> `raw` // c /* d */ = e'


def test_no_text_is_a_command(compiled: Path, tmp_path: Path) -> None:
    """What would be Typst's language comes out as it stands: in titles, texts, lists and names."""
    app = create_app(Settings(translations=compiled, cache=tmp_path))
    with app.test_request_context():
        use_language(BY_PATH["fr"])
        data = json.loads(content().text)
    number = 0

    def hostile(node: object) -> object:
        nonlocal number
        if isinstance(node, list):
            return [hostile(each) for each in node]
        if not isinstance(node, dict):
            return node
        changed = {key: hostile(value) for key, value in node.items()}
        if "text" in changed and number < 400:
            number += 1
            changed["text"] = f"{number} {HOSTILE}"
        return changed

    path = tmp_path / "hostile.pdf"
    path.write_bytes(typeset(json.dumps(hostile(data) | {"title": HOSTILE})))  # type: ignore[operator]
    text = squeezed(poppler("pdftotext", "-enc", "UTF-8", str(path), "-"))
    assert number > 100
    assert text.count(squeezed(HOSTILE)) >= number * 0.9  # a page's end cuts a few in two


def test_an_empty_catalogue_gives_a_french_brochure(tmp_path: Path) -> None:
    """What is not translated is French and says so to readers of the PDF."""
    app = create_app(Settings(translations=tmp_path / "none", cache=tmp_path / "cache"))
    with app.test_request_context():
        use_language(BY_PATH["mk"])
        path = site().brochures.get(content())
    raw = path.read_bytes()
    assert re.search(rb"/Lang\s*\(mk\)", raw)
    assert re.search(rb"/Lang\s*\(fr\)", raw)


def test_typst_has_nothing_to_warn_of(
    compiled: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A missing font or a deprecated function would be a warning."""
    app = create_app(Settings(translations=compiled, cache=tmp_path))
    with app.test_request_context(), caplog.at_level("WARNING"):
        use_language(BY_PATH["zh"])
        site().brochures.get(content())
    assert [record.getMessage() for record in caplog.records] == []


def test_as_content_is_stable() -> None:
    """A store finds the file of a content that was made by another process."""
    assert Brochures(Path("x")).made(as_content("fr", {})) is None
