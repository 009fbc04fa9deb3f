"""Adding a language from its tag."""

import pytest

from webapp.catalog.add import draft, remaining, row
from webapp.errors import LanguageTagError
from webapp.languages import BY_PATH


@pytest.mark.parametrize(
    ("tag", "path", "catalogue", "endonym", "plural"),
    [
        ("sq", "sq", "sq", "Shqip", "nplurals=2; plural=(n != 1);"),
        ("pl", "pl", "pl", "Polski", "nplurals=3;"),
        ("zh-Hant", "zh-hant", "zh_Hant", "中文 (繁體)", "nplurals=1; plural=0;"),
        ("pt-BR", "pt", "pt_BR", "Português (Brasil)", "nplurals=2; plural=(n > 1);"),
    ],
)
def test_a_row_is_drawn_up_from_cldr_and_gettext(
    tag: str, path: str, catalogue: str, endonym: str, plural: str
) -> None:
    """Path, tag, catalogue, endonym and plural rule."""
    language = draft(tag)
    assert (language.path, language.tag, language.catalogue) == (path, tag, catalogue)
    assert language.endonym == endonym
    assert str(language.plural).startswith(plural)
    assert eval(row(language).rstrip(","), vars(__import__("webapp.languages").languages)) == (
        language
    )


def test_a_language_of_the_table_is_given_as_it_is() -> None:
    """Nothing is left to add to the table."""
    assert draft("mk") is BY_PATH["mk"]
    assert not any("LANGUAGES" in step for step in remaining(BY_PATH["mk"]))
    assert any("LANGUAGES" in step for step in remaining(draft("sq")))


@pytest.mark.parametrize("tag", ["xx", "", "français", "../etc", "e" * 1000, "zh_Hant"])
def test_a_tag_that_is_none_is_refused(tag: str) -> None:
    """With what a tag is."""
    with pytest.raises(LanguageTagError, match="BCP 47"):
        draft(tag)


def test_a_fallback_must_be_in_the_table() -> None:
    """The languages that there are, are named."""
    with pytest.raises(LanguageTagError, match="xx: no language to fall back to; there are fr"):
        draft("sq", "xx")
