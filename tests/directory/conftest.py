"""What the tests of the directory share: a copy of the records of 26 November 2026, which stays."""

from pathlib import Path

import pytest

from webapp.directory.load import load
from webapp.directory.records import Directory
from webapp.directory.search import Index

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def records() -> Directory:
    """The records of the copy."""
    return load(DATA)


@pytest.fixture(scope="session")
def index(records: Directory) -> Index:
    """The records of the copy, with their index."""
    return Index(records)
