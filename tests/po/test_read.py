"""Reading PO: everything a file says is kept, everything else is refused with its line."""

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.po.samples import catalogues, entry, header, messages, po_text, quick
from webapp.errors import CatalogSyntaxError, FileError
from webapp.po.model import Catalogue, Message
from webapp.po.read import parse, read
from webapp.po.write import render

PATH = Path("x.po")
TWO_QUOTES = "expected a comment, or a keyword with a text in straight quotes"


def one(text: str) -> Message:
    """Read the only message of a text."""
    (message,) = parse(text, PATH).messages
    return message


def unplaced(message: Message) -> Message:
    """Forget where a message was, and of an obsolete one what the source said of it."""
    message = replace(message, line=0, msgstr_line=0)
    return replace(message, extracted=[], references=[]) if message.obsolete else message


def same(one: Catalogue, other: Catalogue) -> bool:
    """Return whether two catalogues say the same, wherever their lines are."""
    lists = [[unplaced(item) for item in (it.header, *it.messages)] for it in (one, other)]
    return lists[0] == lists[1] and one.ending == other.ending


# What is wrong, the line it is at, a part of the sentence that says what is right.
REFUSED = {
    "a text without its closing quote": ('msgid "a\nmsgstr ""', 1, TWO_QUOTES),
    "a text without its opening quote": ('msgid a"\nmsgstr ""', 1, TWO_QUOTES),
    "a keyword without a text": ('msgid "a"\nmsgstr', 2, TWO_QUOTES),
    "a straight quote inside a text": ('msgid "a"\nmsgstr "a "b" c"', 2, TWO_QUOTES),
    "a backslash before the closing quote": ('msgid "a\\"\nmsgstr ""', 1, TWO_QUOTES),
    "a continued text without its end": ('msgid ""\n"a\nmsgstr ""', 2, TWO_QUOTES),
    "typographic quotes": ("msgid “a”\nmsgstr ''", 1, TWO_QUOTES),
    "junk before the first message": ("junk\n", 1, TWO_QUOTES),
    "junk after a message": ('msgid "a"\nmsgstr "b"\n\njunk', 4, "found 'junk'"),
    "a keyword of nobody": ('msgfoo "a"', 1, TWO_QUOTES),
    "junk after #~": ('#~ msgid "a"\n#~ msgstr "b"\n#~ junk', 3, "found 'junk'"),
    "a msgid without msgstr": ('msgid "a"\n\nmsgid "b"\nmsgstr "c"', 3, "msgstr was expected"),
    "a msgid without msgstr before a comment": ('msgid "a"\n#. c\nmsgid "b"', 2, "msgstr is miss"),
    "a comment after msgctxt": ('msgctxt "a"\n# c\nmsgid "b"', 2, "in the middle of a message"),
    "an empty plural": ('msgid "a"\nmsgid_plural ""\nmsgstr[0] "b"', 2, "msgid_plural is empty"),
    "a msgstr without msgid": ('msgstr "a"', 1, "msgstr where msgctxt or msgid was expected"),
    "a second msgstr": ('msgid "a"\nmsgstr "b"\nmsgstr "c"', 3, "msgctxt or msgid was expected"),
    "a second msgctxt": ('msgctxt "a"\nmsgctxt "b"', 2, "msgctxt where msgid was expected"),
    "msgctxt after msgid": ('msgid "a"\nmsgctxt "b"', 2, "msgctxt where msgid_plural or msgstr"),
    "msgid_plural first": ('msgid_plural "a"', 1, "where msgctxt or msgid was expected"),
    "msgstr[1] before msgstr[0]": (
        'msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"', 3, "msgstr[1] where msgstr[0] was expected",
    ),
    "msgstr[2] after msgstr[0]": (
        'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "d"', 4, "msgstr[1] was expected",
    ),
    "msgstr[0] twice": (
        'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[0] "d"', 4, "msgstr[1] was expected",
    ),
    "a plain msgstr with a plural": ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"', 3, "msgstr[0] was"),
    "msgstr[0] without a plural": ('msgid "a"\nmsgstr[0] "b"', 2, "msgid_plural or msgstr was"),
    "a numbered msgid": ('msgid[0] "a"', 1, "msgid[0] where msgctxt or msgid was expected"),
    "a form numbered in Arabic digits": ('msgid "a"\nmsgid_plural "b"\nmsgstr[٠] "c"', 3, "quotes"),
    "a string that continues nothing": ('"a"', 1, "continues nothing"),
    "a string after a comment": ('msgid "a"\nmsgstr "b"\n# c\n"d"', 4, "continues nothing"),
    "a string after a previous text": ('#| msgid "a"\n"b"', 2, "continues nothing"),
    "a previous string that continues nothing": ('#| "a"', 1, "a previous text is written"),
    "a previous msgstr": ('#| msgstr "a"', 1, 'a previous text is written #| msgid "…"'),
    "a previous text inside a message": ('msgid "a"\n#| msgid "b"', 2, "in the middle"),
    "a duplicate": ('msgid "a"\nmsgstr ""\n\nmsgid "a"\nmsgstr "b"', 4, "already there at line 1"),
    "a duplicate with context": (
        'msgctxt "c"\nmsgid "a"\nmsgstr ""\nmsgctxt "c"\nmsgid "a"\nmsgstr ""', 5, "at line 2",
    ),
    "a duplicate that is obsolete": (
        '#~ msgid "a"\n#~ msgstr "b"\n#~ msgid "a"\n#~ msgstr "c"', 3, "keep one of the two",
    ),
    "our side of a conflict": ('msgid "a"\n<<<<<<< HEAD\nmsgstr "b"', 2, "keep one side"),
    "the middle of a conflict": ('msgid "a"\nmsgstr "b"\n=======\nmsgstr "c"', 3, "conflict"),
    "the base of a conflict": ('msgid "a"\n||||||| e6d78af', 2, "conflict marker"),
    "their side of a conflict": ('msgid "a"\nmsgstr "b"\n>>>>>>> main', 3, "conflict marker"),
    "an escape that is none": ('msgid "a"\nmsgstr "\\q"', 2, "write \\\\ for a backslash"),
    "an escape of one x": ('msgid "a"\nmsgstr "\\xg"', 2, "\\x is not an escape"),
    "an escaped byte": ('msgid "a"\nmsgstr "\\303\\251"', 2, "\\3 is not an escape"),
    "an escaped NUL": ('msgid "a"\nmsgstr "a\\0b"', 2, "\\0 is not an escape"),
    "a comment in the last message": ('msgid "a"', 1, "cut short"),
    "the end after a msgctxt": ('\n\nmsgctxt "a"\n\n', 3, "cut short"),
    "the end after a flag": ('msgid "a"\nmsgstr "b"\n\n#, fuzzy\n', 4, "cut short"),
    "the end after a reference": ('msgid "a"\nmsgstr "b"\n\n#: a.html\n', 4, "cut short"),
    "the end after a previous text": ('msgid "a"\nmsgstr "b"\n\n#| msgid "c"\n', 4, "cut short"),
    "an obsolete msgid with a living msgstr": ('#~ msgid "a"\nmsgstr "b"', 2, "#~ on every line"),
    "a living msgid with an obsolete msgstr": ('msgid "a"\n#~ msgstr "b"', 2, "#~ on every line"),
    "an obsolete text that goes on alive": ('#~ msgid "a"\n"b"', 2, "#~ on every line"),
    "a living text that goes on obsolete": ('msgid "a"\nmsgstr "b"\n#~ "c"', 3, "#~ on every"),
}  # fmt: skip


def test_what_is_not_po_is_refused_with_its_line() -> None:
    """For all that is not PO the error says file, line and what would be right."""
    wrong = []
    for name, (text, line, sentence) in REFUSED.items():
        try:
            parse(text, PATH)
        except CatalogSyntaxError as error:
            whole = f"x.po:{line}: error [syntax] {error.problem}"
            if sentence not in error.problem or str(error) != whole:
                wrong.append((name, str(error)))
        else:
            wrong.append((name, "read"))
    assert wrong == []


def test_what_is_not_utf_8_is_refused_with_its_line(tmp_path: Path) -> None:
    """A file in another charset is refused, whether the header says so or the bytes do."""
    path = tmp_path / "x.po"
    for data, line, sentence in [
        (header().replace("UTF-8", "ISO-8859-1").encode(), 2, "charset is ISO-8859-1"),
        (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=windows-1251\\n"\n', 2, "1251"),
        (header().encode() + b'\nmsgid "a"\nmsgstr "\xe9"\n', 12, "byte 0xE9 is not UTF-8"),
        ('msgid "é"\n'.encode("utf-16"), 1, "byte 0xFF is not UTF-8"),
        ('# a\nmsgid "a"\n'.encode("utf-16-le"), 1, "byte 0x00 is not text"),
        ('msgid "é"'.encode()[:8], 1, "byte 0xC3 is not UTF-8"),
    ]:
        path.write_bytes(data)
        with pytest.raises(CatalogSyntaxError) as refused:
            read(path)
        assert (refused.value.path, refused.value.line) == (path, line), data
        assert sentence in refused.value.problem
        assert "save the file as UTF-8" in refused.value.problem


def test_a_translation_may_speak_of_another_charset(tmp_path: Path) -> None:
    """A text about a charset is not taken for the charset of the file."""
    path = tmp_path / "x.po"
    path.write_text(po_text('msgid "a"\nmsgstr ""\n"Content-Type: x; charset=latin-1"'))
    assert read(path).messages[0].msgstr == ["Content-Type: x; charset=latin-1"]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """The error names what is absent, and a folder in the place of a file."""
    for path in (tmp_path / "x.po", tmp_path):
        with pytest.raises(FileError, match=path.name):
            read(path)


WHOLE = """\
# written by a translator
#
#. Page: /fr/
#: templates/a.html
#: templates/b.html
#, fuzzy, python-format, something-new
#= no-wrap
#| msgctxt "verb"
#| msgid ""
#| "old "
#| "one"
#| msgid_plural "old many"
msgctxt "noun"
msgid ""
"one\\n"
"%(num)d"
msgid_plural "many"
msgstr[0] "uno \\"\\\\\\t\\""
msgstr[1] ""
"mo"
"lti"
"""


QUOTES = [
    ('msgid "a', "'msgid \"a'"),
    ("msgid a", "'msgid a'"),
    ("msgid “a”", "'msgid “a”'"),
    ('msgid "a" b', "'msgid \"a\" b'"),
    ('msgid "a "b" c"', '\'msgid "a "b" c"\''),
    ('msgid "a\\"', "'msgid \"a\\\\\"'"),
    ('msgid "a"\nmsgstr ""\n"b', "'\"b'"),
]


def test_a_mistake_with_quotes_is_shown() -> None:
    """The sentence about quotes, one for several mistakes, ends with what stands in the file."""
    for text, written in QUOTES:
        with pytest.raises(CatalogSyntaxError) as refused:
            parse(text, PATH)
        assert refused.value.problem.startswith(TWO_QUOTES), text
        assert refused.value.problem.endswith(f"; found {written}"), text


def test_a_pipe_a_socket_and_a_device_are_refused_and_not_waited_for(tmp_path: Path) -> None:
    """A pipe, from which nothing need ever come, is refused at once, and so is a device."""
    pipe = tmp_path / "x.po"
    os.mkfifo(pipe)
    link = tmp_path / "link.po"
    link.symlink_to(pipe)
    for path in (pipe, link, Path("/dev/zero")):
        with pytest.raises(FileError, match="not a file"):
            read(path)


def test_everything_that_a_file_says_of_a_message_is_kept() -> None:
    """Comments, references, flags, previous texts, context and plural forms are all read."""
    assert one(WHOLE) == Message(
        "one\n%(num)d",
        ['uno "\\\t"', "molti"],
        "many",
        "noun",
        comments=["written by a translator", ""],
        extracted=["Page: /fr/"],
        references=["templates/a.html", "templates/b.html"],
        flags=["fuzzy", "python-format", "something-new"],
        sticky=["no-wrap"],
        previous=("verb", "old one", "old many"),
        line=14,
        msgstr_line=18,
    )


def test_blanks_and_ends_of_lines_mean_nothing() -> None:
    """CRLF, blank lines, indentation and a missing end of the last line change no message."""
    for text in [
        WHOLE.replace("\n", "\r\n"),
        WHOLE.replace("\n", "\n\n"),
        "".join(f"  {line}\t\n" for line in WHOLE.splitlines()),
        WHOLE.rstrip("\n"),
        WHOLE.replace("msgid ", "msgid\t").replace('msgctxt "n', 'msgctxt"n'),
    ]:
        assert unplaced(one(text)) == unplaced(one(WHOLE)), text


def test_a_byte_order_mark_means_nothing(tmp_path: Path) -> None:
    """A byte order mark, which Windows editors write, changes no message."""
    path = tmp_path / "x.po"
    path.write_bytes(b"\xef\xbb\xbf" + po_text(WHOLE).encode())
    assert same(read(path), parse(po_text(WHOLE), path))


def test_entries_need_no_blank_line_between_them() -> None:
    """A msgid, a msgctxt, a comment or an obsolete line begins the next entry."""
    text = (
        'msgid "a"\nmsgstr "A"\nmsgid "b"\nmsgstr "B"\nmsgctxt "c"\nmsgid "c"\nmsgstr "C"\n'
        '# d\nmsgid "d"\nmsgstr "D"\n#~ msgid "e"\n#~ msgstr "E"\n#~ msgid "f"\n#~ msgstr "F"\n'
        '#~| msgid "g"\n#~ msgid "h"\n#~ msgstr "H"\nmsgid "i"\nmsgstr "I"'
    )
    assert [message.msgid for message in parse(text, PATH).messages] == list("abcdefhi")


def test_obsolete_messages_are_kept_whole() -> None:
    """An obsolete message keeps all it has, its previous text in either spelling."""
    for previous in ("#~|", "#|"):
        message = one(
            f'# note\n#, fuzzy\n{previous} msgid "old"\n#~ msgctxt "c"\n#~ msgid ""\n#~ "a"\n'
            '#~ msgid_plural "b"\n#~\n#~ msgstr[0] "A"\n#~ msgstr[1] "B"\n'
        )
        assert message.obsolete
        assert (message.comments, message.flags) == (["note"], ["fuzzy"])
        assert message.previous == (None, "old", None)
        assert (message.msgctxt, message.msgid, message.msgid_plural) == ("c", "a", "b")
        assert message.msgstr == ["A", "B"]


def test_a_message_may_live_and_be_obsolete_at_once() -> None:
    """A message that is both active and obsolete is read as two, so that nothing is lost."""
    found = parse('msgid "a"\nmsgstr ""\n#~ msgid "a"\n#~ msgstr "A"', PATH)
    assert [message.obsolete for message in found.messages] == [False, True]


def test_comments_after_the_last_message_are_kept() -> None:
    """Comments at the end, such as an editor's mode line, are the ending of the catalogue."""
    assert parse('msgid "a"\nmsgstr ""\n\n# vim: tw=0\n', PATH).ending == ["vim: tw=0"]


def test_escapes_stand_for_characters() -> None:
    """The escapes that gettext's tools write are read."""
    text = one('msgid "a"\nmsgstr "\\n\\t\\r\\b\\f\\v\\a\\\\\\""').msgstr[0]
    assert text == '\n\t\r\b\f\v\a\\"'


def test_the_header_keeps_its_order_and_its_own_fields() -> None:
    """A header field that nobody knows stays where it was."""
    found = parse('msgid ""\nmsgstr "X-B: 1\\nLanguage: it\\nX-A: a:b\\n"', PATH)
    assert list(found.headers.items()) == [("X-B", "1"), ("Language", "it"), ("X-A", "a:b")]
    assert found.messages == []


def test_an_empty_file_is_an_empty_catalogue() -> None:
    """A file without entries has no messages and no header."""
    for text in ("", "\n\n", "\r\n", "# only a comment\n"):
        catalogue = parse(text, PATH)
        assert (catalogue.headers, catalogue.messages) == ({}, []), text


@quick
@given(catalogues())
def test_what_is_written_reads_the_same(catalogue: Catalogue) -> None:
    """Any catalogue at all is read from its own text as it was."""
    assert same(parse(render(catalogue), PATH), catalogue)


@quick
@given(st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes):  # type: ignore[no-untyped-def]
    """Any bytes are a catalogue, or refused with the project's own error and no other."""
    path = tmp_path_factory.getbasetemp() / "any.po"
    path.write_bytes(data)
    with suppress(CatalogSyntaxError):
        read(path)


PIECES = st.sampled_from(
    """msgid "a"|msgid "b"|msgstr "c"|msgctxt "d"|msgid_plural "e"|msgstr[0] "f"|msgstr[1] "g"|"h"
    |#, fuzzy|# i|#. j|#= k|#! msgid "l"|#! "m"|#~ msgid "n"|#~ msgstr "o"|#~ "p"|#~! msgid "q"
    |#~|=======|msgstr \"""".replace("\n", "").split("|")
)


@quick
@given(st.lists(PIECES, max_size=12).map(lambda lines: "\n".join(lines).replace("!", "|")))
def test_any_lines_are_kept_or_refused(text: str) -> None:
    """Any lines that can be read are written and read again with nothing lost."""
    try:
        found = parse(text, PATH)
    except CatalogSyntaxError:
        return
    found.messages.sort(key=lambda message: message.obsolete)
    assert same(parse(render(found), PATH), found)


def test_a_file_cut_short_gives_whole_messages_or_an_error(tmp_path: Path) -> None:
    """Cut at any byte, a file is refused, or all but its last message are whole."""
    data = po_text(WHOLE, 'msgid "é"\nmsgstr "ü"', '#~ msgid "x"\n#~ msgstr "中"').encode()
    whole = read_bytes(tmp_path, data)
    assert whole is not None
    cuts = [read_bytes(tmp_path, data[:length]) for length in range(len(data))]
    for found in filter(None, cuts):
        *before, last = [found.header, *found.messages]
        expected = [whole.header, *whole.messages][: len(before) + 1]
        assert before == expected[:-1]
        forms = zip(last.msgstr, expected[-1].msgstr, strict=False)
        assert all(text.startswith(cut) for cut, text in forms)
        assert last.key == expected[-1].key
    assert any(found is None for found in cuts)


def read_bytes(folder: Path, data: bytes) -> Catalogue | None:
    """Read bytes as a file; None when they are refused."""
    path = folder / "cut.po"
    path.write_bytes(data)
    try:
        return read(path)
    except CatalogSyntaxError:
        return None


@quick
@given(messages(), st.data())
def test_a_message_cut_short_is_never_another(message: Message, data: st.DataObject) -> None:
    """No prefix of a good text makes the reader fail in another way."""
    text = render(Catalogue(PATH, Message(""), [message]))
    cut = data.draw(st.integers(0, len(text)))
    try:
        found = parse(text[:cut], PATH).messages
    except CatalogSyntaxError:
        return
    assert [item.key for item in found] in ([], [message.key])


def test_a_long_comment_or_list_of_places_is_read_at_once(tmp_path: Path) -> None:
    """Reading takes time in proportion to the file; both texts took seconds at a tenth the size."""
    path = tmp_path / "x.po"
    comment = '# "' + "Content-Type:" * 150_000
    places = "#: " + "\u2068" * 1_000_000
    path.write_text(
        po_text(f"{comment}\n{entry('a', 'A')}", f"{places}\n{entry('b', 'B')}"), "utf-8"
    )
    assert [message.msgstr for message in read(path).messages] == [["A"], ["B"]]
