"""Every rule: what it lets pass and what it finds."""

from importlib import import_module
from pathlib import Path

from tests.checks.entries import EN, IT, MK, NB, ZH, errors, rules, sentences
from webapp.checks.runner import judge_header
from webapp.checks.table import ENTRY_RULES, HEADER_RULES, PAIR_RULES, rules_for
from webapp.languages import BY_PATH, Language
from webapp.po.model import Message

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


def test_a_rule_lets_pass_what_is_right() -> None:
    """A pair that is right for one rule may be wrong for another."""
    assert [
        (rule, pair) for rule, pairs in RIGHT.items() for pair in pairs if rule in rules(*pair)
    ] == []


def test_a_rule_finds_what_is_wrong() -> None:
    """What would break or subvert a page is an error, so that it is never shown."""
    assert [
        (rule, pair) for rule, pairs in WRONG.items() for pair in pairs if rule not in rules(*pair)
    ] == []


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


def test_plural_forms_are_as_many_as_the_language_has() -> None:
    """All of them are translated, or none is: else some counts would have no text."""
    for table, expected in ((PLURALS_RIGHT, False), (PLURALS_WRONG, True)):
        assert [
            (rule, forms)
            for rule, rows in table.items()
            for language, forms in rows
            if (rule in errors(Message("un", forms, "des"), language)) is not expected
        ] == []


def test_a_message_that_does_not_count_needs_no_plural_forms() -> None:
    """One text is what it has."""
    assert errors(Message("un", ["uno"]), IT) == []


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


def test_headers_are_those_of_the_language() -> None:
    """Spaces and parentheses do not matter; what is wrong is shown as it should be."""
    assert [
        (rule, line)
        for rule, rows in HEADERS_RIGHT.items()
        for language, line in rows
        if rule in header_rules(language, line)
    ] == []
    assert [
        (rule, line)
        for rule, rows in HEADERS_WRONG.items()
        for language, line in rows
        if " should be " not in header_rules(language, line).get(rule, "")
    ] == []


ALL = [*PAIR_RULES, *ENTRY_RULES, *HEADER_RULES]


def test_every_rule_has_right_and_wrong_cases() -> None:
    """A new rule without tests is red here, and so is a table of a rule that is not there."""
    right = {*RIGHT, *PLURALS_RIGHT, *HEADERS_RIGHT, "too-long"}
    wrong = {*WRONG, *PLURALS_WRONG, *HEADERS_WRONG, "too-long"}
    for path in Path(__file__).parent.glob("test_*.py"):
        table = getattr(import_module(f"{__package__}.{path.stem}"), "ROWS", None)
        if isinstance(table, dict):
            right |= {rule for rule, rows in table.items() if any(row[3] == 0 for row in rows)}
            wrong |= {rule for rule, rows in table.items() if any(row[3] for row in rows)}
    assert right == wrong == {rule.id for rule in ALL}


def test_every_rule_says_what_it_is_about() -> None:
    """A name in words, and one sentence."""
    assert [
        rule.id for rule in ALL if rule.id != rule.id.lower().replace("_", "-") or not rule.sentence
    ] == []


def test_a_language_without_a_typography_has_the_rules_of_all_languages() -> None:
    """Its texts are checked by the defaults, and its own quotation marks are no mistake."""
    for path in {"es", "pt-br", "el", "ar"} - BY_PATH.keys():
        language = BY_PATH["it"]._replace(path=path)
        assert {rule.id for rule in rules_for(language)} < {rule.id for rule in rules_for(IT)}
        right = "Página «web» de la región, en la red."
        assert rules("La page de la région, dans le réseau.", right, language) == set()
        assert rules("La page.", '"x" <b>y  z , %(a)s', language) >= {
            "other-markup", "unknown-field", "quotation-marks", "space-before-sign", "double-space",
        }  # fmt: skip


def test_no_two_rules_have_one_name() -> None:
    """A finding names its rule, and an ignore may."""
    assert len({rule.id for rule in ALL}) == len(ALL)


def test_english_is_judged_as_any_other_language() -> None:
    """There is no language that is trusted."""
    assert errors(Message("a", ["<b>"]), EN) == ["other-markup"]


def test_a_character_without_a_glyph_is_named() -> None:
    """With its code point and name; of many, the first, and how many more there are."""
    (sentence,) = sentences("Pays", "Country 😀")
    assert sentence == "'😀' (U+1F600, grinning face) is in no font of the brochure"
    (sentence,) = sentences("Pays", "ไทย")
    assert sentence.endswith("in no font of the brochure, as are 2 more: ทย")
