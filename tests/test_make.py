"""What `make`, CI and the tests do where something is lacking."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import need
from webapp.settings import ROOT

FLASK = """#!/bin/sh
echo "$*"
case "$*" in
  *compile*|*brochure*) echo "messages.po:3: error [syntax] no quote" >&2; exit 2;;
esac
"""


def script(path: Path, text: str) -> None:
    """Write a program."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def run(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder, with its programs before the system's."""
    path = f"{folder / 'programs'}:{os.environ['PATH']}"
    named = {"PATH": path, "HOME": str(folder)}
    identity = {
        f"GIT_{who}_{what}": "a@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    return subprocess.run(
        command, cwd=folder, env=named | identity, capture_output=True, text=True, check=False
    )


def test_a_test_says_which_package_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing program fails in CI and is skipped elsewhere; LibreOffice needs its Calc."""
    script(tmp_path / "program" / "soffice", "")
    monkeypatch.setenv("PATH", str(tmp_path / "program"))
    monkeypatch.setenv("CI", "true")
    for program, package in {"msgfmt": "gettext", "soffice": "libreoffice-calc-nogui"}.items():
        with pytest.raises(pytest.fail.Exception, match=f"{program} is not.* package {package},"):
            need(program)
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception, match="`make tools` installs it"):
        need("msgfmt")
    (tmp_path / "program" / "libsclo.so").touch()
    assert need("soffice") == str(tmp_path / "program" / "soffice")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The Makefile, an installed environment, and commands that can neither compile nor set."""
    need("make")
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements.txt").touch()
    script(tmp_path / ".venv" / "bin" / "python", "")
    script(tmp_path / ".venv" / "bin" / "flask", FLASK)
    (tmp_path / ".venv" / "runtime").touch()
    return tmp_path


def test_make_run_serves_without_what_cannot_be_made(project: Path) -> None:
    """`make run` says what is lacking and serves, at the host and port that were given."""
    done = run("make", "run", "HOST=::1", "PORT=9000", folder=project)
    assert done.returncode == 0
    assert "--app webapp site serve --host ::1 --port 9000" in done.stdout
    assert [
        line for line in done.stdout.splitlines() if line.startswith("make run: not every")
    ] == [
        "make run: not every catalogue is compiled; serving the site without",
    ]


@pytest.mark.parametrize("goal", ["compile", "brochure", "setup"])
def test_every_other_goal_fails(project: Path, goal: str) -> None:
    """A goal that is asked for by name is done or fails."""
    assert run("make", goal, folder=project).returncode == 2


def test_an_old_python_is_named_before_anything_is_installed(project: Path) -> None:
    """One line names the version that is needed."""
    shutil.rmtree(project / ".venv")
    script(project / "old", "#!/bin/sh\nexit 1\n")
    done = run("make", "run", "PYTHON=./old", folder=project)
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == (
        "Python 3.11 or newer is needed, and ./old is older or missing; name another with PYTHON="
    )
    assert not (project / ".venv").exists()


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """A repository of two commits with `.ci/run`, and programs that succeed."""
    folder = tmp_path / "history"
    script(folder / ".ci" / "run", (ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    script(folder / "programs" / "make", "#!/bin/sh\n")
    script(folder / ".venv" / "bin" / "flask", "#!/bin/sh\necho compared\n")
    run("git", "init", "--quiet", folder=folder)
    for message in ("first", "second"):
        run("git", "add", "--force", ".", folder=folder)
        run("git", "commit", "--quiet", "--allow-empty", "--message", message, folder=folder)
    return folder


def test_ci_compares_with_the_commit_before(history: Path) -> None:
    """Where there is a commit before, CI compares the translations with it."""
    done = run(".ci/run", folder=history)
    assert (done.returncode, done.stdout) == (0, "compared\n")


def test_ci_has_nothing_to_compare_at_the_first_commit(history: Path) -> None:
    """CI passes at the first commit."""
    run("git", "reset", "--quiet", "--hard", "HEAD~1", folder=history)
    done = run(".ci/run", folder=history)
    assert (done.returncode, done.stdout) == (0, "")


def test_ci_fails_where_the_commit_before_was_not_fetched(history: Path) -> None:
    """A shallow clone, as GitHub Actions makes by default, could hide a loss."""
    clone = history.parent / "clone"
    run("git", "clone", "--quiet", "--depth", "1", f"file://{history}", str(clone), folder=history)
    done = run(".ci/run", folder=clone)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("This clone is shallow")
    assert len(done.stderr.splitlines()) == 1
