"""Prose without what is not prose."""

import time

import pytest

from webapp.checks.prose import own, prose, untagged

O = "\ufffc"  # noqa: E741


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Bonjour à tous.", "Bonjour à tous."),
        ("Voir %(name)s.", f"Voir {O}."),
        ("%s fichiers, %(n)d lus", f"{O} fichiers, {O} lus"),
        ("{name} et {0} et {{ page }}", f"{O} et {O} et {O}"),
        ("100 %% des pages", "100 % des pages"),
        ("100 % des pages", "100 % des pages"),
        ("%1 fichiers sur %2", f"{O} fichiers sur {O}"),
        ("<b>mot</b>", f"{O}mot{O}"),
        ('<a title="a : b" href="x">mot</a>', f"{O}mot{O}"),
        ("tapez <code>a ? b : c</code> ici", f"tapez {O} ici"),
        ("tapez `a ? b : c` ici", f"tapez {O} ici"),
        ("voir :ref:`x`", f"voir {O}{O}"),
        ("voir https://example.org/?a=1&b=2.", f"voir {O}."),
        ("(voir www.example.org/a)", f"(voir {O})"),
        ("écrivez à jean.dupont@example.org.", f"écrivez à {O}."),
        ("致信abc@example.org。", f"致信{O}。"),
        ("sur data.gouv.fr, index.html", f"sur {O}, {O}"),
        ("Nom&nbsp;: R&amp;D", "Nom\u00a0: R&D"),
        ("a < b et c > d", "a < b et c > d"),
        ("R&D", "R&D"),
        ("", ""),
    ],
)
def test_what_is_not_prose_is_one_character(text: str, left: str) -> None:
    """Each field, tag, address and piece of code is one U+FFFC; words keep their places."""
    assert prose(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('le <i lang="en">town twinning</i> : mot', f"le {O} : mot"),
        ("le <i class='x' lang='en'>twinning</i>", f"le {O}"),
        ("le <i>mot</i>", f"le {O}mot{O}"),
        ('<a hreflang="en">mot</a>', f"{O}mot{O}"),
    ],
)
def test_parts_in_another_language_are_not_own(text: str, left: str) -> None:
    """A part marked by `lang` is not judged as text of the language."""
    assert own(text) == left


def test_tags_at_the_ends_are_not_there() -> None:
    """What ends a text is looked for through its tags, not through its fields or its code."""
    assert untagged("<p>Fin <b>ici</b>.</p>") == "Fin ici."
    assert untagged("voir %(name)s <code>x</code>") == f"voir {O} {O}"


@pytest.mark.parametrize(
    "seed",
    ["<a ", "<i lang=a ", "<i lang='a'>", "%(", "{", "`", "&", "a@", "a.", "www.", "http://", ":a"],
)
def test_hostile_texts_take_linear_time(seed: str) -> None:
    """A hundred thousand characters of half of something are read within a second."""
    started = time.perf_counter()
    own(seed * (100_000 // len(seed)))
    assert time.perf_counter() - started < 1
