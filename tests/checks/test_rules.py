"""Every rule: what it lets pass and what it finds."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import pytest

from tests.checks.judged import EN, IT, MK, NB, ZH, Entry, found, rules, sentences
from webapp.checks.model import Rule, Severity
from webapp.checks.runner import judge_header
from webapp.checks.table import ENTRY_RULES, HEADER_RULES, PAIR_RULES
from webapp.languages import Language

FR = '<span lang="fr">'
FLOOD = "\u0310"

# Pairs that the rule lets pass, of source and translation.
RIGHT: dict[str, list[tuple[str, str]]] = {
    "blank": [("a", text) for text in (" b ", "\u3000b", "%(a)s", "中", "–", "2", "°", "😀")],
    "newline-ends": [("a", "b"), ("a\n", "b\n"), ("\na", "\nb"), ("a\nb", "c\nd")],
    "unknown-field": [
        ("%(a)s", "%(a)s"),
        ("%(a)s et %(b)s", "%(b)s e %(a)s"),
        ("Sûr", "100 %% sicuro"),
        ("Sûr", "%%(a)s"),
    ],
    "missing-field": [
        ("%(a)s", "%(a)s"),
        ("%%(a)s", "a"),
        ("100 %%", "tutto"),
        ("%(a)s et %(a)s", "%(a)s, %(a)s"),
    ],
    "repeated-field": [("%(a)s", "%(a)s"), ("%(a)s %(a)s", "%(a)s %(a)s")],
    "malformed-field": [
        ("%(a)s", "%(a)s"),
        ("%(a)d", "%(a)d"),
        ("%(a)05.2f", "%(a)05.2f"),
        ("Sûr", "100 %% sicuro"),
        ("Sûr", "100 ％ sicuro, ٪"),
        ("Sûr", "%%s %%"),
    ],
    "other-markup": [
        ("CITIM", f"{FR}Tiers-Monde</span>"),
        ("a", f'b {FR}c <span lang="zh-Hans">d</span></span> > e'),
        ("R&D", "R&D"),
        ("a", 'b "c"'),
    ],
    "unpaired-span": [
        ("a", f"{FR}b</span>"),
        ("a", f'{FR}b <span lang="mk">c</span></span>{FR}d</span>'),
    ],
    "out-of-proportion": [
        ("a", "b" * 1_000),
        ("a" * 150, "b" * 1_500),
    ],
    "no-glyph": [("a", "così «è» — 中文，Ѓ ا №"), ("a 😀", "😀 a"), ("a", "❤\ufe0f →")],
    "stacked-marks": [
        ("a", "e\u0301 \u1e1d\u030c\u030d"),
        ("a", f"n{FLOOD * 4}n{FLOOD * 4}"),
        ("a", "« … » – „“”‚"),
    ],
    "hidden-character": [
        ("a", "b"),
        ("a\nb", "b\n\ta"),
        ("a", "così «è»\u00a0: 中文，Македонија"),
        ("a", "e\u0301 \u200c\u200d"),
        ("a\u200bb", "b\u200ba"),
        ("a", "😀\U0002000b"),
    ],
}

# Pairs that the rule finds something in.
WRONG: dict[str, list[tuple[str, str]]] = {
    "blank": [("a", " "), ("a", "\u00a0"), ("a", "\t\n"), ("a", "\u3000")]
    + [
        ("a", character)
        for character in "\u3164\u115f\u1160\uffa0\u00ad\u034f\u200c\u200d\u2065\u180e"
        "\u17b4\u2800\ufe0f\ufff0\U0001d173\U000e0100\u0310"
    ],
    "newline-ends": [("a", "b\n"), ("a\n", "b"), ("\na", "b"), ("a", "\nb"), ("a\n", "\nb\n")],
    "unknown-field": [
        ("Bonjour %(user)s", "Ciao %(usre)s"),
        ("%(user)s", "%(User)s"),
        ("%(user)s", "%(user)s %( user)s"),
        ("%(user)s", "%(user )s"),
        ("Bonjour", "Ciao %(user)s"),
        ("Bonjour", "Ciao %()s"),
        ("%%(a)s", "%(a)s"),
        ("%(a)s", "%%%(b)s %(a)s"),
        ("%(é)s", "%(e\u0301)s"),
    ],
    "missing-field": [
        ("%(a)s", "a"),
        ("%(a)s %(b)s", "%(a)s %(a)s"),
        ("%(a)s", "%%(a)s"),
        ("%(a)s", "％(a)s"),
        ("%(a)s", "%（a）s"),
        ("%(num)d", "due"),
        ("%(a)s %(a)s", "%(a)s"),
    ],
    "repeated-field": [("%(a)s", "%(a)s %(a)s"), ("%(a)s %(b)s", "%(a)s %(b)s%(b)s")],
    "malformed-field": [
        ("Sûr", "100 % sicuro"),
        ("Sûr", "100%"),
        ("Sûr", "% "),
        ("Sûr", "%%%"),
        ("Sûr", "100 %sicuro"),
        ("Sûr", "%d"),
        ("Sûr", "%5%"),
        ("Sûr", "%-"),
        ("Sûr", "%\n"),
        ("%(a)s", "%(a)s%"),
        ("%(a)s", "%(a)"),
        ("%(a)s", "%(a) s"),
        ("%(a)s", "%(a)"),
        ("%(a)s", "%(a)é"),
        ("%(a)s", "%(a)z"),
        ("%(a)s", "%(a)%"),
        ("%(a)s", "% (a)s"),
        ("%(a)s", "%(a"),
        ("%(a)s", "%(a)*s"),
        ("%(a)s", "%(a)ls"),
        ("%(a)s", "%(a(b))s"),
        ("%(a)s", "%(a)٣s"),
        ("%(a)s", "%(a).٣s"),
        ("%(a)s", "%(a)S"),
        ("%(a)s", "%(a)d"),
        ("%(a)s", "%(a)c"),
        ("%(a)s", "%(a)r"),
        ("%(a)s", "%(a)999999999s"),
        ("%(a)s", "%(a).0s"),
        ("%(a)d", "%(a)s"),
        ("%(a)s", "%{a}s %(a)s"),
    ],
    "no-glyph": [
        ("a", "a 😀"),
        ("a", "ไทย"),
        ("a", "𠮷"),
        ("a 😀", "a 😁"),
        ("a", "1\ufe0f\u20e3"),
    ],
    "other-markup": [
        ("a", target)
        for target in (
            "3 < 4",
            "<3",
            "a <",
            "<%(a)s",
            "<b>a</b>",
            "a<br>",
            "</p>",
            "<!-- a -->",
            "<!doctype html>",
            '<span lang="FR">a</span>',
            '<span lang="fr" class="x">a</span>',
            "</span >",
            "<span lang='fr'>a</span>",
            '<SPAN lang="fr">a</SPAN>',
            '<span  lang="fr">a</span>',
            '<span lang="fr onclick">a</span>',
            "<script>alert(1)</script>",
            "<é>",
            f"X <{FR}a</span>/title>",
            "&lt;",
            "&#60;",
            "&#x3C;",
            "&nbsp;",
            "a & b",
            "AT&T",
        )
    ]
    + [("<b>a</b>", "<b>a</b>"), ("a &amp; b", "a &amp; b"), ("R&D", "R&amp;D")],
    "unpaired-span": [
        ("a", f"{FR}b"),
        ("a", "b</span>"),
        ("a", f"</span>b{FR}"),
        ("a", f"{FR}{FR}b</span>"),
        ("a", f"{FR}</span>b"),
        ("a", f"{FR} </span>b"),
        ("a", f"{FR}{FR}{FR}b</span></span></span>"),
    ],
    "out-of-proportion": [("a", "b" * 1_001), ("a" * 150, "b" * 1_501)],
    "stacked-marks": [
        ("a", f"C{FLOOD * 5}"),
        ("a", "a" + "\u20dd" * 5),
        ("a", "A" + f"{FLOOD}\u200d" * 5),
        ("a", "A" + f"{FLOOD * 4}\u00ad" * 2),
    ],
    "hidden-character": [
        ("a", f"a{character}")
        for character in "\x00\x07\r\x1b\x7f\x85\u200b\u200e\u202e\u2066\ufeff\u2028\ue000\uf8ff"
        "\U000e0041\U000f0000\ud800\uffff\ufdd0\U0001fffe\u3164\u115f\uffa0\u034f\u2065\u180e"
    ],
}


def cases(table: Mapping[str, list[tuple[str, str]]]) -> list[object]:
    """Give each pair of a table with its rule."""
    return [
        pytest.param(rule, *pair, id=f"{rule}: {pair[1]!a}")
        for rule, pairs in table.items()
        for pair in pairs
    ]


@pytest.mark.parametrize(("rule", "source", "target"), cases(RIGHT))
def test_a_rule_lets_pass_what_is_right(rule: str, source: str, target: str) -> None:
    """Nor does any other rule mind, except where it is that rule's own business."""
    assert rule not in rules(source, target)


@pytest.mark.parametrize(("rule", "source", "target"), cases(WRONG))
def test_a_rule_finds_what_is_wrong(rule: str, source: str, target: str) -> None:
    """Each with an error, so that it is never compiled."""
    assert rule in rules(source, target)


PLURALS_RIGHT: dict[str, list[tuple[Language, list[str]]]] = {
    "plural-forms": [(IT, ["uno", "molti"]), (ZH, ["一"]), (MK, ["", ""]), (IT, [""])],
    "empty-plural-form": [(IT, ["uno", "molti"]), (IT, ["", ""]), (ZH, ["一"])],
}
PLURALS_WRONG: dict[str, list[tuple[Language, list[str]]]] = {
    "plural-forms": [
        (IT, ["uno"]),
        (IT, ["uno", "due", "tre"]),
        (ZH, ["一", "二"]),
        (MK, ["еден", "два", "три"]),
    ],
    "empty-plural-form": [(IT, ["uno", ""]), (NB, ["", "mange"])],
}


@pytest.mark.parametrize("rule", PLURALS_RIGHT)
def test_plural_forms_that_are_right_pass(rule: str) -> None:
    """As many as the language has, all or none translated."""
    for language, forms in PLURALS_RIGHT[rule]:
        assert rule not in found(Entry("un", forms, "des"), language)


@pytest.mark.parametrize("rule", PLURALS_WRONG)
def test_plural_forms_that_are_wrong_are_found(rule: str) -> None:
    """Some counts would have no text."""
    for language, forms in PLURALS_WRONG[rule]:
        assert rule in found(Entry("un", forms, "des"), language)


def test_a_message_that_does_not_count_needs_no_plural_forms() -> None:
    """One text is what it has."""
    assert found(Entry("un", ["uno"]), IT) == []


HEADERS_RIGHT: dict[str, list[tuple[Language, str]]] = {
    "header-language": [(IT, "Language: it"), (ZH, "Language: zh_Hans")],
    "header-plural-rule": [
        (IT, "Plural-Forms: nplurals=2; plural=(n != 1);"),
        (IT, "Plural-Forms: nplurals=2; plural=n!=1"),
        (ZH, "Plural-Forms: nplurals=1; plural=0;"),
        (MK, "Plural-Forms: nplurals=2; plural=(n%10==1 && n%100!=11) ? 0 : 1;"),
        (MK, "Plural-Forms: nplurals=2; plural=(n%10==1 && n%100!=11 ? 0 : 1);"),
        (MK, "Plural-Forms: nplurals=2; plural=n%10!=1 || n%100==11;"),
    ],
    "header-charset": [
        (IT, "Content-Type: text/plain; charset=UTF-8"),
        (IT, "Content-Type: text/plain;charset=utf8"),
    ],
}
HEADERS_WRONG: dict[str, list[tuple[Language, str]]] = {
    "header-language": [
        (IT, ""),
        (IT, "Language: "),
        (IT, "Language: en"),
        (IT, "Language: it_IT"),
        (ZH, "Language: zh-Hans"),
        (ZH, "Language: zh"),
    ],
    "header-plural-rule": [
        (IT, ""),
        (IT, "Plural-Forms: nplurals=2; plural=(n > 1);"),
        (IT, "Plural-Forms: nplurals=3; plural=(n != 1);"),
        (IT, "Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;"),
        (MK, "Plural-Forms: nplurals=2; plural=(n != 1);"),
        (MK, "Plural-Forms: nplurals=2; plural=(n%10==1 && n%100!=11);"),
        (MK, "Plural-Forms: nplurals=2; plural=n%0;"),
        (MK, "Plural-Forms: nplurals=2; plural=" + "(" * 200 + "n" + ")" * 200),
        (MK, "Plural-Forms: nplurals=2; plural=__import__;"),
        (ZH, "Plural-Forms: nplurals=2; plural=(n != 1);"),
    ],
    "header-charset": [
        (IT, ""),
        (IT, "Content-Type: text/plain; charset=CHARSET"),
        (IT, "Content-Type: text/plain; charset=ISO-8859-1"),
        (IT, "Content-Type: text/html; charset=UTF-8"),
    ],
}


def header_rules(language: Language, line: str) -> dict[str, str]:
    """Give what is said of a header with this line only, by rule."""
    name, colon, value = line.partition(": ")
    headers = {name: value} if colon else {}
    return {it.rule: it.sentence for it in judge_header(headers, language, 2)}


@pytest.mark.parametrize("rule", HEADERS_RIGHT)
def test_headers_that_are_right_pass(rule: str) -> None:
    """However the spaces and the parentheses stand."""
    for language, line in HEADERS_RIGHT[rule]:
        assert rule not in header_rules(language, line)


@pytest.mark.parametrize("rule", HEADERS_WRONG)
def test_headers_that_are_wrong_are_found(rule: str) -> None:
    """With the line as it should be."""
    for language, line in HEADERS_WRONG[rule]:
        assert " should be " in header_rules(language, line)[rule]


ALL = [*PAIR_RULES, *ENTRY_RULES, *HEADER_RULES]


def tables(ending: str) -> list[Mapping[str, object]]:
    """Collect the tables of cases of every file of this folder by the end of their names."""
    names = [path.stem for path in Path(__file__).parent.glob("test_*.py")]
    modules = [import_module(f"{__package__}.{name}") for name in names]
    return [
        value
        for module in modules
        for name, value in vars(module).items()
        if name.endswith(ending) and isinstance(value, dict)
    ]


def in_a_file_of_its_own(rule: Rule) -> bool:  # type: ignore[type-arg]
    """Tell whether the file of the rule's module has cases of the rule's function."""
    module = rule.check.__module__.rpartition(".")[2]
    path = Path(__file__).with_name(f"test_{module}.py")
    return path.exists() and rule.check.__name__ in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["RIGHT", "WRONG"])
def test_every_rule_of_the_table_has_right_and_wrong_cases(ending: str) -> None:
    """A new rule without tests is red here, and so is a table of a rule that is not there."""
    cases = {name for table in tables(ending) for name, rows in table.items() if rows}
    assert cases <= {rule.id for rule in ALL}
    assert [
        rule.id for rule in ALL if rule.id not in cases and not in_a_file_of_its_own(rule)
    ] == []


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_every_rule_says_what_it_is_about(rule) -> None:  # type: ignore[no-untyped-def]
    """In words as its name, in one sentence, with a severity."""
    assert rule.id == rule.id.lower().replace("_", "-")
    assert rule.sentence
    assert rule.severity in Severity


def test_no_two_rules_have_one_name() -> None:
    """A finding names its rule, and an ignore may."""
    assert len({rule.id for rule in ALL}) == len(ALL)


def test_english_is_judged_as_any_other_language() -> None:
    """There is no language that is trusted."""
    assert found(Entry("a", ["<b>"]), EN) == ["other-markup"]


def test_a_character_without_a_glyph_is_named() -> None:
    """With its code point and name; of many, the first, and how many more there are."""
    (sentence,) = sentences("Pays", "Country 😀")
    assert sentence == "'😀' (U+1F600, grinning face) is in no font of the brochure"
    (sentence,) = sentences("Pays", "ไทย")
    assert sentence.endswith("in no font of the brochure, as are 2 more: ทย")
