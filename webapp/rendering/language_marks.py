"""Turning language marks into `lang`, and spacing text, in one pass over a page's HTML.

A marked text that is all of an element's content puts `lang` on that element; another gets a
`<span lang>`, in SVG a `<tspan lang>`. Inside attributes, and within the text of `title` and other
elements that hold text only, marks are dropped.
Whatever comes in, no mark goes out, tags stay as they were and no text is lost (RGAA 8.7, 8.8).
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from webapp import marks
from webapp.languages import SOURCE, Language, direction
from webapp.markup import without_tags
from webapp.rendering import no_break
from webapp.rendering.french import space

_TOKEN = re.compile(
    r"(?P<comment><!--.*?(?:-->|\Z))"
    r"|(?P<raw><(?P<raw_name>script|style|textarea|title|desc|option)\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>)"
    r"|(?P<start><[a-zA-Z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>)"
    r"|(?P<end></[a-zA-Z][^>]*>)"
    r"|(?P<mark>[\ue000-\ue0ff])"
    r"|(?P<text>[^<\ue000-\ue0ff]+|<)",
    re.DOTALL | re.IGNORECASE,
)
# Where a page that is in its own language all through needs a closer look: an element that holds
# text only or text as it is, a drawing, a comment, an element in another language. Small letters,
# for these are found in no time.
_BARE = re.compile(r"<(?:!--|(?:script|style|textarea|title|option|code|pre|kbd|samp|svg)\b)")
_SAYS_LANG = re.compile(r"lang\s*=")
_OWN_TEXT = re.compile(
    r"(?P<tag></?[a-z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>)|(?P<text>[^<\ue000-\ue0ff]+)",
    re.IGNORECASE,
)
_WITH_LANG = re.compile(
    r"<[a-z](?:[^>\"']|\"[^\"]*\"|'[^']*')*?\s(?P<at>lang\s*=)\s*[\"']?(?P<lang>[a-z0-9-]*)",
    re.IGNORECASE,
)
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_LANG = re.compile(r"""\slang\s*=\s*["']?([A-Za-z0-9-]*)""", re.IGNORECASE)
_DIR = re.compile(r"\sdir\s*=", re.IGNORECASE)
_TEXT_ATTRIBUTE = re.compile(
    r"""(\s(?:title|alt|aria-label|aria-description|placeholder|content|label)=)("[^"]*"|'[^']*')"""
)
_MARKS = re.compile("([\ue000-\ue0ff])")
_SPOKEN = frozenset({"title", "desc", "option"})
"""Elements that hold the text of a message and no element."""
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"}
    | {"source", "track", "wbr"}
)
"""Elements that have no end tag (HTML, 13.1.2)."""
_VERBATIM = frozenset({"code", "pre", "kbd", "samp"})


@dataclass(slots=True)
class _Mark:
    """A mark that is open; `at` is the place of its element, None when it needs none."""

    language: Language
    at: int | None
    element: str


@dataclass(slots=True)
class _Element:
    """An element that is open."""

    name: str
    tag: str
    at: int
    verbatim: bool
    has_lang: bool
    open: list[_Mark] = field(default_factory=list)
    first: int | None = None
    whole: tuple[int, int, Language] | None = None


def resolve(html: str, language: Language) -> str:
    """Turn the marks of a page into `lang` and space its text as its languages ask for.

    Arguments:
        html: the page, or a part of one.
        language: the language of the page, for a part that does not begin with `<html lang>`.

    Returns:
        The same HTML without a mark.
    """
    if language is SOURCE:
        return _Rewriter(language).rewrite(html)
    return _islands(html, language) or _Rewriter(language).rewrite(html)


def _islands(html: str, language: Language) -> str | None:
    """Rewrite only what is in another language, which is little of a page that is translated.

    Returns:
        What `_Rewriter.rewrite` would give; None for a page that needs it all through.
    """
    if "LANG=" in html or "Lang=" in html:
        return None
    own = _Own(language, marks.may_be_in(html), no_break.may_be_in(html, language))
    out: list[str] = []
    position = 0
    for start, lang in _islands_of(html):
        if start < position or (lang is not None and lang.lower() == language.tag.lower()):
            continue
        before = None if lang is None else own.text(html[position:start])
        if before is None:
            return None
        rewriter = _Rewriter(language)
        position = rewriter.element(html, start)
        out += [before, *rewriter.out]
    rest = own.text(html[position:])
    return None if rest is None else "".join([*out, rest])


def _islands_of(html: str) -> list[tuple[int, str | None]]:
    """List where a closer look is needed, with the `lang` there, empty where there is none.

    It is None where it cannot be told, as of a text about `lang=` or a `<` within an attribute.
    """
    found: list[tuple[int, str | None]] = [(each.start(), "") for each in _BARE.finditer(html)]
    for match in _SAYS_LANG.finditer(html):
        if not html[match.start() - 1].isspace():
            continue  # hreflang
        start = max(html.rfind("<", 0, match.start()), 0)
        tag = _WITH_LANG.match(html, start)
        sure = tag is not None and tag.start("at") == match.start()
        found.append((start, tag["lang"] if tag and sure else None))
    return sorted(found, key=lambda each: each[0])


@dataclass(frozen=True, slots=True)
class _Own:
    """What is done to the parts of a page that are in its own language.

    Arguments:
        language: of the page.
        marked: whether there may be marks in it.
        spaced: whether there may be anything in it that must not be broken.
    """

    language: Language
    marked: bool
    spaced: bool

    def text(self, html: str) -> str | None:
        """Space a part and drop its marks; None where one of another language is in it."""
        if self.marked and _foreign_mark(self.language).search(html):
            return None
        if self.spaced:
            html = _OWN_TEXT.sub(self._spaced, html)
        return marks.unmark(html) if self.marked else html

    def _spaced(self, match: re.Match[str]) -> str:
        text = match["text"]
        return no_break.whole(no_break.keep(text, self.language.tag)) if text else match[0]


@cache
def _foreign_mark(language: Language) -> re.Pattern[str]:
    """Find a mark of another language than the page's."""
    own = marks.OPEN[language] + marks.CLOSE[language]
    known = "".join(mark for mark in (*marks.OPENED, *marks.CLOSED) if mark not in own)
    return re.compile(f"[{known}]")


class _Rewriter:
    def __init__(self, language: Language) -> None:
        self.out: list[str] = []
        self.stack = [_Element("", language.tag, 0, verbatim=False, has_lang=True)]
        self.names: Counter[str] = Counter()

    def rewrite(self, html: str) -> str:
        """Rewrite a whole text."""
        position = 0
        while match := _TOKEN.match(html, position):
            position = self._token(match, html)
        self._finish()
        return "".join(self.out)

    def element(self, html: str, position: int) -> int:
        """Rewrite one element, or a comment; give the place after it.

        Arguments:
            html: the whole text.
            position: of its first character.
        """
        while match := _TOKEN.match(html, position):
            if match["end"] and not self.names[_name(match[0])]:
                break
            position = self._token(match, html)
            if len(self.stack) == 1:
                break
        self._finish()
        return position

    def _finish(self) -> None:
        while len(self.stack) > 1:
            self._pop()
        self._close_marks(self.stack[0])

    def _token(self, match: re.Match[str], html: str) -> int:
        """Rewrite what was matched; give the place after it."""
        if match["raw"]:
            return self._raw(match, html)
        if match["text"]:
            self._text(match[0])
        elif match["mark"]:
            self._mark(match[0])
        elif match["start"]:
            self._start(match[0])
        elif match["end"]:
            self._end(match[0])
        else:
            self.out.append(marks.unmark(match[0]))
        return match.end()

    @property
    def top(self) -> _Element:
        return self.stack[-1]

    def _language(self) -> str:
        """Give the tag of the language that text is in here."""
        return self.top.open[-1].language.tag if self.top.open else self.top.tag

    def _put(self, text: str) -> int:
        """Add to the output, as content of the element at hand; give its place."""
        self.out.append(text)
        if self.top.first is None and not text.isspace():
            self.top.first = len(self.out) - 1
        if not text.isspace():
            self.top.whole = None
        return len(self.out) - 1

    def _text(self, text: str) -> None:
        if not self.top.verbatim:
            tag = self._language()
            text = no_break.keep(space(text) if _is_french(tag) else text, tag)
            text = text if self.names["svg"] else no_break.whole(text)
        self._put(text)

    def _mark(self, character: str) -> None:
        if character in marks.OPENED:
            language = marks.OPENED[character]
            needed = language.tag.lower() != self._language().lower()
            element = "tspan" if self.names["svg"] else "span"
            lang = f'lang="{language.tag}"{self._turn(language.tag)}'
            at = self._put(f"<{element} {lang}>") if needed else None
            self.top.open.append(_Mark(language, at, element))
        elif character in marks.CLOSED:
            open_marks = self.top.open
            if open_marks and open_marks[-1].language is marks.CLOSED[character]:
                self._close_mark(open_marks.pop())

    def _turn(self, tag: str) -> str:
        """Return the `dir` of an element in a language, where it is not that of the text around.

        A drawing has none: its labels are laid out as they stand.
        """
        turned = direction(tag) != direction(self._language()) and not self.names["svg"]
        return f' dir="{direction(tag)}"' if turned else ""

    def _close_mark(self, mark: _Mark) -> None:
        if mark.at is None:
            return
        first = self.top.first
        at = self._put(f"</{mark.element}>")
        if first == mark.at:
            self.top.whole = (mark.at, at, mark.language)

    def _close_marks(self, element: _Element) -> None:
        while element.open:
            self._close_mark(element.open.pop())

    def _start(self, tag: str) -> None:
        name = _name(tag)
        lang = _LANG.search(tag)
        inherited = self._language()
        own = lang[1] if lang else inherited
        if lang and not _DIR.search(tag):
            tag = tag[: lang.start()] + self._turn(own) + tag[lang.start() :]
        at = self._put(_attributes(tag, own))
        if name not in VOID:
            verbatim = self.top.verbatim or name in _VERBATIM
            self.stack.append(_Element(name, own, at, verbatim, has_lang=bool(lang)))
            self.names[name] += 1

    def _end(self, tag: str) -> None:
        name = _name(tag)
        if self.names[name]:
            while self.top.name != name:
                self._pop()
            self._pop()
        self.out.append(marks.unmark(tag))

    def _pop(self) -> None:
        """Leave an element: close its marks; one that holds all its text becomes its `lang`."""
        element = self.top
        self._close_marks(element)
        self.stack.pop()
        self.names[element.name] -= 1
        if element.whole and not element.has_lang:
            opening = self.out[element.at]
            start, end, language = element.whole
            # The marker of an item stands at the side where the others of its list have theirs.
            item = element.name == "li" and self._turn(language.tag)
            if not _TEXT_ATTRIBUTE.search(opening) and not item:
                self.out[start] = self.out[end] = ""
                lang = f'lang="{language.tag}"{self._turn(language.tag)}'
                self.out[element.at] = f"{opening[:-1].rstrip()} {lang}>"

    def _raw(self, match: re.Match[str], html: str) -> int:
        """Copy an element that holds text only; spaced where its text is French, without marks.

        A tag in a text that can hold none is text.
        """
        self._start(match["raw"])
        name = match["raw_name"].lower()
        end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(html, match.end())
        stop = end.start() if end else len(html)
        text = html[match.end() : stop]
        spoken = name in _SPOKEN
        if spoken:
            self._whole(text)
            text = _resolve_text(without_tags(text), self._language())
        self.out.append(marks.unmark(text))
        return stop

    def _whole(self, text: str) -> None:
        """Note the language of an element that holds one marked text and nothing else."""
        text = text.strip()
        language = marks.OPENED.get(text[:1])
        if language and text[-1:] in marks.CLOSED and len(marks.ANY.findall(text)) == 2:
            at = len(self.out)
            self.out.append("")
            foreign = language.tag.lower() != self._language().lower()
            self.top.whole = (at, at, language) if foreign else None


def _is_french(tag: str) -> bool:
    return tag.lower() == SOURCE.tag or tag.lower().startswith(f"{SOURCE.tag}-")


def _name(tag: str) -> str:
    match = _NAME.match(tag)
    return match[1].lower() if match else ""


def _attributes(tag: str, language: str) -> str:
    """Drop the marks of a tag; space the French text of attributes that are read out."""
    if not marks.ANY.search(tag) and not _is_french(language):
        return tag

    def resolved(match: re.Match[str]) -> str:
        return match[1] + _resolve_text(match[2], language)

    return marks.unmark(_TEXT_ATTRIBUTE.sub(resolved, tag))


def _resolve_text(text: str, language: str) -> str:
    """Space the French parts of a text that can hold no element, and drop its marks."""
    languages = [language]
    out = []
    for part in _MARKS.split(text):
        if part in marks.OPENED:
            languages.append(marks.OPENED[part].tag)
        elif part in marks.CLOSED:
            del languages[max(1, len(languages) - 1) :]
        else:
            out.append(space(part) if _is_french(languages[-1]) else part)
    return marks.unmark("".join(out))
