"""Rules on the header of a catalogue."""

import re
from collections.abc import Iterator, Mapping

from webapp.languages import Language

_SPACES = re.compile(r"\s+")


def header_language(headers: Mapping[str, str], language: Language) -> Iterator[str]:
    """The header names another language than the catalogue's, or none."""
    found = headers.get("Language", "")
    if found != language.catalogue:
        yield f"Language: {found or '(none)'} should be Language: {language.catalogue}"


def header_plural_rule(headers: Mapping[str, str], language: Language) -> Iterator[str]:
    """The plural rule of the header is not the language's own."""
    found = headers.get("Plural-Forms", "")
    if _plain(found) != _plain(str(language.plural)):
        yield f"Plural-Forms: {found or '(none)'} should be Plural-Forms: {language.plural}"


def _plain(rule: str) -> str:
    """Leave out the spaces, parentheses around a whole expression and the last semicolon."""
    rule = _SPACES.sub("", rule).rstrip(";")
    head, equals, expression = rule.rpartition("plural=")
    if re.fullmatch(r"\([^()]*\)", expression):
        expression = expression[1:-1]
    return head + equals + expression


def header_charset(headers: Mapping[str, str], language: Language) -> Iterator[str]:
    """The header does not say that the file is UTF-8."""
    found = headers.get("Content-Type", "")
    if _SPACES.sub("", found).lower() not in (
        "text/plain;charset=utf-8",
        "text/plain;charset=utf8",
    ):
        yield (
            f"Content-Type: {found or '(none)'} should be Content-Type: text/plain; charset=UTF-8"
        )
