"""What the tests of the directory share: the real records, and searches of any."""

import pytest

from webapp.directory.index import build, connect
from webapp.directory.load import load
from webapp.directory.records import Directory
from webapp.directory.search import Search, Sets
from webapp.settings import Settings


def searching(directory: Directory) -> Search:
    """Return a search of a directory."""
    connection = connect(build(directory))
    return Search(connection, Sets(connection), directory)


@pytest.fixture(scope="session")
def records() -> Directory:
    """The site's own records."""
    return load(Settings().directory)


@pytest.fixture(scope="session")
def search(records: Directory) -> Search:
    """A search of the site's own records."""
    return searching(records)
