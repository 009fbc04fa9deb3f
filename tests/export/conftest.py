"""An export of a small site, and a real nginx."""

import fcntl
import json
import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
import pytest
from flask import Flask, Response

from tests.conftest import free_port, need
from webapp import create_app
from webapp.brochure import CARD
from webapp.brochure.store import Brochures
from webapp.days import ZONE
from webapp.export.answers import Answer
from webapp.export.links import FileLinks, links_of
from webapp.export.place import versions
from webapp.export.site import export
from webapp.settings import Settings
from webapp.site import site

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

BASE = "https://pages.example.org"
ACTORS = ("region-basse-normandie", "caen", "citim", "eau-vive-basse-normandie")


def small_directory(folder: Path) -> Path:
    """Copy the directory's data with a few actors alone."""
    folder.mkdir(parents=True)
    for name in ("places.csv", "names.csv", "updated.txt"):
        shutil.copy(Settings().directory / name, folder)
    for name in ("actors.csv", "actions.csv"):
        lines = (Settings().directory / name).read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines[1:] if line.split(",", 1)[0] in ACTORS]
        (folder / name).write_text("".join([lines[0], *kept]), encoding="utf-8")
    return folder


def set_nothing(text: str) -> bytes:
    """Stand in for the typesetter, which takes a second for each language."""
    if json.loads(text)["file"] == CARD:
        return b"\x89PNG\r\n\x1a\n" + str(len(text)).encode() + b"IEND\xae\x42\x60\x82"
    return b"%PDF-1.7\n" + str(len(text)).encode() + b"\n%%EOF\n"


Change = Callable[[str, Response], None]
MORNING = datetime(2026, 11, 23, 8, tzinfo=ZONE)


def at(moment: datetime, app: Flask) -> Flask:
    """Set the clock of an application."""
    with app.app_context():
        site().now = lambda: moment
    return app


def small_site(folder: Path, translations: Path, base_url: str = BASE) -> Flask:
    """Make an application with few actors and brochures that are set in no time."""
    directory = folder / "directory"
    if not directory.exists():
        small_directory(directory)
    settings = Settings(
        base_url=base_url,
        translations=translations,
        directory=directory,
        cache=folder / "cache",
    )
    app = at(MORNING, create_app(settings))
    with app.app_context():
        site().brochures = Brochures(settings.cache, set_nothing)
    changes: list[Change] = []
    app.extensions["changes"] = changes
    answer = app.wsgi_app

    def changed(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        response = Response.from_app(answer, environ)
        for change in changes:
            change(environ["PATH_INFO"], response)
        return response(environ, start_response)

    app.wsgi_app = changed  # type: ignore[method-assign]
    return app


@pytest.fixture(scope="session")
def quick() -> Iterator[None]:
    """Exports that are compressed less, and of which each process reads a file's links once."""
    compress = brotli.compress
    known: dict[tuple[str, str, bytes], FileLinks] = {}

    def once(answer: Answer, base: str) -> FileLinks:
        key = base, answer.mimetype, answer.body
        if key not in known:
            known[key] = links_of(answer, base)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(brotli, "compress", lambda body, **_: compress(body, quality=1))
        patch.setattr("webapp.export.links.links_of", once)
        yield


@pytest.fixture
def small(exported: "Exported") -> Iterator[Flask]:
    """The small site that was exported, to export again; a test may change answers and the hour."""
    yield at(MORNING, exported.app)
    exported.app.extensions["changes"].clear()


@dataclass(frozen=True)
class Exported:
    """An export and the application that it was made from."""

    app: Flask
    folder: Path

    def static(self) -> list[str]:
        """List the addresses of the files that pages load."""
        files = (path for path in self.folder.glob("static/*"))
        return sorted(f"/static/{path.name}" for path in files if path.suffix not in (".br", ".gz"))


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory, compiled: Path, quick: None) -> Exported:
    """An export that no test changes, made once for all processes of the tests."""
    folder = tmp_path_factory.getbasetemp()
    # Under xdist each process has a folder of its own below that of the run.
    shared = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "export"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        app = small_site(shared / "site", compiled)
        if not (shared / "public").exists():
            export(app, shared / "public")
    return Exported(app, shared / "public")


@pytest.fixture
def again(exported: Exported, tmp_path: Path) -> Path:
    """A copy of that export, for the small site to export to once more."""
    there, here = exported.folder, tmp_path / "out" / exported.folder.name
    shutil.copytree(versions(there), versions(here))
    here.symlink_to(there.readlink())
    return here


# As root, nginx would give its rights up and could not read the folders of the tests.
AS_WHOM = "user root;" if os.geteuid() == 0 else ""

MAIN = """\
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{http}
}}
"""


def written(folder: Path, http: str) -> Path:
    """Write a whole configuration of nginx around what belongs into its `http` block."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "nginx.conf"
    path.write_text(MAIN.format(user=AS_WHOM, folder=folder, http=http), encoding="utf-8")
    return path


@contextmanager
def nginx(folder: Path, http: str, port: int) -> Iterator[str]:
    """Serve by a configuration until the end; gives the address."""
    program = need("nginx")
    path = written(folder, http)
    tested = subprocess.run(
        [program, "-t", "-c", str(path), "-p", str(folder)], capture_output=True, text=True
    )
    assert tested.returncode == 0, tested.stderr
    running = subprocess.Popen(
        [program, "-c", str(path), "-p", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/robots.txt")
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(20)


def wait_for(address: str, seconds: float = 20) -> None:
    """Wait until something answers."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(f"no answer from {address} in {seconds} s")


def of_export(folder: Path, port: int) -> str:
    """Write what serves an export, as docs/deployment.md says it."""
    return (
        f"server {{\n listen 127.0.0.1:{port};\n root {folder};\n"
        f" include {folder}/nginx-site.conf;\n}}\n"
    )


@pytest.fixture(scope="session")
def served(exported: Exported, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an nginx that serves the export."""
    port = free_port()
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o755)
    with nginx(folder, of_export(exported.folder, port), port) as address:
        yield address
