"""Importing the directory: every cell is checked, and everything wrong is reported at once."""

import re
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from webapp.csv_file import Columns, CsvFile, matching, one_of, read_csv
from webapp.days import ZONE
from webapp.directory import sources
from webapp.directory.records import (
    ACTIVITIES,
    ACTOR_KINDS,
    COUNTRIES,
    DEPARTMENTS,
    FIELDS,
    Action,
    Actor,
    Directory,
    Place,
)
from webapp.errors import DirectoryError
from webapp.languages import LANGUAGES

ACTORS, ACTIONS, PLACES, NAMES = "actors.csv", "actions.csv", "places.csv", "names.csv"
UPDATED = "updated.txt"
"""The file with the day of the data; without this file, the day is that of the newest CSV file."""

FILES = (ACTORS, ACTIONS, PLACES, NAMES, UPDATED)
"""All the files that the directory is read from."""

FIRST_YEAR = 1900


def _fields(text: str) -> tuple[str, ...]:
    fields = tuple(filter(None, map(str.strip, text.split(";"))))
    if not FIELDS.keys() >= set(fields) or len(set(fields)) != len(fields):
        known = ", ".join(sorted(FIELDS))
        raise ValueError(f"is not one of {known}, or several, each once and separated by ;")
    return fields


def _year(text: str) -> int | None:
    last = datetime.now(ZONE).year
    if text and not (re.fullmatch(r"[0-9]{4}", text) and FIRST_YEAR <= int(text) <= last):
        raise ValueError(f"is not a year from {FIRST_YEAR} to {last}, or empty")
    return int(text) if text else None


def _degrees(limit: int, text: str) -> float | None:
    """Return the degrees of a cell, written with a point or a comma."""
    problem = f"is not degrees between -{limit} and {limit}, such as 41.11 or 41,11"
    matching(r"(-?[0-9]{1,3}([.,][0-9]+)?)?", problem, text)
    degrees = float(text.replace(",", ".")) if text else None
    if degrees and abs(degrees) > limit:
        raise ValueError(problem)
    return degrees


_NAME = partial(matching, r".+", "is empty; give a name")
_COUNTRY = "|".join(COUNTRIES)
_NO_COUNTRY = "is not an ISO 3166-1 code such as MK"
_LANGUAGES = dict.fromkeys((language.path for language in LANGUAGES), str)

_ACTORS: Columns = {
    "id": partial(
        matching,
        r"[a-z0-9]+(-[a-z0-9]+)*",
        "cannot stand in an address; use a-z, 0-9 and single hyphens",
    ),
    "name": _NAME,
    "acronym": str,
    "kind": partial(one_of, ACTOR_KINDS),
    "town": str,
    "department": partial(one_of, ("", *DEPARTMENTS)),
}
_ACTIONS: Columns = {
    "actor": str,
    "place": str,
    "place_lang": partial(
        matching,
        r"([a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?)?",
        "is not a language tag such as mk or zh-Hans",
    ),
    "place_latin": str,
    "country": partial(matching, f"({_COUNTRY})?", _NO_COUNTRY),
    "since": _year,
    "kind": partial(one_of, ACTIVITIES),
    "themes": _fields,
    "note": str,
    "source": sources.read,
    "source_url": partial(
        matching,
        r"((?i:https?)://[^\s/?#\[\]]+([/?#]\S*)?)?",
        "is not a whole address such as https://example.org/page",
    ),
}
_PLACES: Columns = {
    "country": partial(matching, _COUNTRY, _NO_COUNTRY),
    "place": str,
    "latitude": partial(_degrees, 90),
    "longitude": partial(_degrees, 180),
    "region": partial(
        matching, r"([A-Z]{2}-[A-Z0-9]{1,3})?", "is not an ISO 3166-2 code such as GB-HAM"
    ),
    "geonames": str,
    "names": lambda text: tuple(filter(None, text.split("|"))),
}
_NAMES: Columns = {"name": _NAME, "today": str, **_LANGUAGES}


def load(folder: Path) -> Directory:
    """Return the records in the files of a folder, all of them or none at all.

    Raises:
        DirectoryError: with every problem of every file.
    """
    actors = read_csv(folder / ACTORS, _ACTORS, ["id"])
    actions = read_csv(folder / ACTIONS, _ACTIONS, ["actor", "place", "country", "kind"])
    places = read_csv(folder / PLACES, _PLACES, ["country", "place"])
    names = read_csv(folder / NAMES, _NAMES, ["name"], _LANGUAGES)
    sheets = (actors, actions, places, names)
    by_actor = _actions_by_actor(actors, actions)
    records = tuple(Actor(**row.values, actions=tuple(by_actor[row["id"]])) for row in actors.rows)
    known = {}
    for row in places.rows:
        north, east = row["latitude"], row["longitude"]
        if (north is None) != (east is None):
            row.note("latitude", "give latitude and longitude, or neither")
        point = None if north is None or east is None else (north, east)
        known[row["country"], row["place"]] = Place(point, row["region"], row["names"])
    forms = {
        row["name"]: {path: form for path, form in row.values.items() if form and path != "name"}
        for row in names.rows
    }
    day = folder / UPDATED
    try:
        if day.is_file():
            updated = date.fromisoformat(day.read_text(encoding="utf-8").strip())
        else:
            times = [sheet.stat().st_mtime for sheet in folder.glob("*.csv")]
            updated = datetime.fromtimestamp(max(times, default=0), ZONE).date()
    except (OSError, ValueError) as error:
        problem = f"the file must hold one day such as 2026-11-26 ({error})"
        raise DirectoryError([f"{day}:1: error [updated] {problem}"]) from error
    failed = any(sheet.findings for sheet in sheets)
    if not failed:
        _warn(*sheets)
    findings = [text for sheet in sheets for _, text in sorted(sheet.findings)]
    if failed:
        raise DirectoryError(findings)
    # Digest the bytes that were read, not the files: somebody may be saving them just now.
    read = [*(sheet.data for sheet in sheets), updated.isoformat().encode()]
    version = sha256(b"\0".join(read)).hexdigest()[:16]
    return Directory(records, known, version, forms, updated, tuple(findings))


def _actions_by_actor(actors: CsvFile, actions: CsvFile) -> dict[str, list[Action]]:
    by_actor: dict[str, list[Action]] = {row["id"]: [] for row in actors.rows}
    for row in actions.rows:
        values = dict(row.values)
        actor, activity, fields = (values.pop(column) for column in ("actor", "kind", "themes"))
        values["sources"] = values.pop("source")
        if row["place"] and not row["country"]:
            row.note("country", f"{row['place']!r} needs a country code")
        if actor in by_actor:
            by_actor[actor].append(Action(**values, activity=activity, fields=fields))
        elif not actors.findings:
            row.note("actor", f"no actor of {ACTORS} has the id {actor!r}")
    return by_actor


def _warn(actors: CsvFile, actions: CsvFile, places: CsvFile, names: CsvFile) -> None:
    """Add a warning for everything that is allowed but probably a mistake."""
    known = {(row["country"], row["place"]) for row in places.rows}
    for row in actions.rows:
        if row["place"] and (row["country"], row["place"]) not in known:
            place = f"{row['country']}, {row['place']}"
            problem = f"{place} is not in {PLACES}: it has no point and no other names"
            row.note("place", problem, "warning")
    active = {row["actor"] for row in actions.rows}
    for row in actors.rows:
        if row["id"] not in active:
            row.note("id", f"{row['id']} has no action in {ACTIONS}", "warning")
    used = {place for _, place in known} | {row["today"] for row in names.rows}
    used |= {row[column] for row in actors.rows for column in ("name", "town")}
    used |= {row["note"] for row in actions.rows}
    for row in names.rows:
        if row["name"] not in used:
            problem = f"no actor, town or place has the name {row['name']!r}"
            row.note("name", problem, "warning")
