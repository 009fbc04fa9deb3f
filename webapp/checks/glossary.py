"""The rule on the terms of the glossary, and the reading of the glossary.

The glossary is CSV with the header `source,language,accepted,forbidden`. A cell has one form or
several, separated by `|`. A French form also matches its plural; a word of an accepted or
forbidden form may begin or end with `*`, which matches any letters in one word. Case and the shape
of apostrophes do not count.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from webapp.checks.model import Pair, PairCheck, Rule, Severity
from webapp.checks.prose import prose
from webapp.csv_file import Columns, matching, read_csv
from webapp.errors import SiteError
from webapp.typography import typography

FILE = "glossary.csv"
"""The name of its file in the folder of the catalogues."""

_FRENCH_NAME = re.compile(r'<span lang="fr">([^<]+)</span>')
_PLAIN = str.maketrans({"’": "'", "œ": "oe", "æ": "ae", "\u00a0": " ", "\u202f": " ", "\n": " "})
_FORM = re.compile(r"(?=.*\w)\*?[^\s*]+\*?(?: \*?[^\s*]+\*?)*")


class Term(NamedTuple):
    """A French term and its words in one language.

    Arguments:
        accepted: its translations as the glossary writes them, for the sentence.
        right: the pattern of these translations; None if any translation will do.
        wrong: the pattern of translations that must not be used, or None.
    """

    french: str
    accepted: str
    right: re.Pattern[str] | None
    wrong: re.Pattern[str] | None


Glossary = dict[str, dict[str, Term]]
"""The terms of every language by their French forms."""


def _forms(cell: str) -> list[str]:
    """Split a cell at its bars."""
    forms = [" ".join(form.split()) for form in cell.split("|")] if cell else []
    if not all(map(_FORM.fullmatch, forms)):
        raise ValueError("has an empty form, or a * that neither begins nor ends a word")
    return forms


_COLUMNS: Columns = {
    "source": _forms,
    "language": partial(
        matching, "[a-z]{2,3}(-[a-z0-9]+)*", "is not the path of a language, such as en"
    ),
    "accepted": _forms,
    "forbidden": _forms,
}


def load(folder: Path) -> Glossary:
    """Return the glossary in the folder of the catalogues; an empty one if there is none.

    Raises:
        SiteError: when the file has errors, with each of them and its line.
    """
    glossary: Glossary = {}
    if not (folder / FILE).exists():
        return glossary
    sheet = read_csv(folder / FILE, _COLUMNS)
    for row in sheet.rows:
        accepted, forbidden, language = row["accepted"], row["forbidden"], row["language"]
        if not row["source"] or not accepted + forbidden:
            row.note("source", "a line has a French term and a word that is accepted or forbidden")
        right, wrong = _finder(accepted, language), _finder(forbidden, language)
        terms = glossary.setdefault(language, {})
        for french in row["source"]:
            if french in terms:
                row.note("source", f"{french!r} stands twice for {language}")
            terms[french] = Term(french, " or ".join(accepted).replace("*", "…"), right, wrong)
    if sheet.findings:
        raise SiteError("\n".join(finding for _, finding in sheet.findings))
    return glossary


def rules(glossary: Glossary) -> Sequence[Rule[PairCheck]]:
    """Return the rule on the terms of a glossary; no rule if the glossary is empty."""
    return (Rule("other-term", Severity.WARNING, term_rule(glossary)),) if glossary else ()


def _normal(text: str) -> str:
    """Return a text with uniform case, apostrophes, ligatures and spaces, for comparison."""
    return text.lower().translate(_PLAIN)


def _finder(forms: list[str], language: str) -> re.Pattern[str] | None:
    """Make the pattern of these forms, as whole words if the language separates words."""
    if not forms:
        return None
    spaced = typography(language).spaced
    pattern = "|".join(re.escape(_normal(form)).replace(r"\ ", " +") for form in forms)
    pattern = pattern.replace(r"\*", r"\w*" if spaced else "")
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)" if spaced else pattern)


class Terms:
    """The terms of one language, which are found in French texts."""

    def __init__(self, by_french: Mapping[str, Term]) -> None:
        self._longest_first = sorted(by_french.values(), key=lambda term: -len(term.french))
        groups = (
            # Any word of a French form may be plural.
            " +".join(f"{re.escape(word)}[sx]?" for word in _normal(term.french).split())
            for term in self._longest_first
        )
        # A group for each term.
        self._pattern = re.compile(rf"(?<![\w-])(?:({')|('.join(groups)}))(?![\w-])")

    def of(self, french: str) -> list[Term]:
        """Return the terms of a French text, in its order; of two at one place, the longer one."""
        found = (match.lastindex or 0 for match in self._pattern.finditer(_normal(french)))
        return [self._longest_first[group - 1] for group in dict.fromkeys(found)]


def term_rule(glossary: Glossary) -> PairCheck:
    """Make the rule that holds translations to a glossary."""
    languages = {language: Terms(by_french) for language, by_french in glossary.items()}

    def other_term(pair: Pair) -> Iterator[str]:
        """A term of the glossary is translated by another word than the glossary's."""
        if pair.language.path not in languages:
            return
        source = prose(pair.source)
        for name in _FRENCH_NAME.findall(pair.target):  # quoted as French
            source = source.replace(name, " ")
        target = _normal(pair.target)
        for term in languages[pair.language.path].of(source):
            if term.wrong and (wrong := term.wrong.search(target)):
                yield f"{wrong[0]!r} for « {term.french} »" + (
                    f"; the glossary has {term.accepted}" if term.accepted else " is not to be used"
                )
            elif term.right and not term.right.search(target):
                yield f"« {term.french} » is {term.accepted} in the glossary"

    return other_term
