"""Names of the directory that look like messages, fields or markup."""

import shutil
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from flask.testing import FlaskClient

from tests.views.html import parse
from webapp import create_app
from webapp.languages import LANGUAGES
from webapp.settings import Settings

ACTOR = "departement-calvados"
MET = "<meta http-equiv=refresh content=0;url=https://evil.example/>"
NAMES = ["100 % Solidaires", "100 %% %(name)s", f"</title>{MET}", "Pays", "{{ 7 * 7 }} & <b>x</b>"]


def client_with(name: str, folder: Path, translations: Path) -> FlaskClient:
    """Start a site on the directory's data with another name for one actor."""
    data = folder / "data"
    shutil.copytree(Settings().directory, data)
    path = data / "actors.csv"
    text = path.read_text(encoding="utf-8")
    assert f"{ACTOR},Département du Calvados" in text
    path.write_text(text.replace(f"{ACTOR},Département du Calvados", f'{ACTOR},"{name}"'), "utf-8")
    settings = Settings(translations=translations, directory=data, cache=folder / "cache")
    return create_app(settings).test_client()


def shown(tree: Element) -> str:
    """Read the heading of a page."""
    heading = tree.find(".//h1")
    return "" if heading is None else "".join(heading.itertext()).strip()


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_shown_as_it_is_and_is_no_message(
    name: str, tmp_path: Path, compiled: Path
) -> None:
    """In the title, the heading and the files of every language, whatever it looks like."""
    client = client_with(name, tmp_path, compiled)
    wrong = []
    for language in LANGUAGES:
        response = client.get(f"/{language.path}/directory/{ACTOR}")
        assert response.status_code == 200, language.path
        tree = parse(response.text)
        title, heading = tree.findtext(".//title"), shown(tree)
        for suffix in ("csv", "json", "geojson"):
            assert client.get(f"/{language.path}/directory.{suffix}").status_code == 200
        listed = client.get(f"/{language.path}/directory.json").json or {"actors": []}
        names = {actor["name"] for actor in listed["actors"]}
        if not (title or "").replace("\u00a0", " ").startswith(f"{name} – "):
            wrong.append((language.path, "title", title))
        if heading.replace("\u00a0", " ") != name:
            wrong.append((language.path, "heading", heading))
        if name not in names or tree.find(".//meta[@http-equiv]") is not None:
            wrong.append((language.path, "files", name))
    assert wrong == []
