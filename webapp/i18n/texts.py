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
    """Set the language of the request for every text from now on."""
    g.language = language
    g.pop("page_texts", None)
    g.pop("_flask_babel", None)


def current_language() -> Language:
    """Return the language of the request, or French until it is set."""
    return cast(Language, g.get("language", SOURCE)) if has_request_context() else SOURCE


@lru_cache(maxsize=1_000)  # for texts of the data: finished messages have a cache of their own
def typeset(html: str, lang: str) -> str:
    """Return HTML with the no-break spaces and superscripts that its language needs.

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
    """A plain text with its language, which need not be that of the page.

    Arguments:
        lang: the BCP 47 tag of its language; empty for none or an unknown one.
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
        """Return it as HTML inside a text whose language has the BCP 47 tag `around`."""
        if not self.lang:
            return Markup(f'<span translate="no">{spaced(str(self), around)}</span>')
        return span(spaced(str(self), self.lang), self.lang, around)


class _Sentence(NamedTuple):
    """A message ready for Jinja.

    Arguments:
        html: its text, with a span when it is not in the page's language.
        lang: the BCP 47 tag of its language.
        page: the BCP 47 tag of the page's language.
    """

    html: str
    lang: str
    page: str

    def filled(self, fields: dict[str, object]) -> Markup:
        """Return it with its fields filled in; those in another language are marked with it."""
        values = dict(fields)
        for name, value in fields.items():
            if isinstance(value, int | float):  # for `%(num)d`
                continue
            if isinstance(value, Phrase):
                values[name] = value.within(self.lang)
                continue
            values[name] = escaped = escape(value)
            if self.lang != self.page and hasattr(value, "__html__"):
                # Markup from a template is in the page's language unless it states another.
                lang, inside = only_span(escaped) or (self.page, "")
                same = lang == self.lang
                values[name] = Markup(inside) if same else span(escaped, self.page, self.lang)
        return Markup(fill(self.html, values))


class PageTexts(Domain):  # type: ignore[misc]
    """The messages of a request as HTML: the domain that Flask-Babel uses.

    The HTML of a message without plural forms or context is cached until the catalogues change.
    Flask-Babel does not fill in the fields, since it would fail on a wrong field, and would not
    mark the language of a name in a sentence of another language.
    """

    def __init__(self, lookup: Lookup) -> None:
        """Take the look-up of the page's language."""
        super().__init__()
        self.lookup = lookup
        ready = lookup.snapshot.kept.setdefault(lookup.language, {})
        self._ready = cast(dict[str, Markup | _Sentence], ready)

    def get_translations(self) -> Self:
        """Return this object for looking messages up, not a `.mo` that Flask-Babel would find."""
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
        """Return a message with plural forms."""
        return self.npgettext(None, singular, plural, num, **fields)

    def pgettext(self, context: str, msgid: str, /, **fields: object) -> Markup:
        """Return a message with a context."""
        return self._sentence(*self.lookup.find(msgid, context=context)).filled(fields)

    def npgettext(
        self, context: str | None, singular: str, plural: str, num: float, /, **fields: object
    ) -> Markup:
        """Return a message with plural forms and, unless it is None, a context."""
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
        make = g.get("make_texts", PageTexts)  # the editor sets its own, which mark each message
        texts = g.page_texts = make(Lookup(current_snapshot(), current_language()))
    return cast(PageTexts, texts)


def text(msgid: str, /, **fields: object) -> Phrase:
    """Return a message as plain text, for files, comparisons and places that allow no element."""
    found, language = page_texts().lookup.find(msgid)
    return Phrase(fill(plain(found), fields), language.tag)


def ngettext(singular: str, plural: str, number: int, /, **fields: object) -> Phrase:
    """Return a message with plural forms as plain text."""
    found, language = page_texts().lookup.find(singular, plural, number)
    return Phrase(fill(plain(found), fields), language.tag)


def in_language(language: Language, msgid: str) -> Markup | None:
    """Return a message in a language that may not be the page's; None if it is not translated.

    The element around it in the template must state the language.
    """
    lookup = Lookup(current_snapshot(), language)
    return PageTexts(lookup).gettext(msgid) if lookup.has(msgid) else None
