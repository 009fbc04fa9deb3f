"""Importing the directory: all of it, or every problem with file, line and column."""

import os
import shutil
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Self

import pytest

from tests.directory.conftest import DATA
from webapp.directory import load as load_module
from webapp.directory.load import load
from webapp.directory.records import Directory
from webapp.errors import DirectoryError
from webapp.languages import BY_PATH
from webapp.settings import Settings

ACTORS = "id,name,acronym,kind,town,department\ncaen,Caen,,municipality,Caen,14\n"
ACTIONS = (
    "actor,place,place_lang,place_latin,country,since,kind,themes,note,source,source_url\n"
    "caen,Охрид,mk,Ohrid,MK,2009,twinning,culture,,ohridvest.mk,\n"
)
PLACES = "country,place,latitude,longitude,region,geonames,names\nMK,Охрид,41.1,20.8,,1,Ohri\n"
NAMES = "name,today,mk,zh\nCaen,,Каен,卡昂\nОхрид,,,奥赫里德\n"
GOOD = {"actors.csv": ACTORS, "actions.csv": ACTIONS, "places.csv": PLACES, "names.csv": NAMES}


def files(folder: Path, changes: dict[str, str | bytes]) -> Path:
    """Write the files, some of them changed."""
    for name, text in (GOOD | changes).items():
        data = text if isinstance(text, bytes) else text.encode()
        (folder / name).write_bytes(data)
    return folder


def findings(folder: Path) -> list[str]:
    """Return what is said of a folder, without its path."""
    with pytest.raises(DirectoryError) as error:
        load(folder)
    assert str(error.value) == "\n".join(error.value.findings)
    return [text.removeprefix(f"{folder}/") for text in error.value.findings]


def test_the_sites_own_data_are_imported() -> None:
    """The site's own data hold actors and actions, with nothing to warn of."""
    directory = load(Settings().directory)
    assert directory.warnings == ()
    assert directory.actors
    assert all(actor.actions for actor in directory.actors)


def test_records_are_what_the_cells_hold(records: Directory) -> None:
    """Actions stand in the order of the file, places with their point and other names."""
    caen = records.actor("caen")
    assert caen is not None
    assert [action.since for action in caen.actions] == [1962, 1987, None, None, 2019, 2009]
    ohrid = records.place(caen.actions[-1])
    assert ohrid.point == (41.11701, 20.80175)
    assert "Ohër" in ohrid.names


SPREADSHEETS = {
    "plain": ACTORS,
    "byte-order mark": "\ufeff" + ACTORS,
    "CRLF": ACTORS.replace("\n", "\r\n"),
    "empty rows": ACTORS + "\n,,,,,\n",
    "other order": "name,id,acronym,kind,town,department\nCaen,caen,,municipality,Caen,14\n",
    "quotes": ACTORS.replace(",Caen,,", ',"Caen, ""la belle""",,'),
    "French Excel": "\ufeff" + ACTORS.replace(",", ";").replace("\n", "\r\n"),
    "semicolons and empty rows": ACTORS.replace(",", ";") + ";;;;;\n ; ;;;;\n",
    "semicolons and quotes": ACTORS.replace(",", ";").replace("Caen;;", '"Caen, ""la belle""";;'),
}


def test_what_spreadsheets_write_is_read(tmp_path: Path) -> None:
    """Commas or semicolons, a mark or none, either line end, any order, quoted cells are read."""
    wrong = []
    for name, text in SPREADSHEETS.items():
        (actor,) = load(files(tmp_path, {"actors.csv": text})).actors
        if actor.id != "caen" or actor.name not in ("Caen", 'Caen, "la belle"'):
            wrong.append((name, actor))
    assert wrong == []


def actor(row: str) -> dict[str, str | bytes]:
    """A second actor."""
    return {"actors.csv": f"{ACTORS}{row}\n"}


def action(row: str) -> dict[str, str | bytes]:
    """A second action."""
    return {"actions.csv": f"{ACTIONS}{row}\n"}


def place(row: str) -> dict[str, str | bytes]:
    """A second place."""
    return {"places.csv": f"{PLACES}{row}\n"}


BROKEN: list[tuple[dict[str, str | bytes], str]] = [
    (
        {"actors.csv": ACTORS.replace("Caen,,", "Bénouville,,").encode("cp1252")},
        "actors.csv:2: error [encoding] byte 0xE9 is not UTF-8; save the file",
    ),
    (
        {"actors.csv": ACTORS.encode("utf-16")},
        "actors.csv:1: error [encoding] byte 0xFF is not UTF-8; save the file",
    ),
    ({"actors.csv": ""}, "actors.csv:1: error [columns] the columns are id, name"),
    (
        {"actors.csv": ACTORS.replace(",", "\t")},
        "actors.csv:1: error [columns] the columns are id, name, acronym, kind, town, department;"
        " missing: ['id', 'name', 'acronym', 'kind', 'town', 'department'], unknown or twice:",
    ),
    (
        {"actors.csv": ACTORS.replace("town", "city")},
        "actors.csv:1: error [columns] the columns are id, name, acronym, kind, town, department;"
        " missing: ['town'], unknown or twice: ['city']",
    ),
    (
        {"actors.csv": ACTORS.replace("acronym", "name", 1)},
        "actors.csv:1: error [columns] the columns are id, name, acronym, kind, town, department;"
        " missing: ['acronym'], unknown or twice: ['name', 'name']",
    ),
    (
        {"actors.csv": ACTORS.replace(",department", "").replace(",14", "")},
        "actors.csv:1: error [columns] the columns are id, name, acronym, kind, town, department;"
        " missing: ['department'], unknown or twice: []",
    ),
    (
        actor("ifs,Ifs,,municipality,Ifs"),
        "actors.csv:3: error [columns] 5 cells, and there are 6 columns",
    ),
    (
        actor("ifs,Ifs,,municipality,Ifs, la ville,14"),
        "actors.csv:3: error [columns] 7 cells, and there are 6 columns; quote a cell",
    ),
    (
        actor("ifs,Ifs,,town,Ifs,14"),
        "actors.csv:3: error [kind] 'town' is not one of region, department",
    ),
    (
        actor("ifs,Ifs,,municipality,Ifs,13"),
        "actors.csv:3: error [department] '13' is not one of 14, 50, 61",
    ),
    (
        actor("Ifs!,Ifs,,municipality,Ifs,14"),
        "actors.csv:3: error [id] 'Ifs!' cannot stand in an address",
    ),
    (actor("ifs,,,municipality,Ifs,14"), "actors.csv:3: error [name] '' is empty; give a name"),
    (
        actor("caen,Caen,,municipality,Caen,14"),
        "actors.csv:3: error [id] caen is already on line 2",
    ),
    (
        actor("ifs,Ifs ,,municipality,Ifs,14"),
        "actors.csv:3: error [name] 'Ifs ' has a space at an end",
    ),
    (
        actor("ifs,If\u200bs,,municipality,Ifs,14"),
        "actors.csv:3: error [name] 'If\\u200bs' has a space at an end or a character that cannot",
    ),
    (
        actor(f"ifs,{'I' * 3000},,municipality,Ifs,14"),
        f"actors.csv:3: error [name] '{'I' * 199}…' has 3000 characters; 2000 at most",
    ),
    (actor('ifs,"Ifs,,municipality,Ifs,14'), "actors.csv:3: error [syntax] not CSV"),
    (
        {"actors.csv": ACTORS.replace("Caen,,", '"Ca\nen",,') + "x y,X,,municipality,X,14\n"},
        "actors.csv:4: error [id] 'x y' cannot stand",
    ),
    (
        action("ifs,Ohrid,,,MK,,twinning,,,x,"),
        "actions.csv:3: error [actor] no actor of actors.csv has the id 'ifs'",
    ),
    (
        action("caen,Ohrid,,,Macedonia,,twinning,,,x,"),
        "actions.csv:3: error [country] 'Macedonia' is not an ISO 3166-1 code",
    ),
    (
        action("caen,Ohrid,,,,,twinning,,,x,"),
        "actions.csv:3: error [country] 'Ohrid' needs a country code",
    ),
    (
        action("caen,Ohrid,,,MK,99,twinning,,,x,"),
        "actions.csv:3: error [since] '99' is not a year from 1900 to",
    ),
    (
        action("caen,Ohrid,,,MK,2999,twinning,,,x,"),
        "actions.csv:3: error [since] '2999' is not a year",
    ),
    (action("caen,Ohrid,,,MK,²,twinning,,,x,"), "actions.csv:3: error [since] '²' is not a year"),
    (
        action("caen,Ohrid,,,MK,,twining,,,x,"),
        "actions.csv:3: error [kind] 'twining' is not one of bilateral-agreement",
    ),
    (action("caen,Ohrid,,,MK,,,,,x,"), "actions.csv:3: error [kind] '' is not one of"),
    (
        action("caen,Ohrid,,,MK,,twinning,sport,,x,"),
        "actions.csv:3: error [themes] 'sport' is not one of advocacy",
    ),
    (
        action("caen,Ohrid,,,MK,,twinning,water; water,,x,"),
        "actions.csv:3: error [themes] 'water; water' is not one of advocacy",
    ),
    (
        action("caen,Ohrid,Macedonian,,MK,,twinning,,,x,"),
        "actions.csv:3: error [place_lang] 'Macedonian' is not a language tag",
    ),
    (
        action("caen,Ohrid,,,MK,,twinning,,,,"),
        "actions.csv:3: error [source] '' is empty; an action needs its source",
    ),
    (
        action("caen,Ohrid,,,MK,,twinning,,,x,caen.fr"),
        "actions.csv:3: error [source_url] 'caen.fr' is not a whole address",
    ),
    (
        action("caen,Ohrid,,,MK,,twinning,,,x,javascript:alert(1)"),
        "actions.csv:3: error [source_url] 'javascript:alert(1)' is not a whole address",
    ),
    (
        action("caen,Охрид,mk,Ohrid,MK,2010,twinning,,,x,"),
        "actions.csv:3: error [actor] caen, Охрид, MK, twinning is already on line 2",
    ),
    (
        place("MK,Струга,91,20,,,"),
        "places.csv:3: error [latitude] '91' is not degrees between -90 and 90",
    ),
    (place('MK,Струга,41,"1,020,8",,,'), "places.csv:3: error [longitude] '1,020,8' is not"),
    (
        {"actors.csv": ACTORS.replace(",", ";") + "ifs;Ifs\n"},
        "actors.csv:3: error [columns] 2 cells, and there are 6 columns; quote a cell",
    ),
    ({"names.csv": NAMES + "Caen,,,\n"}, "names.csv:4: error [name] Caen is already on line 2"),
    ({"names.csv": NAMES + ",,Иф,\n"}, "names.csv:4: error [name] '' is empty; give a name"),
    (
        {"names.csv": NAMES.replace("mk,", "xx,")},
        f"names.csv:1: error [columns] the columns are name, today, {', '.join(BY_PATH)};"
        " missing: [], unknown or twice: ['xx']",
    ),
    (
        action("caen,Ohrid,,,MK,,twinning,,,|2023,"),
        "actions.csv:3: error [source] '|2023' begins a source with '', and not with an address",
    ),
    (
        action("caen,Ohrid,,,MK,,twinning,,,cncd-atlas,"),
        "actions.csv:3: error [source] 'cncd-atlas' needs the numbers of projects",
    ),
    (
        action("caen,Ohrid,,,MK,,twinning,,,caen.fr; municipal-buletin|2008,"),
        "actions.csv:3: error [source] 'caen.fr; municipal-buletin|2008' begins a source with"
        " 'municipal-buletin', and not with an address, a name or one of cncd-atlas, municipal-bu",
    ),
    (
        action("caen,Ohrid,,,MK,,twinning,,,caen.fr|2023-02-31,"),
        "actions.csv:3: error [source] 'caen.fr|2023-02-31' day is out of range",
    ),
    ({"updated.txt": "26/11/2026"}, "updated.txt:1: error [updated] the file must hold one day"),
    ({"updated.txt": b"\xff"}, "updated.txt:1: error [updated] the file must hold one day"),
    (place("MK,Струга,nan,20,,,"), "places.csv:3: error [latitude] 'nan' is not degrees"),
    (
        place("MK,Струга,41,,,,"),
        "places.csv:3: error [latitude] give latitude and longitude, or neither",
    ),
    (
        place("MK,Струга,,,Hampshire,,"),
        "places.csv:3: error [region] 'Hampshire' is not an ISO 3166-2 code",
    ),
    (place("XX,Струга,,,,,"), "places.csv:3: error [country] 'XX' is not an ISO 3166-1 code"),
    (place("MK,Охрид,,,,,"), "places.csv:3: error [country] MK, Охрид is already on line 2"),
]


def test_what_is_wrong_is_named(tmp_path: Path) -> None:
    """Each mistake is named by file, line and column, with what would be right."""
    missed = []
    for number, (changes, expected) in enumerate(BROKEN):
        folder = tmp_path / str(number)
        folder.mkdir()
        said = findings(files(folder, changes))
        if not any(text.startswith(expected) for text in said):
            missed.append((expected, said))
    assert missed == []


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    """Everything wrong is said in the order of files and lines, and nothing is imported."""
    said = findings(files(tmp_path, actor("Ifs!,,,town,Ifs,99") | place("XX,Struga,91,,,,")))
    assert [text.split(" ")[0] for text in said] == ["actors.csv:3:"] * 4 + ["places.csv:3:"] * 2


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A file that is missing is named by its path, with the system's reason."""
    for name in GOOD:
        (files(tmp_path, {}) / name).unlink()
        assert findings(tmp_path)[0] == (
            f"{name}:1: error [file] cannot be read: No such file or directory"
        )


def test_the_version_is_of_the_bytes(tmp_path: Path) -> None:
    """The same data have the same version anywhere, any other data another."""
    shutil.copytree(DATA, tmp_path / "same")
    version = load(DATA).version
    assert load(tmp_path / "same").version == version
    with (tmp_path / "same" / "places.csv").open("a", encoding="utf-8") as file:
        file.write("MK,Битола,,,,,\n")
    assert load(tmp_path / "same").version != version


def test_degrees_have_a_point_or_a_comma(tmp_path: Path) -> None:
    """Degrees are read as any spreadsheet's language writes them."""
    for cell in ("41.5", '"41,5"'):
        directory = load(files(tmp_path, place(f"MK,Струга,{cell},20,,,")))
        assert directory.places["MK", "Струга"].point == (41.5, 20.0)


def test_what_was_probably_not_meant_is_a_warning(tmp_path: Path) -> None:
    """A place without a row, an actor without actions, a name of nobody are no errors."""
    changes = actor("ifs,Ifs,,municipality,Ifs,14") | action("caen,Струга,mk,,MK,,twinning,,,x,")
    directory = load(files(tmp_path, changes | {"names.csv": NAMES + "Caeen,,,\n"}))
    assert len(directory.actors) == 2
    said = [text.removeprefix(f"{tmp_path}/") for text in directory.warnings]
    assert [text.partition("]")[0] for text in said] == [
        "actors.csv:3: warning [id",
        "actions.csv:3: warning [place",
        "names.csv:4: warning [name",
    ]
    assert load(files(tmp_path, GOOD)).warnings == ()


def test_the_day_of_the_data_is_said_or_that_of_the_files(tmp_path: Path) -> None:
    """The day of the data is in `updated.txt`, else that of the newest sheet in Paris."""
    files(tmp_path, {})
    for name in GOOD:
        os.utime(tmp_path / name, (1_000_000_000, 1_000_000_000))
    # 23:30 in UTC, half past midnight or later in Paris.
    late = datetime(2020, 7, 1, 23, 30, tzinfo=UTC).timestamp()
    os.utime(tmp_path / "names.csv", (late, late))
    assert load(tmp_path).updated == date(2020, 7, 2)
    (tmp_path / "updated.txt").write_text("2024-05-06\n")
    assert load(tmp_path).updated == date(2024, 5, 6)


def test_a_year_is_one_of_paris(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A year is taken from the first hour that it has in Paris, whatever the host's zone."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls(2030, 12, 31, 23, 30, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(load_module, "datetime", Clock)
    directory = load(files(tmp_path, action("caen,Охрид,mk,,MK,2031,project,,,x,")))
    assert directory.actors[0].actions[1].since == 2031
