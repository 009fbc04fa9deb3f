"""The audit's file, and that no page says more than it does."""

import ast
import csv
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click
import pytest
from flask import Flask
from lxml import html

from webapp.audit import AUDIT, CRITERIA, Audit, read_audit
from webapp.cli.refusal import reporting
from webapp.errors import FileError
from webapp.languages import LANGUAGES
from webapp.po import files
from webapp.po.read import read
from webapp.settings import ROOT
from webapp.site import EXTENSION

ROWS = list(csv.DictReader(AUDIT.read_text(encoding="utf-8").splitlines()))
TITLES = "63b5a02875d8c78a03d5b44cfe45b347a8b9b64f1b40e32d510daa967323fece"
STATES = {
    "fully": "Accessibilité : totalement conforme",
    "partially": "Accessibilité : partiellement conforme",
    "non": "Accessibilité : non conforme",
}


def test_it_has_the_criteria_as_they_were_published() -> None:
    """All 106, in order, with the titles of `criteres.json` of RGAA 4.1.2 (links taken out)."""
    assert [row["criterion"] for row in ROWS] == list(CRITERIA)
    assert len(CRITERIA) == 106
    titles = "\n".join(row["title"] for row in ROWS)
    assert hashlib.sha256(titles.encode()).hexdigest() == TITLES


def test_every_test_that_a_row_names_exists() -> None:
    """Each is a function of the file that is named with it."""
    named = sorted({name for row in ROWS for name in row["tests"].split()})
    assert [name for name in named if not exists(name)] == []
    assert not exists("tests/test_audit.py::no_function")
    assert not exists("tests/no_file.py::exists")


def exists(name: str) -> bool:
    """Return whether `path::function` names a function of this project's tests."""
    path, _, function = name.partition("::")
    file = ROOT / path
    if not path.startswith("tests/") or not file.is_file():
        return False
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_no_row_claims_a_screen_reader() -> None:
    """None was used, and the statement says so."""
    hand = " ".join(row["by_hand"] for row in ROWS)
    assert not re.search("NVDA|JAWS|VoiceOver|TalkBack|Orca|lecteur d’écran", hand)


Change = Callable[[list[list[str]]], object]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda rows: rows.pop(3), ":1: error [criterion] no row for 1.3"),
        (lambda rows: rows.append(rows[3]), ":108: error [criterion] 1.3 is already on line 4"),
        (
            lambda rows: set_cell(rows, 0, "1.10"),
            ":2: error [criterion] '1.10' is not one of 1.1, 1.2",
        ),
        (
            lambda rows: set_cell(rows, 2, "presque"),
            ":2: error [state] 'presque' is not one of c",
        ),
        (
            lambda rows: set_cell(rows, 5, "home nowhere"),
            ":2: error [pages] 'home nowhere' is not one of all, home",
        ),
        (lambda rows: set_cell(rows, 6, "hier"), ":2: error [day] 'hier' "),
        (lambda rows: set_cell(rows, 3, "", 4), ":2: error [by_hand] says how it was tested where"),
        (lambda rows: set_cell(rows, 7, "", row=5), ":6: error [remark] is empty: say why"),
        (lambda rows: rows[0].remove("remark"), ":1: error [columns] the columns are "),
    ],
)
def test_what_is_wrong_with_it_is_named(tmp_path: Path, change: Change, problem: str) -> None:
    """The site does not start on a file that is not whole: it says file, line and column."""
    rows = list(csv.reader(AUDIT.read_text(encoding="utf-8").splitlines()))
    change(rows)
    path = tmp_path / "rgaa.csv"
    write(path, rows)
    with pytest.raises(FileError, match=re.escape(f"{path}{problem}")):
        read_audit(path)


def write(path: Path, rows: list[list[str]]) -> None:
    """Write a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def set_cell(rows: list[list[str]], *columns: object, row: int = 1) -> None:
    """Set some cells of a row: numbers of columns, and texts for those before them."""
    places = [each for each in columns if isinstance(each, int)]
    (text,) = [each for each in columns if isinstance(each, str)]
    for place in places:
        rows[row][place] = text


def audited(app: Flask, *, met: int, not_met: int) -> Audit:
    """Give an application the audit of another site."""
    site = app.extensions[EXTENSION]
    site.audit = replace(site.audit, met=met, not_met=tuple(ROWS[:not_met]))
    return site.audit


@pytest.mark.parametrize(
    ("met", "not_met", "state", "percent"),
    [
        (50, 0, "fully", 100),
        (199, 1, "partially", 99.5),
        (1, 1, "partially", 50),
        (1, 2, "non", 33.3),
        (2, 1, "partially", 66.7),
    ],
)
def test_state_and_rate_are_those_of_the_model(
    app: Flask, met: int, not_met: int, state: str, percent: float
) -> None:
    """All criteria, at least half or fewer; a rate has one decimal; each page says no other."""
    audit = audited(app, met=met, not_met=not_met)
    assert (audit.state, audit.percent) == (state, percent)
    client = app.test_client()
    text = " ".join(client.get("/fr/accessibility").text.split())
    share = f"{percent:g}".replace(".", ",")
    assert f"{share} % des critères applicables" in text.replace("\u202f", " ").replace("\xa0", " ")
    assert f"soit {met} sur {met + not_met}." in text
    assert ("L’audit n’a relevé aucune non-conformité." in text) == (state == "fully")
    for address in ("/fr/", "/fr/none", "/fr/accessibility"):
        foot = html.fromstring(client.get(address).text).find(".//footer").text_content()
        foot = " ".join(foot.split())
        assert [each for each, words in STATES.items() if words in foot] == [state]


def test_what_is_not_met_is_listed(app: Flask, tmp_path: Path) -> None:
    """By its criterion; in its official French words where it has no translation."""
    path = tmp_path / "rgaa.csv"
    rows = list(csv.reader(AUDIT.read_text(encoding="utf-8").splitlines()))
    for row in rows[1:]:
        row[2] = "conforme" if row[2] == "non conforme" else row[2]
    for row in rows[1:3]:
        row[2], row[7] = "non conforme", "À faire."
    write(path, rows)
    app.extensions[EXTENSION].audit = read_audit(path)
    for language in LANGUAGES:
        page = html.fromstring(app.test_client().get(f"/{language.path}/accessibility").text)
        items = [
            item.text_content()
            for item in page.findall(".//main//li")
            if item.find("span[@translate='no']") is not None
        ]
        assert [item.split()[0] for item in items] == ["1.1", "1.2"]
        assert all(item.endswith("?") for item in items)
        quoted = page.findall(".//main//li/span[@translate='no']/../span[@lang='fr']")
        assert len(quoted) == (0 if language.is_source else 2)


def test_a_command_says_what_is_wrong_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error, with exit code 2; a server gets the error itself."""
    command = click.Context(click.Command("any"))
    with command, pytest.raises(SystemExit) as caught, reporting():
        raise FileError("rgaa.csv:2: error [state] x")
    assert caught.value.code == 2
    assert capsys.readouterr().err == "rgaa.csv:2: error [state] x\n"
    with pytest.raises(FileError), reporting():
        raise FileError("x")


def test_every_language_says_what_the_file_says(app: Flask) -> None:
    """The figures of the statement are those of the rows, counted here once more."""
    states = [row["state"] for row in ROWS]
    met, applicable = states.count("conforme"), len(states) - states.count("non applicable")
    for language in LANGUAGES:
        page = html.fromstring(app.test_client().get(f"/{language.path}/accessibility").text)
        numbers = re.findall(
            r"\d+(?:[.,]\d)?", page.xpath("string(//h3[@id='results']/following::p[1])")
        )
        share = f"{round(100 * met / applicable, 1):g}"
        assert share in [number.replace(",", ".") for number in numbers], language.path
        assert {str(met), str(applicable)} <= set(numbers), language.path


def test_what_is_not_met_is_said_in_each_language() -> None:
    """The statement names each such criterion by a message."""
    known = {message.msgid for message in read(files.template(ROOT / "translations")).active()}
    assert {row["title"] for row in read_audit().not_met} <= known
