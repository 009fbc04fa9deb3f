"""What a wrong setting, or one that is missing, makes commands and servers say."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from webapp import create_app
from webapp.deployment import at_export, at_start
from webapp.errors import ExchangeExtraError, SettingError
from webapp.settings import LOCAL, ROOT, Settings

FLASK = [sys.executable, "-m", "flask", "--app", "webapp"]
COMMANDS = [
    [*FLASK, "i18n", "check"],
    [*FLASK, "site", "serve", "--port", "0"],
    [*FLASK, "site", "check"],
    [*FLASK, "directory", "check"],
    [*FLASK, "routes"],
    [*FLASK, "--help"],
    [*FLASK, "run", "--port", "0"],
]
SERVERS = [
    [*FLASK, "run", "--debug", "--port", "0"],
    [sys.executable, "-m", "gunicorn", "--bind", "127.0.0.1:0", "webapp:create_app()"],
]
WRONG = [("SITE_BASE_URL", "192.0.2.7:9000"), ("SITE_BASEURL", "https://pages.example.org")]


def run(command: list[str], **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the project's folder."""
    environment = os.environ | settings
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    "commands",
    [pytest.param(COMMANDS, marks=pytest.mark.slow), SERVERS],
    ids=["commands", "servers"],
)
def test_a_wrong_setting_is_one_line_everywhere(commands: list[list[str]]) -> None:
    """Every command and server says its name and what is wrong, and ends with 2."""
    wrong = []
    for number, command in enumerate(commands):
        name, value = WRONG[number % 2]
        done = run(command, **{name: value})
        lines = (done.stdout + done.stderr).splitlines()
        if done.returncode != 2 or len(lines) != 1 or not lines[0].startswith(f"{name}: "):
            wrong.append((command, done.returncode, lines))
    assert wrong == []


def test_a_program_that_makes_the_site_gets_the_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command ends the process, `create_app` raises."""
    monkeypatch.setenv("SITE_BASEURL", "x")
    with pytest.raises(SettingError, match="SITE_BASEURL: not a setting"):
        create_app()


@pytest.mark.parametrize("below", ["", "/site"])
def test_a_name_that_is_too_long_is_one_line(runner: FlaskCliRunner, below: str) -> None:
    """The export prints the path and the system's reason."""
    result = runner.invoke(args=["site", "export", f"/tmp/{'a' * 300}{below}"])
    assert result.exit_code == 2
    assert result.output.splitlines()[-1].endswith(": File name too long")


LEGAL = {"publisher": "R", "director": "D", "hosting": "H", "contact": "a@example.org"}
PUBLIC = "https://pages.example.org"


def test_empty_legal_settings_are_warned_of_in_one_line() -> None:
    """An export warns always, a start for a public address; only what is empty is named."""
    for url, starts in ((PUBLIC, 1), ("", 0), ("http://localhost:8000", 0), ("http://10.1.2.3", 0)):
        assert len(at_start(Settings(base_url=url))) == starts, url
        assert at_start(Settings(base_url=url, **LEGAL)) == [], url
    (line,) = at_start(Settings(base_url=PUBLIC, publisher="R", contact="a@example.org"))
    assert line.endswith("; set SITE_DIRECTOR, SITE_HOSTING")
    assert at_export(Settings(base_url=PUBLIC, publisher="R", contact="a@example.org")) == [line]
    assert at_export(Settings(base_url=PUBLIC, **LEGAL)) == []


@pytest.mark.parametrize("base_url", ["", "http://127.0.0.1:8000", "https://localhost"])
def test_an_export_for_this_machine_alone_is_warned_of(base_url: str) -> None:
    """The warning names the address that the pages would have."""
    settings = Settings(base_url=base_url, **LEGAL)
    (line,) = at_export(settings)
    assert settings.address in line
    assert "set SITE_BASE_URL" in line


def test_a_server_without_command_logs_them(
    compiled: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The log has the warnings when gunicorn starts the site."""
    create_app(Settings(translations=compiled, base_url=PUBLIC))
    assert "SITE_PUBLISHER, SITE_DIRECTOR, SITE_HOSTING, SITE_CONTACT" in caplog.text


def test_a_missing_package_is_installed_from_the_lock() -> None:
    """The advice names the lock, and never this project as a package of a registry."""
    assert str(ExchangeExtraError("openpyxl")).endswith("; run `make .venv/development`")
    shown = subprocess.run(
        ["git", "grep", "-l", "pip install .cooperation-pages"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert [path for path in shown.stdout.split() if path != "tests/cli/test_settings.py"] == []


def test_a_site_served_at_an_address_is_asked_for_there(
    tmp_path: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site answers for the address that it is served at, unless a base URL decides."""
    for base_url, hosts in (("", "www.example.org,198.51.100.7:8775"), (LOCAL, "")):
        app = create_app(
            Settings(
                translations=compiled,
                cache=tmp_path,
                base_url=base_url,
                hosts=("www.example.org",),
            )
        )
        monkeypatch.setenv("SITE_HOSTS", "")
        monkeypatch.setattr("socket.socket.bind", lambda *_: None)
        monkeypatch.setattr("webapp.cli.site.SiteServer.serve", lambda _: None)
        words = ["site", "serve", "--host", "198.51.100.7", "--port", "8775"]
        assert app.test_cli_runner().invoke(args=words).exit_code == 0
        assert os.environ["SITE_HOSTS"] == hosts
