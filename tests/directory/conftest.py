"""What the tests of the directory share: the real records, and searches of any."""

from collections.abc import Callable
from pathlib import Path

import pytest

from webapp.directory.index import open_index
from webapp.directory.load import load
from webapp.directory.records import Directory
from webapp.directory.search import Search, Sets
from webapp.settings import Settings


def searching(directory: Directory, path: Path) -> Search:
    """Give a search of a directory whose index is made at a path."""
    connection = open_index(path, directory)
    return Search(connection, Sets(connection), directory)


@pytest.fixture(scope="session")
def records() -> Directory:
    """The site's own records."""
    return load(Settings().directory)


@pytest.fixture(scope="session")
def search(records: Directory, tmp_path_factory: pytest.TempPathFactory) -> Search:
    """A search of the site's own records."""
    return searching(records, tmp_path_factory.mktemp("index") / "directory.sqlite")


@pytest.fixture
def index_of(tmp_path: Path) -> Callable[[Directory], Search]:
    """Searches of records that a test makes."""
    return lambda directory: searching(directory, tmp_path / "index.sqlite")
