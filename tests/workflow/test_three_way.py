"""The three-way merge of catalogues."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from webapp.po.model import Catalogue, Key, Message
from webapp.po.read import parse
from webapp.po.write import render
from webapp.workflow.three_way import merge_three

PATH = Path("messages.po")
HEADER = 'msgid ""\nmsgstr "Language: en\\nX-Own: a\\n"\n\n'


def entry(msgid: str, msgstr: str, before: str = "") -> str:
    return f'{before}msgid "{msgid}"\nmsgstr "{msgstr}"\n\n'


def merge(base: str, ours: str, theirs: str) -> tuple[Catalogue, list[Key]]:
    """Merge three catalogues given as text without header."""
    return merge_three(*(parse(HEADER + text, PATH) for text in (base, ours, theirs)))


def body(merged: Catalogue) -> str:
    return render(merged).split("\n\n", 1)[1] + "\n"


def counted(first: str, second: str, plural: str = "Uns") -> str:
    return f'msgid "Un"\nmsgid_plural "{plural}"\nmsgstr[0] "{first}"\nmsgstr[1] "{second}"\n\n'


UN = entry("Un", "One")
UN2 = entry("Un", "A")
UN3 = entry("Un", "Uno")
FUZZY = entry("Un", "One", "#, fuzzy\n")
DEUX = entry("Deux", "Two")
TROIS = entry("Trois", "Three")
EMPTY = entry("Un", "")
ALL = UN + DEUX + TROIS
NOTES = "# a\n#\n#\n"
AT_A, AT_B = "#: a\n", "#: b\n"

CLEAN = [
    ("nobody changed anything", UN, UN, UN, UN),
    ("we changed", UN, UN2, UN, UN2),
    ("they changed", UN, UN, UN2, UN2),
    ("both changed alike", UN, UN2, UN2, UN2),
    ("they filled what we left empty", EMPTY, EMPTY, UN, UN),
    ("both added, only they translated", "", EMPTY, UN, UN),
    ("both added, only we translated", "", UN, EMPTY, UN),
    ("they approved it", FUZZY, FUZZY, UN, UN),
    ("we marked it fuzzy", UN, FUZZY, UN, FUZZY),
    ("they added in the middle", UN + TROIS, UN + TROIS, ALL, ALL),
    ("each added at its place", UN, UN + DEUX, TROIS + UN, TROIS + UN + DEUX),
    ("they deleted what we did not touch", UN + DEUX, UN + DEUX, DEUX, DEUX),
    ("they deleted what we changed", UN + DEUX, UN2 + DEUX, DEUX, UN2 + DEUX),
    ("comments of both", UN, "# a\n" + UN, "# b\n" + UN, "# a\n# b\n" + UN),
    ("a comment that they deleted", "# a\n" + UN, "# a\n" + UN, UN, UN),
    ("we changed the text, they the comment", UN, UN2, "# b\n" + UN, "# b\n" + UN2),
    ("the source moved on their side", AT_A + UN, AT_A + UN2, AT_B + UN, AT_B + UN2),
    (
        "each changed a plural form",
        counted("a", "b"), counted("x", "b"), counted("a", "y"), counted("x", "y"),
    ),
    ("both changed the text, they approved it", FUZZY, entry("Un", "A", "#, fuzzy\n"), UN2, UN2),
    ("they wrote what we emptied", UN, EMPTY, UN2, UN2),
    ("empty lines in comments", NOTES + UN, NOTES + UN2, NOTES + UN, NOTES + UN2),
    (
        "they made it obsolete, we translated it anew",
        UN,
        UN2,
        '#~ msgid "Un"\n#~ msgstr "One"\n\n',
        '#~ msgid "Un"\n#~ msgstr "A"\n\n',
    ),
]  # fmt: skip


def test_what_one_side_changed_is_taken() -> None:
    """Without a conflict."""
    wrong = []
    for name, base, ours, theirs, expected in CLEAN:
        merged, conflicts = merge(base, ours, theirs)
        if body(merged) != expected or conflicts:
            wrong.append((name, body(merged), conflicts))
    assert wrong == []


CONFLICTS = [
    ("both changed it", UN, UN2, UN3),
    ("both added it", "", UN2, UN3),
    ("both filled it", EMPTY, UN, UN3),
    ("they approved a text that we changed", FUZZY, entry("Un", "A", "#, fuzzy\n"), UN),
    (
        "we changed its plural, they a form",
        counted("a", "b"),
        counted("a", "b", "x"),
        counted("a", "c"),
    ),
    ("both changed the same form", counted("a", "b"), counted("x", "y"), counted("a", "z")),
    ("we made it count, they changed it", UN, counted("A", "B"), UN3),
    ("they made it count, we changed it", UN, UN3, counted("A", "B")),
]


def test_a_conflict_is_a_fuzzy_message_with_both_texts() -> None:
    """Our text stays, fuzzy; both stand in comments; no marker is inside a string."""
    for name, base, ours, theirs in CONFLICTS:
        merged, conflicts = merge(base, ours, theirs)
        (message,) = merged.messages
        mine, other = (parse(HEADER + side, PATH).messages[0] for side in (ours, theirs))
        assert conflicts == [(None, "Un")], name
        assert message.fuzzy, name
        assert (message.msgid_plural, message.msgstr) == (mine.msgid_plural, mine.msgstr), name
        assert message.comments == [
            *(f"merge: ours: {text}" for text in mine.msgstr),
            *(f"merge: theirs: {text}" for text in other.msgstr),
        ], name
        assert "<<<<" not in render(merged)


def test_the_header_is_merged_field_by_field() -> None:
    """Their new field and our changed one are both there; a field that both changed stays ours."""
    base, ours, theirs = (
        parse(f'msgid ""\nmsgstr "{fields}"\n', PATH)
        for fields in (
            "Language: en\\nX-A: 1\\nX-B: 1\\nX-D: 1\\n",
            "Language: en\\nX-A: 2\\nX-B: 2\\nX-D: 1\\n",
            "Language: en\\nX-A: 3\\nX-B: 1\\nX-C: 3\\n",
        )
    )
    headers = merge_three(base, ours, theirs)[0].headers
    assert headers == {"Language": "en", "X-A": "2", "X-B": "2", "X-C": "3"}


TEXTS = st.sampled_from(["", "a", "b", "c"])
SIDE = st.lists(
    st.tuples(st.sampled_from("uvwxyz"), TEXTS, st.booleans()), unique_by=lambda row: row[0]
)


def catalogue(rows: list[tuple[str, str, bool]]) -> Catalogue:
    messages = [
        Message(msgid, [text], flags=["fuzzy"] if fuzzy and text else [])
        for msgid, text, fuzzy in rows
    ]
    return Catalogue(PATH, Message(""), messages)


@given(SIDE, SIDE, SIDE)
def test_nothing_that_somebody_wrote_is_lost(base_rows, ours_rows, theirs_rows) -> None:  # type: ignore[no-untyped-def]
    """Every text that a side changed is in the result, as a translation or in a comment."""
    base, ours, theirs = map(catalogue, (base_rows, ours_rows, theirs_rows))
    merged = render(merge_three(base, ours, theirs)[0])
    before = {message.key: message.msgstr for message in base.messages}
    for message in (*ours.messages, *theirs.messages):
        if any(message.msgstr) and before.get(message.key) != message.msgstr:
            found = parse(merged, PATH)
            (result,) = (m for m in found.messages if m.key == message.key)
            there = [*result.msgstr, *(line.rpartition(": ")[2] for line in result.comments)]
            assert message.msgstr[0] in there


@given(SIDE, SIDE)
def test_a_side_that_did_nothing_gives_way(base_rows, ours_rows) -> None:  # type: ignore[no-untyped-def]
    """Merging with the base itself gives the other side, whichever it is."""
    base, ours = catalogue(base_rows), catalogue(ours_rows)
    texts = {message.key: (message.msgstr, message.fuzzy) for message in ours.messages}
    for merged, conflicts in (merge_three(base, ours, base), merge_three(base, base, ours)):
        result = {m.key: (m.msgstr, m.fuzzy) for m in merged.messages}
        assert conflicts == []
        assert result == texts


ENDINGS = [
    ("nobody", "# a\n", "# a\n", "# a\n", ["a"]),
    ("ours added", "", "# a\n", "", ["a"]),
    ("theirs added", "", "", "# b\n", ["b"]),
    ("both added", "# a\n", "# a\n# b\n", "# a\n# c\n", ["a", "b", "c"]),
    ("theirs took one away", "# a\n# b\n", "# a\n# b\n", "# b\n", ["b"]),
]


def test_notes_at_the_end_of_a_file_survive() -> None:
    """They are merged line by line, as the comments of a message are."""
    for name, base, ours, theirs, expected in ENDINGS:
        assert merge(UN + base, UN + ours, UN + theirs)[0].ending == expected, name


def test_sticky_flags_of_either_side_survive() -> None:
    """`#=` lines are merged line by line in messages and in the header."""
    cases = [
        (UN, "#= a\n" + UN, UN, ["a"]),
        (UN, UN, "#= b\n" + UN, ["b"]),
        (UN, "#= a\n" + UN, "#= b\n" + UN, ["a", "b"]),
        ("#= a\n" + UN, "#= a\n" + UN, UN, []),
        (UN, UN2, "#= b\n" + UN3, ["b"]),
    ]
    for base, ours, theirs, expected in cases:
        (message,) = merge(base, ours, theirs)[0].messages
        assert message.sticky == expected, (base, ours, theirs)
    sides = (parse(text + HEADER, PATH) for text in ("", "", "#= b\n"))
    assert merge_three(*sides)[0].header.sticky == ["b"]
