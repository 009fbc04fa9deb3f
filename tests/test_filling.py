"""Filling in: no text of a message makes a page fail."""

import logging

import pytest

from webapp.filling import fill, fillable


def filled(*texts: str, **values: object) -> str:
    """Fill in the texts of a message, the last of them the source's."""
    return fill(fillable(texts), values)


# Texts, best first; what becomes of them with a = "A" and n = 3.
CASES: list[tuple[tuple[str, ...], str]] = [
    (("x %(a)s", "s %(a)s"), "x A"),
    (("x",), "x"),
    (("100 %%",), "100 %"),
    (("100 %% %(a)s",), "100 % A"),
    (("%%(a)s",), "%(a)s"),
    (("%(n)d", "s"), "3"),
    (("%(n)05.1f", "s"), "003.0"),
    (("100 % x", "s %(a)s"), "s A"),
    (("%(b)s", "y %(a)s", "s %(a)s"), "y A"),
    (("%(a)d", "y %(a)s"), "y A"),
    (("%s", "%d", "%", "%(a)", "%(a)S", "%(a)99999s", "%(a).1s", "%()s", "s"), "s"),
    (("%(n)1.2.3f", "s"), "s"),
    (("100 % sûr",), "100 % sûr"),
    (("%(b)s",), "%(b)s"),
    (("%(b)s", "100 %% de %(c)s"), "100 % de %(c)s"),
]


def test_the_first_text_that_can_be_filled_in_is_shown() -> None:
    """A translation's, its fallback's, at the end the source's, and `%%` is one sign."""
    wrong = [
        (texts, result)
        for texts, expected in CASES
        if (result := filled(*texts, a="A", n=3)) != expected
    ]
    assert wrong == []


def test_a_text_that_cannot_be_filled_in_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    """However often the page is asked for."""
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            assert filled("once: %(nobody)s", "s") == "s"
    assert [record.message for record in caplog.records] == [
        "'once: %(nobody)s' cannot be filled in; a fallback stands in for it"
    ]
