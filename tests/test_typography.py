"""What is peculiar to the writing of each language."""

from webapp.languages import BY_PATH, LANGUAGES
from webapp.typography import Typography, months, typography


def test_every_language_of_the_site_has_its_quotation_marks() -> None:
    """Its file is found by its path; the defaults have none."""
    assert [it.path for it in LANGUAGES if typography(it.path).quotes is None] == []


def test_a_language_without_a_file_is_written_by_the_defaults() -> None:
    """Whatever its path is: a region's has a hyphen."""
    for path in {"es", "pt-br", "el", "ar"} - BY_PATH.keys():
        record = typography(path)
        assert (record.quotes, record.spaced, record.corrections) == (None, True, {})


def test_letters_and_what_stands_in_their_place_are_as_many() -> None:
    """A record holds together: look-alikes are pairs, and no correction leads nowhere."""
    for language in LANGUAGES:
        record = typography(language.path)
        assert len(record.look_alikes[0]) == len(record.look_alikes[1])
        assert all(record.corrections.values())


def test_nynorsk_differs_from_bokmaal_where_it_does() -> None:
    """What both share is the same in both."""
    bokmaal, nynorsk = typography("nb"), typography("nn")
    assert isinstance(nynorsk, Typography)
    shared = "quotes", "numero", "time", "foreign", "after_z", "abbreviations", "french_words"
    assert [it for it in shared if getattr(nynorsk, it) != getattr(bokmaal, it)] == []
    assert nynorsk.corrections["mulighed"] == "moglegheit"


def test_months_are_those_of_a_date() -> None:
    """By CLDR, in the form that stands after a day."""
    assert months(BY_PATH["fr"])[7] == "août"
    assert months(BY_PATH["mk"])[0] == "јануари"
