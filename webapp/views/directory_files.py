"""The results of a search as files, with the same criteria, and their description."""

import json
from collections.abc import Iterator

from flask import Blueprint, Response, stream_with_context

from webapp.directory import formats
from webapp.directory.criteria import KEYS, Entry
from webapp.directory.formats import Values
from webapp.directory.openapi import described
from webapp.directory.order import NORWEGIAN
from webapp.directory.records import ACTOR_KINDS, Action, Actor
from webapp.directory.search import FoundActor
from webapp.i18n import current_language, text
from webapp.languages import LANGUAGES
from webapp.site import current_directory, site
from webapp.views.directory import FILES, requested, take_language
from webapp.views.directory_form import address, label
from webapp.views.frame import absolute
from webapp.views.names import french_name, note_of, place_name, plain, plain_sources
from webapp.views.records import actor_page

blueprint = Blueprint("directory_files", __name__)


@blueprint.get("/<path>/directory.csv", defaults={"kind": "csv"})
@blueprint.get("/<path>/directory.json", defaults={"kind": "json"})
@blueprint.get("/<path>/directory.geojson", defaults={"kind": "geojson"})
def file(path: str, kind: str) -> Response:
    """Return everything found as a file, CSV line by line."""
    language = take_language(path)
    query, index = requested(), current_directory()
    found = index.everything(query, norwegian=path in NORWEGIAN)
    source, updated = absolute(address(query, language)), index.directory.updated
    body: Iterator[str] | str
    if kind == "csv":
        body = stream_with_context(formats.as_csv(_rows(found)))
    elif kind == "json":
        actors = [
            _actor(each.actor) | {"actions": [_action(each.actor, one) for one in each.actions]}
            for each in found
        ]
        body = formats.as_json(actors, source, updated)
    else:
        features = (
            (index.directory.place(action).point, _actor(each.actor) | _action(each.actor, action))
            for each in found
            for action in each.actions
        )
        body = formats.as_geojson(features, source, updated)
    response = Response(body, mimetype=FILES[kind])
    response.headers["Content-Language"] = language.tag
    name = f"directory-{language.path}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Vary"] = "Accept-Encoding"
    return response


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """Return the description of the files and their criteria (OpenAPI 3.1)."""
    server = site().edition.search or absolute("")
    document = described((language.path for language in LANGUAGES), server)
    response = Response(json.dumps(document, ensure_ascii=False), mimetype="application/json")
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def _rows(found: list[FoundActor]) -> Iterator[Values]:
    """Yield a row for each action, and one for an actor without any."""
    for each in found:
        actor = _actor(each.actor)
        yield from (actor | _action(each.actor, action) for action in each.actions)
        if not each.actions:
            yield actor


def _actor(actor: Actor) -> Values:
    forms = current_directory().directory.names.get(actor.town)
    return {
        "actor": actor.id,
        "name": actor.name,
        "name_label": plain(french_name(actor.name)),
        "acronym": actor.acronym,
        "kind": actor.kind,
        "kind_label": text(ACTOR_KINDS[actor.kind]),
        "town": actor.town,
        "town_today": forms.today if forms else "",
        "department": actor.department,
        "page": absolute(actor_page(actor).address(current_language())),
    }


def _action(actor: Actor, action: Action) -> Values:
    values: Values = {
        "place": action.place,
        "place_lang": action.place_lang,
        "place_latin": action.place_latin,
        "place_label": plain(place_name(action)) if action.place else "",
        "since": action.since,
        "note": note_of(action) if action.note else "",
        "source": plain_sources(action),
        "source_url": action.source_url,
    }
    for key in (each for each in KEYS.values() if each.columns):
        keys = key.values(Entry(current_directory().directory, actor, action))
        labels = [label(key, each) if each else "" for each in keys]
        pair = (list(keys), labels) if key.several else (keys[0], labels[0])
        values |= zip(key.columns, pair, strict=True)
    return {column: values[column] for column in formats.COLUMNS if column in values}
