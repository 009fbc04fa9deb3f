"""Adding a language from its tag: its catalogue, its row in the table, what remains to do."""

from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.plurals import get_plural

from webapp.catalog import files
from webapp.catalog.model import Catalogue
from webapp.catalog.update import Report, update
from webapp.checks.glyphs import lacking
from webapp.errors import LanguageTagError
from webapp.languages import (
    BY_PATH,
    EXACT,
    ONE_IS_SINGULAR,
    SOURCE,
    Language,
    PluralRule,
    direction,
)

_GETTEXT = {
    # As the gettext manual and the Arabic catalogues of this world have it; Babel's exchanges the
    # last two forms.
    "ar": PluralRule(
        6,
        "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)",
    ),
    "ga": PluralRule(3, "(n==1 ? 0 : n==2 ? 1 : 2)"),
    "hu": ONE_IS_SINGULAR,
    "tr": ONE_IS_SINGULAR,
}
"""The plural rules of gettext's `msginit` where Babel has others."""

_WIDTH = 100
"""Characters of a line of this project's Python."""


def draft(tag: str, fallback: str = SOURCE.path) -> Language:
    """Draw up the row of a language from what CLDR and gettext know of it.

    Arguments:
        tag: its BCP 47 tag: `nn`, `zh-Hant`.
        fallback: the path of the language whose text stands in for what is missing.

    Returns:
        The row of the table if it has one already, else a new one.

    Raises:
        LanguageTagError: when CLDR does not know the tag, it is no language of its own, or the
            fallback is not in the table.
    """
    known = EXACT.get(tag.lower())
    if known and known.tag.lower() == tag.lower():
        if known.is_source:
            raise LanguageTagError(tag, "the msgids are in this language; it has no catalogue")
        return known
    if tag.lower().partition("-")[0] == "no":
        raise LanguageTagError(tag, "Norwegian is written in two ways; write nb or nn")
    if fallback not in BY_PATH:
        raise LanguageTagError(fallback, f"no language to fall back to; there are {_known()}")
    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError) as error:
        raise LanguageTagError(tag, "CLDR has no such language; write its BCP 47 tag") from error
    if known:
        raise LanguageTagError(tag, f"who asks for it gets {known.tag}; write the tag of another")
    name = locale.get_display_name() or tag
    own = locale.language != _tag(locale) and locale.language not in EXACT
    return Language(
        path=locale.language if locale.language not in BY_PATH else tag.lower(),
        tag=_tag(locale),
        catalogue=str(locale),
        endonym=name[:1].upper() + name[1:],
        fallback=fallback,
        plural=_plural(locale),
        accepts=(locale.language,) if own else (),
    )


def _known() -> str:
    return ", ".join(BY_PATH)


def _plural(locale: Locale) -> PluralRule:
    plural = get_plural(locale)
    by_babel = PluralRule(plural.num_plurals, plural.plural_expr)
    return _GETTEXT.get(locale.language, by_babel)


def _tag(locale: Locale) -> str:
    """Write a locale as a BCP 47 tag, which `str` does not."""
    return "-".join(part for part in (locale.language, locale.script, locale.territory) if part)


def row(language: Language) -> str:
    """Write the row of a language as it stands in `webapp/languages.py`, as `ruff format` would."""
    plural = language.plural
    texts = (language.path, language.tag, language.catalogue, language.endonym, language.fallback)
    parts = [f'"{text}"' for text in texts]
    parts.append(f'PluralRule({plural.forms}, "{plural.expression}")')
    if language.accepts:
        parts.append(f'accepts=("{language.accepts[0]}",)')
    line = f"    Language({', '.join(parts)}),"
    if len(line) <= _WIDTH:
        return line
    if 8 + len(parts[5]) + 1 > _WIDTH:
        rule = f'            {plural.forms},\n            "{plural.expression}",\n'
        parts[5] = f"PluralRule(\n{rule}        )"
    return "    Language(\n" + "".join(f"        {part},\n" for part in parts) + "    ),"


def remaining(language: Language) -> list[str]:
    """List what is left to do by hand, in order; when all of it is done, every test passes."""
    steps = [] if BY_PATH.get(language.path) == language else [_in_table(language)]
    plural = f"`nplurals={language.plural.forms}; plural={language.plural.expression};`"
    return [
        *steps,
        f"check the name {language.endonym!r} and the plural rule with somebody who writes it",
        f"add a threshold: {language.path} = 0 under [tool.i18n.thresholds] in pyproject.toml",
        "in translations/README.md, add to the table of plural forms (or add the name to the row"
        f" that has the rule): | {language.endonym} | {language.plural.forms}: for which counts |"
        f" {plural} |, and to the table of typography: | {language.endonym} | its quotes | its"
        " habits |",
        "add its words to translations/glossary.csv, a row for each term:"
        f" source,{language.path},accepted,forbidden",
        f"write webapp/typography/{language.path.replace('-', '_')}.py: its quotes and what else"
        " differs from the defaults of webapp/typography/__init__.py",
        *_of_its_script(language),
        f"translate {files.source(Path('translations'), language)}; `i18n check {language.path}`"
        " says what is wrong",
        "raise the threshold to 100 when it is done",
    ]


def _in_table(language: Language) -> str:
    return f"add to LANGUAGES in webapp/languages.py:\n{row(language)}"


def _of_its_script(language: Language) -> list[str]:
    """List what is left to do for how a language is written."""
    steps = []
    if direction(language.tag) == "rtl":
        steps.append("look at the pages and the brochure: it is written from right to left")
    if lacking(language.endonym):
        steps.append(
            "the brochure has no font for it: add one to `fonts` in webapp/brochure/typeset.py and"
            " run `make brochure-glyphs`"
        )
    return steps


def add(folder: Path, language: Language, template: Catalogue) -> tuple[Catalogue, Report]:
    """Make the catalogue of a language, or bring up to date the one that is there, in memory."""
    return update(folder, language, template)
