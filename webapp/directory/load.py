"""Importing the directory: every cell is checked, and what is wrong is said all at once."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from webapp.days import ZONE, today
from webapp.directory.criteria import COUNTRIES
from webapp.directory.naming import Forms
from webapp.directory.records import Action, Actor, Directory, Place
from webapp.directory.sheet import Row, Sheet, read_sheet
from webapp.directory.sources import problems
from webapp.directory.words import ACTIVITIES, ACTOR_KINDS, DEPARTMENTS, FIELDS
from webapp.errors import DirectoryError
from webapp.languages import LANGUAGES

ACTORS, ACTIONS, PLACES, NAMES = "actors.csv", "actions.csv", "places.csv", "names.csv"
UPDATED = "updated.txt"
"""The file that says the day of the data; without it, it is the day of the newest sheet."""

FILES = (ACTORS, ACTIONS, PLACES, NAMES, UPDATED)
"""All that the directory is read from."""

ACTOR_COLUMNS = ("id", "name", "acronym", "kind", "town", "department")
ACTION_COLUMNS = (
    "actor", "place", "place_lang", "place_latin", "country", "since",
    "kind", "themes", "note", "source", "source_url",
)  # fmt: skip
PLACE_COLUMNS = ("country", "place", "latitude", "longitude", "region", "geonames", "names")
NAME_COLUMNS = ("name", "today")
NAME_LANGUAGES = tuple(language.path for language in LANGUAGES)
FIRST_YEAR = 1900

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_REGION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


def load(folder: Path) -> Directory:
    """Return the records that the files of the directory hold, all of them or nothing.

    Arguments:
        folder: the folder with `actors.csv`, `actions.csv`, `places.csv` and `names.csv`.

    Raises:
        DirectoryError: with every problem of every file.
    """
    actors = read_sheet(folder / ACTORS, ACTOR_COLUMNS)
    actions = read_sheet(folder / ACTIONS, ACTION_COLUMNS)
    places = read_sheet(folder / PLACES, PLACE_COLUMNS)
    names = read_sheet(folder / NAMES, NAME_COLUMNS, NAME_LANGUAGES)
    sheets = (actors, actions, places, names)
    found = _actors(actors, actions)
    known = _places(places)
    forms = _forms(names)
    updated = _updated(folder, sheets)
    findings = [text for sheet in sheets for _, text in sorted(sheet.findings)]
    if findings:
        raise DirectoryError(findings)
    _warn(sheets)
    warnings = tuple(text for sheet in sheets for _, text in sorted(sheet.warnings))
    return Directory(found, known, _version(sheets, updated), forms, updated, warnings)


def _version(sheets: Sequence[Sheet], updated: date) -> str:
    """Return a digest of what was read: the same bytes, the same version.

    Of what was read, not of the files: somebody may be saving them.
    """
    digest = sha256()
    for sheet in sheets:
        digest.update(sheet.data + b"\0")
    digest.update(updated.isoformat().encode())
    return digest.hexdigest()[:16]


def _updated(folder: Path, sheets: Sequence[Sheet]) -> date:
    """Return the day that `updated.txt` says, else that on which a sheet was last changed."""
    path = folder / UPDATED
    try:
        if not path.is_file():
            times = [sheet.path.stat().st_mtime for sheet in sheets if sheet.path.is_file()]
            return datetime.fromtimestamp(max(times, default=0), ZONE).date()
        return date.fromisoformat(path.read_text(encoding="utf-8").strip())
    except ValueError:
        problem = "the file must hold one day such as 2026-11-26"
        raise DirectoryError([f"{path}:1: error [updated] {problem}"]) from None
    except OSError as error:
        problem = f"cannot be read: {error.strerror or error}"
        raise DirectoryError([f"{path}:1: error [file] {problem}"]) from error


def _warn(sheets: tuple[Sheet, Sheet, Sheet, Sheet]) -> None:
    """Note what is no error and was probably not meant."""
    actors, actions, places, names = sheets
    known = {(row.cells["country"], row.cells["place"]) for row in places.rows}
    for row in actions.rows:
        place = row.cells["country"], row.cells["place"]
        if place[1] and place not in known:
            problem = f"{', '.join(place)} is not in {PLACES}: it has no point and no other names"
            actions.warn(row.line, "place", problem)
    active = {row.cells["actor"] for row in actions.rows}
    for row in actors.rows:
        if row.cells["id"] not in active:
            actors.warn(row.line, "id", f"{row.cells['id']} has no action in {ACTIONS}")
    used = {place for _, place in known} | {row.cells["today"] for row in names.rows}
    used |= {row.cells[column] for row in actors.rows for column in ("name", "town")}
    used |= {row.cells["note"] for row in actions.rows}
    for row in names.rows:
        if row.cells["name"] not in used:
            problem = f"no actor, town or place has the name {row.cells['name']!r}"
            names.warn(row.line, "name", problem)


def _forms(sheet: Sheet) -> dict[str, Forms]:
    """Return the forms of names, by name."""
    _say_twice(sheet, ["name"])
    for row in sheet.rows:
        if not row.cells["name"]:
            sheet.wrong(row.line, "name", "is empty; give a name as the other files have it")
    return {row.cells["name"]: _form(row) for row in sheet.rows}


def _form(row: Row) -> Forms:
    usual = {path: form for path in NAME_LANGUAGES if (form := row.cells.get(path))}
    return Forms(row.cells["today"], usual)


def _actors(actors: Sheet, actions: Sheet) -> tuple[Actor, ...]:
    """Make the records of the rows, and note what is wrong on the sheets."""
    by_actor: dict[str, list[Action]] = {row.cells["id"]: [] for row in actors.rows}
    _say_twice(actors, ["id"])
    _say_twice(actions, ["actor", "place", "country", "kind"])
    for row in actions.rows:
        made = _action(actions, row)
        if row.cells["actor"] in by_actor:
            by_actor[row.cells["actor"]].append(made)
        elif not actors.findings:
            known = f"no actor of {ACTORS} has the id {row.cells['actor']!r}"
            actions.wrong(row.line, "actor", known)
    return tuple(_actor(actors, row, by_actor) for row in actors.rows)


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
    for problem in problems(cell["source"]):
        sheet.wrong(row.line, "source", problem)
    _address(sheet, row)
    return Action(
        cell["place"], cell["place_lang"], cell["place_latin"], cell["country"],
        _year(sheet, row), cell["kind"], _themes(sheet, row), cell["note"],
        cell["source"], cell["source_url"],
    )  # fmt: skip


def _places(sheet: Sheet) -> dict[tuple[str, str], Place]:
    """Return what is known of each place, by country and name."""
    _say_twice(sheet, ["country", "place"])
    return {(row.cells["country"], row.cells["place"]): _place(sheet, row) for row in sheet.rows}


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
    last = today().year
    if text.isascii() and text.isdecimal() and FIRST_YEAR <= int(text[:9]) <= last:
        return int(text)
    sheet.wrong(row.line, "since", f"{text!r} is not a year from {FIRST_YEAR} to {last}, or empty")
    return None


def _themes(sheet: Sheet, row: Row) -> tuple[str, ...]:
    themes = tuple(filter(None, map(str.strip, row.cells["themes"].split(";"))))
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
        value = float(text.replace(",", ".")) if text else None
    except ValueError:
        value = limit + 1
    if value is None or abs(value) <= limit:
        return value
    problem = f"{text!r} is not degrees between -{limit:g} and {limit:g}, such as 41.11 or 41,11"
    sheet.wrong(row.line, column, problem)
    return None
