"""From language marks to `lang`."""

import html as html_module
import re
import sys
from collections.abc import Callable

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.languages import BY_PATH, LANGUAGES
from webapp.marks import ANY, CLOSE, OPEN, mark
from webapp.rendering.language_marks import _islands, _Rewriter, resolve

FR, EN, MK, ZH = BY_PATH["fr"], BY_PATH["en"], BY_PATH["mk"], BY_PATH["zh"]


def fr(text: str) -> str:
    return mark(text, FR)


CASES = [
    ("all of an element: lang on it", f"<p>{fr('Oui')}</p>", '<p lang="fr">Oui</p>'),
    ("space around does not matter", f"<p>\n {fr('Oui')} </p>", '<p lang="fr">\n Oui </p>'),
    ("a part: a span", f"<p>Да {fr('Oui')}</p>", '<p>Да <span lang="fr">Oui</span></p>'),
    (
        "two parts: two spans",
        f"<p>{fr('Oui')} {fr('Non')}</p>",
        '<p><span lang="fr">Oui</span> <span lang="fr">Non</span></p>',
    ),
    (
        "markup inside stays",
        "<li>" + fr('Le <a href="/x">lien</a> ici') + "</li>",
        '<li lang="fr">Le <a href="/x">lien</a> ici</li>',
    ),
    (
        "an element with its own lang keeps it",
        f'<p lang="mk">{fr("Oui")}</p>',
        '<p lang="mk"><span lang="fr">Oui</span></p>',
    ),
    (
        "an element whose attribute is read out keeps the page's language",
        f'<a title="Да">{fr("Oui")}</a>',
        '<a title="Да"><span lang="fr">Oui</span></a>',
    ),
    ("hreflang is not lang", f'<a hreflang="en">{fr("O")}</a>', '<a hreflang="en" lang="fr">O</a>'),
    ("the page's own language needs nothing", f"<p>{mark('Да', MK)}</p>", "<p>Да</p>"),
    (
        "the page's language inside a text that falls back",
        f"<p>Да {fr('en ' + mark('француски', MK))}</p>",
        '<p>Да <span lang="fr">en <span lang="mk">француски</span></span></p>',
    ),
    ("no marks in an attribute", f'<a title="{fr("Oui ?")}">x</a>', '<a title="Oui\u202f?">x</a>'),
    ("none in an address", f'<a href="/{fr("x")}">x</a>', '<a href="/x">x</a>'),
    ("on a title", f"<title>{fr('Oui ?')}</title>", '<title lang="fr">Oui\u202f?</title>'),
    ("none within a title", f"<title>{fr('Oui')} – X</title>", "<title>Oui – X</title>"),
    ("on a text", f"<svg><text>{fr('Oui')}</text></svg>", '<svg><text lang="fr">Oui</text></svg>'),
    (
        "within a text of a drawing",
        f"<svg><text>X {fr('Oui')}</text></svg>",
        '<svg><text>X <tspan lang="fr">Oui</tspan></text></svg>',
    ),
    ("none in a script", f"<script>'{fr('x ?')}'</script>", "<script>'x ?'</script>"),
    ("none in a comment", f"<!-- {fr('x')} -->", "<!-- x -->"),
    ("French spacing in French text only", f"<p>Да ? {fr('Oui ?')}</p>", None),
    ("code is not spaced", f"<p>Да {fr('<code>a ?</code> ?')}</p>", None),
    ("an unclosed mark ends with its element", f"<p>Да {OPEN[FR]}Oui</p>Не", None),
    ("a mark that closes nothing is dropped", f"<p>Да{CLOSE[FR]}</p>", "<p>Да</p>"),
    ("a private-use character of nobody's is dropped", "<p>Д\ue0ffа</p>", "<p>Да</p>"),
    (
        "Chinese has its tag",
        f"<p>a {mark('中文', ZH)}</p>",
        '<p>a <span lang="zh-Hans">中文</span></p>',
    ),
]
EXPECTED = {
    "French spacing in French text only": '<p>Да ? <span lang="fr">Oui\u202f?</span></p>',
    "code is not spaced": '<p>Да <span lang="fr"><code>a ?</code>\u202f?</span></p>',
    "an unclosed mark ends with its element": '<p>Да <span lang="fr">Oui</span></p>Не',
}


@pytest.mark.parametrize(("name", "before", "after"), CASES, ids=[case[0] for case in CASES])
def test_marks_become_lang(name: str, before: str, after: str | None) -> None:
    """On a Macedonian page, each case becomes what its name says."""
    assert resolve(before, MK) == (after or EXPECTED[name])


def test_a_french_page_is_spaced_throughout() -> None:
    """Text and attributes that are read out; not what is in another language."""
    page = '<html lang="fr"><p title="Quoi ?">Quoi ? <em lang="en">What ?</em></p></html>'
    assert resolve(page, FR) == (
        '<html lang="fr"><p title="Quoi\u202f?">Quoi\u202f? <em lang="en">What ?</em></p></html>'
    )


def test_french_on_a_page_of_another_language_is_spaced() -> None:
    """A quotation marked `lang="fr"` in the template has French spaces as well."""
    assert resolve('<p lang="fr">« a »</p>', EN) == '<p lang="fr">«\u00a0a\u00a0»</p>'


# Text as templates hold it: escaped, with marks anywhere, also unbalanced.
MARKS = st.sampled_from([*OPEN.values(), *CLOSE.values(), "\ue07f"])
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=12)
TEXT = st.lists(st.one_of(MARKS, WORDS.map(html_module.escape)), max_size=6).map("".join)
TAGS = st.sampled_from(["p", "a", "em", "span", 'b title="x ?"', 'i lang="fr"', 'q lang="mk"'])


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Wrap content in an element."""
    return st.builds(lambda tag, inside: f"<{tag}>{inside}</{tag.split(' ')[0]}>", TAGS, children)


DOCUMENTS = st.recursive(
    TEXT, lambda inner: st.lists(st.one_of(TEXT, element(inner)), max_size=4).map("".join)
)


def visible(html: str) -> str:
    """Read the text of an HTML fragment, without marks and with every space alike."""
    fragment = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    return re.sub(r"[ \u00a0\u202f]", " ", ANY.sub("", "".join(fragment.itertext())))


@settings(max_examples=200, deadline=None)
@given(DOCUMENTS, st.sampled_from(LANGUAGES))
def test_whatever_comes_in_no_mark_goes_out_and_no_text_is_lost(html: str, language) -> None:  # type: ignore[no-untyped-def]
    """Well-formed in, well-formed out: the same text, every tag closed, no private-use mark."""
    result = resolve(html, language)
    assert not ANY.search(result)
    assert visible(result) == visible(html)
    opened = re.findall(r"<([a-z]+)[^>]*>", result)
    closed = re.findall(r"</([a-z]+)>", result)
    assert sorted(opened) == sorted(closed)


@settings(max_examples=300, deadline=None)
@given(DOCUMENTS, st.sampled_from([language for language in LANGUAGES if language is not FR]))
def test_rewriting_the_islands_is_rewriting_all(html: str, language) -> None:  # type: ignore[no-untyped-def]
    """The short way gives what the long way gives, or leaves it to the long way."""
    assert _islands(html, language) in (None, _Rewriter(language).rewrite(html))


@pytest.mark.parametrize(
    "html",
    [
        "<p>Да</p>",
        f"<p>{mark('Да', MK)} <b lang='fr'>Oui ?</b></p>",
        f'<p><a lang="en">{mark("Yes", EN)}</a> Да</p>',
        f'<html lang="mk"><title>{mark("Да", MK)}</title></html>',
        "<!-- <p lang='fr'>Oui ?</p> --><p>Да</p>",
        '<ul><li lang="fr">Oui ?<li>Да ?</ul>',
        '<p title="a > b" lang="fr">Oui ?</p>',
    ],
)
def test_a_page_in_its_own_language_takes_the_short_way(html: str) -> None:
    """And comes out the same."""
    assert _islands(html, MK) == _Rewriter(MK).rewrite(html)


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{fr('Oui')}</p>",
        '<p title="a < b" lang="fr">Oui ?</p>',
        "<p>the attribute lang=fr</p>",
        f'<p lang="mk" title="{fr("Oui ?")}">Да</p>',
    ],
)
def test_another_page_takes_the_long_way(html: str) -> None:
    """What falls back may stand anywhere in it, or it is not to be told."""
    assert _islands(html, MK) is None


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_at_all_passes(text: str) -> None:
    """No input raises, and a second pass changes nothing."""
    once = resolve(text, MK)
    assert not ANY.search(once)
    assert resolve(once, MK) == once


def calls(function: Callable[[], object]) -> int:
    """Count the function calls that a function makes."""
    made = 0

    def count(*_: object) -> None:
        nonlocal made
        made += 1

    sys.setprofile(count)
    try:
        function()
    finally:
        sys.setprofile(None)
    return made


@pytest.mark.parametrize(
    "page",
    [
        lambda size: f"<p>{OPEN[FR] * size}x",
        lambda size: "<em>" * size + "</b>" * size,
        lambda size: "<em>" * size + "x" + "</em>" * size,
        lambda size: "<p>" + "<" * size,
        lambda size: fr("x") * size,
    ],
)
def test_the_work_grows_with_the_page_only(page: Callable[[int], str]) -> None:
    """Four times the page is about four times the work: no quadratic step."""
    small, large = (calls(lambda n=n: resolve(page(n), MK)) for n in (500, 2_000))
    assert large < small * 5


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p>Да <span lang="ar">نعم</span></p>', '<p>Да <span dir="rtl" lang="ar">نعم</span></p>'),
        ('<p lang="ar">نعم</p>', '<p dir="rtl" lang="ar">نعم</p>'),
        (
            '<p lang="ar">نعم <b lang="he">כן</b> <i lang="fr">oui</i></p>',
            '<p dir="rtl" lang="ar">نعم <b lang="he">כן</b> <i dir="ltr" lang="fr">oui</i></p>',
        ),
        ('<p lang="ar" dir="auto">نعم</p>', '<p lang="ar" dir="auto">نعم</p>'),
        ('<svg><text lang="ar">نعم</text></svg>', '<svg><text lang="ar">نعم</text></svg>'),
        ('<p lang="en">a</p>', '<p lang="en">a</p>'),
        (
            f'<div lang="ar"><p>{fr("Oui")}</p><p>نعم {fr("Oui")}</p></div>',
            '<div dir="rtl" lang="ar"><p lang="fr" dir="ltr">Oui</p>'
            '<p>نعم <span lang="fr" dir="ltr">Oui</span></p></div>',
        ),
        (
            f'<ul lang="ar"><li>{fr("Oui")}</li></ul>',
            '<ul dir="rtl" lang="ar"><li><span lang="fr" dir="ltr">Oui</span></li></ul>',
        ),
    ],
)
def test_a_text_that_turns_says_its_direction(html: str, expected: str) -> None:
    """Where it is not that of the text around; an item of a list keeps its marker in its place."""
    assert resolve(html, MK) == expected
