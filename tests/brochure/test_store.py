"""The store of brochures: made once, kept, refused for a while after a failure."""

import multiprocessing
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from webapp.brochure import store
from webapp.brochure.store import Brochures, Content, as_content
from webapp.errors import BrochureError

CONTENT = as_content("mk", {"title": "а"})


class Typesetter:
    """Stands in for Typst: counts, waits, and fails when told to."""

    def __init__(self, *, seconds: float = 0.0, problem: str = "") -> None:
        self.made: list[str] = []
        self.seconds = seconds
        self.problem = problem

    def __call__(self, text: str, path: Path) -> None:
        self.made.append(text)
        time.sleep(self.seconds)
        path.write_text("half")
        if self.problem:
            raise BrochureError(self.problem)
        path.write_text(pdf(text))


def pdf(text: str) -> str:
    """Return what passes for a whole PDF."""
    return f"%PDF-1.7\n{text}\n%%EOF\n"


def test_one_is_made_for_all_who_ask_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty threads, one typesetting; each gets the same whole file."""
    monkeypatch.setattr(store, "WAITING", 20)
    typesetter = Typesetter(seconds=0.3)
    brochures = Brochures(tmp_path, typesetter)
    with ThreadPoolExecutor(20) as pool:
        paths = set(pool.map(lambda _: brochures.get(CONTENT), range(20)))
    assert len(typesetter.made) == 1
    (path,) = paths
    assert path.read_text() == pdf(CONTENT.text)


def _in_a_process(folder: Path, log: Path) -> None:
    def typeset(text: str, path: Path) -> None:
        with log.open("a") as file:
            file.write("made\n")
        time.sleep(0.5)
        path.write_text(pdf(text))

    Brochures(folder, typeset).get(CONTENT)


def test_one_is_made_for_all_processes(tmp_path: Path) -> None:
    """The workers of one node share the folder: the lock is a file's."""
    context = multiprocessing.get_context("fork")
    workers = [
        context.Process(target=_in_a_process, args=(tmp_path / "cache", tmp_path / "log"))
        for _ in range(3)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(20)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert (tmp_path / "log").read_text() == "made\n"


def test_too_many_are_asked_to_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the threads that serve pages are never all held."""
    monkeypatch.setattr(store, "WAITING", 2)
    release = threading.Event()

    def typeset(text: str, path: Path) -> None:
        release.wait(10)
        path.write_text(pdf(text))

    brochures = Brochures(tmp_path, typeset)
    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(brochures.get, CONTENT)
        second = pool.submit(brochures.get, CONTENT)
        while brochures._waiting._value:
            time.sleep(0.01)
        with pytest.raises(BrochureError, match="waiting"):
            brochures.get(CONTENT)
        release.set()
        assert first.result() == second.result()


def test_a_failure_is_not_tried_again_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is a half file left; after a pause, or with other content, it is tried."""
    typesetter = Typesetter(problem="no font")
    brochures = Brochures(tmp_path, typesetter)
    for _ in range(3):
        with pytest.raises(BrochureError, match="no font"):
            brochures.get(CONTENT)
    assert len(typesetter.made) == 1
    assert list(tmp_path.glob("*.pdf")) == []
    assert [each.name for each in tmp_path.iterdir()] == [".brochure-mk.lock"]
    typesetter.problem = ""
    assert brochures.get(as_content("mk", {"title": "б"})).is_file()
    monkeypatch.setattr(store, "PAUSE", 0)
    assert brochures.get(CONTENT).is_file()


def test_old_versions_are_dropped(tmp_path: Path) -> None:
    """Two of a language are kept: today's, and the one that may be being read."""
    brochures = Brochures(tmp_path, Typesetter())
    brochures.get(as_content("fr", {}))
    for number in range(4):
        path = brochures.get(as_content("mk", {"n": number}))
        os.utime(path, (number, number))
    names = {path.name for path in tmp_path.glob("*.pdf")}
    assert names == {
        as_content("fr", {}).file_name,
        as_content("mk", {"n": 2}).file_name,
        as_content("mk", {"n": 3}).file_name,
    }


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """With its name; nothing else happens."""
    (tmp_path / "cache").write_text("a file, not a folder")
    with pytest.raises(BrochureError, match="cache"):
        Brochures(tmp_path / "cache", Typesetter()).get(CONTENT)


def test_a_typesetter_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within the limit of time, as a failure like any other."""
    monkeypatch.setattr(store, "LIMIT", 0.05)
    with pytest.raises(BrochureError, match=r"0\.05 seconds"):
        Brochures(tmp_path).get(CONTENT)


def test_what_typst_says_is_handed_on(tmp_path: Path) -> None:
    """Content that the template cannot read fails with Typst's own words."""
    with pytest.raises(BrochureError, match="dictionary does not contain key"):
        Brochures(tmp_path).get(CONTENT)


def test_the_name_follows_the_content() -> None:
    """The same content has the same file, whatever the order of its keys."""
    assert as_content("mk", {"a": 1, "b": 2}) == as_content("mk", {"b": 2, "a": 1})
    assert Content("mk", "x").file_name != Content("mk", "y").file_name
    assert Content("mk", "x").file_name.startswith("brochure-mk-")


def test_content_is_made_once_a_version(tmp_path: Path) -> None:
    """Not at every page that links to the brochure."""
    brochures = Brochures(tmp_path, Typesetter())
    made: list[int] = []

    def make() -> Content:
        made.append(1)
        return CONTENT

    for version in (1, 1, 2, 2, 1):
        brochures.content("mk", version, make)
    assert len(made) == 3


def test_the_one_just_made_is_never_dropped(tmp_path: Path) -> None:
    """Whatever the times of the others are: after a clock was put back they lie ahead."""
    brochures = Brochures(tmp_path, Typesetter())
    for number in range(2):
        path = brochures.get(as_content("mk", {"n": number}))
        os.utime(path, (time.time() + 30 * 86_400,) * 2)
    for number in range(2, 5):
        wanted = as_content("mk", {"n": number})
        assert pdf(wanted.text).encode() == brochures.read(wanted)
    assert {path.name for path in tmp_path.glob("*.pdf")} == {
        as_content("mk", {"n": number}).file_name for number in (3, 4)
    }


@pytest.mark.parametrize("left", [b"", b"%PDF-1.7\n", b"%PDF-1.7\nhalf of it", b"\0" * 900])
def test_a_file_that_is_not_whole_is_made_again(tmp_path: Path, left: bytes) -> None:
    """As a loss of power leaves it: empty, cut off, or full of zeros."""
    brochures = Brochures(tmp_path, Typesetter())
    path = brochures.get(CONTENT)
    path.write_bytes(left)
    assert brochures.made(CONTENT) is None
    assert brochures.read(CONTENT) == pdf(CONTENT.text).encode()


def test_a_typesetter_that_writes_no_pdf_has_failed(tmp_path: Path) -> None:
    """Nothing but a whole PDF is ever put in place."""
    brochures = Brochures(tmp_path, lambda text, path: path.write_text("half") and None)
    with pytest.raises(BrochureError, match="no whole PDF"):
        brochures.get(CONTENT)
    assert list(tmp_path.glob("*.pdf")) == []


def test_each_language_has_its_own_failure(tmp_path: Path) -> None:
    """Asked in turn, each is tried once in the pause; what is said again is marked as known."""
    typesetter = Typesetter(problem="no font")
    brochures = Brochures(tmp_path, typesetter)
    known = []
    for path in ("mk", "zh", "mk", "zh", "mk"):
        with pytest.raises(BrochureError, match="no font") as raised:
            brochures.get(as_content(path, {}))
        known.append(raised.value.known)
    assert len(typesetter.made) == 2
    assert known == [False, False, True, True, True]


def test_a_try_that_fails_changes_no_page(tmp_path: Path) -> None:
    """Pages depend on the brochures there are, not on what happens in the folder besides."""
    typesetter = Typesetter(problem="no font")
    brochures = Brochures(tmp_path, typesetter)
    before = brochures.version
    with pytest.raises(BrochureError):
        brochures.get(CONTENT)
    (tmp_path / "another.mo").touch()
    assert brochures.version == before
    typesetter.problem = ""
    brochures.get(as_content("fr", {}))
    assert brochures.version != before


def test_what_killed_processes_left_is_cleared(tmp_path: Path) -> None:
    """When the next one is made; what another process is making now stays."""
    old, new = tmp_path / ".brochure-old", tmp_path / ".brochure-new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "brochure-mk-0.pdf").write_text("half")
    os.utime(old, (0, 0))
    Brochures(tmp_path, Typesetter()).get(CONTENT)
    assert not old.exists()
    assert new.exists()


def test_a_folder_that_refuses_is_said_once(tmp_path: Path) -> None:
    """With what to do; after a pause it is tried again."""
    (tmp_path / "cache").write_text("a file, not a folder")
    brochures = Brochures(tmp_path / "cache", Typesetter())
    known = []
    for _ in range(3):
        with pytest.raises(BrochureError, match=r"cache: .*; set SITE_CACHE to a folder") as raised:
            brochures.get(CONTENT)
        known.append(raised.value.known)
    assert known == [False, True, True]


def test_the_reason_is_one_line(tmp_path: Path) -> None:
    """However much the typesetter says."""
    with pytest.raises(BrochureError) as raised:
        Brochures(tmp_path).get(as_content("mk", {"title": "a"}))
    assert str(raised.value).count("\n") == 0
    assert len(str(raised.value)) > 40


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("error: no font\n = hint: try another\n\nerror: no glyph\n", "no font"),
        ("thread panicked at a.rs:\nTraceback …\nPanicException: a page too wide\n\n", "Panic"),
        ("Killed\n", "Killed"),
        ("\n", ""),
    ],
)
def test_of_much_that_is_said_the_reason_is_taken(said: str, reason: str) -> None:
    """Typst's first error, or how a traceback ends."""
    found = store._reason(said)
    assert found.startswith(reason)
    assert bool(found) == bool(reason)
    assert "\n" not in found
