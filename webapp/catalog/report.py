"""Checking whole files: the findings of a catalogue, its completeness, how both are written."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from webapp.catalog.model import Catalogue, Message
from webapp.catalog.read import read
from webapp.catalog.stats import count
from webapp.catalog.three_way import CONFLICT
from webapp.checks.copies import inconsistent
from webapp.checks.model import Finding, PairCheck, Rule, Severity
from webapp.checks.runner import judge, judge_header
from webapp.errors import CatalogSyntaxError, ThresholdError, UnknownLanguageError, shown
from webapp.languages import TRANSLATED, Language, named

COMPLETENESS = "completeness"
"""The rule that asks how much is translated."""

_ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with the file and the language it is of.

    Arguments:
        file: the `.po` file.
        language: the language of its translations; None for a file that nobody can read.
        finding: what is wrong.
        references: the sources that hold the message.
    """

    file: Path
    language: Language | None
    finding: Finding
    references: tuple[str, ...] = ()

    def __str__(self) -> str:
        finding = self.finding
        place = f"{shown(self.file)}:{finding.line}"
        return f"{place}: {finding.severity} [{finding.rule}] {printable(finding.sentence)}"

    def as_dict(self) -> dict[str, str | int]:
        """Give the finding by name, for JSON."""
        return {
            "file": shown(self.file),
            "line": self.finding.line,
            "severity": self.finding.severity.value,
            "rule": self.finding.rule,
            "language": self.language.tag if self.language else "",
            "msgid": self.finding.msgid,
            "sentence": self.finding.sentence,
        }


def printable(text: str) -> str:
    """Escape what would end a line or act on a terminal: a text in a finding may hold anything."""
    return _ACTING.sub(lambda match: ascii(match[0])[1:-1], text)


def as_json(findings: Iterable[Located]) -> str:
    """Write findings as JSON."""
    rows = [finding.as_dict() for finding in findings]
    return json.dumps({"findings": rows}, ensure_ascii=False, indent=2)


def thresholds(path: Path) -> dict[str, float]:
    """Read the percentage of completeness that each language must have.

    Arguments:
        path: `pyproject.toml`; the table is `[tool.i18n.thresholds]`, language by language.

    Raises:
        ThresholdError: for a language that is not in the table, or no percentage.
    """
    if not path.exists():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        asked = table.get("tool", {}).get("i18n", {}).get("thresholds", {})
        if not isinstance(asked, dict):
            raise ThresholdError(path, "is not a table of languages and percentages")
        return {named(name).path: _percentage(path, name, value) for name, value in asked.items()}
    except (ValueError, UnknownLanguageError) as error:
        raise ThresholdError(path, str(error)) from error


def _percentage(path: Path, name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
        raise ThresholdError(path, f"{name} = {value!r} is not between 0 and 100")
    return float(value)


def language_of(catalogue: Catalogue) -> Language:
    """Give the language that a catalogue's header names.

    Raises:
        CatalogSyntaxError: when it names none that the table has.
    """
    name = catalogue.headers.get("Language", "")
    for candidate in (name, name.replace("_", "-"), name.partition("_")[0]):
        try:
            return named(candidate)
        except UnknownLanguageError:
            continue
    known = ", ".join(language.catalogue for language in TRANSLATED)
    problem = f"the header has Language: {name or '(none)'}; there are {known}"
    raise CatalogSyntaxError(catalogue.path, catalogue.header.line or 1, problem)


def check_file(
    path: Path,
    language: Language | None,
    template: Catalogue | None,
    asked: Mapping[str, float],
    more: Sequence[Rule[PairCheck]] = (),
) -> list[Located]:
    """Judge a `.po` file.

    Arguments:
        path: the file.
        language: its language; read from its header when None.
        template: the messages that it should have; None for a file from elsewhere.
        asked: thresholds of completeness by language.
        more: rules beside the table, which know a glossary or a dictionary.

    Returns:
        Every finding, in the order of the lines; last that too little is translated, which follows.

    Raises:
        CatalogFileError, CatalogSyntaxError: when the file cannot be read.
    """
    catalogue = read(path)
    language = language or language_of(catalogue)
    findings = [
        *_findings(catalogue, language, template, more),
        *_completeness(catalogue, language, template, asked.get(language.path, 0.0)),
    ]
    findings.sort(key=lambda finding: (finding.rule == COMPLETENESS, finding.line))
    references = {message.msgstr_line: message.references for message in catalogue.active()}
    return [
        Located(path, language, finding, tuple(references.get(finding.line, ())))
        for finding in findings
    ]


def _findings(
    catalogue: Catalogue,
    language: Language,
    template: Catalogue | None,
    more: Sequence[Rule[PairCheck]],
) -> Iterator[Finding]:
    yield from judge_header(catalogue.headers, language, catalogue.header.msgstr_line or 1)
    sources = {source.key: source for source in template.active()} if template else {}
    for message in catalogue.active():
        yield from judge(message, language, more)
        yield from _other_source(message, sources.get(message.key))
        if not any(message.msgstr):
            yield _warning(message, "missing", "not translated: shown in another language")
        elif message.fuzzy:
            yield _warning(message, "fuzzy", "fuzzy: not shown until somebody has looked at it")
        if any(line.startswith(CONFLICT) for line in message.comments):
            sentence = "two people translated it: keep one text and delete the notes `# merge: …`"
            yield _warning(message, "merge-note", sentence)
    yield from _absent(catalogue, template)
    yield from _duplicates(catalogue)
    for entry, sentence in inconsistent(catalogue.active()):
        yield Finding(entry.msgstr_line, Severity.WARNING, "inconsistent", sentence, entry.msgid)


def _other_source(message: Message, source: Message | None) -> Iterator[Finding]:
    """Yield an error when a message counts and that of the template does not, or otherwise."""
    if source and message.msgid_plural != source.msgid_plural:
        there = "has no plural" if source.msgid_plural is None else f"has {source.msgid_plural!r}"
        sentence = f"msgid_plural is not that of messages.pot, which {there}: run `i18n update`"
        yield Finding(message.line, Severity.ERROR, "other-source", sentence, message.msgid)


def _duplicates(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield the messages that are in use and obsolete at once, which other tools refuse."""
    living = {message.key: message for message in catalogue.active()}
    for message in catalogue.obsolete():
        if other := living.get(message.key):
            sentence = f"the message at line {other.line} is here once more as obsolete: delete it"
            yield Finding(message.line, Severity.ERROR, "duplicate", sentence, message.msgid)


def _absent(catalogue: Catalogue, template: Catalogue | None) -> Iterator[Finding]:
    """Yield the messages of the template that the file does not even have."""
    there = {message.key for message in catalogue.active()}
    for message in template.active() if template else ():
        if message.key not in there:
            sentence = f"{message.msgid!r} is not in the file: run `i18n update`"
            yield Finding(1, Severity.WARNING, "missing", sentence, message.msgid)


def _warning(message: Message, rule: str, sentence: str) -> Finding:
    return Finding(message.msgstr_line, Severity.WARNING, rule, sentence, message.msgid)


def _completeness(
    catalogue: Catalogue, language: Language, template: Catalogue | None, asked: float
) -> Iterator[Finding]:
    """Yield an error when the file has less than the threshold of its language."""
    if not asked:
        return
    found = count(catalogue, language, template or catalogue)
    if found.percent < asked:
        sentence = (
            f"{found.percent:g} % is translated ({found.translated} of {found.total});"
            f" {asked:g} % is asked of {language.endonym}"
        )
        line = catalogue.header.msgstr_line or 1
        yield Finding(line, Severity.ERROR, COMPLETENESS, sentence, "")
