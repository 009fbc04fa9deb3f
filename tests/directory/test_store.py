"""The directory as it is served: made anew when it must be, and never lost."""

import logging
import os
import shutil
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from webapp.directory import load as load_module
from webapp.directory import store as module
from webapp.directory.criteria import Criteria
from webapp.directory.index import build, is_of, open_index
from webapp.directory.load import load
from webapp.directory.records import Directory
from webapp.directory.store import Store
from webapp.errors import DirectoryError, DirectoryIndexError
from webapp.settings import Settings


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data for a test to change."""
    return Path(shutil.copytree(Settings().directory, tmp_path / "data"))


@pytest.fixture
def store(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store that looks at the files each time."""
    monkeypatch.setattr(module, "EVERY", 0.0)
    return Store(data, tmp_path / "cache")


def add(data: Path, row: str) -> None:
    """Add an actor."""
    with (data / "actors.csv").open("a", encoding="utf-8") as file:
        file.write(f"{row}\n")


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"not a database" * 100),
        lambda path: path.write_bytes(path.read_bytes()[:8_192]),
        lambda path: path.write_bytes(path.read_bytes()[:4_096] + b"\0" * 20_000),
    ],
    ids=["missing", "empty", "something else", "cut short", "overwritten"],
)
def test_an_index_that_is_not_whole_is_made_anew(
    damage, records: Directory, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    """Whatever happened to the file, a search finds what it should."""
    path = tmp_path / "cache" / "index.sqlite"
    open_index(path, records).close()
    damage(path)
    assert not is_of(path, records)
    connection = open_index(path, records)
    assert connection.execute("SELECT count(*) FROM actor").fetchone() == (57,)
    assert is_of(path, records)
    assert [each.name for each in path.parent.iterdir()] == ["index.sqlite"]


def test_an_index_is_of_its_data(records: Directory, tmp_path: Path) -> None:
    """One of other data is not taken."""
    path = tmp_path / "index.sqlite"
    build(records, path)
    assert is_of(path, records)
    assert not is_of(path, Directory(records.actors, records.places, "other"))


def test_an_index_is_only_read(records: Directory, tmp_path: Path) -> None:
    """No statement can change it."""
    connection = open_index(tmp_path / "index.sqlite", records)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM actor")


def test_changed_data_is_served(store: Store, data: Path) -> None:
    """A new actor is found without a restart."""
    assert store.current().search()(Criteria(name=("falaise",))).total == 0
    add(data, "falaise,Falaise,,municipality,Falaise,14")
    assert store.current().search()(Criteria(name=("falaise",))).total == 1
    assert store.directory.actor("falaise")


def test_broken_data_leaves_the_last_good(
    store: Store, data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Readers notice nothing; the log says file, line and column once; a mended file is taken."""
    before = store.directory
    good = (data / "actors.csv").read_bytes()
    add(data, "falaise,Falaise,,village,Falaise,14")
    with caplog.at_level(logging.WARNING):
        assert store.directory is before
        assert store.directory is before
    (record,) = caplog.records
    assert "actors.csv:59: error [kind] 'village'" in record.getMessage()
    (data / "actors.csv").write_bytes(good)
    add(data, "falaise,Falaise,,municipality,Falaise,14")
    assert store.directory.actor("falaise")


def test_an_index_that_cannot_be_made_is_said_once(
    data: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """However often pages are asked for: with the reason and what to set."""
    (tmp_path / "cache").write_text("no folder", encoding="utf-8")
    store = Store(data, tmp_path / "cache")
    for _ in range(3):
        with pytest.raises(DirectoryIndexError):
            store.current()
    (record,) = caplog.records
    assert "the directory cannot be shown: " in record.getMessage()
    assert record.getMessage().endswith("set SITE_CACHE to a folder that may be written")


def test_a_file_that_goes_away_leaves_the_last_good(store: Store, data: Path) -> None:
    """While a spreadsheet saves, a file may be gone for a moment."""
    before = store.directory
    (data / "places.csv").unlink()
    assert store.directory is before


def test_data_that_was_never_good_is_an_error(store: Store, data: Path) -> None:
    """Each time, until it is mended."""
    text = (data / "actors.csv").read_text(encoding="utf-8")
    (data / "actors.csv").write_text(text.replace(",municipality,", ",town,"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(DirectoryError):
            store.current().search()
    (data / "actors.csv").write_text(text, encoding="utf-8")
    assert store.current().search()(Criteria()).total == 57


def test_an_index_that_cannot_be_written_is_an_error_that_says_so(
    data: Path, tmp_path: Path
) -> None:
    """It names the file and the setting."""
    (tmp_path / "cache").write_text("a file, not a folder")
    with pytest.raises(DirectoryIndexError, match="SITE_CACHE"):
        Store(data, tmp_path / "cache").current().search()


def test_threads_share_one_version_and_no_connection(store: Store) -> None:
    """Each thread searches by itself and finds the same."""
    found: list[int] = []

    def search() -> None:
        for _ in range(20):
            found.append(store.current().search()(Criteria(place=("Ohrid",))).total)

    threads = [threading.Thread(target=search) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1] * 160


def test_it_is_read_once_while_nothing_changes(data: Path, tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Searches between two looks read no file."""
    reads: list[Path] = []

    def noted(folder: Path) -> Directory:
        reads.append(folder)
        return load(folder)

    monkeypatch.setattr(module, "load", noted)
    store = Store(data, tmp_path / "cache")
    for _ in range(50):
        store.current().search()
    assert reads == [data]


def names(store: Store) -> set[str]:
    """Give the names of all actors."""
    return {actor.name for actor in store.directory.actors}


def test_what_is_saved_while_it_is_read_is_served(store: Store, data: Path) -> None:
    """The version is of what was read: the next look reads what came after."""
    path = data / "actors.csv"
    later = path.read_text(encoding="utf-8").replace("Alençon", "Alençon plus tard")
    read_sheet = load_module.read_sheet

    def saved_meanwhile(where: Path, columns: Sequence[str]) -> object:
        sheet = read_sheet(where, columns)
        if where == path:
            path.write_text(later, encoding="utf-8")
        return sheet

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load_module, "read_sheet", saved_meanwhile)
        assert "Alençon" in names(store)
    assert "Alençon plus tard" in names(store)


def test_a_file_of_the_same_size_and_time_is_another_file(store: Store, data: Path) -> None:
    """As copied from an archive that gives every file one time."""
    assert "Alençon" in names(store)
    path = data / "actors.csv"
    state = path.stat()
    other = path.with_suffix(".new")
    other.write_bytes(path.read_bytes().replace(b"Argences", b"Argenceb"))
    os.utime(other, ns=(state.st_atime_ns, state.st_mtime_ns))
    other.rename(path)
    assert "Argenceb" in names(store)


def test_an_index_that_goes_away_is_made_again(store: Store) -> None:
    """The cache is a folder that may be lost at any time; threads that are new search as well."""
    store.current().search()
    shutil.rmtree(store._cache)
    found: list[int] = []

    def search() -> None:
        found.append(store.current().search()(Criteria(name=("caen",))).total)

    thread = threading.Thread(target=search)
    thread.start()
    thread.join()
    assert found
    assert found[0] > 0


def test_new_data_without_room_for_its_index_leaves_the_last_good(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not tried again at every request."""
    before = names(store)
    tries = []

    def full(*_: object) -> None:
        tries.append(1)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "open_index", full)
    text = (data / "actors.csv").read_text(encoding="utf-8")
    (data / "actors.csv").write_text(text.replace("Argences", "Elsewhere"), encoding="utf-8")
    assert [names(store) for _ in range(5)] == [before] * 5
    assert len(tries) == 1


@pytest.mark.parametrize("name", ["actors.csv", "actions.csv", "places.csv"])
def test_a_pipe_is_not_waited_for(store: Store, data: Path, name: str) -> None:
    """Where a file should be; the last good version stays."""
    before = names(store)
    (data / name).unlink()
    os.mkfifo(data / name)
    assert names(store) == before
