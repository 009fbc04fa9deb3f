"""Whatever bytes a `.po` file has: a catalogue, or an error that says where."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz import fuzzed
from webapp.errors import CatalogSyntaxError
from webapp.po.model import Catalogue, Message
from webapp.po.read import parse, read
from webapp.po.write import render

HERE = Path("messages.po")
PARTS = st.sampled_from(
    [
        'msgid ""', 'msgid "a"', 'msgid "b"', 'msgstr ""', 'msgstr "x"', 'msgid_plural "c"',
        'msgstr[0] "y"', 'msgstr[1] "z"', 'msgstr[007] ""', 'msgctxt "d"', '"more"', '"\\n"',
        '"\\x7f\\101"', '"\\xff"', '"\\', "# note", "#. said", "#: a.html:1", "#, fuzzy, x", "#,",
        '#| msgid "old"', '#~ msgid "e"', '#~ msgstr ""', '#~| msgid "f"', "#= keep", "#~", "#", "",
        "<<<<<<< ours", '"Content-Type: text/plain; charset=latin-1\\n"', "\r", "\f",
        "\x00", "\ufeff", "\u2028", "\x85",
    ]
)  # fmt: skip
SOUP = st.lists(PARTS | st.text(max_size=8), max_size=14).map("\n".join)
FILES = st.binary(max_size=200) | SOUP.map(lambda text: text.encode("utf-8", "surrogatepass"))


@fuzzed
@given(FILES)
def test_any_bytes_are_read_or_refused_with_their_line(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """Any bytes are refused with their line, or read and written so that they say the same."""
    path = tmp_path_factory.getbasetemp() / "fuzz.po"
    path.write_bytes(data)
    try:
        same(read(path))
    except CatalogSyntaxError as error:
        lines = data.count(b"\n") + 1
        refused = error
    else:
        return
    assert refused.path == path
    assert 1 <= refused.line <= lines


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00") | st.sampled_from('\\"\n\t\r\a"'),
    max_size=30,
)
LINES = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00\n"), max_size=10))
FORMS = st.tuples(st.none(), TEXTS.map(lambda text: [text])) | st.tuples(
    TEXTS.filter(bool), st.lists(TEXTS, min_size=1, max_size=4)
)
MESSAGES = st.builds(
    lambda msgid, forms, msgctxt, comments, previous, obsolete: Message(
        msgid, forms[1], forms[0], msgctxt, comments=comments, previous=previous, obsolete=obsolete
    ),
    TEXTS.filter(bool),
    FORMS,
    st.none() | TEXTS,
    LINES.map(lambda lines: [line.strip() for line in lines]),
    st.none() | st.tuples(st.none() | TEXTS, TEXTS, st.none() | TEXTS),
    st.booleans(),
)
CATALOGUES = st.lists(
    MESSAGES, max_size=5, unique_by=lambda message: (message.obsolete, message.key)
).map(lambda messages: Catalogue(HERE, Message(""), messages))


@fuzzed
@given(CATALOGUES)
def test_what_is_written_is_read_as_the_same(catalogue: Catalogue) -> None:
    """Any text in any place of a message is written and read as the same."""
    same(catalogue)


def same(catalogue: Catalogue) -> None:
    """Assert that a catalogue is read back from what is written of it."""
    text = render(catalogue)
    again = parse(text, HERE)
    assert render(again) == text
    assert told(again) == told(catalogue)


def told(catalogue: Catalogue) -> list[object]:
    """Return what messages say, as they are written; obsolete ones have nothing of the source."""
    messages = [catalogue.header, *catalogue.active(), *catalogue.obsolete()]
    return [
        (
            each.msgctxt, each.msgid, each.msgid_plural, each.msgstr, each.obsolete, each.previous,
            [line.rstrip() for line in each.comments], set(each.flags),
            *(() if each.obsolete else (each.extracted, each.references)),
        )
        for each in messages
    ]  # fmt: skip
