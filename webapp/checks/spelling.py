"""The rule on spelling, for an optional tool: hunspell's dictionaries from npm, read by spylls.

`make spelling` installs both; neither is part of the site. `translations/words.txt` has the words
that the dictionaries lack and that are right.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Protocol, cast

from webapp.checks.model import Pair, PairCheck, Rule, Severity
from webapp.checks.prose import in_language, prose
from webapp.errors import DictionaryError
from webapp.languages import Language
from webapp.typography import typography

WORDS = "words.txt"

_WORD = re.compile(r"(?<![\w.@/\ufffc-])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w@/\ufffc-])")
_PART = re.compile(r"[^\W\d_]+")
_BEFORE_A_TEXT = " «„“”\"'(\u00a0\u202f"
_SUGGESTIONS = 3


class Dictionary(Protocol):
    """What knows the words of a language, as `spylls.hunspell.Dictionary` does."""

    def lookup(self, word: str, /) -> bool:
        """Return whether a word is right."""
        ...

    def suggest(self, word: str, /) -> Iterable[str]:
        """Return words that may have been meant, the likeliest first."""
        ...


def installed_rule(packages: Path, folder: Path, language: Language) -> Rule[PairCheck] | None:
    """Make the spelling rule of a language, None for one that has no dictionary.

    Arguments:
        packages: the folder `node_modules`.
        folder: the folder of the catalogues, with the list of words.

    Raises:
        DictionaryError: when the dictionary or what reads it is not installed.
    """
    package = typography(language.path).dictionary
    if not package:
        return None
    stem = packages / package / "index"
    try:
        from spylls.hunspell import Dictionary as Hunspell
    except ImportError as error:
        raise DictionaryError("spylls is not installed") from error
    if not stem.with_suffix(".dic").exists():
        raise DictionaryError(f"{stem}.dic is not there")
    dictionary = cast(Dictionary, Hunspell.from_files(str(stem)))
    return Rule("misspelt-word", Severity.WARNING, spelling_rule(dictionary, words(folder)))


def words(folder: Path) -> frozenset[str]:
    """Read the project's own list: a word a line, in lower case; `#` begins a comment."""
    path = folder / WORDS
    if not path.exists():
        return frozenset()
    lines = (line.partition("#")[0] for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(line.strip().lower() for line in lines if line.strip())


def spelling_rule(dictionary: Dictionary, words: frozenset[str]) -> PairCheck:
    """Make the rule that looks up the words of a translation.

    Names are left alone: a word with a capital that does not begin the text, and a word that the
    source has.

    Arguments:
        words: more words that are right, in lower case.
    """

    @lru_cache(maxsize=20_000)
    def right(word: str) -> bool:
        plain = word.replace("’", "'")
        forms = {plain, plain.lower(), word}
        return not words.isdisjoint(forms) or any(map(dictionary.lookup, forms))

    def known(word: str) -> bool:
        return right(word) or all(len(part) < 2 or right(part) for part in _PART.findall(word))

    @lru_cache(maxsize=1_000)
    def suggested(word: str) -> str:
        meant = ", ".join(islice(dictionary.suggest(word), _SUGGESTIONS))
        return f": perhaps {meant}" if meant else ""

    def misspelt_word(pair: Pair) -> Iterator[str]:
        """A word that the dictionary of the language does not have."""
        source = prose(pair.source)
        in_source = {*_WORD.findall(source), *_PART.findall(source)}
        for word in dict.fromkeys(_candidates(in_language(pair.target))):
            if word not in in_source and not known(word):
                yield f"{word!r} is not in the dictionary{suggested(word)}"

    return misspelt_word


def _candidates(text: str) -> Iterator[str]:
    """Yield the words that may be misspelt: no acronyms, and no names but the first word."""
    for match in _WORD.finditer(text):
        word, start = match[0], match.start()
        begins = start < 4 and not text[:start].strip(_BEFORE_A_TEXT)
        if word.islower() or (word[1:].islower() and begins):
            yield word
