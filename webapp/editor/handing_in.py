"""What a translator hands in: what differs from the last commit, and the commit in their name."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel import Locale

from webapp.disk import locked
from webapp.editor.people import Person
from webapp.errors import CatalogSyntaxError
from webapp.git import GitError, git
from webapp.languages import Language
from webapp.po.model import Catalogue, Message
from webapp.po.read import parsed, read

SQUASHED_WITHIN = 15 * 60
"""Seconds in which a further commit of the same person becomes part of their last one."""

VERSIONS = 10
"""Commits of a message's history that are shown."""

_IN_THE_MIDDLE = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")


class UnfinishedError(GitError):
    """The repository is in the middle of a merge or the like: nothing can be committed now."""


@dataclass(frozen=True, slots=True)
class Version:
    """A message as a commit left it, and who made that; `day` is as in `2026-11-26`."""

    day: str
    author: str
    texts: tuple[str, ...]
    fuzzy: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """A message that is not what it was; no texts where it was or is not there."""

    msgid: str
    before: tuple[str, ...]
    now: tuple[str, ...]
    fuzzy: bool
    who: str


def differences(path: Path) -> list[Difference]:
    """Return what a catalogue says otherwise than the commit that others have, or the last one.

    Raises:
        GitError: when the file is in no repository, or no commit has it.
    """
    folder = path.parent
    try:
        base = git(folder, "merge-base", "HEAD", "@{upstream}").decode().strip()
    except GitError:  # a branch that nobody else has
        base = "HEAD"
    before = {message.key: message for message in _at(base, path).active()}
    now = read(path)
    authors = _authors(path)
    rows = []
    for message in now.active():
        old = before.get(message.key)
        texts = tuple(old.msgstr) if old else ()
        if texts == tuple(message.msgstr) and (old and old.fuzzy) == message.fuzzy:
            continue
        if any(texts) or any(message.msgstr):
            who = authors.get(message.msgstr_line, "")
            new = tuple(message.msgstr)
            rows.append(Difference(message.msgid, texts, new, message.fuzzy, who))
    return rows


def history(path: Path, message: Message) -> Iterator[Version]:
    """Yield what a message was after each commit that changed it, the newest first.

    Raises:
        GitError: when the file is in no repository.
    """
    committed = {it.key: it for it in _at("HEAD", path).active()}.get(message.key)
    if committed is None:
        return
    lines = f"{committed.line},{committed.msgstr_line + len(committed.msgstr) - 1}:{path.name}"
    form = "--format=%H%x00%as%x00%aN"
    log = git(path.parent, "log", "--no-patch", f"-{VERSIONS}", form, f"-L{lines}")
    before: Version | None = None
    for line in log.decode(errors="replace").splitlines():
        commit, day, author = line.split("\0")
        at = {it.key: it for it in _at(commit, path).active()}.get(message.key)
        version = Version(day, author, tuple(at.msgstr) if at else (), bool(at and at.fuzzy))
        if at and any(at.msgstr) and (before is None or before.texts != version.texts):
            yield version
        before = version


def commit(path: Path, language: Language, person: Person) -> bool:
    """Commit a catalogue in a person's name; return whether there was something to commit.

    It becomes part of their own last commit of the quarter of an hour when that is the newest one,
    has this file alone and is on no other machine; nothing that others may have is changed.

    Raises:
        UnfinishedError: in the middle of a merge; the file stays as it is saved.
        GitError: when git refuses.
    """
    folder = path.parent
    with locked(path):
        place = Path(git(folder, "rev-parse", "--absolute-git-dir").decode().strip())
        if any((place / name).exists() for name in _IN_THE_MIDDLE):
            raise UnfinishedError("a merge in this repository is not finished")
        if not git(folder, "status", "--porcelain", "--", path.name).strip():
            return False
        subject = f"Translate into {Locale.parse(language.cldr).english_name}"
        name = " ".join(person.name.translate({ord("<"): None, ord(">"): None}).split())
        author = {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": person.email}
        amend = ["--amend"] if _is_own_last(path, subject, person) else []
        git(folder, "add", "--", path.name)
        options = ["--quiet", "--only", f"--author={name} <{person.email}>", "-m", subject]
        git(folder, "commit", *amend, *options, "--", path.name, **author)
    return True


def _is_own_last(path: Path, subject: str, person: Person) -> bool:
    """Return whether the newest commit is one that a further commit may become part of."""
    folder = path.parent
    log = git(folder, "log", "-1", "--format=%ae%x00%ct%x00%s%x00%P").decode(errors="replace")
    email, seconds, text, parents = log.rstrip("\n").split("\0")
    if (email, text) != (person.email, subject) or len(parents.split()) != 1:
        return False
    if time.time() - int(seconds) > SQUASHED_WITHIN:
        return False
    named = git(folder, "diff-tree", "--no-commit-id", "--name-only", "-r", "--relative", "HEAD")
    elsewhere = git(folder, "branch", "--remotes", "--contains", "HEAD").strip()
    whole = git(folder, "diff-tree", "--no-commit-id", "--name-only", "-r", "HEAD")
    alone = named.decode().split("\n") == [path.name, ""] and whole.count(b"\n") == 1
    return alone and not elsewhere


def _at(commit: str, path: Path) -> Catalogue:
    """Return a catalogue as a commit has it."""
    data = git(path.parent, "cat-file", "blob", f"{commit}:./{path.name}")
    try:
        return parsed(data, path)
    except CatalogSyntaxError as error:
        raise GitError(path, f"the file of {commit} cannot be read") from error


def _authors(path: Path) -> dict[int, str]:
    """Return who wrote each line of a file; empty for what is in no commit yet."""
    said = git(path.parent, "blame", "--line-porcelain", "--", path.name).decode(errors="replace")
    authors: dict[int, str] = {}
    number = 0
    for line in said.split("\n"):
        if (words := line.split(" ")) and len(words[0]) == 40 and len(words) >= 3:
            number = int(words[2])
            uncommitted = not words[0].strip("0")
        elif line.startswith("author ") and number:
            authors[number] = "" if uncommitted else line.removeprefix("author ")
    return authors
