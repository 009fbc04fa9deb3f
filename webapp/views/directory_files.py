"""The results of a search as CSV, JSON and GeoJSON, and the description of these files.

Next to each key stands its label, in the language of the address.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping

from flask import Blueprint, Response, request

from webapp.directory.openapi import described
from webapp.directory.query import Query
from webapp.directory.records import ACTIVITIES, ACTOR_KINDS, FIELDS, Action, Actor
from webapp.i18n.cldr import country_name
from webapp.i18n.texts import current_language, text
from webapp.site import current_directory, site
from webapp.typography import typography
from webapp.views.directory import FILES
from webapp.views.frame import absolute, take_language
from webapp.views.names import french_name, note_of, place_name, plain, plain_sources
from webapp.views.records import actor_page, address, records

_ACTOR: dict[str, Callable[[Actor], object]] = {
    "actor": lambda actor: actor.id,
    "name": lambda actor: actor.name,
    "name_label": lambda actor: plain(french_name(actor.name)),
    "acronym": lambda actor: actor.acronym,
    "kind": lambda actor: actor.kind,
    "kind_label": lambda actor: text(ACTOR_KINDS[actor.kind]),
    "town": lambda actor: actor.town,
    "town_today": lambda actor: records().names.get(actor.town, {}).get("today", ""),
    "department": lambda actor: actor.department,
    "page": lambda actor: absolute(actor_page(actor).address(current_language())),
}
_ACTION: dict[str, Callable[[Action], object]] = {
    "place": lambda action: action.place,
    "place_lang": lambda action: action.place_lang,
    "place_latin": lambda action: action.place_latin,
    "place_label": lambda action: plain(place_name(action)) if action.place else "",
    "country": lambda action: action.country,
    "country_label": lambda action: country_name(action.country) if action.country else "",
    "since": lambda action: action.since,
    "activity": lambda action: action.activity,
    "activity_label": lambda action: text(ACTIVITIES[action.activity]),
    "fields": lambda action: list(action.fields),
    "fields_labels": lambda action: [text(FIELDS[field]) for field in action.fields],
    "note": lambda action: note_of(action) if action.note else "",
    "source": plain_sources,
    "source_url": lambda action: action.source_url,
}
COLUMNS = (*_ACTOR, *_ACTION)
"""The columns of the CSV; add new ones at the end, because programs may count columns."""

_FORMULA = tuple("=+-@\t\r＝＋－＠")

blueprint = Blueprint("directory_files", __name__)


@blueprint.get("/<path>/directory.csv", defaults={"kind": "csv"})
@blueprint.get("/<path>/directory.json", defaults={"kind": "json"})
@blueprint.get("/<path>/directory.geojson", defaults={"kind": "geojson"})
def file(path: str, kind: str) -> Response:
    """Return everything found as a file."""
    language = take_language(path)
    query, index = Query.read(request.args.items(multi=True)), current_directory()
    found = index.search(query, norwegian=bool(typography(path).after_z), size=None).found
    licence = "Licence Ouverte 2.0 (SPDX: etalab-2.0)"
    head: dict[str, object] = {"licence": licence, "updated": str(index.directory.updated)}
    source = absolute(address(query, language))
    if kind == "csv":
        columns = ((_actor(each.actor), each.actions) for each in found)
        rows = (
            actor | row
            for actor, actions in columns
            # An actor without any action has a row too.
            for row in (map(_action, actions) if actions else [{}])
        )
        body = as_csv(rows)
    elif kind == "json":
        actors = [
            _actor(each.actor) | {"actions": [_action(action) for action in each.actions]}
            for each in found
        ]
        head |= {"source": source, "total": len(actors), "actors": actors}
        body = json.dumps(head, ensure_ascii=False)
    else:
        head |= {"coordinates": "GeoNames, CC BY 4.0, https://www.geonames.org/", "source": source}
        features = []
        for actor, action in ((each.actor, action) for each in found for action in each.actions):
            point = records().place(action).point
            # RFC 7946: longitude first; null for a place without coordinates.
            place = {"type": "Point", "coordinates": [point[1], point[0]]} if point else None
            properties = _actor(actor) | _action(action)
            features.append({"type": "Feature", "geometry": place, "properties": properties})
        head = {"type": "FeatureCollection"} | head | {"features": features}
        body = json.dumps(head, ensure_ascii=False)
    response = Response(body, mimetype=FILES[kind])
    response.headers["Content-Language"] = language.tag
    name = f"directory-{language.path}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """Return the description of the files and their criteria (OpenAPI 3.1)."""
    document = described(site().edition.search or absolute(""))
    return Response(json.dumps(document, ensure_ascii=False), mimetype="application/json")


def as_csv(rows: Iterable[Mapping[str, object]]) -> str:
    """Return a CSV file that spreadsheets open (RFC 4180, with a byte-order mark).

    A cell that a spreadsheet would read as a formula begins with an apostrophe (OWASP, CSV
    injection).
    """
    out = io.StringIO("\ufeff", newline="")
    out.seek(1)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        cells = []
        for value in map(row.get, COLUMNS):
            value = "" if value is None else value
            cell = "; ".join(value) if isinstance(value, list) else str(value)
            cells.append(f"'{cell}" if cell.startswith(_FORMULA) else cell)
        writer.writerow(cells)
    return out.getvalue()


def _actor(actor: Actor) -> dict[str, object]:
    return {column: value(actor) for column, value in _ACTOR.items()}


def _action(action: Action) -> dict[str, object]:
    return {column: value(action) for column, value in _ACTION.items()}
