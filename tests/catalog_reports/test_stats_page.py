"""The page of statistics, as one file, and the badge."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import html5lib
import pytest

from tests.catalog_reports.conftest import Site
from webapp.catalog import badge
from webapp.catalog.overview import Overview, overview
from webapp.catalog.stats import Statistics
from webapp.catalog.stats_page import MAX_WAITING, html, segments
from webapp.languages import BY_PATH, TRANSLATED
from webapp.settings import ROOT

TEMPLATES = ROOT / "templates"
NB = BY_PATH["nb"]


@pytest.fixture
def counted(site: Site) -> Site:
    """A site with a past, a message in each state and one that could be taken for markup."""
    site.template("Oui", "<b>Non</b> & %(nom)s", "Peut-être")
    site.translate("nb", {"Oui": "Ja", "<b>Non</b> & %(nom)s": "Nei", "Peut-être": "~Kanskje"})
    site.commit("2026-01-10")
    return site


@pytest.fixture
def figures(counted: Site) -> Overview:
    """What the page shows of it."""
    return overview(counted.folder, TEMPLATES, {"nb": 90, "it": 0})


def parsed(page: str) -> ElementTree.Element:
    """Parse a page; an error of the markup fails."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert isinstance(tree, ElementTree.Element)
    return tree


def test_the_page_is_html_without_errors(figures: Overview) -> None:
    """In English, with a title and one main heading."""
    page = parsed(html(figures))
    assert page.get("lang") == "en"
    assert page.findtext("head/title") == "State of the translations: 5.5\xa0%"
    assert len(page.findall(".//h1")) == 1


def test_the_page_asks_for_nothing_else(figures: Overview) -> None:
    """No script, no address of another file, no inline style."""
    page = parsed(html(figures))
    names = {name for element in page.iter() for name in element.attrib}
    assert not names & {"src", "href", "srcset", "style", "onclick"}
    assert not page.findall(".//script")
    assert set(re.findall(r"url\(([^)]*)\)|@import", html(figures))) == {"#hatch", "#dots"}


def test_the_same_figures_give_the_same_bytes(counted: Site, figures: Overview) -> None:
    """The page says nothing of when it was made."""
    assert html(figures) == html(overview(counted.folder, TEMPLATES, {"nb": 90, "it": 0}))


def test_every_language_is_named_in_its_own_language(figures: Overview) -> None:
    """As the header of its row, with its tag."""
    named = parsed(html(figures)).findall(".//table[@aria-labelledby='languages']//th/span")
    assert [(one.get("lang"), one.text) for one in named] == [
        (language.tag, language.endonym) for language in TRANSLATED
    ]


def test_every_header_of_a_table_says_what_it_heads(figures: Overview) -> None:
    """A column or a row."""
    headers = parsed(html(figures)).findall(".//th")
    assert headers
    assert {one.get("scope") for one in headers} == {"col", "row"}


def test_a_row_that_is_shown_as_a_card_is_still_a_row(figures: Overview) -> None:
    """The roles are written out where the style takes a table's own display away."""
    table = parsed(html(figures)).find(".//table[@aria-labelledby='languages']")
    assert table is not None
    assert table.get("role") == "table"
    assert {one.get("role") for one in table.iter("td")} == {"cell"}
    assert {one.get("role") for one in table.iter("tr")} == {"row"}


def test_a_message_is_text_and_not_markup(figures: Overview) -> None:
    """Whatever a msgid holds."""
    page = html(figures)
    assert "&lt;b&gt;Non&lt;/b&gt; &amp; %(nom)s" in page
    assert "<b>" not in page


def test_the_trend_has_words(figures: Overview) -> None:
    """For those who do not see the line."""
    trend = parsed(html(figures)).find(".//td[@class='trend']/{*}svg")
    assert trend is not None
    assert trend.get("role") == "img"
    assert trend.get("aria-label") == trend.findtext("{*}title")
    assert "2026-01-10" in (trend.get("aria-label") or "")


def test_the_thresholds_are_shown(figures: Overview) -> None:
    """Reached or not; where none is asked that is said."""
    page = html(figures)
    assert "below the 90\xa0% asked" in page
    assert "nothing is asked" in page


def test_without_a_history_the_page_says_why(site: Site) -> None:
    """And shows all the rest."""
    site.template("Oui")
    page = html(overview(site.folder, TEMPLATES, {}))
    assert "There is no history to show" in page
    assert "not known" in page


def test_a_site_without_messages_has_a_page_too(site: Site) -> None:
    """All of nothing is translated."""
    site.template()
    page = html(overview(site.folder, TEMPLATES, {}))
    parsed(page)
    assert "Nothing is waiting" in page


def test_a_long_list_is_cut_and_counted(figures: Overview) -> None:
    """The page stays one that can be read."""
    long = replace(figures, waiting=figures.waiting * (MAX_WAITING + 5))
    page = html(long)
    assert f"{len(long.waiting) - MAX_WAITING} more are waiting." in page


def statistics(translated: int, fuzzy: int, faulty: int, missing: int) -> Statistics:
    """Make the figures of a language."""
    total = translated + fuzzy + faulty + missing
    return Statistics("nb", total, translated, fuzzy, faulty, missing)


BARS = [
    ((0, 0, 0, 0), {}),
    ((3, 0, 0, 0), {"translated": 100}),
    ((1, 1, 0, 2), {"translated": 25, "fuzzy": 25, "missing": 50}),
]


@pytest.mark.parametrize(("counts", "widths"), BARS)
def test_a_bar_has_a_part_for_each_state(
    counts: tuple[int, int, int, int], widths: dict[str, float]
) -> None:
    """As wide as its share; a state without messages has none."""
    assert {one.state: one.width for one in segments(statistics(*counts))} == widths


def test_one_message_of_thousands_is_seen_in_the_bar() -> None:
    """And the bar is still no wider than itself."""
    parts = list(segments(statistics(9_998, 0, 1, 1)))
    assert all(part.width > 1 for part in parts)
    assert parts[-1].start + parts[-1].width == pytest.approx(100, abs=0.1)


SHARES = [
    ([statistics(197, 1, 1, 1)], "Norsk bokmål", "98.5\xa0%", badge.ON_THE_WAY),
    ([statistics(1, 0, 0, 3)] * 2, "translations", "25\xa0%", badge.FAR),
    ([statistics(4, 0, 0, 0)] * 2, "translations", "100\xa0%", badge.REACHED),
    ([replace(statistics(8, 0, 0, 2), threshold=80.0)], "Norsk bokmål", "80\xa0%", badge.REACHED),
]


@pytest.mark.parametrize(("rows", "label", "figure", "ground"), SHARES)
def test_the_badge_says_what_it_counts(
    rows: list[Statistics], label: str, figure: str, ground: str
) -> None:
    """In text, for those who see it and those who hear it; its colour is no news."""
    picture = ElementTree.fromstring(badge.svg(rows))
    space = "{http://www.w3.org/2000/svg}"
    assert [one.text for one in picture.iter(f"{space}text")] == [label, figure]
    assert picture.get("aria-label") == picture.findtext(f"{space}title")
    assert f"{label}: {figure}" in (picture.get("aria-label") or "")
    assert ground in {one.get("fill") for one in picture.iter(f"{space}rect")}


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.path)
def test_the_badge_is_as_wide_as_its_words(language) -> None:  # type: ignore[no-untyped-def]
    """Label and figure stand beside each other, in any script."""
    one = replace(statistics(1, 0, 0, 0), language=language.tag)
    picture = ElementTree.fromstring(badge.svg([one]))
    label, figure = picture.iter("{http://www.w3.org/2000/svg}text")
    end = float(label.get("x", 0)) + float(label.get("textLength", 0))
    assert end < float(figure.get("x", 0))
    assert float(figure.get("x", 0)) + float(figure.get("textLength", 0)) < float(
        picture.get("width", 0)
    )


def luminance(colour: str) -> float:
    """Compute the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ground", [badge.LABEL, badge.REACHED, badge.ON_THE_WAY, badge.FAR])
def test_the_badge_can_be_read(ground: str) -> None:
    """White on each of its grounds has the contrast that AA asks."""
    assert 1.05 / (luminance(ground) + 0.05) >= 4.5
