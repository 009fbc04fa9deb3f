"""The loop over the table of rules; it decides which texts are compared and which are skipped."""

import re
from collections.abc import Iterator, Mapping, Sequence

from webapp.checks.model import Finding, Pair, PairCheck, Rule, Severity
from webapp.checks.table import ENTRY_RULES, HEADER_RULES, rules_for
from webapp.languages import Language
from webapp.po.model import Message

_IGNORE = re.compile(r"\s*check-ignore:\s*([a-z][a-z0-9-]*)\s+because\s+\S.*")
"""A translator's comment that silences a warning: `check-ignore: doubled-word because …`."""


_KNOWING = {"inconsistent", "misspelt-word", "other-term"}
"""Rules that look beyond one message: an ignore of them is unused only where `more` has them."""


def judge_header(headers: Mapping[str, str], language: Language, line: int) -> Iterator[Finding]:
    """Yield what is wrong with a catalogue's header."""
    for rule in HEADER_RULES:
        for sentence in rule.check(headers, language):
            yield Finding(line, rule.severity, rule.id, sentence, "")


def judge(
    message: Message,
    language: Language,
    more: Sequence[Rule[PairCheck]] = (),
    inconsistency: str = "",
) -> Iterator[Finding]:
    """Yield what is wrong with a translated message and with its `check-ignore` comments.

    A fuzzy message is checked as if it were accepted; a message without any translation has no
    findings.

    Arguments:
        more: rules that are not in the table, because they need a glossary or a dictionary.
        inconsistency: what a comparison with the other messages found (`copies.inconsistent`).
    """
    if not any(message.msgstr):
        return
    comments = [comment for comment in message.comments if "check-ignore" in comment]
    ignored = {match[1]: False for match in map(_IGNORE.fullmatch, comments) if match}
    found = [*_findings(message, language, (*rules_for(language), *more))]
    line, msgid = message.msgstr_line, message.msgid
    if inconsistency:
        found.append(Finding(line, Severity.WARNING, "inconsistent", inconsistency, msgid))
    for finding in found:
        if finding.rule in ignored and finding.severity is Severity.WARNING:
            ignored[finding.rule] = True
        else:
            yield finding
    notes = [
        ("wrong-ignore", f"{comment.strip()!r}: write check-ignore: rule-id because …")
        for comment in comments
        if not _IGNORE.fullmatch(comment)
    ]
    asked = {rule.id for rule in more}
    for rule in (it for it, used in ignored.items() if not used and it not in _KNOWING - asked):
        sentence = f"check-ignore: {rule} silences nothing; delete the comment"
        notes.append(("unused-ignore", sentence))
    for rule, sentence in notes:
        yield Finding(line, Severity.WARNING, rule, sentence, msgid)


def _findings(
    message: Message, language: Language, rules: Sequence[Rule[PairCheck]]
) -> Iterator[Finding]:
    line, msgid = message.msgstr_line, message.msgid
    for message_rule in ENTRY_RULES:
        for sentence in message_rule.check(message, language):
            yield Finding(line, message_rule.severity, message_rule.id, sentence, msgid)
    for pair in pairs(message, language):
        for rule in rules:
            sentence = ""
            for sentence in rule.check(pair):
                yield Finding(line, rule.severity, rule.id, sentence, msgid)
            if sentence and rule.stops:
                break


def pairs(message: Message, language: Language) -> Iterator[Pair]:
    """Yield each translated form with the source text that it translates.

    Of a message with a plural, the first of several forms translates the msgid. Every other form,
    and the only form of a language that has one, translates the msgid_plural.
    """
    for number, target in enumerate(message.msgstr):
        singular = message.msgid_plural is None or (number == 0 and language.plural.forms > 1)
        source = message.msgid if singular else message.msgid_plural or ""
        if target:
            yield Pair(source, target, language, message, number)


def acceptable(message: Message, language: Language) -> bool:
    """Return whether a message may reach a page: translated, not fuzzy, without an error."""
    return (
        message.translated
        and not message.fuzzy
        and not any(_findings(message, language, rules_for(language, errors_only=True)))
    )
