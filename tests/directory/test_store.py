"""The directory as it is served: read again when it must be, and never lost."""

import logging
import os
import shutil
import sqlite3
import threading
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Self

import pytest

from tests.directory.conftest import DATA
from webapp.directory import load as load_module
from webapp.directory import store as module
from webapp.directory.load import load
from webapp.directory.query import Query
from webapp.directory.records import Directory
from webapp.directory.search import Index
from webapp.directory.store import Store
from webapp.errors import DirectoryError


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data for a test to change."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.fixture
def store(data: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store that looks at the files each time."""
    monkeypatch.setattr(module, "EVERY", 0.0)
    return Store(data)


def add(data: Path, row: str) -> None:
    """Add an actor."""
    with (data / "actors.csv").open("a", encoding="utf-8") as file:
        file.write(f"{row}\n")


def total(store: Store, **values: tuple[str, ...]) -> int:
    """Return how many actors a query finds."""
    return store.current().search(Query(values)).total


def test_an_index_is_only_read(index: Index) -> None:
    """No statement can change an index."""
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        index.connection.execute("DELETE FROM entry")


def test_changed_data_is_served(store: Store, data: Path) -> None:
    """A new actor of the files is found without a restart."""
    assert total(store, name=("falaise",)) == 0
    add(data, "falaise,Falaise,,municipality,Falaise,14")
    assert total(store, name=("falaise",)) == 1
    assert store.current().directory.actor("falaise")


def test_broken_data_leaves_the_last_good(
    store: Store, data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Broken data leave the last good version, and the log says once where they are broken."""
    before = store.current().directory
    good = (data / "actors.csv").read_bytes()
    add(data, "falaise,Falaise,,village,Falaise,14")
    with caplog.at_level(logging.WARNING):
        assert store.current().directory is before
        assert store.current().directory is before
    (record,) = caplog.records
    assert "actors.csv:59: error [kind] 'village'" in record.getMessage()
    (data / "actors.csv").write_bytes(good)
    add(data, "falaise,Falaise,,municipality,Falaise,14")
    assert store.current().directory.actor("falaise")


def test_a_file_that_goes_away_leaves_the_last_good(store: Store, data: Path) -> None:
    """A file that is absent while a spreadsheet saves leaves the last good version."""
    before = store.current().directory
    (data / "places.csv").unlink()
    assert store.current().directory is before


def test_data_that_was_never_good_is_an_error(store: Store, data: Path) -> None:
    """Data that were never good are an error each time, until they are corrected."""
    text = (data / "actors.csv").read_text(encoding="utf-8")
    (data / "actors.csv").write_text(text.replace(",municipality,", ",town,"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(DirectoryError):
            store.current()
    (data / "actors.csv").write_text(text, encoding="utf-8")
    assert total(store) == text.count("\n") - 1


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def monotonic(self) -> float:
        """Return the seconds that it shows."""
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the store."""
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


@pytest.mark.parametrize("loaded", [False, True], ids=["first", "later"])
@pytest.mark.parametrize("failure", ["disk", "clock"])
def test_what_failed_once_is_tried_again(
    failure: str,
    loaded: bool,
    store: Store,
    data: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Data that could not be read are tried again after a pause, and the reason is logged once."""
    if loaded:
        store.current()
    add(data, "falaise,Falaise,,municipality,Falaise,14")
    reads = []

    def fails(path: Path) -> bytes:
        reads.append(path.name)
        raise OSError(5, "Input/output error")

    class Early(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            reads.append("now")
            return cls(1970, 1, 1, tzinfo=tz)

    with monkeypatch.context() as broken:
        if failure == "disk":
            broken.setattr(Path, "read_bytes", fails)
        else:
            broken.setattr(load_module, "datetime", Early)
        for _ in range(50):
            if loaded:
                assert store.current().directory.actor("falaise") is None
            else:
                with pytest.raises(DirectoryError):
                    store.current()
        before = len(reads)
        clock.now += module.AGAIN
        with suppress(DirectoryError):
            store.current()
        assert len(reads) == 2 * before
    assert len(caplog.records) == 1
    clock.now += module.AGAIN
    assert store.current().directory.actor("falaise")


def test_threads_share_one_index(store: Store) -> None:
    """Threads that search at the same time each find what they look for."""
    queries = ("Ohrid", "Kornaka", "Sénégal", "ohird")
    expected = {place: total(store, place=(place,)) for place in queries}
    found: list[tuple[str, int]] = []

    def search() -> None:
        for place in queries * 10:
            found.append((place, total(store, place=(place,))))

    threads = [threading.Thread(target=search) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8 * 10 * len(queries)
    assert set(found) == set(expected.items())
    assert len(set(expected.values())) > 2


def test_it_is_read_once_while_nothing_changes(data: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Between two looks at the files nothing is read."""
    reads: list[Path] = []

    def noted(folder: Path) -> Directory:
        reads.append(folder)
        return load(folder)

    monkeypatch.setattr(module, "load", noted)
    store = Store(data)
    for _ in range(50):
        store.current()
    assert reads == [data]


def names(store: Store) -> set[str]:
    """Return the names of all actors."""
    return {actor.name for actor in store.current().directory.actors}


def test_what_is_saved_while_it_is_read_is_served(store: Store, data: Path) -> None:
    """What is saved while the files are read is read at the next look."""
    path = data / "actors.csv"
    later = path.read_text(encoding="utf-8").replace("Alençon", "Alençon plus tard")
    read_csv = load_module.read_csv

    def saved_meanwhile(where: Path, *columns: Sequence[str]) -> object:
        sheet = read_csv(where, *columns)
        if where == path:
            path.write_text(later, encoding="utf-8")
        return sheet

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load_module, "read_csv", saved_meanwhile)
        assert "Alençon" in names(store)
    assert "Alençon plus tard" in names(store)


def test_a_file_of_the_same_size_and_time_is_another_file(store: Store, data: Path) -> None:
    """A file that differs from the last only in what it holds is read, as from an archive."""
    assert "Alençon" in names(store)
    path = data / "actors.csv"
    state = path.stat()
    other = path.with_suffix(".new")
    other.write_bytes(path.read_bytes().replace(b"Argences", b"Argenceb"))
    os.utime(other, ns=(state.st_atime_ns, state.st_mtime_ns))
    other.rename(path)
    assert "Argenceb" in names(store)


def test_a_pipe_is_not_waited_for(store: Store, data: Path) -> None:
    """A pipe where a file should be leaves the last good version at once."""
    before = names(store)
    for name in ("actors.csv", "actions.csv", "places.csv", "names.csv"):
        (data / name).rename(data / "aside")
        os.mkfifo(data / name)
        assert names(store) == before
        (data / "aside").replace(data / name)
