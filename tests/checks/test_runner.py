"""The loop: what is judged, against what, and what may reach a page."""

import re

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from tests.checks.entries import IT, MK, ZH, errors, sentences
from webapp.checks.model import Finding, Severity
from webapp.checks.runner import acceptable, judge, judge_header, pairs
from webapp.languages import PluralRule
from webapp.markup import html
from webapp.po.model import Message


@pytest.mark.parametrize("forms", [[""], ["", ""]])
def test_what_is_not_translated_is_not_judged(forms: list[str]) -> None:
    """An empty text leaves every field out, and that is no error."""
    assert errors(Message("%(a)s", forms, "%(b)s")) == []


def test_a_fuzzy_message_is_judged_as_if_it_were_accepted() -> None:
    """Whoever accepts it must know."""
    entry = Message("%(a)s", ["x"], flags=["fuzzy"])
    assert errors(entry) == ["missing-field"]
    assert not acceptable(entry, IT)


def test_a_finding_names_line_and_message() -> None:
    """The line of the translation, where it is mended."""
    (finding,) = judge(Message("a", ["b %"], line=7, msgstr_line=9), IT)
    assert (finding.line, finding.msgid, finding.severity) == (9, "a", Severity.ERROR)
    (finding,) = judge_header({"Language": "it", "Plural-Forms": str(IT.plural)}, IT, 2)
    assert (finding.line, finding.msgid, finding.rule) == (2, "", "header-charset")


@pytest.mark.parametrize(
    ("source", "target", "sentence"),
    [
        ("%(a)s", "%(a)s %(x)s", "unknown field %(x)s; the source has %(a)s"),
        ("a", "%(x)s", "unknown field %(x)s; the source has none"),
        ("%(a)s", "a", "missing field %(a)s"),
        ("%(a)s %(a)s", "%(a)s", "field %(a)s: 1 here, 2 in the source"),
        ("%(a)s", "%(a)s %(a)s", "field %(a)s: 2 here, 1 in the source"),
        ("a", "100 % b", "'100 % b' has a bare percent sign: write %%"),
        ("%(a)s", "%(a)", "'%(a)' is not finished: a field is written %(name)s"),
        ("%(a)s", "%(a)d", "%(a)d is written %(a)s in the source"),
        (
            "a",
            "x <b>a</b>",
            "'<b>': write the sign in words, or remove the tag;"
            ' the only tag allowed is <span lang="fr">…</span>, written exactly like that',
        ),
        ("a", "a</span>", "</span> closes nothing: delete it"),
        ("a", '<span lang="fr">a', "a <span lang> is not closed: write </span> after the name"),
        ("a", "&lt;", "&lt; would appear literally on the page; type the character itself"),
        ("a", "b & c", "'&' is not in the source: write the word for “and”"),
        ("a", "b" * 1_001, "1001 characters long, the source 1: translate it and no more"),
        ("a", "\u200b", "U+200B (zero width space) cannot be seen; delete it"),
        ("a", "\ue000", "U+E000 (a character without a name) cannot be seen; delete it"),
    ],
)
def test_a_finding_says_what_is_wrong(source: str, target: str, sentence: str) -> None:
    """And what would be right where that is known."""
    assert sentence in sentences(source, target)


@pytest.mark.parametrize(
    ("sentence", "excerpts"),
    [
        ("unknown field %(x)s; the source has %(a)s", ["%(x)s"]),
        ("'<b>': write the sign in words", ["<b>"]),
        ("'Il est: là' is still in French", ["Il est: là"]),
        ("'а' here, 'б' at line 7: the French is the same", ["а", "б"]),
        ("'комуна' for « commune »; the glossary has општин…", ["комуна", "« commune »"]),
        ("U+200B (zero width space) cannot be seen; delete it", ["U+200B"]),
        ("1,5 where the source says 15", ["1,5"]),
        ("12 h 30 is written as in French: write it as 12:30", ["12 h 30"]),
        ("a <span lang> is not closed: write </span> after the name", ["<span lang>"]),
        ("&lt; would appear literally on the page; type the character itself", ["&lt;"]),
        ("the source's 12 is missing", []),
        ("there is nothing to be seen in the translation", []),
    ],
)
def test_a_finding_quotes_what_it_is_about(sentence: str, excerpts: list[str]) -> None:
    """What stands in the texts, for readers of any language, without what would be right."""
    assert Finding(1, Severity.ERROR, "a", sentence, "b").excerpts == excerpts


def test_plural_forms_are_lined_up_with_their_source() -> None:
    """The first form with the singular, the others and an only form with the plural."""
    entry = Message("un", ["a", "b"], "des")
    assert [(it.source, it.target) for it in pairs(entry, IT)] == [("un", "a"), ("des", "b")]
    entry.msgstr = ["a"]
    assert [(it.source, it.target) for it in pairs(entry, ZH)] == [("des", "a")]


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (["un giorno", "%(num)d giorni"], []),
        (["%(num)d giorno", "%(num)d giorni"], []),
        (["un giorno", "giorni"], ["missing-field"]),
        (["%(num)s giorno", "%(num)d giorni"], ["malformed-field"]),
        (["%(nom)d giorno", "%(num)d giorni"], ["unknown-field"]),
    ],
)
def test_a_count_may_be_put_in_or_left_out_for_one(forms: list[str], expected: list[str]) -> None:
    """Its value is there in every form; only the form for a single number may do without it."""
    assert errors(Message("un jour", forms, "%(num)d jours")) == expected


def test_only_the_form_of_a_single_number_may_leave_its_count_out() -> None:
    """The first form of Macedonian is for 21 and 31 too, the only one of Chinese for all."""
    arabic = PluralRule(6, "n==0?0:n==1?1:n==2?2:n%100>=3&&n%100<=10?3:n%100>=11?4:5")
    six = ["none", "one", "two", "%(num)d a", "%(num)d b", "%(num)d c"]
    for language, forms, expected in (
        (MK, ["еден ден", "%(num)d дена"], ["missing-field"]),
        (MK, ["%(num)d ден", "%(num)d дена"], []),
        (ZH, ["一天"], ["missing-field"]),
        (IT._replace(plural=arabic), six, []),
        (IT._replace(plural=arabic), [*six[:3], "a", *six[4:]], ["missing-field"]),
    ):
        for singular in ("un jour", "%(num)d jour"):
            found = judge(Message(singular, forms, "%(num)d jours"), language)
            assert [it.rule for it in found if it.severity is Severity.ERROR] == expected
    other = Message("Un autre lieu", ["Друго место", "%(shown)s други места"], "%(shown)s lieux")
    found = judge(other, MK)
    assert [it.rule for it in found if it.severity is Severity.ERROR] == ["missing-field"]


def test_another_field_than_the_count_may_not_be_left_out() -> None:
    """In a form whose source has it."""
    entry = Message("%(who)s a un mot", ["a", "%(who)s: %(num)d"], "%(who)s a %(num)d mots")
    assert errors(entry) == ["missing-field"]
    assert errors(Message("%(who)s: un", ["b", "c"], "%(who)s: %(num)d")) == ["missing-field"] * 3


def test_no_flag_makes_a_message_unformatted() -> None:
    """A translator may write any flag; every message is filled in."""
    entry = Message("Sûr", ["100 % sicuro"], flags=["no-python-format"])
    assert errors(entry) == ["malformed-field"]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (Message("a", ["b"]), True),
        (Message("a", [""]), False),
        (Message("a", ["<b>"]), False),
        (Message("a", ["b"], flags=["fuzzy"]), False),
        (Message("a", ["b", "c"], "d"), True),
        (Message("a", ["b", ""], "d"), False),
        (Message("a", ["b"], "d"), False),
    ],
)
def test_only_a_whole_sound_translation_may_reach_a_page(entry: Message, expected: bool) -> None:
    """Check and compile ask the same function."""
    assert acceptable(entry, IT) is expected


def test_the_rule_is_asked_in_the_language_of_the_catalogue() -> None:
    """Two forms are right in Macedonian and wrong in Chinese."""
    entry = Message("un", ["еден", "многу"], "des")
    assert errors(entry, MK) == []
    assert errors(entry, ZH) == ["plural-forms"]


PERCENT = st.text(st.sampled_from("%%%%()() abnsd05.-+#*é٣"), max_size=12)
SOURCES = st.sampled_from(["Oui", "100 %%", "%(a)s", "%(a)s %(b)d %%", "%(n)05.1f", "%(a)s %(a)s"])
PIECES = st.sampled_from(["%(a)s", "%(b)d", "%%", "%", "%(a)", "%(n)05.1f", "%s", " ", "%(a)d"])
TARGETS = PERCENT | st.lists(PIECES, max_size=5).map("".join)


@settings(deadline=None, max_examples=400)
@given(SOURCES, TARGETS)
def test_what_has_no_error_can_be_formatted(source: str, target: str) -> None:
    """With the fields of the source, and only those: a page never fails on a translation."""
    if acceptable(Message(source, [target]), IT):
        assert len(target % fields(source)) < 200


def fields(text: str) -> dict[str, object]:
    """Give a value to each field of a text."""
    kinds = dict(re.findall(r"%\((\w+)\)[0-9.]*(\w)", text))
    return {name: "x" if kind == "s" else 7 for name, kind in kinds.items()}


@settings(deadline=None, max_examples=200)
@given(st.lists(SOURCES, min_size=2, max_size=2), st.lists(TARGETS, min_size=2, max_size=2))
def test_what_has_no_error_can_be_formatted_in_every_form(
    sources: list[str], targets: list[str]
) -> None:
    """The fields of both forms of the source are filled in whichever is used."""
    if acceptable(Message(sources[0], targets, sources[1]), IT):
        values = fields(sources[0]) | fields(sources[1])
        assert all(target % values for target in targets)


MARKS = ["<", ">", "</", "/>", "=", '"', "'", "!--", "--", "!", "?", "[CDATA[", " ", "\n", "&lt;"]
WORDS = ["b", "a", "script", "onload", "x", '<span lang="fr">', "</span>", "span", "lang=", "<br>"]
MARKUP = st.lists(st.sampled_from([*MARKS, *WORDS]), max_size=10).map("".join)


@settings(deadline=None, max_examples=400)
@given(MARKUP)
def test_what_has_no_error_has_no_element_but_spans_of_a_language(target: str) -> None:
    """As html5lib reads the text untouched, so that rules and pages agree on what is markup."""
    if acceptable(Message("Oui", [target]), IT):
        assert elements(target) == elements(html(target, "en", lambda piece, _: escape(piece)))
        assert set(elements(target)) <= {"DOCUMENT_FRAGMENT", "p", "hr", "span"}


def elements(text: str) -> list[str]:
    """List the elements of a text inside a paragraph, and what follows it unharmed."""
    tree = html5lib.parseFragment(f"<p>{text}</p><hr>", namespaceHTMLElements=False)
    assert [child.tag for child in tree] == ["p", "hr"]
    assert all(set(item.attrib) <= {"lang"} for item in tree.iter())
    return sorted(str(item.tag) for item in tree.iter())


def test_a_text_without_end_is_judged_no_further() -> None:
    """Whatever a rule would do with it: the first finding is the only one."""
    target = " ".join(["1", *["000"] * 80_000]) + ",5,5 <b> %(x)s"
    assert errors(Message("Pays", [target])) == ["out-of-proportion"]
    assert [it.rule for it in judge(Message("Pays", [target]), IT)] == ["out-of-proportion"]
