"""Marks on a page in the editor: each message carries its key and state; look-ups are noted."""

from dataclasses import dataclass, field

from markupsafe import Markup

from webapp.catalogs.lookup import Lookup
from webapp.editor.workbook import Book, digest
from webapp.i18n.texts import PageTexts
from webapp.languages import Language
from webapp.markup import only_span
from webapp.po.model import lookup_key


@dataclass(frozen=True)
class NotingLookup(Lookup):
    """A look-up that notes the key of every message it is asked for."""

    asked: dict[str, None] = field(default_factory=dict)

    def find(
        self, msgid: str, plural: str | None = None, number: float = 1, context: str | None = None
    ) -> tuple[str, Language]:
        """Return the text of a message and its language."""
        self.asked.setdefault(lookup_key(msgid, plural, context))
        return Lookup.find(self, msgid, plural, number, context)


class MarkedTexts(PageTexts):
    """The messages of a page, each in a span that carries its key and its state."""

    def __init__(self, lookup: Lookup, book: Book) -> None:
        """Take the look-up of a page and the book of the page's language."""
        super().__init__(lookup)
        self._ready = {}
        self._book = book

    def gettext(self, msgid: str, /, **fields: object) -> Markup:
        """Return a message."""
        return self._marked(super().gettext(msgid, **fields), lookup_key(msgid))

    def npgettext(
        self, context: str | None, singular: str, plural: str, num: float, /, **fields: object
    ) -> Markup:
        """Return a message that counts and that a context tells apart."""
        text = super().npgettext(context, singular, plural, num, **fields)
        form = f' data-form="{self._book.language.plural.form(num)}"'
        return self._marked(text, lookup_key(singular, plural, context), form)

    def _marked(self, html: Markup, key: str, form: str = "") -> Markup:
        """Return the HTML of a message in a marked span; a span that gives its language is reused.

        Code that removes spans where no element can stand removes these too.
        """
        row = self._book.rows.get(digest(key))
        if row is None:  # the source is newer than messages.pot
            return html
        marks = f' data-message="{row.key}" data-state="{row.state}"{form}'
        if only_span(html):
            return Markup(str(html).replace(">", f"{marks}>", 1))
        return Markup(f"<span{marks}>{html}</span>")
