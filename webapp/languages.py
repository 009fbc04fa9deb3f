"""The one table of languages, and the choice of a language for a visitor.

Addresses, `lang` and `hreflang`, catalogues, plural rules, fallbacks, the switcher, the commands
and the statistics all read this table; nothing lists folders to find out which languages exist.
"""

import re
from functools import cache
from gettext import c2py
from typing import Literal, NamedTuple

from babel.core import get_global

from webapp.errors import UnknownLanguageError

_plural_form = cache(c2py)

MAX_HEADER = 2_000
"""Characters of an Accept-Language header that are read; real ones are far shorter."""


class PluralRule(NamedTuple):
    """How many plural forms a language has, and which a count takes (gettext manual, 11.2.6)."""

    forms: int
    expression: str

    def form(self, number: float) -> int:
        """Return the number of the plural form that a count takes."""
        return _plural_form(self.expression)(int(number))

    def is_for_one(self, form: int) -> bool:
        """Return whether exactly one number takes a plural form: 1 in most languages."""
        return [self.form(number) for number in range(1_000)].count(form) == 1

    def __str__(self) -> str:
        return f"nplurals={self.forms}; plural={self.expression};"


class Language(NamedTuple):
    """A language of the site.

    Arguments:
        path: the first segment of its addresses.
        tag: its BCP 47 tag, for `lang` and `hreflang`; never `str(Locale)`.
        catalogue: its folder in `translations/`, and the `Language` of its header.
        endonym: its own name in its own script.
        fallback: the path of the language whose text stands in for a missing one.
        plural: the plural rule that its catalogue declares and its text follows.
        accepts: other language ranges, in lower case, that select it.
        last_resort: ranges that select it only if no other range selects any language.
        locale: its CLDR locale, for dates, numbers and names, if it differs from `catalogue`.
    """

    path: str
    tag: str
    catalogue: str
    endonym: str
    fallback: str | None
    plural: PluralRule
    accepts: tuple[str, ...] = ()
    last_resort: tuple[str, ...] = ()
    locale: str = ""

    @property
    def cldr(self) -> str:
        """The CLDR locale by which its dates, numbers and names are written."""
        return self.locale or self.catalogue

    @property
    def is_source(self) -> bool:
        """Whether the msgids are written in this language."""
        return self.fallback is None


ONE_IS_SINGULAR = PluralRule(2, "(n != 1)")

# The plural forms are gettext's; CLDR would give French and Italian a third form that no
# catalogue has.
LANGUAGES: tuple[Language, ...] = (
    Language("fr", "fr", "fr", "Français", None, PluralRule(2, "(n > 1)")),
    Language("en", "en", "en", "English", "fr", ONE_IS_SINGULAR, locale="en_GB"),
    Language("mk", "mk", "mk", "Македонски", "fr", PluralRule(2, "(n%10==1 && n%100!=11) ? 0 : 1")),
    Language("nb", "nb", "nb", "Norsk bokmål", "fr", ONE_IS_SINGULAR, accepts=("no",)),
    Language("nn", "nn", "nn", "Norsk nynorsk", "nb", ONE_IS_SINGULAR),
    Language("it", "it", "it", "Italiano", "fr", ONE_IS_SINGULAR),
    Language(
        "zh",
        "zh-Hans",
        "zh_Hans",
        "简体中文",
        "fr",
        PluralRule(1, "0"),
        # cmn is Mandarin, the language that zh mostly means (ISO 639-3).
        accepts=("zh", "zh-cn", "zh-sg", "cmn"),
        last_resort=("zh-hant", "zh-tw", "zh-hk", "zh-mo", "cmn-hant", "cmn-tw"),
    ),
)

BY_PATH = {language.path: language for language in LANGUAGES}
SOURCE = LANGUAGES[0]
TRANSLATED = tuple(language for language in LANGUAGES if not language.is_source)

MOVED = {"no": "nb"}
"""First segments of addresses that redirect permanently to a language."""

EXACT = {
    tag: language for language in LANGUAGES for tag in (language.tag.lower(), *language.accepts)
}
"""The languages by the ranges, in lower case, that select them, without last resorts."""

_LAST_RESORT = {tag: language for language in LANGUAGES for tag in language.last_resort}
# Last-resort ranges end the first lookup without a match: zh-TW must not be cut to zh.
_FIRST = dict.fromkeys(_LAST_RESORT) | EXACT

_TO_THE_LEFT = ("adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa")
"""Modern scripts written from right to left (Unicode, bidirectional classes R and AL)."""

_RANGE = re.compile(
    r"\s*(\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?", re.ASCII
)


def named(name: str) -> Language:
    """Return the language with this path, tag or catalogue, in upper or lower case.

    Raises:
        UnknownLanguageError: for any other name.
    """
    wanted = name.lower()
    for language in LANGUAGES:
        if wanted in (language.path, language.tag.lower(), language.catalogue.lower()):
            return language
    raise UnknownLanguageError(name, f"not a language of this site; there are {', '.join(BY_PATH)}")


@cache
def direction(tag: str) -> Literal["ltr", "rtl"]:
    """Return the writing direction for a BCP 47 tag, by its script: in the tag, else from CLDR."""
    language, *rest = tag.lower().split("-")
    region = next((it.upper() for it in rest if len(it) == 2), "")
    likely = get_global("likely_subtags")
    found = likely.get(f"{language}_{region}") or likely.get(language, "")
    script = next((it for it in (*rest, *found.lower().split("_")) if len(it) == 4), "")
    return "rtl" if script in _TO_THE_LEFT else "ltr"


def chain(language: Language) -> tuple[Language, ...]:
    """Return a language and its fallbacks, nearest first."""
    steps = [language]
    while (fallback := steps[-1].fallback) is not None:
        steps.append(BY_PATH[fallback])
    return tuple(steps)


def choose_language(cookie: str | None, accept_language: str | None) -> Language | None:
    """Choose the language of a visitor from what their browser sent.

    In this order: the language that the cookie names; the ranges of Accept-Language by falling
    quality, each by RFC 4647 lookup (cut from the right until it matches a language; `*` matches
    the first one not refused); the same ranges as last resorts; French.

    Returns:
        None if there is neither a valid cookie nor a header: the visitor then gets a page to
        choose from.
    """
    if cookie in BY_PATH:
        return BY_PATH[cookie]
    if accept_language is None:
        return None
    # Ranges and their quality (RFC 9110, 12.5.4); malformed ones are skipped.
    matches = map(_RANGE.fullmatch, accept_language[:MAX_HEADER].lower().split(","))
    ranges = [(match[1], min(float(match[2] or 1), 1.0)) for match in matches if match]
    refused = {EXACT.get(tag) for tag, quality in ranges if not quality}
    wanted = [tag for tag, quality in sorted(ranges, key=lambda pair: -pair[1]) if quality]
    any_language = {"*": next((it for it in LANGUAGES if it not in refused), None)}
    for table in (_FIRST | any_language, _LAST_RESORT):
        for tag in wanted:
            while tag and tag not in table:
                tag = tag.rpartition("-")[0]
            language = table.get(tag)
            if language and language not in refused:
                return language
    return SOURCE
