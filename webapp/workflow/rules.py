"""Every rule by its id: those of the table, and those on a file as a whole."""

from dataclasses import dataclass

from webapp.checks.model import Severity
from webapp.checks.table import ENTRY_RULES, HEADER_RULES, PAIR_RULES

ERROR = Severity.ERROR
WARNING = Severity.WARNING


@dataclass(frozen=True, slots=True)
class RuleDoc:
    """A rule as lists and guides show it; `languages` are paths, None for all."""

    id: str
    severity: Severity
    sentence: str
    languages: frozenset[str] | None = None

    def __str__(self) -> str:
        languages = ", ".join(sorted(self.languages)) if self.languages else "all"
        return f"{self.id}: {self.severity}, {languages}: {self.sentence}"


# Found by webapp/workflow/report.py, outside the table of rules.
_OF_FILES = (
    RuleDoc("syntax", ERROR, "A file that is not PO: none of it can be used."),
    RuleDoc("completeness", ERROR, "Less translated than the language's threshold."),
    RuleDoc("missing", WARNING, "Not translated: the French text is shown."),
    RuleDoc("other-source", ERROR, "A plural that messages.pot does not have, or the reverse."),
    RuleDoc("duplicate", ERROR, "The same message twice, once in use, once obsolete."),
    RuleDoc("unused-ignore", WARNING, "A check-ignore that no longer silences anything."),
    RuleDoc("wrong-ignore", WARNING, "A check-ignore without a rule or a reason."),
    RuleDoc("inconsistent", WARNING, "The same source text, two translations."),
    RuleDoc("misspelt-word", WARNING, "With --spelling: a word that no dictionary has."),
    RuleDoc("other-term", WARNING, "A term of the glossary in none of its agreed forms."),
    RuleDoc("merge-note", WARNING, "What git's merge driver noted of a conflict."),
    RuleDoc("fuzzy", WARNING, "Not shown until somebody has reviewed it."),
)


def all_rules() -> tuple[RuleDoc, ...]:
    """Return every rule, those of the table first."""
    rows = [
        RuleDoc(rule.id, rule.severity, rule.sentence, rule.languages)
        for table in (PAIR_RULES, ENTRY_RULES, HEADER_RULES)
        for rule in table
    ]
    return (*rows, *_OF_FILES)
