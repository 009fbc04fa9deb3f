"""The rule on spelling: hunspell's dictionaries from npm, read by spylls. Run by `make spelling`.

`translations/words.txt` has the words that the dictionaries lack and that are right.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path

from webapp.checks.model import Pair, PairCheck, Rule, Severity
from webapp.checks.prose import in_language, prose
from webapp.errors import SiteError
from webapp.languages import TRANSLATED, Language
from webapp.po import files
from webapp.settings import ROOT
from webapp.typography import typography
from webapp.workflow.report import check_file

_WORD = re.compile(r"(?<![\w.@/\ufffc-])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w@/\ufffc-])")
_PART = re.compile(r"[^\W\d_]+")
_BEFORE_A_TEXT = " «„“”\"'(\u00a0\u202f"


def installed_rule(packages: Path, folder: Path, language: Language) -> Rule[PairCheck] | None:
    """Make the spelling rule of a language, None for one that has no dictionary.

    Arguments:
        packages: the folder `node_modules`.
        folder: the folder of the catalogues, with the list of words: one a line, in lower case;
            `#` begins a comment.

    Raises:
        SiteError: when the dictionary or what reads it is not installed.
    """
    package = typography(language.path).dictionary
    if not package:
        return None
    stem = packages / package / "index"
    try:
        from spylls.hunspell import Dictionary

        dictionary = Dictionary.from_files(str(stem))
    except ImportError as error:
        raise SiteError("spylls is not installed; run `make spelling`") from error
    except FileNotFoundError as error:
        raise SiteError(f"{error.filename} is not there") from error
    path = folder / "words.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    words = frozenset(line.partition("#")[0].strip() for line in lines)
    check = spelling_rule(dictionary.lookup, dictionary.suggest, words)
    return Rule("misspelt-word", Severity.WARNING, check)


def spelling_rule(
    lookup: Callable[[str], bool], suggest: Callable[[str], Iterable[str]], words: frozenset[str]
) -> PairCheck:
    """Make the rule that looks up the words of a translation.

    Names and acronyms are left alone: a word with a capital that does not begin the text, and a
    word that the source has.

    Arguments:
        lookup: returns whether a dictionary has a word.
        suggest: returns the words that may have been meant, the likeliest first.
        words: more words that are right, in lower case.
    """

    @cache
    def right(word: str) -> bool:
        plain = word.replace("’", "'")
        forms = {plain, plain.lower(), word}
        return not words.isdisjoint(forms) or any(map(lookup, forms))

    @cache
    def suggested(word: str) -> str:
        meant = ", ".join(islice(suggest(word), 3))
        return f": perhaps {meant}" if meant else ""

    def misspelt_word(pair: Pair) -> Iterator[str]:
        """A word that the dictionary of the language does not have."""
        source = prose(pair.source)
        said = {*_WORD.findall(source), *_PART.findall(source)}
        text = in_language(pair.target)
        for match in _WORD.finditer(text):
            word = match[0]
            begins = word[1:].islower() and not text[: match.start()].strip(_BEFORE_A_TEXT)
            if word in said or not (word.islower() or begins):
                continue
            said.add(word)
            if not right(word) and any(len(it) > 1 and not right(it) for it in _PART.findall(word)):
                yield f"{word!r} is not in the dictionary{suggested(word)}"

    return misspelt_word


def main() -> None:
    """Print the words of every catalogue that no dictionary has, with file and line."""
    folder = ROOT / "translations"
    for language in TRANSLATED:
        if rule := installed_rule(ROOT / "node_modules", folder, language):
            for finding in check_file(files.source(folder, language), language, None, {}, [rule]):
                if finding.rule == rule.id:
                    print(finding)


if __name__ == "__main__":
    main()
