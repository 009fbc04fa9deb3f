"""`i18n edit` as a translator starts it: a process of its own, on this machine alone."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest
from flask.testing import FlaskCliRunner

from tests.conftest import free_port
from tests.editor.desk import SKIP, fields, key_of, tree
from webapp.settings import ROOT

COMMAND = [sys.executable, "-m", "flask", "--app", "webapp", "i18n", "edit"]
NEW = "Премини на содржината"


class Started:
    """The command in a process of its own; `address` is what it printed."""

    def __init__(self, translations: Path, *options: str) -> None:
        self.port = free_port()
        environment = {it: text for it, text in os.environ.items() if not it.startswith("GIT_")} | {
            "SITE_TRANSLATIONS": str(translations),
            "SITE_CACHE": str(translations.parent / "cache"),
            # What a deployment has set is not for this editor.
            "SITE_BASE_URL": "https://pages.example.org",
            "SITE_HOSTS": "www.example.org",
            "PYTHONUNBUFFERED": "1",
        }
        self.process = subprocess.Popen(
            [*COMMAND, "mk", "--no-browser", "--port", str(self.port), *options],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.line = self.process.stdout.readline()
        self.address = self.line.partition(": ")[2].strip()
        self.origin = f"http://127.0.0.1:{self.port}"

    def stop(self) -> tuple[int, str, str]:
        """End it as Ctrl+C does; return its status and what else it printed."""
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out, err


@pytest.fixture
def started(translations: Path) -> Iterator[Started]:
    """An editor for Macedonian."""
    running = Started(translations)
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.communicate()


def browser() -> OpenerDirector:
    """Return a browser that keeps cookies."""
    return build_opener(HTTPCookieProcessor(CookieJar()))


def status(opened: OpenerDirector, address: str, **headers: str) -> int:
    """Return the status of an answer."""
    try:
        with opened.open(Request(address, headers=headers), timeout=20) as response:
            return int(response.status)
    except HTTPError as error:
        with error:
            return error.code


def test_one_line_opens_the_editor_and_what_is_saved_is_on_the_site(started: Started) -> None:
    """The whole way of a translator, with the page of visitors a second later."""
    mine, other = browser(), browser()
    parts = urlsplit(started.address)
    assert started.line == f"Editor: {started.origin}/edit/mk/?{parts.query}\n"
    assert status(mine, f"{started.origin}/edit/mk/") == 403
    assert status(mine, started.address) == 200
    assert status(other, started.address) == 403
    assert status(mine, f"{started.origin}/edit/mk/", Host="evil.example") == 421
    assert status(mine, f"{started.origin}/mk/", Host="www.example.org") == 421
    form = f"{started.origin}/edit/mk/messages/{key_of(SKIP)}"
    with mine.open(form) as response:
        sent = fields(tree(response.read().decode()))
    data = urlencode(sent | {"msgstr-0": NEW, "action": "publish"}).encode()
    assert status(mine, form) == 200
    with mine.open(Request(form, data, {"Origin": started.origin})) as response:
        assert "notice=publish" in response.url
    until = time.monotonic() + 1
    while True:
        with other.open(f"{started.origin}/mk/") as response:
            if NEW in response.read().decode():
                break
        assert time.monotonic() < until
    code, out, err = started.stop()
    assert (code, out) == (0, "")
    assert [it for it in err.splitlines() if not it.startswith("refused with 421")] == []


REFUSED = [
    (["fr"], "it has no catalogue"),
    (["xx"], "not a language of this site"),
    (["mk", "--host", "0.0.0.0"], "for this machine alone; for a team set SITE_EDITOR=proxy"),
    (["mk", "--host", "192.0.2.7"], "for this machine alone"),
    (["mk", "--host", "pages.example.org"], "for this machine alone"),
    (["mk", "--host", "::"], "for this machine alone"),
]


@pytest.mark.parametrize(("arguments", "sentence"), REFUSED)
def test_what_cannot_be_started_is_said(
    runner: FlaskCliRunner, arguments: list[str], sentence: str
) -> None:
    """One line, and exit code 2."""
    result = runner.invoke(args=["i18n", "edit", "--no-browser", *arguments])
    assert (result.exit_code, sentence in result.output) == (2, True)
    assert len(result.output.splitlines()) == 1


def test_a_taken_port_is_said(runner: FlaskCliRunner, started: Started) -> None:
    """It names the port, and exit code 2."""
    result = runner.invoke(args=["i18n", "edit", "mk", "--no-browser", "--port", str(started.port)])
    assert (result.exit_code, str(started.port) in result.output) == (2, True)


def test_a_commit_needs_a_name(
    runner: FlaskCliRunner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where git knows nobody, `--commit` says how to tell it."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    arguments = ["i18n", "edit", "mk", "--no-browser", "--commit", "--port", str(free_port())]
    result = runner.invoke(args=arguments)
    assert result.exit_code == 2
    assert "git config user.name" in result.output
