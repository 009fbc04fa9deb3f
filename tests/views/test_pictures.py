"""What the pages of the directory draw: each part leads somewhere, and what is left out is said."""

import csv
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from tests.directory.conftest import DATA
from tests.views.html import parse
from webapp import create_app
from webapp.languages import LANGUAGES
from webapp.map.results import MARKERS
from webapp.settings import LOCAL, Settings
from webapp.site import EXTENSION, Edition


@pytest.fixture
def client(compiled: Path, tmp_path: Path) -> FlaskClient:
    """A client of a site on a copy of the data, which a test may change before it asks."""
    shutil.copytree(DATA, tmp_path / "data")
    settings = Settings(
        translations=compiled,
        cache=tmp_path / "cache",
        directory=tmp_path / "data",
        base_url=LOCAL,
    )
    return create_app(settings).test_client()


def write(path: Path, rows: list[Mapping[str, object]]) -> None:
    """Write the rows of a sheet."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def small(folder: Path, places: Mapping[str, tuple[object, object]], years: list[object]) -> None:
    """Write a directory of one actor with a place in Germany for each year."""
    write(folder / "actors.csv", [{
        "id": "caen", "name": "Caen", "acronym": "", "kind": "municipality", "town": "Caen",
        "department": "14",
    }])  # fmt: skip
    write(folder / "places.csv", [
        {"country": "DE", "place": place, "latitude": north, "longitude": east, "region": "",
         "geonames": "", "names": ""}
        for place, (north, east) in places.items()
    ])  # fmt: skip
    write(folder / "actions.csv", [
        {"actor": "caen", "place": place, "place_lang": "", "place_latin": "", "country": "DE",
         "since": year, "kind": "twinning", "themes": "", "note": "", "source": "x.example",
         "source_url": ""}
        for place, year in zip(places, years, strict=True)
    ])  # fmt: skip
    (folder / "names.csv").write_text("name,today,fr,en,mk,nb,nn,it,zh\n", encoding="utf-8")


def text_of(client: FlaskClient, address: str) -> str:
    """Return the text of a page."""
    text = " ".join("".join(parse(client.get(address).text).itertext()).split())
    return text.replace("\u202f", " ")


def test_every_part_of_a_picture_leads_to_a_page_that_finds_something(client: FlaskClient) -> None:
    """Markers and bars lead to actors, to searches with results or to what the page holds."""
    wrong = []
    for path in ("fr", "zh"):
        for query in ("", "?country=MK", "?place=Niger", "?name=cabourg"):
            tree = parse(client.get(f"/{path}/directory{query}").text)
            ids = {each.get("id") for each in tree.iter()}
            parts = [*tree.findall(".//{*}svg//{*}a"), *tree.findall(".//ul[@class='bars']//a")]
            for address in {str(part.get("href")) for part in parts}:
                if address.startswith("#"):
                    wrong += [] if address[1:] in ids else [(path, query, address)]
                    continue
                answer = client.get(address)
                found = "/directory/" in address or 'class="actors"' in answer.text
                wrong += [] if answer.status_code == 200 and found else [(path, query, address)]
    assert wrong == []


def test_a_bar_filters_by_what_it_counts(client: FlaskClient) -> None:
    """A country's bar finds as many actors as it says, and a period's only actions of it."""
    tree = parse(client.get("/en/directory").text)
    bars = tree.findall(".//section[@aria-labelledby='by-country']/ul/li")
    for bar in bars:
        link, count = bar.find("a"), bar.findtext("span")
        assert link is not None
        assert text_of(client, str(link.get("href"))).startswith(f"{count} organisation")
    page = text_of(client, "/en/directory?since=1955-1959")
    assert "Remove: 1955–1959" in page
    assert "since 1956" in page
    assert "since 1987" not in page


def test_a_marker_is_named_and_leads_to_its_one_actor(client: FlaskClient) -> None:
    """A marker of one place says place, country and actor, and leads to the actor."""
    tree = parse(client.get("/fr/directory").text)
    markers = {
        each.findtext("{*}title"): each.get("href") for each in tree.findall(".//{*}svg/{*}a")
    }
    assert markers["Fujian (福建省), Chine – Région Basse-Normandie"] == (
        "/fr/directory/region-basse-normandie"
    )
    assert any(str(name).endswith(" (Royaume-Uni)") for name in markers)


LEFT_OUT = [
    ("no coordinates", {"Aalen": ("", "")}, [1978], "1 lieu n’est pas sur la carte"),
    ("two without", {"Aalen": ("", ""), "Ulm": ("", "")}, [1978, ""], "2 lieux ne sont pas sur"),
    ("no year", {"A": (1, 1), "B": (2, 2), "C": (3, 3)}, [1970, 1980, ""], "1 action n’y figure"),
]


@pytest.mark.parametrize(
    ("places", "years", "said"), [case[1:] for case in LEFT_OUT], ids=[c[0] for c in LEFT_OUT]
)
def test_what_a_picture_leaves_out_is_said(
    client: FlaskClient,
    tmp_path: Path,
    places: dict[str, tuple[object, object]],
    years: list[object],
    said: str,
) -> None:
    """Places without coordinates and actions without a year are counted next to the picture."""
    small(tmp_path / "data", places, years)
    assert said in text_of(client, "/fr/directory")
    assert client.get("/fr/directory/caen").status_code == 200


def test_a_name_of_200_characters_stays_out_of_the_drawing(
    client: FlaskClient, tmp_path: Path
) -> None:
    """A long name is the title of its marker and stands in the list, not in the drawing."""
    name = "Llanfair" * 25
    small(tmp_path / "data", {name: (50, 10)}, [1978])
    for address in ("/fr/directory", "/fr/directory/caen"):
        tree = parse(client.get(address).text)
        assert name in str(tree.findtext(".//{*}svg/{*}a/{*}title"))
        assert tree.find(".//{*}svg/{*}a/{*}text") is None


def test_a_year_to_come_is_refused_and_the_last_data_stay(
    client: FlaskClient, tmp_path: Path
) -> None:
    """Data with a year in the future are not taken: pictures show those of before."""
    before = client.get("/fr/directory").text
    small(tmp_path / "data", {"Aalen": (48.8, 10.1)}, [2999])
    time.sleep(0.6)
    assert client.get("/fr/directory?").text == before


def test_an_actors_page_has_its_map_and_its_links_by_year(client: FlaskClient) -> None:
    """Lines lead from Caen to the places of the actor, whose links stand by year, none last."""
    tree = parse(client.get("/fr/directory/caen").text)
    assert len(tree.findall(".//{*}path[@class='tie']")) == 6
    years = [str(row.findtext("p[@class='year']") or "") for row in tree.findall(".//ol/li")]
    assert years == ["1962", "1987", "2009", "2019", "", ""]
    ids = {each.get("id") for each in tree.iter()}
    assert {str(each.get("href"))[1:] for each in tree.findall(".//{*}svg/{*}a")} <= ids
    # No coordinates are known of Vire itself: its places stand without lines.
    other = parse(client.get("/fr/directory/vire").text)
    assert other.find(".//{*}svg/{*}a") is not None
    assert other.find(".//{*}path[@class='tie']") is None


EDITIONS = [
    ("without a search", "", {"/fr/directory/", "#places"}),
    ("with one", "https://s.example", {"/fr/directory/", "https://s.example/fr/directory?"}),
]


@pytest.mark.parametrize(
    ("search", "starts"), [e[1:] for e in EDITIONS], ids=[e[0] for e in EDITIONS]
)
def test_exported_pages_lead_nowhere_that_is_not_there(
    client: FlaskClient, search: str, starts: set[str]
) -> None:
    """Without a server a marker leads to an actor or to the list; else to the search elsewhere."""
    client.application.extensions[EXTENSION].edition = Edition(exported=True, search=search)
    tree = parse(client.get("/fr/directory").text)
    parts = [*tree.findall(".//{*}svg//{*}a"), *tree.findall(".//ul[@class='bars']//a")]
    addresses = {str(part.get("href")) for part in parts}
    assert {at for each in addresses for at in starts if each.startswith(at)} == starts
    assert all(each.startswith(tuple(starts)) for each in addresses)


@pytest.mark.slow
def test_ten_thousand_actors_keep_pictures_to_their_size(
    client: FlaskClient, tmp_path: Path
) -> None:
    """10,000 actors with 20,000 actions in 4,000 places: so many markers, bars and bytes."""
    folder, codes = (
        tmp_path / "data",
        ("DE", "GB", "MK", "BF", "US", "CN", "NZ", "BR", "IT", "ML", "CA", "NO"),
    )
    small(folder, {"Aalen": (48.8, 10.1)}, [1978])
    places = [
        {"country": codes[n % 12], "place": f"Place {n}", "latitude": n % 130 - 55,
         "longitude": n * 7 % 360 - 180, "region": "", "geonames": "", "names": ""}
        for n in range(4_000)
    ]  # fmt: skip
    write(folder / "places.csv", places)
    write(folder / "actors.csv", [
        {"id": f"a{n}", "name": f"Comité {n}", "acronym": "", "kind": "association",
         "town": "Caen", "department": "14"}
        for n in range(10_000)
    ])  # fmt: skip
    write(folder / "actions.csv", [
        {"actor": f"a{n % 10_000}", "place": f"Place {n % 4_000}", "place_lang": "",
         "place_latin": "", "country": codes[n % 4_000 % 12], "since": 1900 + n % 126,
         "kind": "twinning" if n < 10_000 else "project", "themes": "", "note": "",
         "source": "x.example", "source_url": ""}
        for n in range(20_000)
    ])  # fmt: skip
    client.get("/fr/directory")
    for path in (language.path for language in LANGUAGES):
        page = client.get(f"/{path}/directory?department=14").data
        tree = parse(page.decode())
        assert len(tree.findall(".//{*}svg/{*}a")) <= 2 * MARKERS + 40
        assert len(tree.findall(".//section[@aria-labelledby='by-country']/ul/li")) == 10
        assert len(brotli.compress(page, quality=5)) <= 24_000
    assert "3 900 autres lieux" in text_of(client, "/fr/directory").replace("\u202f", " ")
