"""The rule on the words of the glossary, and the reading of the glossary itself.

The glossary is CSV with a first line `source,language,accepted,forbidden`. A field has one form
or several, separated by `|`. A French form is found in the plural too; a word of an accepted or
forbidden form may begin or end with `*`, for whatever stands there. Capitals and the shape of
apostrophes do not count.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from webapp.checks.model import Pair, PairCheck
from webapp.checks.prose import prose

COLUMNS = ["source", "language", "accepted", "forbidden"]

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r'<span lang="fr">([^<]+)</span>')
_PLAIN = str.maketrans({"’": "'", "œ": "oe", "æ": "ae", "\u00a0": " ", "\u202f": " ", "\n": " "})
_LANGUAGE = re.compile("[a-z]{2,3}")
_STAR_INSIDE = re.compile(r"(?<=\S)\*(?=\S)|(?<!\S)\*(?!\S)")
_UNSPACED = frozenset({"zh"})
"""Languages that put no blanks between words."""


@dataclass(frozen=True, slots=True)
class Term:
    """A French term and its words in one language.

    Arguments:
        name: the French, as the glossary first writes it.
        source: finds it, singular or plural.
        accepted: its translations as the glossary writes them, for the sentence.
        right: finds one of them, or is None where any will do.
        wrong: finds a translation that must not be used, or is None.
    """

    name: str
    source: re.Pattern[str]
    accepted: str
    right: re.Pattern[str] | None
    wrong: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms of every language, under the first word of each French form, longest first."""

    languages: dict[str, dict[str, list[Term]]] = field(default_factory=dict)


def parse_glossary(text: str, name: str) -> Glossary:
    """Read a glossary.

    Arguments:
        text: the content of the file.
        name: its name, for errors.

    Raises:
        ValueError: when a line is not one of a glossary; says which and why.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    glossary, seen = Glossary(), set[tuple[str, str]]()
    try:
        _check_columns(next(reader, []))
        for row in reader:
            if row:
                _add(row, glossary, seen)
    except (ValueError, csv.Error) as error:
        raise ValueError(f"{name}:{max(reader.line_num, 1)}: {error}") from error
    return glossary


def _check_columns(row: list[str]) -> None:
    if row != COLUMNS:
        raise ValueError(f"the first line is {','.join(COLUMNS)}")


def _add(row: list[str], glossary: Glossary, seen: set[tuple[str, str]]) -> None:
    """Add a row to a glossary, or raise ValueError with what is wrong with it."""
    if len(row) != len(COLUMNS):
        raise ValueError(f"{len(row)} columns; a line has {len(COLUMNS)}: {', '.join(COLUMNS)}")
    sources, language, accepted, forbidden = (cell.strip() for cell in row)
    if not _LANGUAGE.fullmatch(language):
        raise ValueError(f"{language!r} is not the path of a language, such as en")
    if not sources or not (accepted or forbidden):
        raise ValueError("a line has a French term, and a word that is accepted or forbidden")
    for source in _forms(sources):
        if (source, language) in seen:
            raise ValueError(f"{source!r} stands twice for {language}")
        seen.add((source, language))
        right, wrong = _finder(accepted, language), _finder(forbidden, language)
        term = Term(source, _french(source), _shown(accepted), right, wrong)
        index = glossary.languages.setdefault(language, {})
        for word in _inflected(_WORD.findall(_normal(source))[0]):
            index.setdefault(word, []).append(term)
            index[word].sort(key=lambda term: -len(term.name))


def _shown(cell: str) -> str:
    return " or ".join(_forms(cell)).replace("*", "…")


def _forms(cell: str) -> list[str]:
    """Split a cell at its bars."""
    forms = [" ".join(form.split()) for form in cell.split("|")] if cell else []
    if not all(_WORD.search(form) for form in forms):
        raise ValueError(f"{cell!r} has an empty form; forms are separated by one |")
    if any(_STAR_INSIDE.search(form) for form in forms):
        raise ValueError(f"{cell!r} has a * that neither begins nor ends a word")
    return forms


def _normal(text: str) -> str:
    """Give a text without what may differ: capitals, apostrophes, ligatures, kinds of blank."""
    return text.lower().translate(_PLAIN)


def _inflected(word: str) -> tuple[str, ...]:
    return word, f"{word}s", f"{word}x"


def _french(form: str) -> re.Pattern[str]:
    """Make what finds a French form: any of its words may be plural."""
    words = [re.escape(word) + "[sx]?" for word in _normal(form).split(" ")]
    return re.compile(" +".join(words) + r"(?![\w-])")


def _finder(cell: str, language: str) -> re.Pattern[str] | None:
    """Make what finds one of the forms of a cell as whole words, where a language parts words."""
    forms = _forms(cell)
    if not forms:
        return None
    any_letters = "" if language in _UNSPACED else r"\w*"
    pattern = "|".join(
        " +".join(re.escape(word).replace(r"\*", any_letters) for word in _normal(form).split())
        for form in forms
    )
    return re.compile(pattern if language in _UNSPACED else rf"(?<!\w)(?:{pattern})(?!\w)")


def term_rule(glossary: Glossary) -> PairCheck:
    """Make the rule that holds translations to a glossary."""

    def other_term(pair: Pair) -> Iterator[str]:
        """A term of the glossary is translated by another word than the glossary's."""
        index = glossary.languages.get(pair.language.path)
        if not index:
            return
        source = _normal(_without_quoted(prose(pair.source), pair.target))
        if index.keys().isdisjoint(_WORD.findall(source)):
            return
        target = _normal(pair.target)
        for term in _terms(source, index):
            if term.wrong and (found := term.wrong.search(target)):
                yield f"{found[0]!r} for « {term.name} »" + _wanted(term)
            elif term.right and not term.right.search(target):
                yield f"« {term.name} » is {term.accepted} in the glossary"

    return other_term


def _without_quoted(source: str, target: str) -> str:
    """Take out of a source the French names that its translation quotes as French."""
    for name in _QUOTED.findall(target):
        source = source.replace(name, " ")
    return source


def _wanted(term: Term) -> str:
    return f"; the glossary has {term.accepted}" if term.accepted else " is not to be used"


def _terms(source: str, index: dict[str, list[Term]]) -> list[Term]:
    """List the terms of a text, each once; one that stands inside a longer one does not count."""
    found: dict[str, Term] = {}
    end = 0
    for word in _WORD.finditer(source):
        if word.start() < end or source[word.start() - 1 : word.start()] == "-":
            continue
        for term in index.get(word[0], ()):
            if match := term.source.match(source, word.start()):
                end = match.end()
                found[term.name] = term
                break
    return list(found.values())
