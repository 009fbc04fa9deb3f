"""The actors found as CSV, JSON and GeoJSON, keys next to labels in a reader's language."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from webapp.directory.criteria import KEYS

LICENCE = "Licence Ouverte 2.0 (SPDX: etalab-2.0)"
"""Of the records."""

ATTRIBUTION = "GeoNames, CC BY 4.0, https://www.geonames.org/"
"""Where the coordinates come from."""

_FORMULA = tuple("=+-@\t\r＝＋－＠")
_FIRST = (
    "actor", "name", "name_label", "acronym", "kind", "kind_label", "town", "town_today",
    "department", "page", "place", "place_lang", "place_latin", "place_label", "country",
    "country_label", "since", "activity", "activity_label", "fields", "fields_labels", "note",
    "source", "source_url",
)  # fmt: skip
COLUMNS = tuple(dict.fromkeys((*_FIRST, *(each for key in KEYS.values() for each in key.columns))))
"""All columns; that of a new criterion is the last, as programs may count them."""

Values = dict[str, object]
"""What is said of an actor or an action, by column."""


def as_csv(rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """Yield the lines of a CSV file that spreadsheets open (RFC 4180, with a byte-order mark).

    A cell that a spreadsheet would read as a formula begins with an apostrophe (OWASP, CSV
    injection).
    """
    yield "\ufeff" + _line(COLUMNS)
    for row in rows:
        yield _line(_cell(row.get(column)) for column in COLUMNS)


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue()


def _cell(value: object) -> str:
    text = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_json(actors: list[Values], source: str, updated: date | None) -> str:
    """Return a JSON document.

    Arguments:
        actors: each with its actions that were meant.
        source: the whole address of this answer's page.
        updated: the day of the data.
    """
    head = {"licence": LICENCE, "updated": str(updated), "source": source, "total": len(actors)}
    return json.dumps(head | {"actors": actors}, ensure_ascii=False)


def as_geojson(
    actions: Iterable[tuple[tuple[float, float] | None, Values]], source: str, updated: date | None
) -> str:
    """Return a GeoJSON document (RFC 7946): a feature for each action, null where not located.

    Arguments:
        actions: what is said of each action and its actor, with its degrees north and east.
        source: the whole address of this answer's page.
        updated: the day of the data.
    """
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [point[1], point[0]]} if point else None,
            "properties": values,
        }
        for point, values in actions
    ]
    head = {"licence": LICENCE, "updated": str(updated)}
    head |= {"coordinates": ATTRIBUTION, "source": source}
    return json.dumps(
        {"type": "FeatureCollection"} | head | {"features": features}, ensure_ascii=False
    )
