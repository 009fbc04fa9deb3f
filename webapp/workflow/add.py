"""Adding a language from its tag: its row in the table of languages, and what remains to do."""

from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.plurals import get_plural

from webapp.checks.glyphs import lacking
from webapp.errors import SiteError
from webapp.languages import (
    BY_PATH,
    EXACT,
    ONE_IS_SINGULAR,
    SOURCE,
    Language,
    PluralRule,
    direction,
)
from webapp.po import files

STEPS = Path(__file__).with_name("steps.txt")
"""The steps to do by hand: one per line, each after the case in which it applies."""

_GETTEXT = {
    # Babel's rule swaps the last two forms.
    "ar": PluralRule(
        6, "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)"
    ),
    "hu": ONE_IS_SINGULAR,
    "tr": ONE_IS_SINGULAR,
}
"""The plural rules of gettext's `msginit`, for languages where Babel's rules differ."""


def draft(tag: str, fallback: str = SOURCE.path) -> Language:
    """Return a language's row of the table; without one, a new row from CLDR and gettext data.

    Arguments:
        tag: its BCP 47 tag: `nn`, `zh-Hant`.
        fallback: the path of the language whose text stands in for what is missing.

    Raises:
        SiteError: when CLDR does not know the tag, the tag is the source's, `no` or one that leads
            to another language of the table, or the fallback is not in the table.
    """
    known = EXACT.get(tag.lower())
    if known and known.tag.lower() == tag.lower():
        if known.is_source:
            raise SiteError(tag, "the msgids are in this language; it has no catalogue")
        return known
    if tag.lower().partition("-")[0] == "no":
        raise SiteError(tag, "Norwegian is written in two ways; write nb or nn")
    if fallback not in BY_PATH:
        known_paths = ", ".join(BY_PATH)
        raise SiteError(fallback, f"no language to fall back to; there are {known_paths}")
    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError) as error:
        raise SiteError(tag, "CLDR has no such language; write its BCP 47 tag") from error
    if known:
        raise SiteError(tag, f"it leads to {known.tag}; write the tag of another language")
    tag = "-".join(part for part in (locale.language, locale.script, locale.territory) if part)
    name = locale.get_display_name() or tag
    plural = get_plural(locale)
    answers = locale.language != tag and locale.language not in EXACT
    return Language(
        path=tag.lower() if locale.language in BY_PATH else locale.language,
        tag=tag,
        catalogue=str(locale),
        endonym=name[:1].upper() + name[1:],
        fallback=fallback,
        plural=_GETTEXT.get(locale.language, PluralRule(plural.num_plurals, plural.plural_expr)),
        accepts=(locale.language,) if answers else (),
    )


def row(language: Language) -> str:
    """Return a language's row as code for the table in `webapp/languages.py`; ruff formats it."""
    texts = (language.path, language.tag, language.catalogue, language.endonym, language.fallback)
    plural = language.plural
    parts = [f'"{text}"' for text in texts]
    parts.append(f'PluralRule({plural.forms}, "{plural.expression}")')
    if language.accepts:
        parts.append(f'accepts=("{language.accepts[0]}",)')
    return f"    Language({', '.join(parts)}),"


def remaining(language: Language) -> list[str]:
    """Return the steps left to do by hand, in order; once all are done, every test passes."""
    cases = {
        "all": True,
        "new": BY_PATH.get(language.path) != language,
        "rtl": direction(language.tag) == "rtl",
        "glyphs": bool(lacking(language.endonym)),
    }
    lines = (line.partition(": ") for line in STEPS.read_text(encoding="utf-8").splitlines())
    return [
        step.format(
            language=language,
            row=f"\n{row(language)}",
            catalogue=files.source(Path("translations"), language),
        )
        for case, _, step in lines
        if cases[case]
    ]
