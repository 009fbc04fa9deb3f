"""The directory's pages and files."""

import csv
import io
import json
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from babel.dates import format_date
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from tests.directory.conftest import DATA
from tests.views.html import parse
from webapp import create_app
from webapp.directory.criteria import KEYS
from webapp.directory.load import load
from webapp.languages import LANGUAGES
from webapp.partners import PARTNERS
from webapp.settings import LOCAL, Settings
from webapp.views.directory_files import as_csv

PATHS = [language.path for language in LANGUAGES]


@pytest.fixture
def app(compiled: Path, tmp_path: Path) -> Flask:
    """An application on the copy of the data."""
    settings = Settings(
        translations=compiled, cache=tmp_path / "cache", directory=DATA, base_url=LOCAL
    )
    return create_app(settings)


def text_of(client: FlaskClient, address: str, path: str) -> str:
    """Return the text of the first element at a path in a page."""
    found = parse(client.get(address).text).find(path)
    assert found is not None
    return " ".join("".join(found.itertext()).split())


STATUSES = {
    "/fr/directory?place=Ohrid": "1 acteur trouvé",
    "/fr/directory?country=DE": "18 acteurs trouvés",
    "/fr/directory?name=xyzzy": "Aucun acteur trouvé",
    "/en/directory?name=xyzzy": "No organisations found",
    "/mk/directory?place=Ohrid": "Пронајден е 1 чинител",
    "/zh/directory?country=DE": "找到18个机构",
}


def test_the_number_found_is_said(client: FlaskClient) -> None:
    """A page says how many it found in its title and in its status line, with the right plural."""
    wrong = []
    for address, expected in STATUSES.items():
        status = text_of(client, address, ".//p[@role='status']")
        title = text_of(client, address, ".//title")
        if status != expected or not title.startswith(expected):
            wrong.append((address, status, title))
    assert wrong == []


def test_an_address_means_the_same_in_every_language(client: FlaskClient) -> None:
    """A query finds the same actors in every language, and the switcher keeps it."""
    query = "?place=Kina&activity=bilateral-agreement&name=region"
    wrong = []
    for path in PATHS:
        tree = parse(client.get(f"/{path}/directory{query}").text)
        names = ["".join(link.itertext()) for link in tree.iterfind(".//p[@class='name']/a")]
        links = [link.get("href") for link in tree.iterfind(".//nav[@class='languages']//a")]
        if len(names) != 1 or "Région Basse-Normandie" not in names[0]:
            wrong.append((path, names))
        if links != [f"/{other}/directory{query}" for other in PATHS]:
            wrong.append((path, links))
    assert wrong == []


def test_each_criterion_can_be_taken_away(client: FlaskClient) -> None:
    """Each criterion has a link to the search without it, and there is one to begin again."""
    address = "/fr/directory?name=caen&department=14&field=water&field=youth&page=2"
    tree = parse(client.get(address).text)
    links = [link.get("href") for link in tree.iterfind(".//ul[@class='chosen']//a")]
    assert links == [
        "/fr/directory?department=14&field=water&field=youth",
        "/fr/directory?name=caen&field=water&field=youth",
        "/fr/directory?name=caen&department=14&field=youth",
        "/fr/directory?name=caen&department=14&field=water",
        "/fr/directory",
    ]


def test_the_form_holds_what_was_asked(client: FlaskClient) -> None:
    """Typed values stand in their fields, and chosen ones are checked."""
    tree = parse(client.get("/fr/directory?name=%22caen%22&place=a&place=b&country=MK").text)
    typed = {
        (each.get("name"), each.get("value")) for each in tree.iterfind(".//input[@type='search']")
    }
    assert typed == {("name", '"caen"'), ("town", ""), ("place", "a"), ("place", "b")}
    checked = [each.get("value") for each in tree.iter("input") if each.get("checked") is not None]
    assert checked == ["MK"]


def test_results_stand_on_pages(client: FlaskClient) -> None:
    """Results stand by twenty on pages with links to the previous and the next page."""
    tree = parse(client.get("/en/directory?page=2").text)
    assert len(tree.findall(".//ul[@class='actors']/li")) == 20
    turn = {link.get("rel"): link.get("href") for link in tree.iterfind(".//nav[@class='turn']//a")}
    assert turn == {"prev": "/en/directory", "next": "/en/directory?page=3"}


def test_nothing_found_says_what_to_do(client: FlaskClient) -> None:
    """A page without results links to what was probably meant, and to begin again."""
    page = client.get("/fr/directory?place=Ohird").text
    assert 'href="/fr/directory?place=Ohrid"' in page
    assert "Tout effacer" in page


def test_a_search_is_not_indexed(client: FlaskClient) -> None:
    """Search engines are to index the bare page, which is the canonical of every search."""
    tree = parse(client.get("/fr/directory?name=caen").text)
    robots = tree.find(".//meta[@name='robots']")
    canonical = tree.find(".//link[@rel='canonical']")
    assert robots is not None
    assert robots.get("content") == "noindex"
    assert canonical is not None
    assert str(canonical.get("href")).endswith("/fr/directory")
    assert tree.find(".//link[@rel='alternate']") is None
    assert parse(client.get("/fr/directory").text).find(".//meta[@name='robots']") is None


def test_an_actor_is_described_for_machines(client: FlaskClient) -> None:
    """An actor's page has JSON-LD of schema.org."""
    tree = parse(client.get("/mk/directory/citim").text)
    script = tree.find(".//script[@type='application/ld+json']")
    assert script is not None
    assert json.loads(script.text or "") == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": "Coordination Information Tiers-Monde",
        "alternateName": "CITIM",
        "url": "http://127.0.0.1:8000/mk/directory/citim",
        "address": {"@type": "PostalAddress", "addressLocality": "Caen", "addressCountry": "FR"},
    }


MOVED: list[tuple[str, int, str | None]] = [
    ("/fr/directory/nobody", 404, None),
    ("/fr/directory/Caen", 301, "/fr/directory/caen"),
    ("/FR/directory/caen/", 301, "/fr/directory/caen"),
    ("/no/directory?page=2", 301, "/nb/directory?page=2"),
    ("/fr/directory/?name=a", 301, "/fr/directory?name=a"),
    ("/xx/directory", 404, None),
    ("/xx/directory.csv", 404, None),
]


def test_other_addresses_lead_there_or_nowhere(client: FlaskClient) -> None:
    """Case and slashes of an address are forgiven, as for every page."""
    answers = [(address, client.get(address)) for address, _, _ in MOVED]
    assert [
        (address, answer.status_code, answer.headers.get("Location")) for address, answer in answers
    ] == MOVED


def place_of(row: Element) -> str:
    """Return the place of a link of a partner's page."""
    return "".join(row[-1].itertext()).strip().partition(" – ")[0]


def test_partners_show_the_towns_that_lie_there(client: FlaskClient) -> None:
    """A partner's page lists towns of its region apart from those of its country."""
    tree = parse(client.get("/fr/partners/hampshire").text)
    (section,) = tree.findall(".//section[@aria-labelledby='towns']")
    parts: list[list[Element]] = []
    for each in section:
        if each.tag == "p" and each.get("class") is None:
            parts.append([])
        elif each.tag == "ol":
            parts[-1] += each
    inside, elsewhere = parts
    towns = {place_of(each) for each in inside}
    assert towns == {
        "Basingstoke",
        "Colden Common",
        "Alresford",
        "Hambledon",
        "Fordingbridge",
        "Bordon",
    }
    others = {place_of(each) for each in elsewhere}
    assert {"Devon", "Dorset", "Dorchester"} <= others
    assert not towns & others


def test_links_without_a_year_stand_by_place(client: FlaskClient) -> None:
    """Links stand by year, those without a year by place after them."""
    tree = parse(client.get("/fr/partners/macedonia").text)
    dated, undated = (
        [" ".join("".join(row.itertext()).split()) for row in found]
        for found in tree.findall(".//ol[@class='timeline pairs']")
    )
    assert [row.split()[0] for row in dated] == ["2009", "2012", "2015"]
    assert [row.partition(" (")[0] for row in undated] == [
        "Berovo", "Debar", "Karpoš", "Struga", "Veles", "Vevčani",
    ]  # fmt: skip
    assert tree.findtext(".//p[@class='undated']") == "Année non trouvée\u00a0:"


def test_a_partner_is_none_of_its_towns(client: FlaskClient) -> None:
    """Actors that work with the partner itself are listed, the Region left out."""
    kornaka = parse(client.get("/fr/partners/kornaka").text)
    found = kornaka.findall(".//ol[@class='timeline pairs']")
    rows = [" ".join("".join(row.itertext()).split()) for actors in found for row in actors]
    assert rows == [
        "2009 Castillon-en-Auge", "2009 Colombelles", "2009 Ifs", "2009 Mézidon-Canon",
        "2016 Louvigny", "2016 Mondeville", "Eau Vive Basse-Normandie",
    ]  # fmt: skip
    for slug in ("atsinanana", "fujian", "hordaland"):
        assert (
            parse(client.get(f"/fr/partners/{slug}").text).find(".//ol[@class='timeline pairs']")
            is None
        )


def test_every_partner_of_the_region_is_known_among_places(client: FlaskClient) -> None:
    """Every partner is known by its own name, so that no list of its towns holds it."""
    region = client.get("/fr/directory.json?name=region-basse-normandie").json
    assert region
    places = {(each["country"], each["place"]) for each in region["actors"][0]["actions"]}
    known = {
        place
        for place in places
        for partner in PARTNERS
        if partner.country == place[0] and place[1] in partner.own_name
    }
    assert known == places


def test_fields_stand_as_the_language_lists_them(client: FlaskClient) -> None:
    """Fields stand by the alphabet of the page, not as the data have them."""
    for path, fields in {
        "fr": "Culture Éducation Gouvernance locale Jeunesse Patrimoine Tourisme",
        "it": "Cultura Giovani Governance locale Istruzione Patrimonio culturale Turismo",
    }.items():
        page = parse(client.get(f"/{path}/directory/region-basse-normandie").text)
        assert fields in " ".join(" ".join(page.itertext()).split())


ACTORS_PAGES = [
    ("bayeux", "Année non trouvée"),
    ("caen", "Sources : normandiexxl.com ; chb44.com"),
    ("flers", "Source : flers-agglo.fr, 2 mai 2023"),
    ("valognes", "Source : bulletin municipal, 2008, yumpu.com, référence 42224573"),
    ("ifs", "Atlas de la CNCD, projets 9309 et 14050 ; cooperationnormandiekornaka.fr"),
    ("herouville-saint-clair", "Atlas de la CNCD, projet 14504"),
    ("conde-sur-vire", "Fin des années 1970"),
    ("region-basse-normandie", "Source : la page de 2012, reproduite en page d’accueil"),
    ("region-basse-normandie", "Protocole signé le 20 février 2007"),
    (
        "region-basse-normandie",
        "renouvelée en 2011, reconduite pour 2019-2021, puis de nouveau en 2021",
    ),
    ("colombelles", "Source : alda-europe.eu, référence 1232"),
    ("bricquebec", "Source : data.parliament.uk, référence CONTRIBUTION_366413"),
    ("vire", "Aujourd’hui : Vire Normandie"),
    ("kadjamor", "Aujourd’hui : Cherbourg-en-Cotentin"),
]


def test_an_actors_page_says_what_is_known(client: FlaskClient) -> None:
    """An actor's page has sources and notes as French writes them, and the name of today."""
    wrong = []
    for actor, expected in ACTORS_PAGES:
        text = " ".join(
            "".join(parse(client.get(f"/fr/directory/{actor}").text).itertext()).split()
        )
        if expected not in text.replace("\u202f", " "):
            wrong.append((actor, expected))
    assert wrong == []
    assert client.get("/fr/directory/conde-sur-vire").text.count("nnée non trouvée") == 0
    assert client.get("/fr/directory/region-basse-normandie").text.count("nnée non trouvée") == 2


def test_days_and_titles_of_sources_have_their_language(client: FlaskClient) -> None:
    """Days of sources are written by CLDR, and French titles have their `lang` elsewhere."""
    assert "2023年5月2日" in client.get("/zh/directory/flers").text
    assert "2 maggio 2023" in client.get("/it/directory/flers").text.replace("\xa0", " ")
    assert '<span lang="fr">Jumelage des villes</span>' in client.get("/mk/directory/livarot").text
    assert '<span lang="fr">Jumelage' not in client.get("/fr/directory/livarot").text


def test_an_actors_page_has_its_own_description(client: FlaskClient) -> None:
    """The description of an actor's page is of what stands on it, not of the search."""
    tree = parse(client.get("/fr/directory/caen").text)
    description = tree.find(".//meta[@name='description']")
    assert description is not None
    assert str(description.get("content")).replace("\xa0", " ") == (
        "Caen : actions de coopération et de solidarité internationale, avec leurs sources."
    )


def test_the_day_of_the_data_is_said(client: FlaskClient) -> None:
    """The day of the data is said on the page and in the files."""
    updated = load(DATA).updated
    assert updated
    page = " ".join(text_of(client, "/fr/directory", ".//section[@class='aside']").split())
    assert f"mise à jour des données ({format_date(updated, 'long', 'fr')})" in page
    answer = client.get("/fr/directory.json?name=caen").json
    assert answer
    assert answer["updated"] == updated.isoformat()


def described(client: FlaskClient, name: str) -> Draft202012Validator:
    """Return a validator of one of the schemas that are served."""
    document = client.get("/openapi.json").json
    assert document
    schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    return Draft202012Validator(schema)


def test_the_files_are_as_described(client: FlaskClient) -> None:
    """JSON and GeoJSON match the served description, and all three files hold the same actions."""
    results, features = described(client, "Results"), described(client, "Features")
    for path in PATHS:
        for query in ("", "?country=MK", "?name=xyzzy", "?field=water&place=niger"):
            plain, geographic, table = (
                client.get(f"/{path}/directory.{kind}{query}")
                for kind in ("json", "geojson", "csv")
            )
            assert plain.json
            results.validate(plain.json)
            features.validate(json.loads(geographic.data))
            actions = [action for actor in plain.json["actors"] for action in actor["actions"]]
            sources = [action["source"] for action in actions]
            located = [each["properties"] for each in json.loads(geographic.data)["features"]]
            text = io.StringIO(table.data.decode("utf-8-sig"), newline="")
            assert [row["source"] for row in csv.DictReader(text)] == sources, (path, query)
            assert [each["source"] for each in located] == sources, (path, query)


def test_the_description_names_every_parameter_and_path(app: Flask, client: FlaskClient) -> None:
    """The description has the keys of a search, the languages and the server's own address."""
    document = client.get("/openapi.json").json
    assert document
    parameters = document["components"]["parameters"]
    assert parameters["language"]["schema"]["enum"] == PATHS
    assert set(parameters) == {"language", *KEYS}
    assert document["servers"] == [{"url": "http://127.0.0.1:8000"}]
    rules = {str(rule).replace("<path>", "{language}") for rule in app.url_map.iter_rules()}
    assert set(document["paths"]) <= rules


def test_files_say_what_they_are(client: FlaskClient) -> None:
    """A file says its type, name, language and licence; labels are in the language."""
    response = client.get("/mk/directory.json?country=MK&name=ifs")
    assert response.mimetype == "application/json"
    assert response.headers["Content-Language"] == "mk"
    assert 'filename="directory-mk.json"' in response.headers["Content-Disposition"]
    assert response.json
    (actor,) = response.json["actors"]
    (action,) = actor["actions"]
    assert action["country_label"] == "Северна Македонија"
    assert action["activity"] == "decentralised-cooperation"
    assert "etalab-2.0" in response.json["licence"]


def test_a_cell_is_never_a_formula() -> None:
    """A spreadsheet shows the text of a cell that would else be a formula."""
    cells = ["=1+1", "+1", "-1", "@x", "=cmd|' /C calc'!A0", "＝1", "＋1", "－1", "＠x"]
    text = as_csv({"name": cell, "note": cell} for cell in cells)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [row["name"] for row in rows] == [f"'{cell}" for cell in cells]
    assert [row["note"] for row in rows] == [f"'{cell}" for cell in cells]


def test_broken_data_stops_the_directory_alone(translations: Path, tmp_path: Path) -> None:
    """Broken data make the directory answer 503 in the language, and no other page."""
    (tmp_path / "data").mkdir()
    app = create_app(Settings(translations=translations, directory=tmp_path / "data"))
    client = app.test_client()
    for address in ("/mk/directory", "/mk/directory.csv", "/mk/directory/caen"):
        response = client.get(address)
        assert response.status_code == 503
        assert response.headers["Retry-After"] == "60"
        assert "Моментално недостапно" in response.text
    assert client.get("/mk/").status_code == 200
    assert client.get("/sitemap.xml").status_code == 200
    assert client.get("/mk/nowhere").status_code == 404
    assert client.get("/mk/partners/hampshire").status_code == 200


def test_why_the_directory_is_missing_is_logged_once(
    translations: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Why the directory is missing is logged once, however many pages are requested."""
    (tmp_path / "data").mkdir()
    client = create_app(
        Settings(translations=translations, directory=tmp_path / "data")
    ).test_client()
    for address in ("/fr/directory", "/fr/partners/hampshire", "/fr/directory", "/sitemap.xml") * 3:
        client.get(address)
    said = [record for record in caplog.records if "directory" in record.getMessage()]
    assert len(said) == 1
    assert "actors.csv:1: error [file] cannot be read" in said[0].getMessage()
