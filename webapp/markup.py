"""What the text of a message becomes where it is shown: markup is decided here, once.

No message of this site has markup. A translation may say in which language a name or a quotation
is, by `<span lang="xx">…</span>`; whatever else is in it is text, for pages and for rules.
"""

import re
from collections.abc import Callable, Iterator

from markupsafe import Markup

from webapp.languages import direction

DEPTH = 2
"""How many spans may stand in one another."""

OPENING = r'<span lang="(?P<lang>[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?)">'
TAG = re.compile(f"{OPENING}|</span>")
"""The two tags that a translation may hold, written exactly so."""

_ONE_SPAN = re.compile(
    r'<span lang="(?P<lang>[^"]*)"[^>]*>(?P<content>(?:(?!</?span\b).)*)</span>', re.DOTALL
)
_OF_OURS = re.compile(r'<span(?: (?:lang|dir|class|translate|data-\w+)="[\w-]*")+>|</span>|</?sup>')


def html(text: str, lang: str, typeset: Callable[[str, str], str]) -> str:
    """Return a message's text as HTML: its pairs of span tags kept, all else escaped.

    Arguments:
        text: the text.
        lang: the BCP 47 tag of its language.
        typeset: makes HTML of a plain text in a language.
    """
    langs = [lang]
    out = []
    for piece, tag in _pieces(text):
        if tag is None:
            out.append(typeset(piece, langs[-1]))
        elif tag["lang"]:
            out.append(_opening(tag["lang"], langs[-1]))
            langs.append(tag["lang"])
        else:
            out.append(tag[0])
            langs.pop()
    return "".join(out)


def plain(text: str) -> str:
    """Return a message's text without its pairs of span tags: for places that hold no element.

    Nothing is escaped: Jinja does that for a page, the writer of JSON or CSV for a file.
    """
    return "".join(piece for piece, _ in _pieces(text))


def _opening(lang: str, around: str) -> str:
    """Return the tag of a text in one language within another, with `dir` where that turns.

    Arguments:
        lang: a BCP 47 tag.
        around: that of the text around.
    """
    turned = f' dir="{direction(lang)}"' if direction(lang) != direction(around) else ""
    return f'<span lang="{lang}"{turned}>'


def span(html: str, lang: str, around: str) -> Markup:
    """Return HTML that says its language where that is not the one around."""
    return Markup(html if lang == around else f"{_opening(lang, around)}{html}</span>")


def only_span(html: str) -> tuple[str, str] | None:
    """Return the language and the content of HTML that is one span; None when it is not."""
    found = _ONE_SPAN.fullmatch(html)
    return (found["lang"], found["content"]) if found else None


def without_tags(escaped: str) -> Markup:
    """Return HTML text that stays text where no element can stand, as in titles and attributes.

    Arguments:
        escaped: HTML; a tag that is neither a span's nor `<sup>` becomes text too.
    """
    text = _OF_OURS.sub("", escaped)
    return Markup(text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;"))


def _pieces(text: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Yield the pieces of a message's text: texts, and the tags in pairs, with an empty text."""
    begun: list[re.Match[str]] = []
    paired: list[re.Match[str]] = []  # and nested no deeper than allowed
    for tag in TAG.finditer(text):
        if tag["lang"]:
            begun.append(tag)
        elif begun:
            opening = begun.pop()
            if len(begun) < DEPTH:
                paired += [opening, tag]
    position = 0
    for tag in sorted(paired, key=lambda tag: tag.start()):
        yield text[position : tag.start()], None
        yield "", tag
        position = tag.end()
    yield text[position:], None
