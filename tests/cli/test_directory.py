"""The commands on the directory's data."""

import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from webapp import create_app
from webapp.settings import Settings

DATA = Settings().directory


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the site's data for one test to change."""
    return shutil.copytree(DATA, tmp_path / "data")


def test_good_data_is_counted(runner: FlaskCliRunner) -> None:
    """One line that says what there is."""
    result = runner.invoke(args=["directory", "check"])
    assert result.exit_code == 0
    assert result.output == "57 actors, 103 actions, 89 places\n"


def test_every_finding_is_listed(runner: FlaskCliRunner, data: Path) -> None:
    """All of all files at once, each with its line; the exit code stops a pipeline."""
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
    """Said in one line, without a traceback."""
    result = runner.invoke(args=["directory", "check", "no/such/folder"])
    assert result.exit_code == 2
    assert "no/such/folder" in result.output


def test_the_index_is_built_where_the_site_looks(
    translations: Path, data: Path, tmp_path: Path
) -> None:
    """A site that starts afterwards opens it, and does not write."""
    settings = Settings(translations=translations, directory=data, cache=tmp_path / "cache")
    result = create_app(settings).test_cli_runner().invoke(args=["directory", "build"])
    assert result.exit_code == 0, result.output
    (index,) = (tmp_path / "cache").glob("directory-*.sqlite")
    assert result.output == f"{index}: 57 actors\n"
    before = index.stat().st_mtime_ns
    assert create_app(settings).test_client().get("/fr/directory").status_code == 200
    assert index.stat().st_mtime_ns == before


@pytest.mark.parametrize("broken", ["data", "cache"])
def test_what_stops_a_build_is_said(
    broken: str, translations: Path, data: Path, tmp_path: Path
) -> None:
    """The finding of the data, or the file that cannot be written; never a traceback."""
    if broken == "data":
        (data / "actors.csv").write_text("id\n", encoding="utf-8")
    else:
        (tmp_path / "cache").write_text("a file, not a folder")
    settings = Settings(translations=translations, directory=data, cache=tmp_path / "cache")
    result = create_app(settings).test_cli_runner().invoke(args=["directory", "build"])
    assert result.exit_code == 2
    assert ("actors.csv:1" if broken == "data" else "SITE_CACHE") in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
