"""The results of a search as files, with the same criteria, and their description."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from flask import Blueprint, Response, stream_with_context

from webapp.directory import formats
from webapp.directory.order import NORWEGIAN
from webapp.directory.records import Actor
from webapp.directory.search import Found
from webapp.i18n import country_name, text
from webapp.languages import LANGUAGES, Language
from webapp.site import current_directory, site
from webapp.views.directory import asked_for, take_language
from webapp.views.directory_form import address
from webapp.views.frame import absolute
from webapp.views.names import french_name, note_of, place_name, plain, plain_sources
from webapp.views.records import actor_page

blueprint = Blueprint("directory_files", __name__)

OPENAPI = Path(__file__).parent.parent / "directory" / "openapi.json"


@blueprint.get("/<path>/directory.csv")
def as_csv(path: str) -> Response:
    """Give everything found as a CSV file, line by line."""
    language = take_language(path)
    lines = formats.as_csv(_found(language), _words(language))
    body: Iterable[str] = stream_with_context(lines)
    return _file(Response(body, mimetype="text/csv"), language, "csv")


@blueprint.get("/<path>/directory.json")
def as_json(path: str) -> Response:
    """Give everything found as JSON."""
    language = take_language(path)
    updated = current_directory().directory.updated
    body = formats.as_json(_found(language), _words(language), _source(language), updated)
    return _file(Response(body, mimetype="application/json"), language, "json")


@blueprint.get("/<path>/directory.geojson")
def as_geojson(path: str) -> Response:
    """Give everything found as GeoJSON, an action a feature."""
    language = take_language(path)
    found, everybody = _found(language), current_directory().directory
    body = formats.as_geojson(found, _words(language), _source(language), everybody)
    return _file(Response(body, mimetype="application/geo+json"), language, "geojson")


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """Describe the files and their criteria (OpenAPI 3.1)."""
    description = json.loads(OPENAPI.read_text(encoding="utf-8"))
    parameters = description["components"]["parameters"]
    parameters["language"]["schema"]["enum"] = [language.path for language in LANGUAGES]
    description["servers"] = [{"url": site().edition.search or absolute("")}]
    response = Response(json.dumps(description, ensure_ascii=False), mimetype="application/json")
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def _found(language: Language) -> Iterator[Found]:
    norwegian = language.path in NORWEGIAN
    return current_directory().search().everything(asked_for(), norwegian=norwegian)


def _words(language: Language) -> formats.Words:
    """Return how keys are said in the language of the address."""

    def page(actor: Actor) -> str:
        return absolute(actor_page(actor).address(language))

    def today(town: str) -> str:
        forms = current_directory().directory.names.get(town)
        return forms.today if forms else ""

    return formats.Words(
        text,
        country_name,
        page,
        lambda name: plain(french_name(name)),
        today,
        lambda action: plain(place_name(action)),
        plain_sources,
        note_of,
    )


def _source(language: Language) -> str:
    return absolute(address(asked_for(), language))


def _file(response: Response, language: Language, kind: str) -> Response:
    """Name the file, its language and its licence."""
    response.headers["Content-Language"] = language.tag
    response.headers["Content-Disposition"] = (
        f'attachment; filename="directory-{language.path}.{kind}"'
    )
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Vary"] = "Accept-Encoding"
    return response
