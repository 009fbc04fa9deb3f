"""All findings of a `.po` file: of the rules, the comparison with the template, completeness."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from webapp.checks.copies import inconsistent
from webapp.checks.model import Finding, PairCheck, Rule, Severity
from webapp.checks.runner import judge, judge_header
from webapp.checks.table import ENTRY_RULES, HEADER_RULES, PAIR_RULES
from webapp.errors import CatalogSyntaxError, FileError, UnknownLanguageError
from webapp.languages import TRANSLATED, Language, named
from webapp.po.model import MERGE_NOTE, Catalogue
from webapp.po.read import read
from webapp.workflow.stats import count

ERROR, WARNING = Severity


class RuleDoc(NamedTuple):
    """A rule as lists and guides show it; `languages` has the paths of its languages."""

    id: str
    severity: Severity
    sentence: str
    languages: str = "all"

    def __str__(self) -> str:
        return f"{self.id}: {self.severity}, {self.languages}: {self.sentence}"


# The rules that are not in the table of rules.
_OF_FILES = (
    RuleDoc("syntax", ERROR, "A file that is not PO: none of it can be used."),
    RuleDoc("completeness", ERROR, "Less translated than the language's threshold."),
    RuleDoc("missing", WARNING, "Not translated: the French text is shown."),
    RuleDoc("other-source", ERROR, "A plural that messages.pot does not have, or the reverse."),
    RuleDoc("duplicate", ERROR, "The same message twice, once in use, once obsolete."),
    RuleDoc("unused-ignore", WARNING, "A check-ignore that no longer silences anything."),
    RuleDoc("wrong-ignore", WARNING, "A check-ignore without a rule or a reason."),
    RuleDoc("inconsistent", WARNING, "The same source text, two translations."),
    RuleDoc("misspelt-word", WARNING, "With `make spelling`: a word that no dictionary has."),
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


def thresholds(path: Path) -> dict[str, float]:
    """Return the percentage of messages that must be translated, by the path of the language.

    Arguments:
        path: `pyproject.toml`; the table is `[tool.i18n.thresholds]`.

    Raises:
        FileError: when the file is not TOML, a language is unknown, or a value is no percentage.
    """
    table = "[tool.i18n.thresholds]"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        rows = tables.get("tool", {}).get("i18n", {}).get("thresholds", {})
        if not isinstance(rows, dict):
            raise FileError(path, f"{table} is not a table of languages and percentages")
        for name, value in rows.items():
            if type(value) not in (int, float) or not 0 <= value <= 100:
                raise FileError(path, f"{table} {name} = {value!r} is not between 0 and 100")
        return {named(name).path: float(value) for name, value in rows.items()}
    except (ValueError, UnknownLanguageError) as error:
        raise FileError(path, f"{table} {error}") from error


def language_of(catalogue: Catalogue) -> Language:
    """Return the language that a catalogue's header names.

    Raises:
        CatalogSyntaxError: when the header names no language of the table.
    """
    name = catalogue.headers.get("Language", "")
    for candidate in (name, name.replace("_", "-"), name.partition("_")[0]):
        with suppress(UnknownLanguageError):
            return named(candidate)
    known = ", ".join(language.catalogue for language in TRANSLATED)
    problem = f"the header has Language: {name or '(none)'}; there are {known}"
    raise CatalogSyntaxError(catalogue.path, catalogue.header.line or 1, problem)


def check_file(
    path: Path,
    language: Language | None,
    template: Catalogue | None,
    required: Mapping[str, float],
    more: Sequence[Rule[PairCheck]] = (),
) -> list[Finding]:
    """Return every finding of a `.po` file, by line; `completeness` comes last.

    Arguments:
        language: the file's language; None to read it from the header.
        template: the messages that the file should have; None for a file from elsewhere.
        required: percentages that must be translated, by the path of the language.
        more: rules that are not in the table, which use a glossary or a dictionary.

    Raises:
        FileError, CatalogSyntaxError: when the file cannot be read.
    """
    catalogue = read(path)
    language = language or language_of(catalogue)
    line = catalogue.header.msgstr_line or 1
    findings = [
        *judge_header(catalogue.headers, language, line),
        *_of_messages(catalogue, language, more),
        *_compared(catalogue, template),
    ]
    findings.sort(key=lambda finding: finding.line)
    percent = required.get(language.path, 0.0)
    wrong = {finding.line for finding in findings if finding.severity is ERROR}
    result = count(
        catalogue,
        language,
        template or catalogue,
        shows=lambda message, *_: wrong.isdisjoint((message.line, message.msgstr_line)),
    )
    if result.percent < percent:
        sentence = (
            f"{result.percent:g} % is translated ({result.translated} of {result.total});"
            f" {percent:g} % is required of {language.endonym}"
        )
        findings.append(Finding(line, ERROR, "completeness", sentence, ""))
    return [finding._replace(file=path, language=language) for finding in findings]


def unreadable(error: CatalogSyntaxError, language: Language | None) -> Finding:
    """Return the finding for a file that cannot be read, from the error of `check_file`."""
    return Finding(error.line, ERROR, "syntax", error.problem, "", error.path, language)


def _of_messages(
    catalogue: Catalogue, language: Language, more: Sequence[Rule[PairCheck]]
) -> Iterator[Finding]:
    """Yield the findings of each message: of the rules, `missing`, `fuzzy` and `merge-note`."""
    inconsistencies = dict(inconsistent(catalogue.active()))
    for message in catalogue.active():
        yield from judge(message, language, more, inconsistencies.get(message.key, ""))
        warnings = []
        if not any(message.msgstr):
            warnings.append(("missing", "not translated: shown in another language"))
        elif message.fuzzy:
            warnings.append(("fuzzy", "fuzzy: not shown until somebody has reviewed it"))
        if any(line.startswith(MERGE_NOTE) for line in message.comments):
            sentence = "two people translated it: keep one text and delete the notes `# merge: …`"
            warnings.append(("merge-note", sentence))
        for rule, sentence in warnings:
            yield Finding(message.msgstr_line, WARNING, rule, sentence, message.msgid)


def _compared(catalogue: Catalogue, template: Catalogue | None) -> Iterator[Finding]:
    """Yield messages that are missing here, have a different plural, or are here twice."""
    active = {message.key: message for message in catalogue.active()}
    if template and not active:
        sentence = "the file has no message: run `i18n update`"
        yield Finding(1, WARNING, "missing", sentence, "")
        template = None
    for source in template.active() if template else ():
        message = active.get(source.key)
        if message is None:
            sentence = f"{source.msgid!r} is not in the file: run `i18n update`"
            yield Finding(1, WARNING, "missing", sentence, source.msgid)
        elif message.msgid_plural != source.msgid_plural:
            plural = source.msgid_plural
            there = "has no plural" if plural is None else f"has {plural!r}"
            sentence = f"msgid_plural is not that of messages.pot, which {there}: run `i18n update`"
            yield Finding(message.line, ERROR, "other-source", sentence, message.msgid)
    for message in catalogue.obsolete():
        if other := active.get(message.key):
            sentence = f"the message at line {other.line} is here again as obsolete: delete it"
            yield Finding(message.line, ERROR, "duplicate", sentence, message.msgid)
