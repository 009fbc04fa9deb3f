"""Spelling dictionaries, an optional tool: hunspell's, from npm, read by spylls.

`make spelling` installs both; neither is part of the site. `translations/words.txt` has the words
that the dictionaries lack and that are right all the same.
"""

from pathlib import Path
from typing import cast

from webapp.checks.model import PairCheck, Rule, Severity
from webapp.checks.spelling import Dictionary, spelling_rule
from webapp.errors import DictionaryError
from webapp.languages import Language

PACKAGES = {
    "en": "dictionary-en-gb",
    "mk": "dictionary-mk",
    "nb": "dictionary-nb",
    "nn": "dictionary-nn",
    "it": "dictionary-it",
}
"""The npm package of each language that has one; Chinese is not spelt."""

WORDS = "words.txt"


def rule(packages: Path, folder: Path, language: Language) -> Rule[PairCheck] | None:
    """Make the spelling rule of a language, None for one that has no dictionary.

    Arguments:
        packages: the folder `node_modules`.
        folder: the folder of the catalogues, with the list of words.
        language: the language.

    Raises:
        DictionaryError: when the dictionary or what reads it is not installed.
    """
    if language.path not in PACKAGES:
        return None
    check = spelling_rule(_load(packages / PACKAGES[language.path] / "index"), words(folder))
    return Rule("misspelt-word", Severity.WARNING, check, frozenset({language.path}))


def _load(stem: Path) -> Dictionary:
    try:
        from spylls.hunspell import Dictionary as Hunspell
    except ImportError as error:
        raise DictionaryError("spylls is not installed") from error
    if not stem.with_suffix(".dic").exists():
        raise DictionaryError(f"{stem}.dic is not there")
    return cast(Dictionary, Hunspell.from_files(str(stem)))


def words(folder: Path) -> frozenset[str]:
    """Read the project's own list: a word a line, in lower case; `#` begins a comment."""
    path = folder / WORDS
    if not path.exists():
        return frozenset()
    lines = (line.partition("#")[0] for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(line.strip().lower() for line in lines if line.strip())
