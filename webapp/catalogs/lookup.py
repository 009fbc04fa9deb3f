"""Look-up: the text of a message in a language, or in the first fallback that has it."""

from dataclasses import dataclass

from webapp.catalogs.snapshot import Snapshot
from webapp.filling import fits, source_text
from webapp.languages import SOURCE, Language, chain
from webapp.po.model import lookup_key


@dataclass(frozen=True, slots=True)
class Lookup:
    """The texts of one language, and those of its fallbacks for the texts it lacks."""

    snapshot: Snapshot
    language: Language

    def has(self, msgid: str) -> bool:
        """Return whether a message is in the language itself, not in a fallback."""
        return self.language.is_source or msgid in self.snapshot.texts[self.language.path]

    def find(
        self, msgid: str, plural: str | None = None, number: float = 1, context: str | None = None
    ) -> tuple[str, Language]:
        """Return the text of a message and its language; the source text if there is no other.

        A translation that could not be filled in is skipped.

        Arguments:
            msgid: the singular, if the message has plural forms.
            number: the count that selects the plural form, by the rule of the text's language.
            context: the msgctxt, if the message has one.
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
    """Return the plural form for a count; the last one if the rule's form is missing."""
    return forms[min(language.plural.form(number), len(forms) - 1)]
