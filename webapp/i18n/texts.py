"""Messages and other texts as pages and files show them: spaced, filled in, with their language."""

from functools import lru_cache
from typing import NamedTuple, Self, cast

from flask import g, has_request_context
from flask_babel import Domain
from markupsafe import Markup, escape

from webapp.catalogs.lookup import Lookup
from webapp.filling import fill
from webapp.languages import SOURCE, Language
from webapp.markup import html, only_span, plain, span
from webapp.rendering import no_break
from webapp.rendering.french import space, superscripts
from webapp.site import current_snapshot


def use_language(language: Language) -> None:
    """Decide the language of the request; every text from now on is in it."""
    g.language = language
    g.pop("page_texts", None)
    g.pop("_flask_babel", None)


def current_language() -> Language:
    """Return the language of the request, French before it is decided."""
    return cast(Language, g.get("language", SOURCE)) if has_request_context() else SOURCE


@lru_cache(maxsize=1_000)  # of texts of the data: messages are kept as they are shown
def typeset(html: str, lang: str) -> str:
    """Return HTML with the no-break spaces and the superscripts that its language asks for.

    Arguments:
        html: the text of an element, escaped.
        lang: its BCP 47 tag.
    """
    french = lang.partition("-")[0] == SOURCE.tag
    html = no_break.whole(no_break.keep(space(html) if french else html, lang))
    return superscripts(html) if french else html


def spaced(text: str, lang: str) -> Markup:
    """Return a text, plain or Markup, as HTML that is typeset in its language."""
    return Markup(typeset(str(escape(text)), lang))


class Phrase(str):
    """A plain text that knows which language it is in, which need not be that of the page.

    Arguments:
        lang: its BCP 47 tag; empty for no language or an unknown one.
    """

    __slots__ = ("lang",)

    lang: str

    def __new__(cls, text: str, lang: str = "") -> Self:
        """Make a phrase of a text."""
        phrase = super().__new__(cls, text)
        phrase.lang = lang
        return phrase

    def __html__(self) -> str:
        """Return it as HTML within a text of the page's language."""
        return self.within(current_language().tag)

    def within(self, around: str) -> Markup:
        """Return it as HTML within a text in a language, by its BCP 47 tag."""
        if not self.lang:
            return Markup(f'<span translate="no">{spaced(str(self), around)}</span>')
        return span(spaced(str(self), self.lang), self.lang, around)


class _Sentence(NamedTuple):
    """A message ready for Jinja.

    Arguments:
        html: its text, with a span when it is not in the page's language.
        lang: the BCP 47 tag of its language.
        page: that of the page's.
    """

    html: str
    lang: str
    page: str

    def filled(self, fields: dict[str, object]) -> Markup:
        """Return it with its fields; each says its language where that is not the sentence's."""
        values = dict(fields)
        for name, value in fields.items():
            if isinstance(value, int | float):  # for `%(num)d`
                continue
            if isinstance(value, Phrase):
                values[name] = value.within(self.lang)
                continue
            values[name] = escaped = escape(value)
            if self.lang != self.page and hasattr(value, "__html__"):
                # What templates made is in the page's language where it says nothing else.
                lang, inside = only_span(escaped) or (self.page, "")
                same = lang == self.lang
                values[name] = Markup(inside) if same else span(escaped, self.page, self.lang)
        return Markup(fill(self.html, values))


class PageTexts(Domain):  # type: ignore[misc]
    """The messages as the HTML of a page: Flask-Babel's domain of a request.

    What a message becomes is worked out once for as long as the catalogues are the same. Filling
    in is not left to Flask-Babel, since it would fail where a field is wrong, and would not say in
    which language a name is that stands in a sentence of another.
    """

    def __init__(self, lookup: Lookup) -> None:
        """Take the look-up of the page's language."""
        super().__init__()
        self.lookup = lookup
        ready = lookup.snapshot.kept.setdefault(lookup.language, {})
        self._ready = cast(dict[str, Markup | _Sentence], ready)

    def get_translations(self) -> Self:
        """Return what looks messages up: no `.mo` that Flask-Babel would find by itself."""
        return self

    def gettext(self, msgid: str, /, **fields: object) -> Markup:
        """Return a message."""
        ready = self._ready.get(msgid)
        if ready is None:
            sentence = self._sentence(*self.lookup.find(msgid))
            ready = sentence if "%(" in sentence.html else sentence.filled({})
            self._ready[msgid] = ready
        return ready.filled(fields) if isinstance(ready, _Sentence) else ready

    def ngettext(self, singular: str, plural: str, num: float, /, **fields: object) -> Markup:
        """Return a message that counts."""
        return self.npgettext(None, singular, plural, num, **fields)

    def pgettext(self, context: str, msgid: str, /, **fields: object) -> Markup:
        """Return a message that a context tells apart."""
        return self._sentence(*self.lookup.find(msgid, context=context)).filled(fields)

    def npgettext(
        self, context: str | None, singular: str, plural: str, num: float, /, **fields: object
    ) -> Markup:
        """Return a message that counts and that a context tells apart."""
        found = self.lookup.find(singular, plural, num, context)
        return self._sentence(*found).filled({"num": num, **fields})

    def _sentence(self, text: str, language: Language) -> _Sentence:
        """Return a text ready for Jinja."""
        page = self.lookup.language.tag
        inside = html(text, language.tag, spaced)
        return _Sentence(span(inside, language.tag, page), language.tag, page)


def page_texts() -> PageTexts:
    """Return the messages for the pages of the request."""
    texts = g.get("page_texts")
    if texts is None:
        make = g.get("make_texts", PageTexts)  # the editor's, which marks each message
        texts = g.page_texts = make(Lookup(current_snapshot(), current_language()))
    return cast(PageTexts, texts)


def text(msgid: str, /, **fields: object) -> Phrase:
    """Return a message as plain text: for files, comparisons, and where no element can stand."""
    found, language = page_texts().lookup.find(msgid)
    return Phrase(fill(plain(found), fields), language.tag)


def ngettext(singular: str, plural: str, number: int, /, **fields: object) -> Phrase:
    """Return a message that counts as plain text."""
    found, language = page_texts().lookup.find(singular, plural, number)
    return Phrase(fill(plain(found), fields), language.tag)


def in_language(language: Language, msgid: str) -> Markup | None:
    """Return a message in another language than the page's; None when it is not translated there.

    For an element of a template that says the language.
    """
    lookup = Lookup(current_snapshot(), language)
    return PageTexts(lookup).gettext(msgid) if lookup.has(msgid) else None
