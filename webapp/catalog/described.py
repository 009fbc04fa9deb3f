"""The rules that a report names, each with its sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from webapp.catalog.report import Located
from webapp.checks.model import Severity
from webapp.checks.table import ENTRY_RULES, HEADER_RULES, PAIR_RULES


@dataclass(frozen=True, slots=True)
class Described:
    """A rule as a report shows it.

    Arguments:
        id: its name, as words.
        severity: how bad what it finds is.
        sentence: what it is about.
    """

    id: str
    severity: Severity
    sentence: str
    languages: frozenset[str] | None = None

    def __str__(self) -> str:
        languages = ", ".join(sorted(self.languages)) if self.languages else "all"
        return f"{self.id}: {self.severity}, {languages}: {self.sentence}"


# What is found out about a file as a whole, outside the table of rules (webapp/catalog/report.py).
_OF_FILES = (
    Described("syntax", Severity.ERROR, "A file that is not PO: none of it can be used."),
    Described("completeness", Severity.ERROR, "Less translated than the language's threshold."),
    Described("missing", Severity.WARNING, "Not translated: the French text is shown."),
    Described("other-source", Severity.ERROR, "A plural that messages.pot has not, or otherwise."),
    Described("duplicate", Severity.ERROR, "The same message twice, once in use, once obsolete."),
    Described("unused-ignore", Severity.WARNING, "A check-ignore that silences nothing any more."),
    Described("wrong-ignore", Severity.WARNING, "A check-ignore without a rule or a reason."),
    Described("inconsistent", Severity.WARNING, "The same source text, two translations."),
    Described("misspelt-word", Severity.WARNING, "With --spelling: a word no dictionary has."),
    Described(
        "other-term", Severity.WARNING, "A term of the glossary in none of its agreed forms."
    ),
    Described("merge-note", Severity.WARNING, "What git's merge driver noted of a conflict."),
    Described("fuzzy", Severity.WARNING, "Not shown until somebody has looked at it."),
)


def described(findings: Iterable[Located] = ()) -> tuple[Described, ...]:
    """List every rule once, those of the table first, and last any other that findings name."""
    rows = {row.id: row for row in (*_of_the_table(), *_OF_FILES)}
    for located in findings:
        rule = located.finding.rule
        rows.setdefault(rule, Described(rule, located.finding.severity, rule))
    return tuple(rows.values())


def _of_the_table() -> Iterator[Described]:
    for table in (PAIR_RULES, ENTRY_RULES, HEADER_RULES):
        yield from (
            Described(rule.id, rule.severity, rule.sentence, rule.languages) for rule in table
        )
