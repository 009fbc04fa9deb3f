"""What the editor says by a name: every rule, state, notice and refusal has a sentence."""

import re

from webapp.checks import glossary
from webapp.checks.table import ENTRY_RULES, PAIR_RULES
from webapp.editor import sentences
from webapp.editor.saving import Action
from webapp.editor.workbook import State
from webapp.po import files
from webapp.po.read import read
from webapp.settings import ROOT

OTHERS = {"unused-ignore", "wrong-ignore", "inconsistent"}
"""Found in a message by the loop over the rules and by comparing messages."""


def test_every_rule_on_a_message_has_a_sentence_and_no_other() -> None:
    """Each id that can find something in a message, those of the glossary and of notes included."""
    more = glossary.rules(glossary.load(ROOT / "translations"))
    ids = {rule.id for rule in (*PAIR_RULES, *ENTRY_RULES, *more)}
    assert set(sentences.RULES) == ids | OTHERS


def test_every_state_and_action_has_a_sentence() -> None:
    """States from most to do to none, then questions; what was done is said after it."""
    assert list(sentences.STATES) == [*State, "asked"]
    assert {*Action} <= set(sentences.NOTICES)


def named(pattern: str) -> set[str]:
    """Return what the code of the editor calls by name."""
    folder = ROOT / "webapp" / "editor"
    text = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    return set(re.findall(pattern, text))


def test_every_refusal_has_a_sentence_and_no_other() -> None:
    """What `abort` names is what the table has."""
    assert named(r'abort\([^()]*"([a-z-]+)"\)') == set(sentences.REFUSALS)


def test_the_sentences_are_messages() -> None:
    """Each is in messages.pot, as a text of the editor."""
    messages = {it.msgid: it for it in read(files.template(ROOT / "translations")).active()}
    tables = (sentences.RULES, sentences.STATES, sentences.NOTICES, sentences.REFUSALS)
    assert [it for table in tables for it in table.values() if it not in messages] == []
