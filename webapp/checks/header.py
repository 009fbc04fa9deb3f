"""Rules on the header of a catalogue."""

import re
from collections.abc import Iterator, Mapping
from gettext import c2py

from webapp.languages import Language

_COUNTS = 201
"""Counts by which two rules are compared: no language tells more than the last two digits apart."""

_RULE = re.compile(r"nplurals=(?P<forms>\d{1,2});plural=(?P<expression>[^;]{1,500});?")
_SPACES = re.compile(r"\s+")
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
    match = _RULE.fullmatch(_SPACES.sub("", rule))
    if not match:
        return ()
    try:
        form = c2py(match["expression"])
        return int(match["forms"]), *map(form, range(_COUNTS))
    except (ValueError, ZeroDivisionError):
        return ()


def header_charset(headers: Mapping[str, str], language: Language) -> Iterator[str]:
    """The header does not say that the file is UTF-8."""
    stated, right = headers.get("Content-Type", ""), "text/plain; charset=UTF-8"
    if not _UTF_8.fullmatch(stated):
        yield f"Content-Type: {stated or '(none)'} should be Content-Type: {right}"
