"""Rules on the header of a catalogue, and on how many plural forms a message has."""

import re
from collections.abc import Iterator, Mapping
from gettext import c2py

from webapp.languages import Language
from webapp.po.model import Message

_RULE = re.compile(r"nplurals=(?P<forms>\d{1,2});plural=(?P<expression>[^;]{1,500});?")
_UTF_8 = re.compile(r"text/plain\s*;\s*charset=utf-?8\s*", re.IGNORECASE)


def header_language(headers: Mapping[str, str], language: Language) -> Iterator[str]:
    """The header names another language than the catalogue's, or none."""
    stated = headers.get("Language", "")
    if stated != language.catalogue:
        yield f"Language: {stated or '(none)'} should be Language: {language.catalogue}"


def header_plural_rule(headers: Mapping[str, str], language: Language) -> Iterator[str]:
    """The plural rule of the header is not the language's own."""
    stated = headers.get("Plural-Forms", "")
    if _forms(stated) != _forms(str(language.plural)):
        yield (
            f"Plural-Forms: {stated or '(none)'} should be Plural-Forms: {language.plural}"
            " (Poedit’s “Use default rules” may write another);"
            f" run `i18n update {language.path}`"
        )


def _forms(rule: str) -> tuple[int, ...]:
    """Return how many forms a rule has and which each count takes, however it is written."""
    match = _RULE.fullmatch("".join(rule.split()))
    if not match:
        return ()
    try:
        # No language distinguishes counts by more than their last two digits.
        return int(match["forms"]), *map(c2py(match["expression"]), range(201))
    except (ValueError, ZeroDivisionError):
        return ()


def header_charset(headers: Mapping[str, str], language: Language) -> Iterator[str]:
    """The header does not say that the file is UTF-8."""
    stated, right = headers.get("Content-Type", ""), "text/plain; charset=UTF-8"
    if not _UTF_8.fullmatch(stated):
        yield f"Content-Type: {stated or '(none)'} should be Content-Type: {right}"


def plural_forms(message: Message, language: Language) -> Iterator[str]:
    """The number of plural forms is not the language's own: some counts would have no text."""
    forms = language.plural.forms
    if message.msgid_plural is not None and len(message.msgstr) != forms:
        yield f"{len(message.msgstr)} plural forms; {language.endonym} has {forms}"


def empty_plural_form(message: Message, language: Language) -> Iterator[str]:
    """A plural form is empty though another is translated: some counts would have no text."""
    for number, form in enumerate(message.msgstr):
        if not form and any(message.msgstr):
            yield f"msgstr[{number}] is empty"
