"""Update: a catalogue follows the template, and no translation is lost."""

import difflib
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import need
from tests.po.samples import (
    IT,
    MK,
    TEXTS,
    ZH,
    catalogue_file,
    catalogues,
    entry,
    header,
    plural,
    po_text,
    pot_file,
    quick,
    template,
)
from webapp.catalogs.update import Summary, existing, update
from webapp.errors import CatalogSyntaxError, FileError
from webapp.languages import TRANSLATED, Language
from webapp.po.model import Catalogue, Message
from webapp.po.read import parse, read
from webapp.po.write import render, write

PATH = Path("x.po")
SENTENCE = "La Région coopère avec la Macédoine"
LIKE_IT = "La Région coopère avec la Macédoine."
UNLIKE_IT = "Plan du site et mentions légales"


def merged(
    wanted: list[Message], *entries: str, language: Language = IT
) -> tuple[list[Message], Summary]:
    """Merge messages that the source has into a catalogue with these entries."""
    old = parse(po_text(*entries, language=language), PATH)
    catalogue, report = update(template(*wanted), old, language)
    return catalogue.messages, report


def one(wanted: Message, *entries: str, language: Language = IT) -> Message:
    """Merge one message that the source has, and give what became of it."""
    return merged([wanted], *entries, language=language)[0][0]


def test_the_same_message_keeps_its_translation() -> None:
    """Comments and flags of the translator are kept, places and format come from the template."""
    wanted = Message("%(a)s", extracted=["new"], references=["b.html"], flags=["python-format"])
    before = (
        "# note\n#. old\n#: a.html\n#, no-wrap, something-new, c-format\n#= sticky\n"
        + entry("%(a)s", "%(a)s!")
    )  # fmt: skip
    assert replace(one(wanted, before), line=0, msgstr_line=0) == Message(
        "%(a)s",
        ["%(a)s!"],
        comments=["note"],
        extracted=["new"],
        references=["b.html"],
        flags=["no-wrap", "something-new", "python-format"],
        sticky=["sticky"],
    )


def test_a_message_that_comes_back_has_its_translation_again() -> None:
    """An obsolete message that returns has its translation, not fuzzy, and its comments."""
    messages, report = merged([Message("a")], '# note\n#~ msgid "a"\n#~ msgstr "A"')
    (message,) = messages
    assert (message.msgstr, message.obsolete, message.fuzzy) == (["A"], False, False)
    assert message.comments == ["note"]
    assert report == {"revived": 1, "lost": 0}


def test_a_message_that_is_active_and_obsolete_keeps_the_better_text() -> None:
    """Of an active and an obsolete message, of which msgfmt allows one, one with a text is kept."""
    for active, expected in [("", "obsolete"), ("active", "active")]:
        obsolete = '#~ msgid "a"\n#~ msgstr "obsolete"'
        messages, _ = merged([Message("a")], entry("a", active), obsolete)
        assert [message.msgstr for message in messages] == [[expected]]


def test_a_sentence_like_a_lost_one_is_offered_its_translation() -> None:
    """A like sentence gets the translation as fuzzy; the lost message becomes obsolete."""
    messages, report = merged([Message(LIKE_IT)], f"# note\n{entry(SENTENCE, 'La Regione')}")
    guess, lost = messages
    assert (guess.msgid, guess.msgstr, guess.fuzzy) == (LIKE_IT, ["La Regione"], True)
    assert guess.previous == (None, SENTENCE, None)
    assert guess.comments == ["note"]
    assert (lost.msgid, lost.msgstr, lost.obsolete) == (SENTENCE, ["La Regione"], True)
    assert report == {"guessed": 1, "lost": 1}


def test_an_obsolete_sentence_is_offered_too() -> None:
    """The translation of an obsolete message is proposed too."""
    message = one(Message(LIKE_IT), f'#~ msgid "{SENTENCE}"\n#~ msgstr "La Regione"')
    assert (message.msgstr, message.fuzzy) == (["La Regione"], True)


def test_likeness_begins_at_eighty_percent() -> None:
    """Below 80 % a guess is oftener wrong than right, and the translation begins empty."""
    for old, new, guessed in [
        ("1234567890", "12345678XX", True),
        ("1234567890", "1234567XXX", False),
        (SENTENCE, UNLIKE_IT, False),
        ("Oui", "Non", False),
    ]:
        message = one(Message(new), entry(old, "x"))
        assert (message.msgstr, message.fuzzy) == ((["x"], True) if guessed else ([""], False))
        assert (message.previous is not None) is guessed


def test_an_untranslated_sentence_is_offered_to_nobody() -> None:
    """A lost message without a translation is neither proposed nor kept."""
    messages, report = merged([Message(LIKE_IT)], entry(SENTENCE))
    assert [(item.msgid, item.msgstr, item.fuzzy) for item in messages] == [(LIKE_IT, [""], False)]
    assert report == {"new": 1, "lost": 1}


def test_contexts_are_never_mixed() -> None:
    """A message of another context is not the same, and is not like it either."""
    for here, there in [("noun", "verb"), ("noun", None), (None, "verb")]:
        context = "" if there is None else f'msgctxt "{there}"\n'
        for text in (SENTENCE, LIKE_IT):
            message = one(Message(text, msgctxt=here), context + entry(SENTENCE, "x"))
            assert (message.msgctxt, message.msgstr) == (here, [""])


def test_what_counts_and_what_does_not_are_never_mixed_by_likeness() -> None:
    """A message that counts is never like one that does not."""
    counting = Message(LIKE_IT, ["", ""], f"{LIKE_IT}s")
    assert one(counting, entry(SENTENCE, "x")).msgstr == ["", ""]
    assert one(Message(LIKE_IT), plural(SENTENCE, "y", "x", "z")).msgstr == [""]


def test_a_changed_plural_is_looked_at_again() -> None:
    """A translation whose plural has changed is kept as fuzzy."""
    message = one(Message("un", ["", ""], "des pas"), plural("un", "des mots", "uno", "molti"))
    assert (message.msgid_plural, message.msgstr) == ("des pas", ["uno", "molti"])
    assert (message.fuzzy, message.previous) == (True, (None, "un", "des mots"))


def test_a_message_that_begins_to_count_or_ceases_is_looked_at_again() -> None:
    """One text is put in every form, and of several forms the first is kept, as fuzzy."""
    counting = one(Message("un", ["", ""], "des"), entry("un", "uno"))
    assert (counting.msgstr, counting.fuzzy) == (["uno", "uno"], True)
    single = one(Message("un"), plural("un", "des", "uno", "molti"))
    assert (single.msgstr, single.fuzzy) == (["uno"], True)
    assert single.previous == (None, "un", "des")


def test_the_number_of_forms_is_the_languages_own() -> None:
    """A catalogue with another number of forms, as of other tools, gets the language's number."""
    wanted = Message("un", ["", ""], "des")
    for language, before, after, fuzzy in [
        (IT, ["uno", "due", "tre"], ["uno", "due"], True),
        (IT, ["uno"], ["uno", "uno"], True),
        (ZH, ["", ""], [""], False),
        (IT, ["uno", ""], ["uno", ""], False),
    ]:
        message = one(wanted, plural("un", "des", *before), language=language)
        assert (message.msgstr, message.fuzzy) == (after, fuzzy)


def test_a_fuzzy_message_keeps_its_first_previous_text() -> None:
    """A message edited twice before anybody looked keeps the sentence its text was made for."""
    first = f'#, fuzzy\n#| msgid "{SENTENCE}"\n{entry(LIKE_IT, "x")}'
    assert one(Message(LIKE_IT), first).previous == (None, SENTENCE, None)
    again = one(Message(f"{LIKE_IT}.."), first)
    assert (again.msgstr, again.fuzzy, again.previous) == (["x"], True, (None, SENTENCE, None))


def test_an_accepted_message_forgets_its_previous_text() -> None:
    """A message that is no longer fuzzy loses its previous text."""
    assert one(Message("a"), f'#| msgid "b"\n{entry("a", "x")}').previous is None


def test_the_header_is_put_right_and_keeps_its_own_fields() -> None:
    """Header fields stay in their order, wrong ones are corrected, missing ones come last."""
    text = 'msgid ""\nmsgstr "X-Generator: Poedit\\nLanguage: en\\nLast-Translator: A <a@b.c>\\n"'
    catalogue, _ = update(template(), parse(text, PATH), MK)
    assert list(catalogue.headers.items()) == [
        ("X-Generator", "Poedit"),
        ("Language", "mk"),
        ("Last-Translator", "A <a@b.c>"),
        ("Project-Id-Version", "test"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", "nplurals=2; plural=(n%10==1 && n%100!=11) ? 0 : 1;"),
        ("X-Source-Language", "fr"),
    ]


def test_comments_of_the_header_and_of_the_end_are_kept() -> None:
    """Comments on the header and after the last message are kept."""
    text = f"# Translated by A\n{header()}\n# vim: tw=0\n"
    catalogue, _ = update(template(), parse(text, PATH), IT)
    assert render(catalogue) == text


def test_one_changed_sentence_changes_its_own_lines_only() -> None:
    """One changed sentence leaves the other messages as they were, byte for byte."""
    sentences = [f"{word} coopération décentralisée" for word in ("Une", "Notre", "Toute", "La")]
    before = po_text(*(entry(sentence, sentence.upper()) for sentence in sentences))
    wanted = [Message(sentence) for sentence in sentences]
    wanted[1] = Message("Notre coopération décentralisée.")
    after = render(update(template(*wanted), parse(before, PATH), IT)[0])
    changes = difflib.ndiff(before.split("\n"), after.split("\n"))
    assert [line for line in changes if line[0] in "+-" and line[2:]] == [
        "+ #, fuzzy",
        '+ #| msgid "Notre coopération décentralisée"',
        '- msgid "Notre coopération décentralisée"',
        '+ msgid "Notre coopération décentralisée."',
        '+ #~ msgid "Notre coopération décentralisée"',
        '+ #~ msgstr "NOTRE COOPÉRATION DÉCENTRALISÉE"',
    ]


def test_update_reads_the_catalogue_of_a_language(tmp_path: Path) -> None:
    """`update` reads the catalogue of a language and writes nothing."""
    catalogue_file(tmp_path, entry("a", "A"))
    pot = read(pot_file(tmp_path, entry("a"), entry("b")))
    catalogue, report = update(pot, existing(tmp_path, IT), IT)
    assert report == {"kept": 1, "new": 1, "lost": 0}
    assert len(read(catalogue.path).messages) == 1


def test_a_language_without_a_catalogue_gets_one(tmp_path: Path) -> None:
    """A language without a catalogue gets one with its header and every message empty."""
    pot = read(pot_file(tmp_path, entry("a"), plural("b", "c", "", "")))
    catalogue, _ = update(pot, existing(tmp_path, ZH), ZH)
    assert catalogue.headers["Plural-Forms"] == "nplurals=1; plural=0;"
    assert [message.msgstr for message in catalogue.messages] == [[""], [""]]


def test_a_catalogue_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """A catalogue that cannot be read is refused, not merged."""
    path = catalogue_file(tmp_path, 'msgid "a"')
    with pytest.raises(CatalogSyntaxError):
        update(template(), existing(tmp_path, IT), IT)
    path.unlink()
    path.mkdir()
    with pytest.raises(FileError):
        update(template(), existing(tmp_path, IT), IT)


def test_what_update_writes_passes_msgfmt(tmp_path: Path) -> None:
    """Guesses, plurals, previous texts, contexts and obsolete messages are valid for msgfmt."""
    wrong = [problem for language in TRANSLATED if (problem := by_msgfmt(tmp_path, language))]
    assert wrong == []


def by_msgfmt(tmp_path: Path, language: Language) -> str:
    """Update a catalogue of a language and return what msgfmt says of it."""
    forms = [f"x{number}" for number in range(language.plural.forms)]
    old = catalogue_file(
        tmp_path,
        entry(SENTENCE, "x"),
        plural("un mot", "%(num)d mots", *forms),
        '#~ msgid "back"\n#~ msgstr "x"',
        '#~ msgid "gone"\n#~ msgstr "x"',
        'msgctxt "c"\n' + entry("gone", "x"),
        language=language,
    )
    wanted = [
        Message(LIKE_IT),
        Message("un mot", ["", ""], "%(num)d petits mots", flags=["python-format"]),
        Message("back"),
        Message("new %(a)s", flags=["python-format"]),
        Message("gone", msgctxt="d"),
    ]
    write(update(template(*wanted), existing(tmp_path, language), language)[0])
    command = [need("msgfmt"), "--check", "--output-file=/dev/null", str(old)]
    run = subprocess.run(command, capture_output=True, text=True)
    return run.stderr if run.returncode else ""


@st.composite
def merges(draw: st.DrawFn) -> tuple[Catalogue, Catalogue]:
    """Make a template and a catalogue that have something in common."""
    old = draw(catalogues())
    plurals = st.none() | TEXTS.filter(bool)
    rows = draw(st.lists(st.tuples(TEXTS, st.none() | TEXTS, plurals), max_size=4))
    again = [(item.msgid, item.msgctxt, item.msgid_plural) for item in old.messages]
    edited = [(f"{msgid}.", context, plural) for msgid, context, plural in again]
    chosen = draw(st.lists(st.sampled_from([*again, *edited]))) if again else []
    wanted = {
        (context, msgid): Message(msgid, [""] if plural is None else ["", ""], plural, context)
        for msgid, context, plural in [*chosen, *rows]
        if msgid or context is not None
    }
    return template(*wanted.values()), old


@quick
@given(merges(), st.sampled_from(TRANSLATED))
def test_no_translation_is_ever_lost(pair: tuple[Catalogue, Catalogue], language: Language) -> None:
    """What had a translation has it after a merge, active or obsolete, under the same msgid."""
    pot, old = pair
    catalogue, _ = update(pot, old, language)
    after = {message.key: message for message in catalogue.messages}
    for message in old.messages:
        forms = zip(message.msgstr, after.get(message.key, Message("")).msgstr, strict=False)
        assert not any(message.msgstr) or [new for old, new in forms if old == new]
    assert [item.key for item in catalogue.active()] == [item.key for item in pot.active()]


@quick
@given(merges(), st.sampled_from(TRANSLATED))
def test_merging_twice_is_merging_once(
    pair: tuple[Catalogue, Catalogue], language: Language
) -> None:
    """Merging a second time changes no byte."""
    pot, old = pair
    once = render(update(pot, old, language)[0])
    assert render(update(pot, parse(once, PATH), language)[0]) == once
