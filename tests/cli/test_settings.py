"""What a wrong setting, or one that is missing, makes commands and servers say."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from webapp import create_app
from webapp.deployment import at_export, at_start
from webapp.errors import SiteError
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
    [*FLASK, "run", "--debug", "--port", "0"],
    [sys.executable, "-m", "gunicorn", "--bind", "127.0.0.1:0", "webapp:create_app()"],
]
WRONG = [
    ("SITE_BASE_URL", "192.0.2.7:9000"),
    ("SITE_BASEURL", "https://pages.example.org"),
    ("SITE_TRANSLATIONS", "/no/such/folder"),
]


def run(command: list[str], **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the project's folder."""
    environment = os.environ | settings
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.slow
def test_a_wrong_setting_is_one_line_everywhere() -> None:
    """Every command and server prints one line with the setting's name and exits with 2."""
    wrong = []
    for number, command in enumerate(COMMANDS):
        name, value = WRONG[number % len(WRONG)]
        done = run(command, **{name: value})
        lines = (done.stdout + done.stderr).splitlines()
        if done.returncode != 2 or len(lines) != 1 or not lines[0].startswith(f"{name}: "):
            wrong.append((command, done.returncode, lines))
    assert wrong == []


def test_a_program_that_makes_the_site_gets_the_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a command ends the process; `create_app` raises."""
    monkeypatch.setenv("SITE_BASEURL", "x")
    with pytest.raises(SiteError, match="SITE_BASEURL: not a setting"):
        create_app()


def test_a_name_that_is_too_long_is_one_line(runner: FlaskCliRunner) -> None:
    """The export says what the system says, with the path."""
    for below in ("", "/site"):
        result = runner.invoke(args=["site", "export", f"/tmp/{'a' * 300}{below}"])
        assert result.exit_code == 2
        assert result.output.splitlines()[-1].endswith(": File name too long")


LEGAL = {"publisher": "R", "director": "D", "hosting": "H", "contact": "a@example.org"}
PUBLIC = "https://pages.example.org"


def test_empty_legal_settings_are_warned_of_in_one_line() -> None:
    """An export always warns, a server at a public address; only empty settings are named."""
    for url, starts in ((PUBLIC, 1), ("", 0), ("http://localhost:8000", 0), ("http://10.1.2.3", 0)):
        assert len(at_start(Settings(base_url=url))) == starts, url
        assert at_start(Settings(base_url=url, **LEGAL)) == [], url
    (line,) = at_start(Settings(base_url=PUBLIC, publisher="R", contact="a@example.org"))
    assert line.endswith("; set SITE_DIRECTOR, SITE_HOSTING")
    assert at_export(Settings(base_url=PUBLIC, publisher="R", contact="a@example.org")) == [line]
    assert at_export(Settings(base_url=PUBLIC, **LEGAL)) == []


def test_an_export_for_this_machine_alone_is_warned_of() -> None:
    """The warning has the address that the pages would name."""
    for base_url in ("", "http://127.0.0.1:8000", "https://localhost"):
        settings = Settings(base_url=base_url, **LEGAL)
        (line,) = at_export(settings)
        assert settings.address in line
        assert "set SITE_BASE_URL" in line


def test_a_server_without_command_logs_them(
    compiled: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """When a WSGI server such as gunicorn starts the site, the log has the warnings."""
    create_app(Settings(translations=compiled, base_url=PUBLIC))
    assert "SITE_PUBLISHER, SITE_DIRECTOR, SITE_HOSTING, SITE_CONTACT" in caplog.text


def test_nothing_installs_a_package_of_this_projects_name() -> None:
    """No registry is asked for a project that it does not have; extras come from the lock."""
    shown = subprocess.run(
        ["git", "grep", "-l", "pip install .cooperation-pages"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert [path for path in shown.stdout.split() if path != "tests/cli/test_settings.py"] == []


def test_a_site_served_at_an_address_is_asked_for_there(
    tmp_path: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The printed link is answered, whatever its network; a base URL decides where there is one."""
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
        monkeypatch.setattr("webapp.cli.site.bind_address", lambda host, _: host)
        monkeypatch.setattr("webapp.cli.site.SiteServer.serve", lambda _: None)
        words = ["site", "serve", "--host", "198.51.100.7", "--port", "8775"]
        assert app.test_cli_runner().invoke(args=words).exit_code == 0
        assert os.environ["SITE_HOSTS"] == hosts


def test_a_wrong_setting_ends_a_server_with_one_line() -> None:
    """gunicorn prints the setting's name, not a traceback."""
    done = run(COMMANDS[-1], SITE_BASEURL="x")
    (line,) = (done.stdout + done.stderr).splitlines()
    assert (done.returncode, line.split(":")[0]) == (2, "SITE_BASEURL")
