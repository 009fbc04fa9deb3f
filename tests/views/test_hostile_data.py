"""Names of the directory that look like messages, fields or markup."""

import csv
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.views.html import parse
from webapp import create_app
from webapp.languages import LANGUAGES
from webapp.settings import Settings

MET = "<meta http-equiv=refresh content=0;url=https://evil.example/>"
NAMES = {
    "departement-calvados": "100 % Solidaires",
    "caen": "100 %% %(name)s",
    "flers": f"</title>{MET}",
    "bayeux": "Pays",
    "ifs": "{{ 7 * 7 }} & <b>x</b>",
}
"""Hostile names by the id of the actor that gets them."""


@pytest.fixture
def client(tmp_path: Path, compiled: Path) -> FlaskClient:
    """A client of a site whose directory has those names."""
    data = tmp_path / "data"
    shutil.copytree(Settings().directory, data)
    path = data / "actors.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["name"] = NAMES.get(row["id"], row["name"])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    settings = Settings(translations=compiled, directory=data, cache=tmp_path / "cache")
    return create_app(settings).test_client()


def test_a_name_is_shown_as_it_is_and_is_no_message(client: FlaskClient) -> None:
    """A name is itself in title, heading and files of every language, whatever it looks like."""
    wrong = []
    for path in (language.path for language in LANGUAGES):
        listed = client.get(f"/{path}/directory.json").json or {"actors": []}
        names = {actor["name"] for actor in listed["actors"]}
        files = [client.get(f"/{path}/directory.{kind}").status_code for kind in ("csv", "geojson")]
        if files != [200, 200]:
            wrong.append((path, files))
        for actor, name in NAMES.items():
            tree = parse(client.get(f"/{path}/directory/{actor}").text)
            title = (tree.findtext(".//title") or "").replace("\u00a0", " ")
            heading = "".join(text for each in tree.iter("h1") for text in each.itertext())
            shown = heading.strip().replace("\u00a0", " ")
            meta = tree.find(".//meta[@http-equiv]")
            sign = "_" if path == "zh" else " – "
            if not title.startswith(name + sign) or shown != name or meta is not None:
                wrong.append((path, actor, title, shown))
            if name not in names:
                wrong.append((path, actor, "is not in the file"))
    assert wrong == []
