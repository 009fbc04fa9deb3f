"""An editor that all tests read, and one for a test that writes."""

from pathlib import Path

import pytest

from tests.editor.desk import Desk


@pytest.fixture(scope="session")
def reading(compiled: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A translator at the project's catalogues, for tests that change nothing."""
    return Desk(compiled, tmp_path_factory.mktemp("editor") / "cache")


@pytest.fixture
def desk(translations: Path, tmp_path: Path) -> Desk:
    """A translator at a copy of the catalogues."""
    return Desk(translations, tmp_path / "cache")
