"""Compare the names that municipalities have today with npm's @etalab/decoupage-administratif.

    npm pack @etalab/decoupage-administratif && tar xzf etalab-*.tgz    # in a folder elsewhere
    python tools/names_of_today.py FOLDER/package [--write]

A name of 2012 that a municipality still has needs no name of today in `names.csv`; one that only
a part of a municipality has (`commune-deleguee`, `commune-associee`) gets the name of the one whose
seat is its `chefLieu`. Prints each difference; `--write` puts it into `names.csv`. Exit codes:
0 no difference, or written; 1 a difference, or a name that the package does not have.
"""

import csv
import json
import sys
from pathlib import Path

DATA = Path(__file__).parent.parent / "webapp" / "directory" / "data"


def main(package: Path, *, write: bool) -> int:
    """Compare, and write when asked to.

    Arguments:
        package: the folder of the package.
        write: whether to change `names.csv`.
    """
    communes = json.loads((package / "data" / "communes.json").read_text(encoding="utf-8"))
    names = _read("names.csv")
    known = {row["name"]: row for row in names}
    wrong = 0
    for name in sorted({row["town"] for row in _read("actors.csv") if row["town"]}):
        today = name_of_today(name, communes)
        noted = known.get(name, {}).get("today", "")
        if today is None or (today != noted and not write):
            print(f"{name}: {noted!r} in the data, {today!r} in the package")
            wrong = 1
        elif today != noted:
            row = known.setdefault(name, dict.fromkeys(names[0], "") | {"name": name})
            row["today"] = today
    if write:
        _write("names.csv", list(known.values()))
    return wrong


def name_of_today(name: str, communes: list[dict[str, object]]) -> str | None:
    """Return the name that a municipality of Lower Normandy has today, empty where it is the same.

    Returns:
        None when the package has no such name, or more than one municipality for it.
    """
    here = [each for each in communes if str(each["code"])[:2] in ("14", "50", "61")]
    current = {each["code"]: _typeset(each["nom"]) for each in here if _is_current(each)}
    found = [each for each in here if _typeset(each["nom"]) == name]
    if any(_is_current(each) for each in found):
        return ""
    seats = {current.get(each["chefLieu"]) for each in found}
    return seats.pop() if len(seats) == 1 else None


def _is_current(commune: dict[str, object]) -> bool:
    return commune["type"] == "commune-actuelle"


def _typeset(name: object) -> str:
    return str(name).replace("'", "’")


def _read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(name: str, rows: list[dict[str, str]]) -> None:
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), write="--write" in sys.argv[2:]))
