"""Filling in: no text of a message makes a page fail."""

import logging

import pytest

from webapp.filling import fill, fits, source_text

# A translation, the sources of its message, and whether it can be filled in wherever these can.
FITTING = [
    ("x", ["s"], True),
    ("100 %%", ["s"], True),
    ("x %(a)s", ["s %(a)s"], True),
    ("x %(a)s 100 %%", ["s", "%(a)s"], True),
    ("%(n)05.1f", ["%(n)05.1f"], True),
    ("%%(a)s", ["s"], True),
    ("x %(a)s", ["s"], False),
    ("%(a)d", ["s %(a)s"], False),
    ("%(a).1s", ["%(a).1s"], False),
    *[(stray, ["%(a)s"], False) for stray in ("%s", "%", "100 % x", "%(a)", "%(a)S", "%()s")],
]

# A source, what is shown of it with a = "A" and n = 3.
SOURCES = [
    ("x %(a)s", "x A"),
    ("100 %% %(a)s", "100 % A"),
    ("%%(a)s", "%(a)s"),
    ("%(n)d", "3"),
    ("%(n)05.1f", "003.0"),
    ("100 % sûr", "100 % sûr"),
    ("%s", "%s"),
    ("%(b)s", "%(b)s"),
    ("100 %% de %(c)s", "100 % de %(c)s"),
    ("%(a)d", "%(a)d"),
]


def test_a_translation_fits_with_the_fields_of_its_source_alone() -> None:
    """A field fits when it is written as in the source, so filling it in cannot fail."""
    wrong = [row for row in FITTING if fits(row[0], *row[1]) is not row[2]]
    assert wrong == []


def test_a_source_is_shown_whatever_it_is_filled_in_with() -> None:
    """A percent sign stays one, and a field without a value stays as it is written."""
    shown = [(text, fill(source_text(text), {"a": "A", "n": 3})) for text, _ in SOURCES]
    assert shown == SOURCES


def test_a_text_that_cannot_be_filled_in_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    """It is logged once however often its page is asked for."""
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            assert not fits("once: %(nobody)s", "s")
    assert [record.message for record in caplog.records] == [
        "'once: %(nobody)s' cannot be filled in; a fallback stands in for it"
    ]
