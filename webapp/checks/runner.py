"""The loop over the table of rules: what is skipped or lined up is decided here, not in a rule."""

from collections.abc import Iterator, Mapping, Sequence

from webapp.checks import ignores
from webapp.checks.model import Entry, Finding, Pair, PairCheck, Rule
from webapp.checks.table import ENTRY_RULES, HEADER_RULES, rules_for
from webapp.languages import Language


def judge_header(headers: Mapping[str, str], language: Language, line: int) -> Iterator[Finding]:
    """Yield what is wrong with a catalogue's header."""
    for rule in HEADER_RULES:
        for sentence in rule.check(headers, language):
            yield Finding(line, rule.severity, rule.id, sentence, "")


def judge(
    entry: Entry, language: Language, more: Sequence[Rule[PairCheck]] = ()
) -> Iterator[Finding]:
    """Yield what is wrong with a message that has a translation, but for what it ignores.

    A fuzzy message is checked as it would be if it were accepted; one without any translation has
    nothing to check.

    Arguments:
        more: rules that are not in the table: they know a glossary or a dictionary.
    """
    if any(entry.msgstr):
        yield from ignores.apply(_findings(entry, language, (*rules_for(language), *more)), entry)


def _findings(
    entry: Entry, language: Language, rules: Sequence[Rule[PairCheck]]
) -> Iterator[Finding]:
    for entry_rule in ENTRY_RULES:
        for sentence in entry_rule.check(entry, language):
            yield _finding(entry, entry_rule, sentence)
    for pair in pairs(entry, language):
        for rule in rules:
            sentences = list(rule.check(pair))
            for sentence in sentences:
                yield _finding(entry, rule, sentence)
            if sentences and rule.stops:
                break


def _finding(entry: Entry, rule: Rule, sentence: str) -> Finding:  # type: ignore[type-arg]
    return Finding(entry.msgstr_line, rule.severity, rule.id, sentence, entry.msgid)


def pairs(entry: Entry, language: Language) -> Iterator[Pair]:
    """Line up each translated form with the source text that it stands for.

    The first form of a language that tells one from many is the singular's; every other form,
    and the only form of a language that does not, is the plural's.
    """
    for number, target in enumerate(entry.msgstr):
        if not target:
            continue
        singular = entry.msgid_plural is None or (number == 0 and language.plural.forms > 1)
        source = entry.msgid if singular else entry.msgid_plural or ""
        yield Pair(source, target, language, entry)


def acceptable(entry: Entry, language: Language) -> bool:
    """Return whether a message may reach a page: translated, not fuzzy, without an error."""
    return (
        not entry.fuzzy
        and all(entry.msgstr)
        and not any(_findings(entry, language, rules_for(language, errors_only=True)))
    )
