"""The store of brochures: made once, kept, refused for a while after a failure."""

import multiprocessing
import os
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from webapp.brochure import CARD, store
from webapp.brochure.store import Brochures, Content, as_content, typeset
from webapp.errors import BrochureError

CONTENT = as_content("mk", {"title": "а"})


class Typesetter:
    """Stands in for Typst: counts, waits, and fails when told to."""

    def __init__(self, *, seconds: float = 0.0, problem: str = "") -> None:
        self.texts: list[str] = []
        self.seconds = seconds
        self.problem = problem

    def __call__(self, text: str) -> bytes:
        self.texts.append(text)
        time.sleep(self.seconds)
        if self.problem:
            raise BrochureError(self.problem)
        return pdf(text)


def pdf(text: str) -> bytes:
    """Return what passes for a whole PDF."""
    return f"%PDF-1.7\n{text}\n%%EOF\n".encode()


def test_one_is_made_for_all_threads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty threads at once cause one typesetting, and each gets the same whole file."""
    monkeypatch.setattr(store, "WAITING", 20)
    typesetter = Typesetter(seconds=0.3)
    brochures = Brochures(tmp_path, typesetter)
    with ThreadPoolExecutor(20) as pool:
        (path,) = set(pool.map(lambda _: brochures.get(CONTENT), range(20)))
    assert len(typesetter.texts) == 1
    assert path.read_bytes() == pdf(CONTENT.text)


def _in_a_process(folder: Path, log: Path) -> None:
    def typesetter(text: str) -> bytes:
        with log.open("a") as file:
            file.write("made\n")
        time.sleep(0.5)
        return pdf(text)

    Brochures(folder, typesetter).get(CONTENT)


def test_one_is_made_for_all_processes(tmp_path: Path) -> None:
    """The workers of one machine share the folder and its lock."""
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


def test_too_many_threads_do_not_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The threads that serve pages are never all held by a brochure that is being made."""
    monkeypatch.setattr(store, "WAITING", 1)
    started, release = threading.Event(), threading.Event()

    def typesetter(text: str) -> bytes:
        started.set()
        release.wait(10)
        return pdf(text)

    brochures = Brochures(tmp_path, typesetter)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(brochures.get, CONTENT)
        assert started.wait(10)
        with pytest.raises(BrochureError, match="waiting"):
            brochures.get(CONTENT)
        release.set()
        assert first.result().is_file()


def test_a_failure_is_not_tried_again_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure leaves no file, and is tried again after a pause or with other content."""
    typesetter = Typesetter(problem="no font")
    brochures = Brochures(tmp_path, typesetter)
    for _ in range(3):
        with pytest.raises(BrochureError, match="no font"):
            brochures.get(CONTENT)
    assert len(typesetter.texts) == 1
    assert [path.name for path in tmp_path.iterdir()] == [".brochure-mk.lock"]
    typesetter.problem = ""
    assert brochures.get(as_content("mk", {"title": "б"})).is_file()
    monkeypatch.setattr(store, "PAUSE", 0)
    assert brochures.get(CONTENT).is_file()


def test_each_language_has_its_own_failure(tmp_path: Path) -> None:
    """Each language is tried once in the pause, and what is said again is marked as known."""
    typesetter = Typesetter(problem="no font")
    brochures = Brochures(tmp_path, typesetter)
    known = []
    for path in ("mk", "zh", "mk", "zh", "mk"):
        with pytest.raises(BrochureError, match="no font") as raised:
            brochures.get(as_content(path, {}))
        known.append(raised.value.known)
    assert len(typesetter.texts) == 2
    assert known == [False, False, True, True, True]


def test_old_versions_are_dropped(tmp_path: Path) -> None:
    """Two versions of a language are kept: today's, and the one that may be being read."""
    brochures = Brochures(tmp_path, Typesetter())
    brochures.get(as_content("fr", {}))
    for number in range(4):
        path = brochures.get(as_content("mk", {"n": number}))
        os.utime(path, (number, number))
    assert {path.name for path in tmp_path.glob("*.pdf")} == {
        as_content("fr", {}).file_name,
        as_content("mk", {"n": 2}).file_name,
        as_content("mk", {"n": 3}).file_name,
    }


def test_the_one_just_made_is_never_dropped(tmp_path: Path) -> None:
    """After a clock was put back, the times of older versions lie ahead."""
    brochures = Brochures(tmp_path, Typesetter())
    for number in range(2):
        path = brochures.get(as_content("mk", {"n": number}))
        os.utime(path, (time.time() + 30 * 86_400,) * 2)
    for number in range(2, 5):
        content = as_content("mk", {"n": number})
        assert pdf(content.text) == brochures.get(content).read_bytes()
        assert len(list(tmp_path.glob("*.pdf"))) == 2


def test_a_folder_that_cannot_be_written_is_reported_once(tmp_path: Path) -> None:
    """The error names the folder and what to do, and is known from the second time on."""
    (tmp_path / "cache").write_text("a file, not a folder")
    brochures = Brochures(tmp_path / "cache", Typesetter())
    known = []
    for _ in range(3):
        with pytest.raises(BrochureError, match=r"cache: .*; set SITE_CACHE to a folder") as raised:
            brochures.get(CONTENT)
        known.append(raised.value.known)
    assert known == [False, True, True]


def test_a_typesetter_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the limit of time, setting fails like any other."""
    monkeypatch.setattr(store, "LIMIT", 0.05)
    with pytest.raises(BrochureError, match=r"0\.05 seconds"):
        typeset("{}")


def test_a_typesetter_that_writes_no_pdf_has_failed(tmp_path: Path) -> None:
    """Only a whole PDF is ever put in place."""
    brochures = Brochures(tmp_path, lambda _: b"half")
    with pytest.raises(BrochureError, match="no whole file"):
        brochures.get(CONTENT)
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_file_that_is_not_whole_is_made_again(tmp_path: Path) -> None:
    """A loss of power may leave a file empty, cut off, or full of zeros."""
    brochures = Brochures(tmp_path, Typesetter())
    path = brochures.get(CONTENT)
    for damaged in (b"", b"%PDF-1.7\n", b"%PDF-1.7\nhalf of it", b"\0" * 900):
        path.write_bytes(damaged)
        assert brochures.made(CONTENT) is None, damaged
        assert brochures.get(CONTENT).read_bytes() == pdf(CONTENT.text), damaged


def test_what_a_killed_process_left_is_deleted(tmp_path: Path) -> None:
    """An unfinished file is never read, and is gone when the next one is made."""
    unfinished = tmp_path / f".{CONTENT.file_name}.01234567"
    unfinished.write_bytes(b"%PDF-1.7\nhalf of a file")
    assert Brochures(tmp_path, Typesetter()).get(CONTENT).read_bytes() == pdf(CONTENT.text)
    assert not unfinished.exists()


def test_a_try_that_fails_changes_no_page(tmp_path: Path) -> None:
    """Pages depend on the brochures there are, and on nothing else in the folder."""
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


def test_the_name_follows_the_content() -> None:
    """The same content has the same file name, whatever the order of its keys."""
    assert as_content("mk", {"a": 1, "b": 2}) == as_content("mk", {"b": 2, "a": 1})
    assert Content("mk", "x").file_name != Content("mk", "y").file_name
    assert Content("mk", "x").file_name.startswith("brochure-mk-")


def test_a_card_is_kept_beside_the_brochure(tmp_path: Path) -> None:
    """Each has its own versions, its own failures and its own form."""
    brochures = Brochures(tmp_path, Typesetter())
    card = as_content("mk", {"title": "а"}, CARD)
    brochures.get(CONTENT)
    with pytest.raises(BrochureError, match="no whole file"):
        brochures.get(card)
    assert (brochures.size("brochure-mk") > 0, brochures.size("card-mk")) == (True, 0)
    png = b"\x89PNG\r\n\x1a\n-IEND\xae\x42\x60\x82"
    assert Brochures(tmp_path, lambda _: png).get(card).read_bytes() == png
    assert (brochures.made(card), brochures.made(CONTENT)) != (None, None)
    assert card.file_name.startswith("card-mk-")
    assert card.file_name.endswith(".png")
    for damaged in (b"", png[:-1], png[1:], bytes(len(png))):
        (tmp_path / card.file_name).write_bytes(damaged)
        assert brochures.made(card) is None, damaged


def test_typst_says_why_in_one_line() -> None:
    """Content that the template cannot read fails with Typst's own words."""
    with pytest.raises(BrochureError, match="dictionary does not contain key") as raised:
        typeset(CONTENT.text)
    assert "\n" not in str(raised.value)


def test_the_reason_is_taken_from_all_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason is Typst's first error, or how a traceback ends."""
    for said, reason in (
        ("error: no font\n = hint: try another\n\nerror: no glyph\n", "no font"),
        ("thread panicked at a.rs:\nTraceback …\nPanicException: a page\n\n", "PanicException: a"),
        ("Killed\n", "Killed"),
        ("\n", "the typesetter ended with 1"),
    ):
        done = subprocess.CompletedProcess([], 1, b"", said.encode())
        monkeypatch.setattr(subprocess, "run", lambda *_, done=done, **__: done)
        with pytest.raises(BrochureError, match=f"cannot be made: {reason}") as raised:
            typeset("{}")
        assert "\n" not in str(raised.value)
