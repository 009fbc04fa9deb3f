"""Writing PO: one canonical form, in one piece."""

import subprocess
from dataclasses import replace as changed
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog as BabelCatalogue
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import need
from tests.po.samples import IT, PLAIN, catalogues, entry, plural, po_file, po_text, quick
from webapp.po.model import Catalogue, Message
from webapp.po.read import parse, read
from webapp.po.write import differs, render, write
from webapp.settings import ROOT

PATH = Path("x.po")


def form(message: Message) -> str:
    """Return the lines of a message as they are written, without the header."""
    return render(Catalogue(PATH, Message(""), [message])).partition("\n\n")[2]


FORMS = [
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
]


def test_a_message_has_one_form() -> None:
    """No wrapping but at newlines, `fuzzy` first, everything in gettext's order."""
    for message, lines in FORMS:
        assert form(message) == lines


def test_obsolete_messages_come_last_and_comments_of_the_end_after_them() -> None:
    """Obsolete messages stand last, with comments of the end after them."""
    text = '# the end\n\n#~ msgid "b"\n#~ msgstr "B"\n\nmsgid ""\nmsgstr ""\nmsgid "a"\nmsgstr "A"'
    found = parse(text, PATH)
    found.ending, found.messages[0].comments = found.messages[0].comments, []
    assert render(found) == (
        'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "A"\n\n#~ msgid "b"\n#~ msgstr "B"\n\n# the end\n'
    )


def test_the_canonical_form_is_written_as_it_was_read() -> None:
    """What is in the canonical form is written without a change.

    A catalogue may have been saved by another tool: it is in that form once it was written.
    """
    texts = [
        po_text(entry("a", "b"), plural("c", "d", "e", "f")),
        po_text(entry("a", "b", "fuzzy, x"), '#~ msgid "a b"\n#~ msgstr "c"', "# end"),
        (ROOT / "translations" / "messages.pot").read_text("utf-8"),
        *(render(read(path)) for path in (ROOT / "translations").rglob("*.po")),
    ]
    for text in texts:
        assert render(parse(text, PATH)) == text


@quick
@given(catalogues())
def test_writing_again_changes_no_byte(catalogue: Catalogue) -> None:
    """Any catalogue at all is read from what was written and written again as the same bytes."""
    once = render(catalogue)
    assert render(parse(once, PATH)) == once


@quick
@given(st.lists(st.tuples(PLAIN.filter(bool), PLAIN, st.none() | PLAIN), unique_by=lambda row: row))
def test_babel_reads_the_same(rows: list[tuple[str, str, str | None]]) -> None:
    """Babel's reader, which has nothing to do with our writer, finds the same texts."""
    rows = list(
        {(msgid, context): (msgid, text, context) for msgid, text, context in rows}.values()
    )
    messages = [Message(msgid, [text], msgctxt=context) for msgid, text, context in rows]
    read_back = by_babel(render(Catalogue(PATH, Message("", ["Language: it\n"]), messages)))
    assert [(item.id, item.string, item.context) for item in read_back if item.id] == rows


def by_babel(text: str) -> BabelCatalogue:
    """Read a text with Babel."""
    return read_po(BytesIO(text.encode()), abort_invalid=True)


def test_babel_reads_plurals_comments_and_flags() -> None:
    """Babel finds all of a message, what it does not know among the comments."""
    message = Message(
        "a", ["c", "d"], "b", "x",
        comments=["note"], extracted=["Page: /fr/"], references=["a.html", "b.html"],
        flags=["fuzzy", "c-format"], previous=("w", "o", "p"), sticky=["no-wrap"],
    )  # fmt: skip
    gone = Message("z", ["Z"], obsolete=True)
    header = Message("", ["Language: it\n"])
    catalogue = by_babel(render(Catalogue(PATH, header, [message, gone])))
    (first,) = (item for item in catalogue if item.id)
    assert (first.id, first.string, first.context) == (("a", "b"), ("c", "d"), "x")
    unknown = ["= no-wrap", '| msgctxt "w"', '| msgid "o"', '| msgid_plural "p"']
    assert (first.user_comments, first.auto_comments) == (["note", *unknown], ["Page: /fr/"])
    assert [name for name, _ in first.locations] == ["a.html", "b.html"]
    assert first.flags >= {"fuzzy", "c-format"}
    assert [item.string for item in catalogue.obsolete.values()] == ["Z"]


@settings(quick, max_examples=25)
@given(catalogues(PLAIN))
def test_gettext_reads_the_same(
    tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue
) -> None:
    """What `msgcat` reads of any catalogue and writes has the same messages."""
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
    """A file that has the bytes already is not touched, and `write` says so."""
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
    """A file with CRLF differs from what would be written."""
    path = tmp_path / "x.po"
    path.write_bytes(po_text(entry("a", "b")).replace("\n", "\r\n").encode())
    assert differs(read(path))


def test_the_language_of_the_helper_is_what_it_says() -> None:
    """A catalogue of these tests says the language that it is asked for."""
    assert parse(po_text(), PATH).headers["Language"] == IT.catalogue
