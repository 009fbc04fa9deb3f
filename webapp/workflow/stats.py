"""Statistics of the catalogues, from the `.po` files now and from an older commit."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from webapp.catalogs.coverage import Share, of_visitors
from webapp.catalogs.publish import presentable
from webapp.errors import SiteError
from webapp.git import GitError, git
from webapp.languages import TRANSLATED, Language
from webapp.po import files
from webapp.po.model import Catalogue, Message
from webapp.po.read import parsed, read

_FIELD = re.compile(r"%\(\w+\)[a-zA-Z]|%%")


class Statistics(NamedTuple):
    """The progress of a language in messages and words of their French; `language` is a tag.

    A message is translated when a page shows it, fuzzy when somebody must review it, faulty when it
    is left out because of an error, and missing when it has no translation. The texts of the editor
    are counted apart, because visitors never see them.
    """

    language: str
    total: int
    translated: int
    fuzzy: int
    faulty: int
    missing: int
    words: int
    words_translated: int
    threshold: float
    editor_total: int
    editor_translated: int

    @property
    def percent(self) -> float:
        """The translated share of the messages in percent."""
        return Share(self.translated, self.total).percent

    def as_dict(self) -> dict[str, str | int | float]:
        """Return all figures by name, for JSON."""
        return self._asdict() | {"percent": self.percent}

    def __str__(self) -> str:
        return (
            f"{self.language:8} {self.percent:6.1f} %  {self.translated} of {self.total}"
            f" translated, {self.fuzzy} fuzzy, {self.faulty} with an error, {self.missing} missing;"
            f" {self.words_translated} of {self.words} words; {self.threshold:g} % required;"
            f" of the editor {self.editor_translated} of {self.editor_total}"
        )


def words(text: str) -> int:
    """Count the words of a source text: pieces between spaces that have a letter or a digit.

    « l’accord » is one word; « : » and « %(name)s » are not words.
    """
    pieces = _FIELD.sub("", text).split()
    return sum(any(map(str.isalnum, piece)) for piece in pieces)


def count(
    catalogue: Catalogue,
    language: Language,
    template: Catalogue,
    threshold: float = 0.0,
    shows: Callable[[Message, Message, Language], bool] = presentable,
) -> Statistics:
    """Return the statistics of a catalogue.

    Arguments:
        template: the catalogue that has every message to translate.
        threshold: the percentage of messages that must be translated.
        shows: says whether a page may show a message of the catalogue for one of the template.
    """
    messages = {message.key: message for message in catalogue.active()}
    states: Counter[str] = Counter(translated=0, fuzzy=0, faulty=0, missing=0)
    sizes: Counter[str] = Counter()
    editor: Counter[str] = Counter()
    visitors = {source.key for source in of_visitors(template)}
    for source in template.active():
        message = messages.get(source.key)
        if message is None or not any(message.msgstr):
            state = "missing"
        elif message.fuzzy:
            state = "fuzzy"
        else:
            state = "translated" if shows(message, source, language) else "faulty"
        if source.key not in visitors:
            editor[state] += 1
            continue
        states[state] += 1
        sizes[state] += words(source.msgid) + words(source.msgid_plural or "")
    return Statistics(
        language.tag,
        states.total(),
        **states,
        words=sizes.total(),
        words_translated=sizes["translated"],
        threshold=threshold,
        editor_total=editor.total(),
        editor_translated=editor["translated"],
    )


def losses(folder: Path, base: str) -> list[str]:
    """Return a sentence, with percentages, for each language less translated than in a commit.

    A language that the commit does not have is left out.

    Arguments:
        base: the commit, as git names it: `origin/main`, `HEAD~1`.

    Raises:
        SiteError: when git cannot read the catalogues of the commit.
        FileError, CatalogSyntaxError: when a catalogue cannot be read.
    """
    try:
        # Fails here when `base` is not a commit or looks like an option.
        git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", base)
        names = set(git(folder, "ls-tree", "-r", "--name-only", base).decode().splitlines())
    except GitError as error:
        problem = f"git cannot read {base!r} there"
        remedy = "is it a repository with this commit? A shallow one needs `git fetch --unshallow`"
        raise SiteError(folder, f"{problem}; {remedy}") from error

    def old(path: Path) -> Catalogue:
        blob = f"{base}:./{path.relative_to(folder).as_posix()}"
        return parsed(git(folder, "cat-file", "blob", blob), path)

    sentences = []
    template = files.template(folder)
    for language in TRANSLATED if template.name in names else ():
        path = files.source(folder, language)
        if path.relative_to(folder).as_posix() in names:
            before = count(old(path), language, old(template)).percent
            now = count(read(path), language, read(template)).percent
            if now < before:
                sentence = f"{language.path}: {now:g} % is translated; it was {before:g} %"
                sentences.append(sentence)
    return sentences
