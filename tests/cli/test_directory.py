"""The commands on the directory's data."""

import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from webapp.settings import Settings

DATA = Settings().directory


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the site's data for one test to change."""
    return shutil.copytree(DATA, tmp_path / "data")


def test_good_data_is_counted(runner: FlaskCliRunner) -> None:
    """One line counts actors, actions and places."""
    result = runner.invoke(args=["directory", "check"])
    assert result.exit_code == 0
    assert result.output == "57 actors, 103 actions, 89 places\n"


def test_every_finding_is_listed(runner: FlaskCliRunner, data: Path) -> None:
    """The findings of all files are listed with their lines, and the exit code is 1."""
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
    """A folder that does not exist is named, and the exit code is 2."""
    result = runner.invoke(args=["directory", "check", "no/such/folder"])
    assert result.exit_code == 2
    assert "no/such/folder" in result.output


def test_a_warning_is_listed_and_stops_nothing(runner: FlaskCliRunner, data: Path) -> None:
    """A warning is printed and the exit code is 0."""
    with (data / "actors.csv").open("a", encoding="utf-8") as file:
        file.write("falaise,Falaise,,municipality,Falaise,14\n")
    result = runner.invoke(args=["directory", "check", str(data)])
    assert result.exit_code == 0
    warning, count = result.output.splitlines()
    assert warning.endswith("actors.csv:59: warning [id] falaise has no action in actions.csv")
    assert count.startswith("58 actors")
