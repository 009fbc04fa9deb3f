"""Servers that a test may break."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Server

Start = Callable[..., Server]


@pytest.fixture
def start(translations: Path, tmp_path: Path) -> Iterator[Start]:
    """Start servers on catalogues and a cache of the test's own; they are ended after it."""
    running: list[Server] = []

    def begin(workers: int = 1, **settings: str) -> Server:
        settings = {"SITE_CACHE": str(tmp_path / "cache")} | settings
        server = Server(translations, workers=workers, **settings)
        running.append(server)
        server.wait()
        return server

    yield begin
    for server in running:
        server.stop()
