"""Disks that are full or may not be written to, and two who write at once."""

import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import cannot_run
from tests.faults.conftest import Start
from webapp.languages import BY_PATH, TRANSLATED
from webapp.po import files
from webapp.po.mo import unpack
from webapp.settings import ROOT

Disk = Callable[..., Path]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Mount small disks, which a test then fills up or forbids to write to."""
    mounted: list[Path] = []

    def mount(kilobytes: int) -> Path:
        path = tmp_path / f"disk-{len(mounted)}"
        path.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(path)]
        if subprocess.run(command, capture_output=True).returncode:
            cannot_run("this account may not mount a disk")
        mounted.append(path)
        return path

    yield mount
    for path in mounted:
        subprocess.run(["umount", "-l", str(path)], check=True)


def fill(path: Path) -> None:
    """Leave no room on a disk."""
    with (path / "full").open("wb", buffering=0) as file:
        while True:
            try:
                file.write(b"x" * 1024)
            except OSError:
                return


def forbid(path: Path) -> None:
    """Let nothing be written to a disk any more."""
    subprocess.run(["mount", "-o", "remount,ro", str(path)], check=True)


def command(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the site."""
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "webapp", *words],
        cwd=ROOT,
        env=os.environ | settings,
        capture_output=True,
        text=True,
        timeout=120,
    )


FAULTS = pytest.mark.parametrize("fault", [fill, pytest.param(forbid, marks=pytest.mark.slow)])


@pytest.mark.slow
@FAULTS
def test_compiling_leaves_the_old_catalogue(
    disk: Disk, translations: Path, fault: Callable[[Path], None]
) -> None:
    """The command names file and reason; the old `.mo` is whole and nothing is next to it."""
    path = disk(3_000)
    folder = path / "translations"
    shutil.copytree(translations, folder)
    source = files.source(folder, BY_PATH["mk"])
    source.write_text(source.read_text("utf-8").replace('msgstr "', 'msgstr "Ново ', 40), "utf-8")
    settings = {"SITE_TRANSLATIONS": str(folder), "SITE_CACHE": str(path / "cache")}
    compiled = files.compiled(path / "cache", BY_PATH["mk"])
    assert command("i18n", "compile", "mk", **settings).returncode == 0
    before = compiled.read_bytes()
    source.write_text(source.read_text("utf-8").replace('msgstr "Ново ', 'msgstr "Друго '), "utf-8")
    fault(path)
    done = command("i18n", "compile", "mk", **settings)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert str(compiled) in done.stderr
    assert ("No space left" in done.stderr) or ("Read-only" in done.stderr)
    assert compiled.read_bytes() == before
    assert {each.name for each in compiled.parent.iterdir()} == {"mk.mo"}


@pytest.mark.slow
@FAULTS
def test_a_brochure_that_cannot_be_written_is_an_error(
    disk: Disk, translations: Path, fault: Callable[[Path], None]
) -> None:
    """The command names the folder and leaves no half of a file."""
    path = disk(100)
    fault(path)
    settings = {"SITE_CACHE": str(path / "cache"), "SITE_TRANSLATIONS": str(translations)}
    done = command("brochure", "build", "mk", **settings)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert str(path) in done.stderr
    assert not list(path.glob("cache/*.pdf"))


@pytest.mark.slow
@FAULTS
def test_the_site_is_read_all_the_same(
    disk: Disk, start: Start, fault: Callable[[Path], None]
) -> None:
    """Without a place for the brochure, every page but it is shown."""
    path = disk(100)
    fault(path)
    server = start(SITE_CACHE=str(path / "cache"))

    def status(address: str) -> int:
        request = urllib.request.Request(server.url + address)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code

    shown = {address: status(address) for address in ("/mk/", "/it/partners/fujian", "/nb/map")}
    assert set(shown.values()) == {200}
    assert (status("/mk/brochure.pdf"), status("/mk/directory")) == (503, 200)


@pytest.mark.slow
def test_two_compile_at_once(translations: Path, tmp_path: Path) -> None:
    """Of two commands at once neither fails, and the catalogue is whole."""
    settings = {"SITE_TRANSLATIONS": str(translations), "SITE_CACHE": str(tmp_path / "cache")}
    path = files.compiled(tmp_path / "cache", BY_PATH["mk"])
    words = [sys.executable, "-m", "flask", "--app", "webapp", "i18n", "compile"]
    for _ in range(3):
        path.unlink(missing_ok=True)
        running = [
            subprocess.Popen(words, cwd=ROOT, env=os.environ | settings, stdout=subprocess.DEVNULL)
            for _ in range(2)
        ]
        assert [each.wait(60) for each in running] == [0, 0]
        assert len(unpack(path.read_bytes(), path)) > 300
    names = {each.name for each in path.parent.iterdir()}
    assert names == {f"{language.path}.mo" for language in TRANSLATED}
