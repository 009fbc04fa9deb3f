"""The actors found as CSV, JSON and GeoJSON, keys beside labels in a reader's language."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from webapp.directory.records import Action, Actor, Directory
from webapp.directory.search import Found
from webapp.directory.words import ACTIVITIES, ACTOR_KINDS, FIELDS

LICENCE = "Licence Ouverte 2.0 (SPDX: etalab-2.0)"
"""Of the records."""

ATTRIBUTION = "GeoNames, CC BY 4.0, https://www.geonames.org/"
"""Where the coordinates come from."""

_FORMULA = tuple("=+-@\t\r＝＋－＠")
COLUMNS = (
    "actor", "name", "name_label", "acronym", "kind", "kind_label", "town", "town_today",
    "department", "page", "place", "place_lang", "place_latin", "place_label", "country",
    "country_label", "since", "activity", "activity_label", "fields", "fields_labels", "note",
    "source", "source_url",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """How keys are said in the reader's language.

    Arguments:
        label: gives the translation of a msgid.
        country: gives the name of a country by its code.
        page: gives the whole address of an actor's page.
        name: writes the name of an actor.
        today: gives the name that a town has today, empty where it is the same.
        place: writes the name of an action's place.
        sources: writes the sources of an action.
        note: writes the note of an action.
    """

    label: Callable[[str], str]
    country: Callable[[str], str]
    page: Callable[[Actor], str]
    name: Callable[[str], str]
    today: Callable[[str], str]
    place: Callable[[Action], str]
    sources: Callable[[Action], str]
    note: Callable[[Action], str]


def as_csv(found: Iterable[Found], words: Words) -> Iterator[str]:
    """Yield the lines of a CSV file that spreadsheets open (RFC 4180, with a byte-order mark).

    A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV
    injection).
    """
    yield "\ufeff" + _line(COLUMNS)
    for each in found:
        for action in each.actions or (None,):
            row = _actor(each.actor, words) | (_action(action, words) if action else {})
            yield _line(_cell(row.get(column)) for column in COLUMNS)


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue()


def _cell(value: object) -> str:
    text = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_json(found: Iterable[Found], words: Words, source: str, updated: date | None) -> str:
    """Give a JSON document: the actors, each with the actions that were meant.

    Arguments:
        source: the whole address of this answer's page.
        updated: the day of the data.
    """
    actors = [
        _actor(each.actor, words) | {"actions": [_action(action, words) for action in each.actions]}
        for each in found
    ]
    head = {"licence": LICENCE, "updated": str(updated), "source": source, "total": len(actors)}
    return json.dumps(head | {"actors": actors}, ensure_ascii=False)


def as_geojson(found: Iterable[Found], words: Words, source: str, directory: Directory) -> str:
    """Give a GeoJSON document (RFC 7946): a feature for each action, null where not located.

    Arguments:
        source: the whole address of this answer's page.
        directory: knows where places are.
    """
    features = [
        {
            "type": "Feature",
            "geometry": _point(directory, action),
            "properties": _actor(each.actor, words) | _action(action, words),
        }
        for each in found
        for action in each.actions
    ]
    head = {"licence": LICENCE, "updated": str(directory.updated)}
    head |= {"coordinates": ATTRIBUTION, "source": source}
    return json.dumps(
        {"type": "FeatureCollection"} | head | {"features": features}, ensure_ascii=False
    )


def _point(directory: Directory, action: Action) -> dict[str, object] | None:
    point = directory.place(action).point
    return {"type": "Point", "coordinates": [point[1], point[0]]} if point else None


def _actor(actor: Actor, words: Words) -> dict[str, object]:
    return {
        "actor": actor.id,
        "name": actor.name,
        "name_label": words.name(actor.name),
        "acronym": actor.acronym,
        "kind": actor.kind,
        "kind_label": words.label(ACTOR_KINDS[actor.kind]),
        "town": actor.town,
        "town_today": words.today(actor.town),
        "department": actor.department,
        "page": words.page(actor),
    }


def _action(action: Action, words: Words) -> dict[str, object]:
    return {
        "place": action.place,
        "place_lang": action.place_lang,
        "place_latin": action.place_latin,
        "place_label": words.place(action) if action.place else "",
        "country": action.country,
        "country_label": words.country(action.country) if action.country else "",
        "since": action.since,
        "activity": action.kind,
        "activity_label": words.label(ACTIVITIES[action.kind]),
        "fields": list(action.themes),
        "fields_labels": [words.label(FIELDS[theme]) for theme in action.themes],
        "note": words.note(action) if action.note else "",
        "source": words.sources(action),
        "source_url": action.source_url,
    }
