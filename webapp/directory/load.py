"""Importing the directory: every cell is checked, and what is wrong is said all at once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from webapp.directory.criteria import COUNTRIES
from webapp.directory.records import Action, Actor, Directory, Place
from webapp.directory.sheet import Row, Sheet, read_sheet
from webapp.directory.words import ACTIVITIES, ACTOR_KINDS, DEPARTMENTS, FIELDS
from webapp.errors import DirectoryError

ACTORS, ACTIONS, PLACES = "actors.csv", "actions.csv", "places.csv"
ACTOR_COLUMNS = ("id", "name", "acronym", "kind", "town", "department")
ACTION_COLUMNS = (
    "actor", "place", "place_lang", "place_latin", "country", "since",
    "kind", "themes", "note", "source", "source_url",
)  # fmt: skip
PLACE_COLUMNS = ("country", "place", "latitude", "longitude", "region", "geonames", "names")
FIRST_YEAR = 1900

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_REGION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


def load(folder: Path) -> Directory:
    """Read the three files of the directory, all of them or nothing.

    Arguments:
        folder: the folder with `actors.csv`, `actions.csv` and `places.csv`.

    Raises:
        DirectoryError: with every problem of every file.
    """
    actors = read_sheet(folder / ACTORS, ACTOR_COLUMNS)
    actions = read_sheet(folder / ACTIONS, ACTION_COLUMNS)
    places = read_sheet(folder / PLACES, PLACE_COLUMNS)
    directory = _directory(actors, actions, places)
    sheets = (actors, actions, places)
    findings = [text for sheet in sheets for _, text in sorted(sheet.findings)]
    if findings:
        raise DirectoryError(findings)
    return replace(directory, version=_version(sheets))


def _version(sheets: Sequence[Sheet]) -> str:
    """Give a digest of what was read: the same bytes, the same version.

    Of what was read, not of the files: somebody may be saving them.
    """
    digest = sha256()
    for sheet in sheets:
        digest.update(sheet.data + b"\0")
    return digest.hexdigest()[:16]


def _directory(actors: Sheet, actions: Sheet, places: Sheet) -> Directory:
    """Make the records of the rows, and note what is wrong on the sheets."""
    by_actor: dict[str, list[Action]] = {row.cells["id"]: [] for row in actors.rows}
    _say_twice(actors, ["id"])
    _say_twice(actions, ["actor", "place", "country", "kind"])
    _say_twice(places, ["country", "place"])
    for row in actions.rows:
        made = _action(actions, row)
        if row.cells["actor"] in by_actor:
            by_actor[row.cells["actor"]].append(made)
        elif not actors.findings:
            known = f"no actor of {ACTORS} has the id {row.cells['actor']!r}"
            actions.wrong(row.line, "actor", known)
    return Directory(
        tuple(_actor(actors, row, by_actor) for row in actors.rows),
        {(row.cells["country"], row.cells["place"]): _place(places, row) for row in places.rows},
    )


def _say_twice(sheet: Sheet, columns: list[str]) -> None:
    """Note rows that say the same thing of the same one as an earlier row."""
    first: dict[tuple[str, ...], int] = {}
    for row in sheet.rows:
        key = tuple(row.cells[column] for column in columns)
        line = first.setdefault(key, row.line)
        if line != row.line:
            what = ", ".join(filter(None, key))
            sheet.wrong(row.line, columns[0], f"{what} is already on line {line}; keep one")


def _actor(sheet: Sheet, row: Row, actions: dict[str, list[Action]]) -> Actor:
    cell = row.cells
    if not _ID.fullmatch(cell["id"]):
        problem = f"{cell['id']!r} cannot stand in an address; use a-z, 0-9 and single hyphens"
        sheet.wrong(row.line, "id", problem)
    if not cell["name"]:
        sheet.wrong(row.line, "name", "an actor needs a name")
    _one_of(sheet, row, "kind", ACTOR_KINDS)
    _one_of(sheet, row, "department", DEPARTMENTS, empty=True)
    return Actor(
        cell["id"], cell["name"], cell["acronym"], cell["kind"], cell["town"],
        cell["department"], tuple(actions[cell["id"]]),
    )  # fmt: skip


def _action(sheet: Sheet, row: Row) -> Action:
    cell = row.cells
    _one_of(sheet, row, "country", COUNTRIES, empty=True, shown="an ISO 3166-1 code such as MK")
    _one_of(sheet, row, "kind", ACTIVITIES)
    if cell["place"] and not cell["country"]:
        sheet.wrong(row.line, "country", f"{cell['place']!r} lies in a country; give its code")
    if cell["place_lang"] and not _TAG.fullmatch(cell["place_lang"]):
        problem = f"{cell['place_lang']!r} is not a language tag such as mk or zh-Hans"
        sheet.wrong(row.line, "place_lang", problem)
    if not cell["source"]:
        sheet.wrong(row.line, "source", "an action needs its source")
    _address(sheet, row)
    return Action(
        cell["place"], cell["place_lang"], cell["place_latin"], cell["country"],
        _year(sheet, row), cell["kind"], _themes(sheet, row), cell["note"],
        cell["source"], cell["source_url"],
    )  # fmt: skip


def _place(sheet: Sheet, row: Row) -> Place:
    cell = row.cells
    _one_of(sheet, row, "country", COUNTRIES, shown="an ISO 3166-1 code such as MK")
    if cell["region"] and not _REGION.fullmatch(cell["region"]):
        problem = f"{cell['region']!r} is not an ISO 3166-2 code such as GB-HAM"
        sheet.wrong(row.line, "region", problem)
    if bool(cell["latitude"]) != bool(cell["longitude"]):
        sheet.wrong(row.line, "latitude", "give latitude and longitude, or neither")
    north = _degrees(sheet, row, "latitude", 90)
    east = _degrees(sheet, row, "longitude", 180)
    point = None if north is None or east is None else (north, east)
    return Place(point, cell["region"], tuple(filter(None, cell["names"].split("|"))))


def _one_of(
    sheet: Sheet,
    row: Row,
    column: str,
    known: Iterable[str],
    *,
    empty: bool = False,
    shown: str = "",
) -> None:
    """Note a cell that holds none of the values that its column may hold."""
    value = row.cells[column]
    if value in set(known) or (empty and not value):
        return
    choice = shown or f"one of {', '.join(sorted(known))}"
    problem = f"{value!r} is not {choice}" if value else f"is empty; give {choice}"
    sheet.wrong(row.line, column, problem)


def _year(sheet: Sheet, row: Row) -> int | None:
    text = row.cells["since"]
    if not text:
        return None
    last = date.today().year
    if text.isascii() and text.isdecimal() and FIRST_YEAR <= int(text[:9]) <= last:
        return int(text)
    sheet.wrong(row.line, "since", f"{text!r} is not a year from {FIRST_YEAR} to {last}, or empty")
    return None


def _themes(sheet: Sheet, row: Row) -> tuple[str, ...]:
    themes = tuple(filter(None, row.cells["themes"].split(";")))
    for theme in themes:
        if theme not in FIELDS:
            known = ", ".join(sorted(FIELDS))
            sheet.wrong(row.line, "themes", f"{theme!r} is not one of {known} (separated by ;)")
    if len(set(themes)) != len(themes):
        sheet.wrong(row.line, "themes", "a theme stands twice; keep one")
    return themes


def _address(sheet: Sheet, row: Row) -> None:
    text = row.cells["source_url"]
    parts = _split(text)
    if text and (parts is None or " " in text):
        problem = f"{text!r} is not a whole address such as https://example.org/page"
        sheet.wrong(row.line, "source_url", problem)


def _split(text: str) -> object | None:
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") and parts.netloc else None


def _degrees(sheet: Sheet, row: Row, column: str, limit: float) -> float | None:
    text = row.cells[column]
    try:
        value = float(text) if text else None
    except ValueError:
        value = limit + 1
    if value is None or abs(value) <= limit:
        return value
    problem = (
        f"{text!r} is not degrees between -{limit:g} and {limit:g} with a point, such as 41.11"
    )
    sheet.wrong(row.line, column, problem)
    return None
