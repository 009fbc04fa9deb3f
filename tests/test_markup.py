"""What a message's text becomes on a page: its spans of a language, and nothing else."""

import html5lib
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from webapp.markup import html, only_span, plain, span, without_tags

FR, END = '<span lang="fr">', "</span>"

# What a text is, as HTML and as plain text.
CASES = [
    ("Oui", "Oui", "Oui"),
    (f"a {FR}b{END}", f"a {FR}b{END}", "a b"),
    (f"{FR}a {FR}b{END}{END}", f"{FR}a {FR}b{END}{END}", "a b"),
    (f"{FR}{FR}{FR}a{END}{END}{END}", None, f"{FR}a{END}"),
    (f"{FR}a", None, f"{FR}a"),
    (f"a{END}", None, f"a{END}"),
    (f"{END}a{FR}", None, f"{END}a{FR}"),
    (f"{FR}{FR}a{END}", None, f"{FR}a"),
    ("R & D", "R &amp; D", "R & D"),
    ("&lt;", "&amp;lt;", "&lt;"),
    ("\"a\" 'b' < >", "&#34;a&#34; &#39;b&#39; &lt; &gt;", "\"a\" 'b' < >"),
    ("<b>a</b>", "&lt;b&gt;a&lt;/b&gt;", "<b>a</b>"),
    ('<span lang="fr" class="x">a</span>', None, '<span lang="fr" class="x">a</span>'),
    ('<SPAN lang="fr">a</SPAN>', None, '<SPAN lang="fr">a</SPAN>'),
    (f"X <{FR}{END}/title>", f"X &lt;{FR}{END}/title&gt;", "X </title>"),
]


def as_html(text: str) -> str:
    """Return a French text as HTML, without typesetting it."""
    return html(text, "fr", lambda piece, _: escape(piece))


def test_only_pairs_of_spans_are_markup() -> None:
    """Written exactly so, closed, and at most two in one another; all else is text."""
    wrong = [
        (text, as_html(text), plain(text))
        for text, marked_up, as_text in CASES
        if (marked_up is not None and as_html(text) != marked_up) or plain(text) != as_text
    ]
    assert wrong == []


PIECES = st.sampled_from(
    [FR, '<span lang="zh-Hans">', END, "<", ">", "/", "</title>", "<b>", "&", "&lt;", '"', "'", "a"]
)
TEXTS = st.lists(PIECES | st.text("<>&/ab", max_size=3), max_size=12).map("".join)


@given(TEXTS)
def test_a_parser_reads_the_plain_text_in_spans_and_nothing_else(text: str) -> None:
    """Whatever the text is, as content, and without tags as a title and as an attribute."""
    shown = as_html(text)
    tree = html5lib.parseFragment(f"<p>{shown}</p><hr>", namespaceHTMLElements=False)
    assert [child.tag for child in tree] == ["p", "hr"]
    assert {each.tag for each in tree[0].iter()} <= {"p", "span"}
    assert "".join(tree.itertext()) == plain(text)
    bare = without_tags(shown)
    page = f'<title>{bare}</title><meta content="{bare}"><svg><title>{bare}</title></svg>'
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    assert [each.text or "" for each in tree.iter("title")] == [plain(text)]
    assert [each.get("content") for each in tree.iter("meta")] == [plain(text)]
    (title,) = (each for each in tree.iter() if str(each.tag).endswith("svg}title"))
    assert (title.text or "", list(title)) == (plain(text), [])


def test_a_text_in_another_language_says_it_and_its_direction() -> None:
    """A span stands around it, with `dir` where it is written in the other direction."""
    assert span("a", "fr", "fr") == "a"
    assert span("a", "fr", "zh-Hans") == '<span lang="fr">a</span>'
    assert span("نعم", "ar", "fr") == '<span lang="ar" dir="rtl">نعم</span>'
    assert span("oui", "fr", "ar") == '<span lang="fr" dir="ltr">oui</span>'


def test_one_span_is_known_from_several() -> None:
    """Its language and content are given; of more than one, or of text around it, nothing is."""
    assert only_span('<span lang="ar" dir="rtl">a <b>b</b></span>') == ("ar", "a <b>b</b>")
    several = [f"{FR}a{END} {FR}b{END}", f"{FR}a {FR}b{END}{END}", f"{FR}a{END}.", "a", ""]
    assert [only_span(text) for text in several] == [None] * 5


def test_spans_of_ours_are_left_out_where_no_element_can_stand() -> None:
    """Those of languages, directions, numbers and names alike; any other tag becomes text."""
    ours = '<span lang="ar" dir="rtl">a</span> <span class="whole">1115-1</span>'
    assert without_tags(ours + '<span translate="no">b</span>') == "a 1115-1b"
    assert without_tags('<a href="/">b</a>') == "&lt;a href=&#34;/&#34;&gt;b&lt;/a&gt;"
