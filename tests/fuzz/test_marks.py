"""Marks in any place of a page: `lang` comes of them, and nothing else changes."""

import html as html_module
import re
from xml.etree.ElementTree import Element

import html5lib
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz import fuzzed
from webapp.languages import LANGUAGES, Language
from webapp.marks import ANY, CLOSE, OPEN
from webapp.rendering.language_marks import resolve

MARKS = st.sampled_from([*OPEN.values(), *CLOSE.values(), "\ue07f"])
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=8)
SPACED = st.sampled_from(["Oui ?", "« a »", "a : b", "<", ">", "&", "'", '"', "--", "]]>", "/>"])
PLAIN = st.lists(MARKS | SPACED | WORDS, max_size=4)
TEXT = PLAIN.map(lambda parts: html_module.escape("".join(parts), quote=False))
QUOTED = PLAIN.map(lambda parts: html_module.escape("".join(parts)))
COMMENT = PLAIN.map(lambda parts: f"<!--x{re.sub('[<>!-]', '', ''.join(parts))}-->")

NAMES = st.sampled_from(["title", "alt", "aria-label", "placeholder", "href", "class", "data-x"])
LANG = st.sampled_from(["", "", "", ' lang="fr"', " lang='mk'", ' hreflang="it"', " lang=zh-Hans"])
ATTRIBUTES = st.builds(
    lambda found, lang: "".join(f' {name}="{value}"' for name, value in found.items()) + lang,
    st.dictionaries(NAMES, QUOTED, max_size=2),
    LANG,
)
INLINE = st.sampled_from(["a", "em", "strong", "span", "q", "code", "b"])
BLOCK = st.sampled_from(["p", "h1", "dt"])
AROUND = st.sampled_from(["div", "section", "blockquote", "main"])
RAW = st.sampled_from(["textarea", "script", "style"])
SHUT = st.builds("<{}{}>".format, st.sampled_from(["br", "img", "input", "hr"]), ATTRIBUTES)


Texts = st.SearchStrategy[str]


def element(names: Texts, inside: Texts) -> Texts:
    """Put content into an element with any attributes."""
    return st.builds(
        lambda name, attributes, text: f"<{name}{attributes}>{text}</{name}>",
        names,
        ATTRIBUTES,
        inside,
    )


def several(content: Texts) -> Texts:
    """Put pieces after one another."""
    return st.lists(content, max_size=3).map("".join)


SCRIPTS = element(RAW, PLAIN.map(lambda parts: re.sub("[<>&!-]", "", "".join(parts))))
DRAWINGS = element(st.just("svg"), several(element(st.sampled_from(["text", "title"]), TEXT)))
# A link in a link is closed by parsers, whatever is between: links stand at the bottom only.
PHRASES = st.recursive(
    TEXT | COMMENT | SHUT.filter(lambda tag: not tag.startswith("<hr")) | SCRIPTS | DRAWINGS,
    lambda inside: several(inside | element(INLINE.filter(lambda name: name != "a"), inside)),
    max_leaves=4,
) | element(st.just("a"), TEXT)
LISTS = element(st.sampled_from(["ul", "ol"]), several(element(st.just("li"), PHRASES)))
CELLS = several(element(st.sampled_from(["td", "th"]), PHRASES))
ROWS = several(CELLS.map(lambda cells: f"<tr>{cells}</tr>"))
TABLES = ROWS.map(lambda rows: f"<table><tbody>{rows}</tbody></table>")
CHOICES = element(st.just("select"), several(element(st.just("option"), TEXT)))
BLOCKS = element(BLOCK, PHRASES) | LISTS | TABLES | CHOICES | COMMENT
BODIES = several(BLOCKS | element(AROUND, several(BLOCKS)))
PAGES = st.builds(
    "<!doctype html><html{}><head><title>{}</title><meta{}></head><body>{}</body></html>".format,
    LANG,
    TEXT,
    ATTRIBUTES,
    BODIES,
)
LANGUAGE = st.sampled_from(LANGUAGES)


def tree(text: str) -> list[object]:
    """Read a page as a browser does, without what may differ: `lang`, its spans, and spaces."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    return _plain(parser.parse(text))


def _plain(node: Element) -> list[object]:
    """Give a node's name, its attributes, and its children with the text between them."""
    attributes = {name: _even(value) for name, value in node.items() if name != "lang"}
    return [str(node.tag), attributes, *_merged(_children(node))]


def _children(node: Element) -> list[object]:
    found: list[object] = [node.text or ""]
    for child in node:
        found += _children(child) if _is_ours(child) else [_plain(child)]
        found.append(child.tail or "")
    return found


def _is_ours(node: Element) -> bool:
    """Tell whether an element may have been put there to say the language of a text."""
    name = str(node.tag).rpartition("}")[2]
    return name in ("span", "tspan") and set(node.keys()) <= {"lang"}


def _merged(found: list[object]) -> list[object]:
    """Join the texts that stand beside one another."""
    out: list[object] = []
    for each in found:
        if isinstance(each, str) and out and isinstance(out[-1], str):
            out[-1] += each
        else:
            out.append(each)
    return [_even(each) if isinstance(each, str) else each for each in out]


def _even(text: str) -> str:
    """Make every space alike, since French text gets no-break spaces."""
    return re.sub("[ \u00a0\u202f]", " ", text)


@fuzzed
@given(PAGES, LANGUAGE)
def test_a_page_stays_what_it_was(page: str, language: Language) -> None:
    """The same elements, attributes and texts in the same places; no mark is left."""
    result = resolve(page, language)
    assert not ANY.search(result)
    assert tree(result) == tree(ANY.sub("", page))
    assert opened(result) == closed(result)


def opened(text: str) -> int:
    return len(re.findall("<t?span[ >]", text))


def closed(text: str) -> int:
    return len(re.findall("</t?span>", text))


PIECES = st.sampled_from(
    ["<", ">", "</", "<!--", "-->", "<p", "<p>", "</p>", "<script>", "</script", "<title>", "lang=",
     '"', "'", "=", "<svg>", "<textarea>", "<a title=\"", "<option", "</option>", "<!",
     "<?", "&#xe000;"]
)  # fmt: skip
SOUP = st.lists(PIECES | MARKS | WORDS, max_size=20).map("".join)


@fuzzed
@given(SOUP | st.text(), LANGUAGE)
def test_any_text_comes_out_without_marks(text: str, language: Language) -> None:
    """However broken: no error, no mark, and of the rest nothing is lost."""
    result = resolve(text, language)
    assert not ANY.search(result)
    assert _without(result) == _without(text)


def _without(text: str) -> str:
    """Take out what the rewriting may add, remove or write in another way."""
    text = html_module.unescape(ANY.sub("", text))
    text = re.sub(r'</?t?span[^>]*>|\s*lang="[a-zA-Z-]+"', "", ANY.sub("", text))
    return re.sub(r"[\s\u00a0\u202f]", "", text)
