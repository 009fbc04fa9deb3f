"""The one place that decides what is markup in a message and what is text.

No msgid of this site has markup. A translation may mark the language of a name or a quotation with
`<span lang="xx">…</span>`; everything else in it is plain text, for pages and for rules.
"""

import re
from collections.abc import Callable, Iterator

from markupsafe import Markup

from webapp.languages import direction

DEPTH = 2
"""How deeply spans may be nested."""

OPENING = r'<span lang="(?P<lang>[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?)">'
TAG = re.compile(f"{OPENING}|</span>")
"""The two tags that a translation may hold, written exactly like this."""

_ONE_SPAN = re.compile(
    r'<span lang="(?P<lang>[^"]*)"[^>]*>(?P<content>(?:(?!</?span\b).)*)</span>', re.DOTALL
)
_OF_OURS = re.compile(r'<span(?: (?:lang|dir|class|translate|data-\w+)="[\w-]*")+>|</span>|</?sup>')


def html(text: str, lang: str, typeset: Callable[[str, str], str]) -> str:
    """Return a message's text as HTML, keeping its paired span tags and escaping all else.

    Arguments:
        text: the text.
        lang: the BCP 47 tag of its language.
        typeset: the function that turns a plain text in a language into HTML.
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
    """Return a message's text without its paired span tags, for places that allow no element.

    Nothing is escaped here: Jinja does that for pages, the writer of JSON or CSV for files.
    """
    return "".join(piece for piece, _ in _pieces(text))


def _opening(lang: str, around: str) -> str:
    """Return an opening tag with its language, and with `dir` if the direction changes.

    Arguments:
        lang: a BCP 47 tag.
        around: the BCP 47 tag of the surrounding text.
    """
    turned = f' dir="{direction(lang)}"' if direction(lang) != direction(around) else ""
    return f'<span lang="{lang}"{turned}>'


def span(html: str, lang: str, around: str) -> Markup:
    """Return HTML in a span with its language, unless the text around has the same language."""
    return Markup(html if lang == around else f"{_opening(lang, around)}{html}</span>")


def only_span(html: str) -> tuple[str, str] | None:
    """Return the language and the content of HTML that is a single span; None for other HTML."""
    found = _ONE_SPAN.fullmatch(html)
    return (found["lang"], found["content"]) if found else None


def without_tags(escaped: str) -> Markup:
    """Return HTML without tags, for places that allow no element, such as titles and attributes.

    Arguments:
        escaped: HTML; tags other than spans and `<sup>` are shown as text.
    """
    text = _OF_OURS.sub("", escaped)
    return Markup(text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;"))


def _pieces(text: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Yield the pieces of a message: each text with None, each paired tag after an empty text."""
    begun: list[re.Match[str]] = []
    paired: list[re.Match[str]] = []  # only those nested no deeper than DEPTH
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
