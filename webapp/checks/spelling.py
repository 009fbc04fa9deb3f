"""The rule on spelling, for whoever brings a dictionary: none comes with the site."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Protocol

from webapp.checks.model import Pair, PairCheck
from webapp.checks.prose import own, prose

_WORD = re.compile(r"(?<![\w.@/\ufffc-])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w@/\ufffc-])")
_PART = re.compile(r"[^\W\d_]+")
_BEFORE_A_TEXT = " «„“”\"'(\u00a0\u202f"
_SUGGESTIONS = 3


class Dictionary(Protocol):
    """What knows the words of a language, as `spylls.hunspell.Dictionary` does."""

    def lookup(self, word: str, /) -> bool:
        """Tell whether a word is right."""
        ...

    def suggest(self, word: str, /) -> Iterable[str]:
        """Give words that may have been meant, the likeliest first."""
        ...


def spelling_rule(dictionary: Dictionary, words: frozenset[str]) -> PairCheck:
    """Make the rule that looks up the words of a translation.

    Names are left alone: a word with a capital that does not begin the text, and a word that the
    source has.

    Arguments:
        dictionary: the language's.
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
        for word in dict.fromkeys(_candidates(own(pair.target))):
            if not known(word) and word not in _source_words(pair.source):
                yield f"{word!r} is not in the dictionary{suggested(word)}"

    return misspelt_word


def _candidates(text: str) -> Iterator[str]:
    """Yield the words that may be misspelt: no acronyms, and no names but the first word."""
    for match in _WORD.finditer(text):
        word = match[0]
        if word.islower() or (word[1:].islower() and _begins(text, match.start())):
            yield word


def _begins(text: str, position: int) -> bool:
    return position < 4 and not text[:position].strip(_BEFORE_A_TEXT)


@lru_cache(maxsize=64)
def _source_words(text: str) -> frozenset[str]:
    """Give the words of a source, and those that its hyphens and apostrophes part."""
    text = prose(text)
    return frozenset(_WORD.findall(text)) | frozenset(_PART.findall(text))
