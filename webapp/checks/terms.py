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
from dataclasses import dataclass

from webapp.checks.model import Pair, PairCheck
from webapp.checks.prose import prose
from webapp.typography import typography

COLUMNS = ["source", "language", "accepted", "forbidden"]

_WORD = re.compile(r"\w+")
_FRENCH_NAME = re.compile(r'<span lang="fr">([^<]+)</span>')
_PLAIN = str.maketrans({"’": "'", "œ": "oe", "æ": "ae", "\u00a0": " ", "\u202f": " ", "\n": " "})
_LANGUAGE = re.compile("[a-z]{2,3}")
_STAR_INSIDE = re.compile(r"(?<=\S)\*(?=\S)|(?<!\S)\*(?!\S)")


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


Glossary = dict[str, dict[str, list[Term]]]
"""The terms of every language, under the first word of each French form, longest first."""


def parse_glossary(text: str, name: str) -> Glossary:
    """Read a glossary.

    Arguments:
        text: the content of the file.
        name: its name, for errors.

    Raises:
        ValueError: when a line is not one of a glossary; says which and why.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    glossary: Glossary = {}
    known: set[tuple[str, str]] = set()
    try:
        if next(reader, []) != COLUMNS:
            raise ValueError(f"the first line is {','.join(COLUMNS)}")  # noqa: TRY301
        for row in filter(None, reader):
            _add(row, glossary, known)
    except (ValueError, csv.Error) as error:
        raise ValueError(f"{name}:{max(reader.line_num, 1)}: {error}") from error
    return glossary


def _add(row: list[str], glossary: Glossary, known: set[tuple[str, str]]) -> None:
    """Add a row to a glossary, or raise ValueError with what is wrong with it."""
    if len(row) != len(COLUMNS):
        raise ValueError(f"{len(row)} columns; a line has {len(COLUMNS)}: {', '.join(COLUMNS)}")
    sources, language, accepted, forbidden = (cell.strip() for cell in row)
    if not _LANGUAGE.fullmatch(language):
        raise ValueError(f"{language!r} is not the path of a language, such as en")
    if not sources or not (accepted or forbidden):
        raise ValueError("a line has a French term, and a word that is accepted or forbidden")
    index = glossary.setdefault(language, {})
    right, wrong = _finder(_forms(accepted), language), _finder(_forms(forbidden), language)
    shown = " or ".join(_forms(accepted)).replace("*", "…")
    for source in _forms(sources):
        if (source, language) in known:
            raise ValueError(f"{source!r} stands twice for {language}")
        known.add((source, language))
        # Any word of a French form may be plural.
        words = [re.escape(word) + "[sx]?" for word in _normal(source).split(" ")]
        pattern = re.compile(" +".join(words) + r"(?![\w-])")
        first = _WORD.findall(_normal(source))[0]
        for word in (first, f"{first}s", f"{first}x"):
            index.setdefault(word, []).append(Term(source, pattern, shown, right, wrong))
            index[word].sort(key=lambda term: -len(term.name))


def _forms(cell: str) -> list[str]:
    """Split a cell at its bars."""
    forms = [" ".join(form.split()) for form in cell.split("|")] if cell else []
    if not all(_WORD.search(form) for form in forms):
        raise ValueError(f"{cell!r} has an empty form; forms are separated by one |")
    if any(_STAR_INSIDE.search(form) for form in forms):
        raise ValueError(f"{cell!r} has a * that neither begins nor ends a word")
    return forms


def _normal(text: str) -> str:
    """Return a text without what may differ: capitals, apostrophes, ligatures, kinds of blank."""
    return text.lower().translate(_PLAIN)


def _finder(forms: list[str], language: str) -> re.Pattern[str] | None:
    """Make the pattern of any of some forms, as whole words where a language parts words."""
    if not forms:
        return None
    spaced = typography(language).spaced
    any_letters = r"\w*" if spaced else ""
    pattern = "|".join(
        " +".join(re.escape(word).replace(r"\*", any_letters) for word in _normal(form).split())
        for form in forms
    )
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)" if spaced else pattern)


def term_rule(glossary: Glossary) -> PairCheck:
    """Make the rule that holds translations to a glossary."""

    def other_term(pair: Pair) -> Iterator[str]:
        """A term of the glossary is translated by another word than the glossary's."""
        index = glossary.get(pair.language.path)
        if not index:
            return
        source = prose(pair.source)
        for name in _FRENCH_NAME.findall(pair.target):  # quoted as French
            source = source.replace(name, " ")
        source = _normal(source)
        if index.keys().isdisjoint(_WORD.findall(source)):
            return
        target = _normal(pair.target)
        for term in _terms(source, index):
            if term.wrong and (wrong := term.wrong.search(target)):
                yield f"{wrong[0]!r} for « {term.name} »" + (
                    f"; the glossary has {term.accepted}" if term.accepted else " is not to be used"
                )
            elif term.right and not term.right.search(target):
                yield f"« {term.name} » is {term.accepted} in the glossary"

    return other_term


def _terms(source: str, index: dict[str, list[Term]]) -> list[Term]:
    """List the terms of a text, each once; one that stands inside a longer one does not count."""
    terms: dict[str, Term] = {}
    end = 0
    for word in _WORD.finditer(source):
        if word.start() < end or source[word.start() - 1 : word.start()] == "-":
            continue
        for term in index.get(word[0], ()):
            if match := term.source.match(source, word.start()):
                end = match.end()
                terms[term.name] = term
                break
    return list(terms.values())
