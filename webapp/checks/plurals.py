"""Rules on plural forms."""

from collections.abc import Iterator

from webapp.checks.model import Entry
from webapp.languages import Language


def plural_forms(entry: Entry, language: Language) -> Iterator[str]:
    """The number of plural forms is not the language's own: some counts would have no text."""
    if entry.msgid_plural is None:
        return
    forms = language.plural.forms
    if len(entry.msgstr) != forms:
        yield f"{len(entry.msgstr)} plural forms; {language.endonym} has {forms}"


def empty_plural_form(entry: Entry, language: Language) -> Iterator[str]:
    """A plural form is empty though another is translated: some counts would have no text."""
    if any(entry.msgstr) and not all(entry.msgstr):
        for number, form in enumerate(entry.msgstr):
            if not form:
                yield f"msgstr[{number}] is empty"
