"""Adding a language from its tag: its catalogue, its row in the table, what remains to do."""

from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.plurals import get_plural

from webapp.catalog import files
from webapp.catalog.model import Catalogue
from webapp.catalog.update import Report, update
from webapp.errors import LanguageTagError
from webapp.languages import BY_PATH, LANGUAGES, SOURCE, Language, PluralRule


def draft(tag: str, fallback: str = SOURCE.path) -> Language:
    """Draw up the row of a language from what CLDR and gettext know of it.

    Arguments:
        tag: its BCP 47 tag: `nn`, `zh-Hant`.
        fallback: the path of the language whose text stands in for what is missing.

    Returns:
        The row of the table if it has one already, else a new one.

    Raises:
        LanguageTagError: when CLDR does not know the tag, or the fallback is not in the table.
    """
    for language in LANGUAGES:
        if language.tag.lower() == tag.lower():
            return language
    if fallback not in BY_PATH:
        raise LanguageTagError(fallback, f"no language to fall back to; there are {_known()}")
    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError) as error:
        raise LanguageTagError(tag, "CLDR has no such language; write its BCP 47 tag") from error
    name = locale.get_display_name() or tag
    plural = get_plural(locale)
    return Language(
        path=locale.language if locale.language not in BY_PATH else tag.lower(),
        tag=_tag(locale),
        catalogue=str(locale),
        endonym=name[:1].upper() + name[1:],
        fallback=fallback,
        plural=PluralRule(plural.num_plurals, plural.plural_expr),
    )


def _known() -> str:
    return ", ".join(BY_PATH)


def _tag(locale: Locale) -> str:
    """Write a locale as a BCP 47 tag, which `str` does not."""
    return "-".join(part for part in (locale.language, locale.script, locale.territory) if part)


def row(language: Language) -> str:
    """Write the row of a language as it stands in `webapp/languages.py`."""
    plural = f'PluralRule({language.plural.forms}, "{language.plural.expression}")'
    texts = (language.path, language.tag, language.catalogue, language.endonym, language.fallback)
    quoted = ", ".join(f'"{text}"' for text in texts)
    return f"Language({quoted}, {plural}),"


def remaining(language: Language) -> list[str]:
    """List what is left to do by hand, in order."""
    in_table = BY_PATH.get(language.path) == language
    table = [] if in_table else [f"add to LANGUAGES in webapp/languages.py: {row(language)}"]
    return [
        *table,
        f"check the name {language.endonym!r} and the plural rule with somebody who writes it",
        f"add a threshold: {language.path} = 0 under [tool.i18n.thresholds] in pyproject.toml",
        f"add a column to translations/glossary.csv and the typography of {language.tag} to the"
        " rules in webapp/checks/",
        f"translate {files.DOMAIN}.po, then `i18n check {language.path}` and `make compile`",
        "raise the threshold to 100 when it is done",
    ]


def add(folder: Path, language: Language, template: Catalogue) -> tuple[Catalogue, Report]:
    """Make the catalogue of a language, or bring up to date the one that is there, in memory."""
    return update(folder, language, template)
