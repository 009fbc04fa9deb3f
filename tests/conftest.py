"""What tests share: catalogues, an application, a real server, a real browser."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import Any, NoReturn

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from hypothesis import settings
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from playwright.sync_api import Browser, sync_playwright

from webapp import create_app
from webapp.catalogs import snapshot
from webapp.catalogs.publish import Published
from webapp.languages import LANGUAGES, Language
from webapp.rendering.page_store import PageStore
from webapp.settings import LOCAL, ROOT, Settings
from webapp.workflow import report

# A busy machine is slow: that is not an error of what is tested.
settings.register_profile("tests", deadline=None)
settings.load_profile("tests")

# The languages that are translated enough for search engines; one that was just added is not.
THRESHOLDS = report.thresholds(ROOT / "pyproject.toml")
ANNOUNCED = [
    language
    for language in LANGUAGES
    if language.is_source or THRESHOLDS.get(language.path, 0) >= Settings().announced_from
]

# Nearly all tests read the same catalogues, each its own copy: each process judges them once.
judged_anew = snapshot.judged
_published: dict[tuple[bytes, bytes, Language], Published] = {}


def judged_once(template: bytes, pot: Path, data: bytes, *rest: Any) -> Published:
    """Return what is published of a catalogue, by its bytes and whatever its path is."""
    key = template, data, rest[1]
    if key not in _published:
        _published[key] = judged_anew(template, pot, data, *rest)
    return _published[key]


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates in memory: each process compiles a template once, not each test."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Return the code of the same source from before, if there is any."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a source."""
        self.codes[bucket.key, bucket.checksum] = bucket.code


snapshot.judged = judged_once
# A shell ignores Ctrl-C for what it runs in the background, and so would every server of the tests.
signal.signal(signal.SIGINT, signal.default_int_handler)
Flask.jinja_options = {"bytecode_cache": CompiledTemplates()}


# The packages of Debian that have the programs, for those whose package has another name.
PACKAGES = {
    "msgcat": "gettext",
    "msgfmt": "gettext",
    "nginx": "nginx-light",
    "pdffonts": "poppler-utils",
    "pdfinfo": "poppler-utils",
    "pdftotext": "poppler-utils",
    "soffice": "libreoffice-calc-nogui",
    "systemd-analyze": "systemd",
}


def need(program: str) -> str:
    """Return the path of a program that a test needs.

    Without it the test is skipped, or fails where CI must have it; a LibreOffice without Calc,
    which opens no spreadsheet, counts as none.
    """
    path = shutil.which(program)
    if path and program == "soffice" and not list(Path(path).resolve().parent.glob("libsclo.*")):
        path = None
    if path is None:
        cannot_run(
            f"{program} is not installed: it is in Debian's package"
            f" {PACKAGES.get(program, program)}, and `make tools` installs it as root"
        )
    return path


def cannot_run(problem: str) -> NoReturn:
    """Skip a test for a reason, or fail it where CI must run every test."""
    if os.environ.get("CI"):
        pytest.fail(f"{problem}; CI runs every test")
    pytest.skip(problem)


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's catalogues in a folder that no test changes."""
    folder = tmp_path_factory.mktemp("compiled") / "translations"
    shutil.copytree(ROOT / "translations", folder, ignore=shutil.ignore_patterns("*.mo"))
    return folder


@pytest.fixture(scope="session")
def shared_app(compiled: Path, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The site as it is, for tests that change nothing of it."""
    cache = tmp_path_factory.mktemp("shared") / "cache"
    return create_app(Settings(translations=compiled, cache=cache, base_url=LOCAL))


@pytest.fixture
def translations(tmp_path: Path, compiled: Path) -> Path:
    """A copy of the catalogues for one test to change."""
    folder = tmp_path / "translations"
    shutil.copytree(compiled, folder)
    return folder


@pytest.fixture
def app(translations: Path, tmp_path: Path) -> Flask:
    """An application on its own copy of the catalogues, for a test that changes something."""
    cache = tmp_path / "cache"
    app = create_app(Settings(translations=translations, cache=cache, base_url=LOCAL))
    if isinstance(app.wsgi_app, PageStore):
        app.wsgi_app.checked_every = 0  # a test sees at once what it has changed
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of that application."""
    return app.test_client()


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    """The commands of that application."""
    return app.test_cli_runner()


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """The site as `make run` serves it.

    Arguments:
        translations: the catalogues that it reads.
        files: the most files that it may have open; 0 for the system's limit.
        settings: variables of its environment.
    """

    def __init__(
        self, translations: Path, workers: int = 1, files: int = 0, **settings: str
    ) -> None:
        self.translations = translations
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        environment = os.environ | {
            "SITE_TRANSLATIONS": str(translations),
            "SITE_BASE_URL": self.url,
            **settings,
        }
        command = [sys.executable, "-m", "flask", "--app", "webapp", "site", "serve"]
        if files:
            command = ["prlimit", f"--nofile={files}", *command]
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port), "--workers", str(workers)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            process_group=0,
        )

    def wait(self, seconds: float = 30) -> None:
        """Wait until the server answers.

        Raises:
            TimeoutError: when it does not in that many seconds.
        """
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=2):
                    return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError(f"no answer from {self.url} in {seconds} s")

    def stop(self) -> None:
        """End the server, and wait until it has ended."""
        self.process.terminate()
        self.process.wait(20)


@pytest.fixture(scope="session")
def server(compiled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real server on the compiled catalogues; its pages stay as they are."""
    folder = tmp_path_factory.mktemp("served") / "translations"
    shutil.copytree(compiled, folder)
    running = Server(folder)
    try:
        running.wait()
        yield running
    finally:
        running.stop()


FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, one for all tests of a process; the one without a window is faster."""
    program = shutil.which("chromium-headless-shell") or need("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()
