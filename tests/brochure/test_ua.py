"""What the check of the brochures as PDF/UA finds: nothing, and everything that is taken away."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf

from tests.conformance.pdf import kids, problems_of, walk
from webapp import create_app
from webapp.brochure.store import typeset
from webapp.i18n.texts import use_language
from webapp.languages import BY_PATH
from webapp.settings import Settings
from webapp.views.brochure import content


@pytest.fixture(scope="module")
def french(compiled: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The French brochure."""
    app = create_app(Settings(translations=compiled, cache=tmp_path_factory.mktemp("cache")))
    with app.test_request_context():
        use_language(BY_PATH["fr"])
        return typeset(content().text)


def test_nothing_is_wrong_with_it(french: bytes) -> None:
    """Nor would it do as the brochure of another language."""
    assert problems_of(french, BY_PATH["fr"]) == []
    assert problems_of(french, BY_PATH["mk"]) == [("7.2", "the language is 'fr'")]


def first(pdf: Pdf, kind: str) -> Dictionary:
    """Return the first element of a type."""
    elements = (element for element, _ in walk(pdf.Root.StructTreeRoot))
    return next(each for each in elements if str(each.S) == kind)


def drop(whole: Dictionary, key: str) -> None:
    """Take a key away."""
    del whole[key]


def without_title(pdf: Pdf) -> None:
    """Take its title away."""
    with pdf.open_metadata() as metadata:
        del metadata["dc:title"]


def turned(pdf: Pdf) -> None:
    """Have its tags read from the end."""
    document = kids(pdf.Root.StructTreeRoot)[0]
    document.K = pikepdf.Array(reversed(kids(document)))


def bare(pdf: Pdf) -> None:
    """Draw something outside of the tags."""
    pdf.pages[0].contents_add(b"0 0 10 10 re f")


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        (lambda pdf: drop(pdf.Root, "/StructTreeRoot"), ("7.1", "no tree of tags")),
        (lambda pdf: drop(pdf.Root, "/MarkInfo"), ("6.2", "not marked as tagged")),
        (lambda pdf: drop(pdf.Root, "/Lang"), ("7.2", "the language is ''")),
        (lambda pdf: drop(pdf.Root, "/Outlines"), ("7.17", "no bookmarks")),
        (without_title, ("7.1", "no title")),
        (lambda pdf: drop(first(pdf, "/Figure"), "/Alt"), ("7.3", "a picture without a text")),
        (
            lambda pdf: setattr(first(pdf, "/H1"), "S", Name.H3),
            ("7.4", "H3 after a heading of lev"),
        ),
        (lambda pdf: setattr(first(pdf, "/P"), "S", Name.Text), ("7.1", "Text is no type that re")),
        (turned, ("7.2", "page 3: read in another order than drawn")),
        (bare, ("7.1", "page 1: 1 drawn outside of the tags")),
        (lambda pdf: drop(first(pdf, "/H1"), "/K"), ("7.4", "an empty H1")),
        (
            lambda pdf: drop(pdf.pages[1].obj.Annots[0], "/Contents"),
            ("7.18.5", "page 2: a link without a description"),
        ),
    ],
)
def test_what_is_taken_away_is_found(
    french: bytes, harm: Callable[[Pdf], object], found: tuple[str, str]
) -> None:
    """The check is not asleep."""
    with Pdf.open(BytesIO(french)) as pdf:
        harm(pdf)
        harmed = BytesIO()
        pdf.save(harmed)
    clause, start = found
    problems = problems_of(harmed.getvalue(), BY_PATH["fr"])
    assert [each for each in problems if each[0] == clause and each[1].startswith(start)], problems
