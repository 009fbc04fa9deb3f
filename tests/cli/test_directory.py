"""The commands on the directory's data."""

import re
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from tests.directory.conftest import DATA


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data for one test to change."""
    return shutil.copytree(DATA, tmp_path / "data")


def test_good_data_are_counted(runner: FlaskCliRunner) -> None:
    """The site's own data are checked without an argument; one line says what there is."""
    result = runner.invoke(args=["directory", "check"])
    assert result.exit_code == 0
    assert re.fullmatch(r"\d+ actors, \d+ actions, \d+ places\n", result.output)


def test_every_finding_is_listed(runner: FlaskCliRunner, data: Path) -> None:
    """Findings of all files are listed at once, each with its line; the exit code is 1."""
    with (data / "actors.csv").open("a", encoding="utf-8") as file:
        file.write("Ifs!,Ifs,,village,Ifs,14\n")
    with (data / "places.csv").open("a", encoding="utf-8") as file:
        file.write("MK,X,91,20,,,\n")
    result = runner.invoke(args=["directory", "check", str(data)])
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert [line.split("/")[-1].split("]")[0] for line in lines] == [
        "actors.csv:59: error [id",
        "actors.csv:59: error [kind",
        "places.csv:91: error [latitude",
    ]


def test_a_folder_that_is_not_there_is_a_usage_error(runner: FlaskCliRunner) -> None:
    """A folder that is not there is named without a traceback; the exit code is 2."""
    result = runner.invoke(args=["directory", "check", "no/such/folder"])
    assert result.exit_code == 2
    assert "no/such/folder" in result.output


def test_a_warning_is_listed_and_stops_nothing(runner: FlaskCliRunner, data: Path) -> None:
    """After warnings alone the exit code is 0: the data can be imported."""
    with (data / "actors.csv").open("a", encoding="utf-8") as file:
        file.write("falaise,Falaise,,municipality,Falaise,14\n")
    result = runner.invoke(args=["directory", "check", str(data)])
    assert result.exit_code == 0
    warning, count = result.output.splitlines()
    assert warning.endswith("actors.csv:59: warning [id] falaise has no action in actions.csv")
    assert count.startswith("58 actors")
