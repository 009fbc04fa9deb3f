"""Look-up: the text of a message in a language, or in the first fallback that has it."""

import gettext
from dataclasses import dataclass
from functools import lru_cache

from webapp.catalogs.snapshot import Snapshot
from webapp.filling import fits, source_text
from webapp.languages import SOURCE, Language, chain
from webapp.po.model import lookup_key

_plural_form = lru_cache(gettext.c2py)


@dataclass(frozen=True, slots=True)
class Lookup:
    """The texts of one language, those of its fallbacks where it has none."""

    snapshot: Snapshot
    language: Language

    def has(self, msgid: str) -> bool:
        """Return whether a message is in the language itself, not in a fallback."""
        return self.language.is_source or msgid in self.snapshot.texts[self.language.path]

    def find(
        self, msgid: str, plural: str | None = None, number: float = 1, context: str | None = None
    ) -> tuple[str, Language]:
        """Return the text of a message and the language it is in, the source at the end.

        A translation that could not be filled in counts as none.

        Arguments:
            msgid: the singular, of a message that counts.
            number: what is counted, by the plural rule of the language that the text is in.
            context: what tells the message apart, if anything does.
        """
        key = lookup_key(msgid, plural, context)
        sources = (msgid,) if plural is None else (msgid, plural)
        for language in chain(self.language):
            if language.is_source:
                break
            forms = self.snapshot.texts[language.path].get(key, ())
            text = _form(forms, language, number) if forms else ""
            if text and fits(text, *sources):
                return text, language
        return source_text(_form(sources, SOURCE, number)), SOURCE


def _form(forms: tuple[str, ...], language: Language, number: float) -> str:
    """Return the plural form for a count; of fewer forms than the rule has, the last."""
    return forms[min(form_of(language, number), len(forms) - 1)]


def form_of(language: Language, number: float) -> int:
    """Return which plural form of a language a count takes."""
    return _plural_form(language.plural.expression)(int(number))
