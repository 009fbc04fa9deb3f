"""Importing the directory: every cell is checked, and everything wrong is reported at once."""

import re
from collections.abc import Collection
from datetime import date, datetime
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, get_type_hints

from webapp.days import ZONE, today
from webapp.directory.naming import Forms
from webapp.directory.records import COUNTRIES, Action, Actor, Directory, Keys, Place
from webapp.directory.sheet import Row, Sheet, read_sheet
from webapp.directory.sources import problems
from webapp.errors import DirectoryError
from webapp.languages import LANGUAGES

ACTORS, ACTIONS, PLACES, NAMES = "actors.csv", "actions.csv", "places.csv", "names.csv"
UPDATED = "updated.txt"
"""The file with the day of the data; without it, it is the day of the newest sheet."""

FILES = (ACTORS, ACTIONS, PLACES, NAMES, UPDATED)
"""All that the directory is read from."""

PLACE_COLUMNS = ("country", "place", "latitude", "longitude", "region", "geonames", "names")
NAME_LANGUAGES = tuple(language.path for language in LANGUAGES)
FIRST_YEAR = 1900

_FORMS = {
    "id": (
        r"[a-z0-9]+(-[a-z0-9]+)*",
        "cannot stand in an address; use a-z, 0-9 and single hyphens",
    ),
    "place_lang": (
        r"([a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?)?",
        "is not a language tag such as mk or zh-Hans",
    ),
    "region": (r"([A-Z]{2}-[A-Z0-9]{1,3})?", "is not an ISO 3166-2 code such as GB-HAM"),
    "source_url": (
        r"((?i:https?)://[^\s/?#\[\]]+([/?#]\S*)?)?",
        "is not a whole address such as https://example.org/page",
    ),
}
"""The form of a cell, by its column."""


def _columns(record: type) -> dict[str, tuple[str, Keys | None]]:
    """Return the fields of a record with the keys that they hold, by the header of their column."""
    columns = {}
    for name, hint in get_type_hints(record, include_extras=True).items():
        keys: Keys | None = next(iter(getattr(hint, "__metadata__", ())), None)
        columns[(keys and keys.header) or name] = (name, keys)
    columns.pop("actions", None)  # they have a sheet
    return columns


_COLUMNS = {Actor: _columns(Actor), Action: _columns(Action)}


def load(folder: Path) -> Directory:
    """Return the records that the files of the directory hold, all of them or nothing.

    Arguments:
        folder: the folder with `actors.csv`, `actions.csv`, `places.csv` and `names.csv`.

    Raises:
        DirectoryError: with every problem of every file.
    """
    actors = read_sheet(folder / ACTORS, _COLUMNS[Actor])
    actions = read_sheet(folder / ACTIONS, ("actor", *_COLUMNS[Action]))
    places = read_sheet(folder / PLACES, PLACE_COLUMNS)
    names = read_sheet(folder / NAMES, ("name", "today"), NAME_LANGUAGES)
    sheets = (actors, actions, places, names)
    for row in chain.from_iterable(sheet.rows for sheet in sheets):
        for column, (form, problem) in _FORMS.items():
            if column in row.cells and not re.fullmatch(form, row[column]):
                row.wrong(column, f"{row[column]!r} {problem}")
    _note_repeated(places, "country", "place")
    known = {(row["country"], row["place"]): _place(row) for row in places.rows}
    records, forms = _actors(actors, actions), _forms(names)
    updated = _updated(folder, sheets)
    findings = [text for sheet in sheets for _, text in sorted(sheet.findings)]
    if findings:
        raise DirectoryError(findings)
    _warn(*sheets)
    warnings = tuple(text for sheet in sheets for _, text in sorted(sheet.warnings))
    # Of what was read, not of the files: somebody may be saving them.
    read = [*(sheet.data for sheet in sheets), updated.isoformat().encode()]
    version = sha256(b"\0".join(read)).hexdigest()[:16]
    return Directory(records, known, version, forms, updated, warnings)


def _updated(folder: Path, sheets: Collection[Sheet]) -> date:
    """Return the day in `updated.txt`, else that on which a sheet was last changed."""
    path = folder / UPDATED
    try:
        if not path.is_file():
            times = [sheet.path.stat().st_mtime for sheet in sheets if sheet.path.is_file()]
            return datetime.fromtimestamp(max(times, default=0), ZONE).date()
        return date.fromisoformat(path.read_text(encoding="utf-8").strip())
    except ValueError:
        problem = "[updated] the file must hold one day such as 2026-11-26"
    except OSError as error:
        problem = f"[file] cannot be read: {error.strerror or error}"
    raise DirectoryError([f"{path}:1: error {problem}"])


def _actors(actors: Sheet, actions: Sheet) -> tuple[Actor, ...]:
    """Return the actors with their actions."""
    _note_repeated(actors, "id")
    _note_repeated(actions, "actor", "place", "country", "kind")
    by_actor: dict[str, list[Action]] = {row["id"]: [] for row in actors.rows}
    for row in actions.rows:
        action = _action(row)
        if row["actor"] in by_actor:
            by_actor[row["actor"]].append(action)
        elif not actors.findings:
            row.wrong("actor", f"no actor of {ACTORS} has the id {row['actor']!r}")
    for row in actors.rows:
        if not row["name"]:
            row.wrong("name", "an actor needs a name")
    return tuple(
        Actor(**_values(row, Actor), actions=tuple(by_actor[row["id"]])) for row in actors.rows
    )


def _action(row: Row) -> Action:
    if row["place"] and not row["country"]:
        row.wrong("country", f"{row['place']!r} lies in a country; give its code")
    for problem in problems(row["source"]):
        row.wrong("source", problem)
    return Action(**_values(row, Action) | {"since": _year(row)})


def _values(row: Row, record: type[Actor | Action]) -> dict[str, Any]:
    """Return the cells by the fields of a record."""
    values: dict[str, Any] = {}
    for column, (name, keys) in _COLUMNS[record].items():
        values[name] = row[column]
        if keys and keys.several:
            several = tuple(filter(None, map(str.strip, row[column].split(";"))))
            for key in several:
                _check_key(row, column, key, keys)
            if len(set(several)) != len(several):
                row.wrong(column, "a key stands twice; keep one")
            values[name] = several
        elif keys:
            _check_key(row, column, row[column], keys)
    return values


def _place(row: Row) -> Place:
    _check_key(row, "country", row["country"], Keys(COUNTRIES))
    if bool(row["latitude"]) != bool(row["longitude"]):
        row.wrong("latitude", "give latitude and longitude, or neither")
    north, east = _degrees(row, "latitude", 90), _degrees(row, "longitude", 180)
    point = None if north is None or east is None else (north, east)
    return Place(point, row["region"], tuple(filter(None, row["names"].split("|"))))


def _forms(sheet: Sheet) -> dict[str, Forms]:
    """Return the forms of names, by name."""
    _note_repeated(sheet, "name")
    forms = {}
    for row in sheet.rows:
        if not row["name"]:
            row.wrong("name", "is empty; give a name as the other files have it")
        usual = {path: form for path in NAME_LANGUAGES if (form := row.cells.get(path))}
        forms[row["name"]] = Forms(row["today"], usual)
    return forms


def _note_repeated(sheet: Sheet, *columns: str) -> None:
    """Note rows that repeat an earlier row in some columns."""
    lines: dict[tuple[str, ...], int] = {}
    for row in sheet.rows:
        key = tuple(row[column] for column in columns)
        line = lines.setdefault(key, row.line)
        if line != row.line:
            what = ", ".join(filter(None, key))
            row.wrong(columns[0], f"{what} is already on line {line}; keep one")


def _check_key(row: Row, column: str, value: str, keys: Keys) -> None:
    if value in keys.keys or (keys.empty and not value):
        return
    choice = f"one of {', '.join(sorted(keys.keys))}"
    if keys.keys is COUNTRIES:
        choice = "an ISO 3166-1 code such as MK"
    elif keys.several:
        choice += " (separated by ;)"
    row.wrong(column, f"{value!r} is not {choice}" if value else f"is empty; give {choice}")


def _year(row: Row) -> int | None:
    text, last = row["since"], today().year
    if not text:
        return None
    if text.isascii() and text.isdecimal() and FIRST_YEAR <= int(text[:9]) <= last:
        return int(text)
    row.wrong("since", f"{text!r} is not a year from {FIRST_YEAR} to {last}, or empty")
    return None


def _degrees(row: Row, column: str, limit: float) -> float | None:
    text = row[column]
    try:
        value = float(text.replace(",", ".")) if text else None
    except ValueError:
        value = limit + 1
    if value is None or abs(value) <= limit:
        return value
    problem = f"is not degrees between -{limit:g} and {limit:g}, such as 41.11 or 41,11"
    row.wrong(column, f"{text!r} {problem}")
    return None


def _warn(actors: Sheet, actions: Sheet, places: Sheet, names: Sheet) -> None:
    """Note what is no error and was probably not meant."""
    known = {(row["country"], row["place"]) for row in places.rows}
    for row in actions.rows:
        if row["place"] and (row["country"], row["place"]) not in known:
            place = f"{row['country']}, {row['place']}"
            row.warn("place", f"{place} is not in {PLACES}: it has no point and no other names")
    active = {row["actor"] for row in actions.rows}
    for row in actors.rows:
        if row["id"] not in active:
            row.warn("id", f"{row['id']} has no action in {ACTIONS}")
    used = {place for _, place in known} | {row["today"] for row in names.rows}
    used |= {row[column] for row in actors.rows for column in ("name", "town")}
    used |= {row["note"] for row in actions.rows}
    for row in names.rows:
        if row["name"] not in used:
            row.warn("name", f"no actor, town or place has the name {row['name']!r}")
