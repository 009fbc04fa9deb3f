"""Writing PO: one canonical form, in one piece."""

import subprocess
from dataclasses import replace as changed
from pathlib import Path
from threading import Thread

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalog.po import IT, PLAIN, catalogues, entry, plural, po_file, po_text, quick
from tests.conftest import need
from webapp.catalog.model import Catalogue, Message
from webapp.catalog.read import parse, read
from webapp.catalog.write import differs, locked, render, replace, write
from webapp.errors import CatalogFileError
from webapp.settings import ROOT

PATH = Path("x.po")


def form(message: Message) -> str:
    """Give the lines of a message as they are written, without the header."""
    return render(Catalogue(PATH, Message(""), [message])).partition("\n\n")[2]


@pytest.mark.parametrize(
    ("message", "lines"),
    [
        (Message("a", ["b"]), 'msgid "a"\nmsgstr "b"\n'),
        (Message("é中", ['"\\\t']), 'msgid "é中"\nmsgstr "\\"\\\\\\t"\n'),
        (Message("a\n", ["\n"]), 'msgid "a\\n"\nmsgstr "\\n"\n'),
        (
            Message("a\nb", ["c\n\nd\n"]),
            'msgid ""\n"a\\n"\n"b"\nmsgstr ""\n"c\\n"\n"\\n"\n"d\\n"\n',
        ),
        (Message("a" * 200, [""]), f'msgid "{"a" * 200}"\nmsgstr ""\n'),
        (
            Message("a", ["c", "d"], "b", "x"),
            'msgctxt "x"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n',
        ),
        (
            Message(
                "a",
                comments=["one", ""],
                extracted=["Page: /fr/"],
                references=["a.html", "b.html"],
                flags=["python-format", "new", "fuzzy"],
                sticky=["no-wrap"],
                previous=("x", "o\np", None),
            ),
            "# one\n#\n#. Page: /fr/\n#: a.html\n#: b.html\n#, fuzzy, python-format, new\n"
            '#= no-wrap\n#| msgctxt "x"\n#| msgid ""\n#| "o\\n"\n#| "p"\nmsgid "a"\nmsgstr ""\n',
        ),
        (
            Message("a\nb", ["c"], obsolete=True, previous=(None, "o", None)),
            '#~| msgid "o"\n#~ msgid ""\n#~ "a\\n"\n#~ "b"\n#~ msgstr "c"\n',
        ),
    ],
    ids=["plain", "escapes", "newline at the end", "lines", "long", "plural", "all", "obsolete"],
)
def test_a_message_has_one_form(message: Message, lines: str) -> None:
    """No wrapping but at newlines, fuzzy first, everything in gettext's order."""
    assert form(message) == lines


def test_obsolete_messages_come_last_and_comments_of_the_end_after_them() -> None:
    """With one blank line between entries and none at the end."""
    text = '# the end\n\n#~ msgid "b"\n#~ msgstr "B"\n\nmsgid ""\nmsgstr ""\nmsgid "a"\nmsgstr "A"'
    found = parse(text, PATH)
    found.ending, found.messages[0].comments = found.messages[0].comments, []
    assert render(found) == (
        'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "A"\n\n#~ msgid "b"\n#~ msgstr "B"\n\n# the end\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        po_text(entry("a", "b"), plural("c", "d", "e", "f")),
        po_text(entry("a", "b", "fuzzy, x"), '#~ msgid "a b"\n#~ msgstr "c"', "# end"),
    ],
)
def test_the_canonical_form_is_written_as_it_was_read(text: str) -> None:
    """So that a change of one message is a change of its lines only."""
    assert render(parse(text, PATH)) == text


@quick
@given(catalogues())
def test_writing_again_changes_no_byte(catalogue: Catalogue) -> None:
    """For any catalogue at all."""
    once = render(catalogue)
    assert render(parse(once, PATH)) == once


@quick
@given(st.lists(st.tuples(PLAIN, PLAIN, st.none() | PLAIN), unique_by=lambda row: row[:1]))
def test_polib_reads_the_same(rows: list[tuple[str, str, str | None]]) -> None:
    """polib is somebody else's reader."""
    messages = [Message(msgid, [text], msgctxt=context) for msgid, text, context in rows]
    messages = [message for message in messages if message.msgid]
    text = render(Catalogue(PATH, Message("", ["Language: it\n"]), messages))
    found = [(item.msgid, item.msgstr, item.msgctxt) for item in polib.pofile(text)]
    assert found == [(item.msgid, item.msgstr[0], item.msgctxt) for item in messages]


def test_polib_reads_plurals_comments_flags_and_previous_texts() -> None:
    """And knows what is obsolete."""
    message = Message(
        "a", ["c", "d"], "b", "x",
        comments=["note"], extracted=["Page: /fr/"], references=["a.html"],
        flags=["fuzzy", "python-format"], previous=("w", "o", "p"),
    )  # fmt: skip
    gone = Message("z", ["Z"], obsolete=True)
    found = polib.pofile(render(Catalogue(PATH, Message("", ["Language: it\n"]), [message, gone])))
    first, last = found
    assert (first.msgid, first.msgid_plural, first.msgctxt) == ("a", "b", "x")
    assert first.msgstr_plural == {0: "c", 1: "d"}
    assert (first.tcomment, first.comment) == ("note", "Page: /fr/")
    assert first.occurrences == [("a.html", "")]
    assert first.flags == ["fuzzy", "python-format"]
    assert (first.previous_msgctxt, first.previous_msgid) == ("w", "o")
    assert first.previous_msgid_plural == "p"
    assert (last.msgid, last.msgstr, last.obsolete) == ("z", "Z", True)


@settings(quick, max_examples=25)
@given(catalogues(PLAIN))
def test_gettext_reads_the_same(
    tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue
) -> None:
    """What `msgcat` reads and writes has the same messages."""
    header = parse(po_text(), PATH).header
    messages = [changed(it, previous=None, sticky=[]) for it in catalogue.messages]
    messages = [it for it in messages if it.msgid and it.translated]
    text = render(changed(catalogue, header=header, messages=messages))
    path = tmp_path_factory.getbasetemp() / "any.po"
    path.write_text(text, encoding="utf-8", newline="")
    command = [need("msgcat"), "--no-wrap", str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    found = {item.key: item for item in parse(run.stdout, PATH).messages}
    assert found.keys() == {item.key for item in messages}
    assert all(found[item.key].msgstr == item.msgstr for item in messages)


def test_writing_says_whether_the_bytes_changed(tmp_path: Path) -> None:
    """A file that has them already is not touched."""
    path = po_file(tmp_path / "x.po", entry("a", "b"))
    found, before = read(path), path.stat()
    assert not differs(found)
    assert not write(found)
    assert path.stat() == before
    found.messages[0].msgstr = ["c"]
    assert differs(found)
    assert write(found)
    assert path.read_text(encoding="utf-8") == po_text(entry("a", "c"))


def test_other_ends_of_lines_are_a_difference(tmp_path: Path) -> None:
    """The canonical form has one byte at the end of a line."""
    path = tmp_path / "x.po"
    path.write_bytes(po_text(entry("a", "b")).replace("\n", "\r\n").encode())
    assert differs(read(path))


def test_writing_makes_the_folder_and_keeps_the_mode(tmp_path: Path) -> None:
    """A new language needs no mkdir; a private file stays private."""
    path = tmp_path / "it" / "LC_MESSAGES" / "x.po"
    assert replace(path, b"one")
    path.chmod(0o640)
    assert replace(path, b"two")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"two", 0o640)


def refuse(*_: object) -> None:
    """Do what the system does when the disk is gone."""
    raise OSError(5, "Input/output error")


@pytest.mark.parametrize("step", [("pathlib.Path", "replace"), ("os", "fsync")])
def test_a_write_that_is_cut_off_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: tuple[str, str]
) -> None:
    """Whole, and without litter beside it."""
    path = po_file(tmp_path / "x.po", entry("a", "b"))
    old = path.read_bytes()
    monkeypatch.setattr(".".join(step), refuse)
    with pytest.raises(CatalogFileError, match=r"x\.po: Input/output error"):
        replace(path, b"new")
    assert path.read_bytes() == old
    assert list(tmp_path.iterdir()) == [path]


def test_an_interruption_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control-C between write and rename is not an error of the system, and is passed on."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    path = po_file(tmp_path / "x.po", entry("a", "b"))
    old = path.read_bytes()
    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        replace(path, b"new")
    assert path.read_bytes() == old
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    """It stays, without litter beside it."""
    path = tmp_path / "x.po"
    path.mkdir()
    with pytest.raises(CatalogFileError, match=r"x\.po: Is a directory"):
        replace(path, b"new")
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    """Nothing is moved out of the way."""
    (tmp_path / "it").write_text("")
    with pytest.raises(CatalogFileError, match=r"x\.po: "):
        replace(tmp_path / "it" / "x.po", b"new")


def test_a_folder_that_may_not_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's own words say why; root may write everywhere, so it is told otherwise."""

    def forbid(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", forbid)
    with pytest.raises(CatalogFileError, match=r"x\.po: Permission denied"):
        replace(tmp_path / "x.po", b"new")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it leads to is written, in its own folder."""
    target = po_file(tmp_path / "real" / "x.po", entry("a", "b"))
    link = tmp_path / "x.po"
    link.symlink_to(Path("real") / "x.po")
    assert replace(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["real", "x.po", "x.po"]


def test_of_two_writers_the_second_waits_and_reads_what_the_first_wrote(tmp_path: Path) -> None:
    """Though the file that it waited for is another one by then; a link is its target."""
    path = po_file(tmp_path / "x.po", entry("a", "b"))
    link = tmp_path / "link.po"
    link.symlink_to(path)
    seen: list[str] = []

    def second() -> None:
        with locked(link, path):
            seen.append(read(path).messages[0].msgstr[0])

    thread = Thread(target=second)
    with locked(path):
        thread.start()
        thread.join(0.2)
        assert thread.is_alive()
        found = read(path)
        found.messages[0].msgstr = ["c"]
        write(found)
        assert seen == []
    thread.join(10)
    assert seen == ["c"]


def test_what_a_killed_process_left_is_deleted_by_the_next(tmp_path: Path) -> None:
    """Of the same file only, whatever else stands next to it; git ignores it until then."""
    path = po_file(tmp_path / "messages.po", entry("a", "b"))
    names = (".messages.po.abc_1234", ".other.po.abc_1234", "messages.po.abc_1234", ".messages.po")
    for name in names:
        (tmp_path / name).write_text("")
    with locked(path):
        pass
    assert {file.name for file in tmp_path.iterdir()} == {"messages.po", *names[1:]}
    left = ["translations/en/LC_MESSAGES/.messages.po.a", "translations/.messages.pot.a"]
    ignored = subprocess.run(
        [need("git"), "check-ignore", "--no-index", *left],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ignored.stdout.split() == left


def test_the_language_of_the_helper_is_what_it_says() -> None:
    """The fixtures of these tests are themselves sound."""
    assert parse(po_text(), PATH).headers["Language"] == IT.catalogue
