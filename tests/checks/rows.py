"""Tables of texts and translations, with how often a rule finds something in each."""

from collections.abc import Mapping, Sequence

from webapp.checks.model import Pair
from webapp.checks.table import PAIR_RULES
from webapp.languages import BY_PATH
from webapp.po.model import Message

RULES = {rule.id: rule for rule in PAIR_RULES}

Row = tuple[str, str, str, int]
"""Source, translation, path of the language, number of findings."""


def said(rule: str, source: str, target: str, language: str) -> list[str]:
    """List what a rule of the table says of a translation."""
    if not RULES[rule].concerns(BY_PATH[language]):
        return []
    return list(
        RULES[rule].check(Pair(source, target, BY_PATH[language], Message(source, [target])))
    )


def mistaken(table: Mapping[str, Sequence[Row]]) -> list[tuple[str, Row, list[str]]]:
    """List the rows of a table in which a rule says more or less than it should."""
    return [
        (rule, row, sentences)
        for rule, rows in table.items()
        for row in rows
        if len(sentences := said(rule, *row[:3])) != row[3]
    ]
