"""How far the languages were after each commit, and since when each message has been there.

Old versions are judged by the rules of today, so that the trend shows the work on the texts and
not the work on the rules.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from webapp.catalog import files, git
from webapp.catalog.model import Catalogue, Message
from webapp.catalog.read import parse
from webapp.catalog.stats import Statistics, count
from webapp.checks.runner import acceptable
from webapp.errors import CatalogSyntaxError
from webapp.languages import TRANSLATED, Language

LIMIT = 50
"""How many commits are looked at."""


@dataclass(frozen=True, slots=True)
class Point:
    """The figures after one commit.

    Arguments:
        commit: the commit.
        figures: the statistics of each language that had a readable catalogue, by its path.
    """

    commit: git.Commit
    figures: Mapping[str, Statistics]


@dataclass(frozen=True, slots=True)
class Since:
    """Since when a message has been in the template.

    Arguments:
        when: the time of the first commit that has it.
        at_least: whether it may be older, as the history that was read begins there.
    """

    when: datetime
    at_least: bool


@dataclass(frozen=True, slots=True)
class History:
    """What git tells of the catalogues.

    Arguments:
        points: the figures, oldest first.
        since: the age of each message by its look-up key.
        unreadable: how many versions of files could not be read and were passed over.
        cut: whether there is an older history that was not read.
        problem: why there is no history, as a sentence; empty when there is one.
    """

    points: tuple[Point, ...] = ()
    since: Mapping[str, Since] = field(default_factory=dict)
    unreadable: int = 0
    cut: bool = False
    problem: str = ""


def history(folder: Path, limit: int = LIMIT) -> History:
    """Read the history of the catalogues from the git repository that they are in.

    Outside of a repository, or without git, the history is empty and says why.

    Arguments:
        folder: the folder of the catalogues.
        limit: how many commits are looked at, the last ones.
    """
    names = [_name(folder, path) for path in _paths(folder).values()]
    try:
        found = git.commits(folder, names, limit + 1)
        cut = len(found) > limit or git.is_shallow(folder)
        found = found[-limit:]
        versions = git.versions(folder, found, names)
        texts = git.contents(folder, list(versions.values()))
    except git.NoHistoryError as error:
        return History(problem=str(error))
    return _Past(folder, versions, texts).history(found, cut)


def _paths(folder: Path) -> dict[Language | None, Path]:
    """Give the file of each language, that of the template under None."""
    paths: dict[Language | None, Path] = {None: files.template(folder)}
    return paths | {language: files.source(folder, language) for language in TRANSLATED}


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


class _Past:
    """The old versions of the catalogues: each is read once and each translation judged once."""

    def __init__(
        self,
        folder: Path,
        versions: Mapping[tuple[str, str], git.Version],
        texts: Mapping[str, bytes],
    ) -> None:
        self._folder = folder
        self._paths = _paths(folder)
        self._versions = versions
        self._texts = texts
        self._catalogues: dict[str, Catalogue | None] = {}
        self._judged: dict[tuple[object, ...], bool] = {}

    def history(self, found: list[git.Commit], cut: bool) -> History:
        """Count every commit whose template can be read."""
        templates = [(commit, self._catalogue(commit, None)) for commit in found]
        known = [(commit, template) for commit, template in templates if template]
        points = [Point(commit, dict(self._figures(commit, one))) for commit, one in known]
        unreadable = sum(catalogue is None for catalogue in self._catalogues.values())
        return History(tuple(points), _since(known, cut), unreadable, cut)

    def _figures(self, commit: git.Commit, template: Catalogue) -> Iterator[tuple[str, Statistics]]:
        for language in TRANSLATED:
            catalogue = self._catalogue(commit, language)
            if catalogue:
                yield language.path, count(catalogue, language, template, judge=self._judge)

    def _catalogue(self, commit: git.Commit, language: Language | None) -> Catalogue | None:
        path = self._paths[language]
        version = self._versions.get((commit.id, _name(self._folder, path)))
        if version is None:
            return None
        if version.id not in self._catalogues:
            self._catalogues[version.id] = _read(self._texts.get(version.id), path)
        return self._catalogues[version.id]

    def _judge(self, message: Message, language: Language) -> bool:
        """Judge a translation, or remember the judgement: most stay as they are for long."""
        texts = (message.msgid, message.msgid_plural, *message.msgstr)
        key = (language.path, texts, *message.flags, *message.comments)
        if key not in self._judged:
            self._judged[key] = acceptable(message, language)
        return self._judged[key]


def _read(data: bytes | None, path: Path) -> Catalogue | None:
    """Read an old version; None when that cannot be done today."""
    try:
        return parse(data.decode("utf-8-sig"), path) if data is not None else None
    except (UnicodeDecodeError, CatalogSyntaxError):
        return None


def _since(known: list[tuple[git.Commit, Catalogue]], cut: bool) -> dict[str, Since]:
    """Find the first template that has each message."""
    since: dict[str, Since] = {}
    for number, (commit, template) in enumerate(known):
        for message in template.active():
            since.setdefault(message.lookup_key, Since(commit.when, cut and number == 0))
    return since
