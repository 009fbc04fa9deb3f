"""The masthead of every page, the figures of the home page, maps and events of partners."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element

from flask.testing import FlaskClient

from tests.views.html import parse
from webapp import create_app
from webapp.directory.load import load
from webapp.languages import LANGUAGES
from webapp.partners import PARTNERS
from webapp.settings import Settings


def current(client: FlaskClient, address: str) -> list[tuple[str | None, str | None]]:
    """Return the sections that a page marks as current, and how."""
    links = parse(client.get(address).text).findall(".//nav[@class='sections']//a[@aria-current]")
    return [(link.get("href"), link.get("aria-current")) for link in links]


def test_the_section_of_a_page_is_marked(client: FlaskClient) -> None:
    """Also on the pages below it; a page of no section marks none."""
    marked = {
        "/fr/partners": [("/fr/partners", "page")],
        "/fr/partners/fujian": [("/fr/partners", "true")],
        "/mk/directory/caen": [("/mk/directory", "true")],
        "/zh/map": [("/zh/map", "page")],
        "/fr/": [],
        "/fr/privacy": [],
        "/fr/none": [],
    }
    assert {address: current(client, address) for address in marked} == marked


def test_the_name_of_the_site_leads_home(client: FlaskClient) -> None:
    """On every page, home and errors too, which have one heading of the first level."""
    for address in ("/fr/", "/fr/partners", "/fr/none", "/mk/directory/caen"):
        tree = parse(client.get(address).text)
        (link,) = tree.findall(".//header/p[@class='site']/a")
        assert link.get("href") == f"/{address.split('/')[1]}/"
        assert "".join(link.itertext()).strip()
        assert len(tree.findall(".//h1")) == 1


def test_figures_are_counted_from_the_directory(client: FlaskClient) -> None:
    """Actors, actions, countries and the first year are those of the data; each is a link."""
    actors = load(Settings().directory).actors
    actions = [action for actor in actors for action in actor.actions]
    years = [action.since for action in actions if action.since]
    countries = {action.country for action in actions if action.country}
    counted = [len(actors), len(actions), len(countries), min(years)]
    for language in LANGUAGES:
        links = figures(client, f"/{language.path}/")
        numbers = [int(link.findtext(".//strong", "")) for link in links]
        assert numbers == counted, language.path
        assert all(
            str(link.get("href")).startswith(f"/{language.path}/directory") for link in links
        )


def figures(client: FlaskClient, address: str) -> list[Element]:
    """Return the links of the line of figures."""
    return parse(client.get(address).text).findall(".//div[@class='added figures']//a")


def test_without_data_there_are_no_figures(translations: Path, tmp_path: Path) -> None:
    """Nothing stands in their place while the directory cannot be read."""
    (tmp_path / "data").mkdir()
    app = create_app(Settings(translations=translations, directory=tmp_path / "data"))
    assert figures(app.test_client(), "/fr/") == []


def test_every_partner_has_a_card_with_its_map(client: FlaskClient) -> None:
    """The card of a partner without coordinates has none, its page says so; coasts stand once."""
    html = client.get("/fr/partners").text
    cards = parse(html).findall(".//ul[@class='cards']/li")
    assert len(cards) == len(PARTNERS)
    for partner, card in zip(PARTNERS, cards, strict=True):
        assert (card.find("*[@role='img']") is not None) == (partner.place is not None)
        own = parse(client.get(f"/fr/partners/{partner.slug}").text)
        assert (own.find(".//p[@class='small quiet']") is not None) == (partner.place is None)
    assert html.count('id="coast-europe"') == html.count('id="coast-world"') == 1


def test_events_stand_in_their_order(client: FlaskClient) -> None:
    """Each says its year, which its sentence says too; only then is it hidden from listeners."""
    for partner in PARTNERS:
        tree = parse(client.get(f"/fr/partners/{partner.slug}").text)
        events = tree.findall(".//ol[@class='timeline']/li")
        years = [[time.get("datetime", "") for time in event.iter("time")] for event in events]
        assert [each[0] for each in years] == sorted(each[0] for each in years)
        for event, dates in zip(events, years, strict=True):
            sentence = "".join(event[-1].itertext())
            assert set(dates) <= set(re.findall(r"\d{4}", sentence)), sentence
