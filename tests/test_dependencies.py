"""What the locks hold, and what `make audit` says of them."""

import json
import os
import re
import subprocess
import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from webapp.settings import ROOT

LOCKS = ["requirements.txt", "requirements-dev.txt"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
HASHES = r"(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+"
PINNED = re.compile(
    r"([a-z0-9-]+(?:\[[a-z0-9,-]+\])?)==([^ ;\\]+)(?: ; [^\\]+?)? \\\n" f"({HASHES})"
)


def locked(name: str) -> dict[str, str]:
    """Return the version of each package of a lock."""
    found = PINNED.findall((ROOT / name).read_text())
    return {package.partition("[")[0]: version for package, version, _ in found}


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_locked_with_its_hashes(name: str) -> None:
    """A lock has one version and its digests for each package, and nothing else."""
    text = "".join(
        line for line in (ROOT / name).read_text().splitlines(keepends=True) if line[0] != "#"
    )
    assert PINNED.sub("", text) == ""
    assert len(locked(name)) > 10


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_says_where_packages_come_from(name: str) -> None:
    """A lock names no registry: each user installs from their own."""
    assert not re.search(r"://|@|index|find-links", (ROOT / name).read_text())


def test_every_dependency_is_in_the_lock() -> None:
    """Every dependency is locked, and the tests run with the versions that the site runs with."""
    names = {re.match(r"[a-z0-9-]+", each)[0] for each in PROJECT["dependencies"]}  # type: ignore[index]
    assert names <= locked("requirements.txt").keys()
    assert locked("requirements.txt").items() <= locked("requirements-dev.txt").items()


def test_npm_packages_are_locked_too() -> None:
    """The npm lock has digests and no addresses."""
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for path, package in packages.items():
        assert not path or package["integrity"].startswith("sha512-")
        assert "resolved" not in package


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_says_when_it_was_upgraded(name: str) -> None:
    """A lock names a past day; `make audit` says whether it is too long ago."""
    (day,) = re.findall(r"(?m)^# .*upgraded (\S+)$", (ROOT / name).read_text())
    assert date(2026, 11, 1) < date.fromisoformat(day) <= datetime.now(UTC).date()


def audit(folder: Path, days: int, pip_audit: str = "") -> subprocess.CompletedProcess[str]:
    """Audit a lock of an age, with a `pip-audit` that does something."""
    lock = folder / "requirements.txt"
    day = datetime.now(UTC).date() - timedelta(days)
    lock.write_text(f"#    make lock, upgraded {day}\nflask==3.1.3\n")
    programs = folder / "bin"
    programs.mkdir(exist_ok=True)
    if pip_audit:
        (programs / "pip-audit").write_text(f"#!/bin/sh\nfor output; do :; done\n{pip_audit}\n")
        (programs / "pip-audit").chmod(0o755)
    return subprocess.run(
        ["/bin/sh", str(ROOT / "tests" / "audit.sh"), str(lock)],
        env={"PATH": f"{programs}:{os.defpath}"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("days", "pip_audit", "code", "said"),
    [
        (0, "", 0, "not installed"),
        (120, "", 0, "upgraded 120 days ago"),
        (121, "", 1, "run make upgrade"),
        (0, 'echo "{}" > "$output"', 0, "upgraded 0 days ago"),
        (0, 'echo "{}" > "$output"; exit 1', 1, "upgraded 0 days ago"),
        (0, "exit 1", 0, "was not asked"),
    ],
    ids=["new", "old", "too old", "nothing known", "something known", "no network"],
)
def test_the_audit_fails_for_what_is_old_or_known_only(
    tmp_path: Path, days: int, pip_audit: str, code: int, said: str
) -> None:
    """An old lock and a known weakness fail the audit, and it says which it was."""
    done = audit(tmp_path, days, pip_audit)
    assert done.returncode == code
    assert said in done.stdout + done.stderr
