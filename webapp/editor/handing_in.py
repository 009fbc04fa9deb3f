"""Handing in: messages that differ from the last commit, and a commit in the translator's name."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from babel import Locale

from webapp.disk import locked
from webapp.errors import CatalogSyntaxError, SiteError
from webapp.git import GitError, git
from webapp.languages import Language
from webapp.po.model import Catalogue, Message
from webapp.po.read import parsed, read
from webapp.translators import Person

SQUASHED_WITHIN = 15 * 60
"""Seconds after a commit within which the same person's next commit amends it."""

VERSIONS = 10
"""How many commits of a message's history are looked at."""

_NOBODY = "Not Committed Yet"
"""The author that `git blame` names for a line that is not committed yet."""

_UNFINISHED = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")


class UnfinishedError(GitError):
    """A merge, rebase, cherry-pick or revert is unfinished: nothing can be committed now."""


def differences(path: Path) -> Iterator[tuple[Message, Message, str]]:
    """Yield the messages that differ from the last commit shared with upstream, else from HEAD.

    Each comes with the message of that commit and the author of its text, empty if uncommitted.

    Raises:
        GitError: when the file is in no repository, or no commit has it.
    """
    try:
        base = git(path.parent, "merge-base", "HEAD", "@{upstream}").decode().strip()
    except GitError:  # the branch has no upstream
        base = "HEAD"
    before = {message.key: message for message in _at(base, path).active()}
    said = git(path.parent, "blame", "--line-porcelain", "--", path.name).decode(errors="replace")
    lines = (line[7:] for line in said.split("\n") if line.startswith("author "))
    authors = dict(enumerate(lines, 1))
    for message in read(path).active():
        old = before.get(message.key) or replace(message, msgstr=[], comments=[])
        parts = [(it.msgstr, it.comments, it.fuzzy) for it in (old, message)]
        if parts[0] != parts[1] and any((*old.msgstr, *message.msgstr, *message.comments)):
            author = authors.get(message.msgstr_line, _NOBODY)
            yield message, old, "" if author == _NOBODY else author


def history(path: Path, message: Message) -> Iterator[tuple[date, str, list[str]]]:
    """Yield the day, the author and the texts of each version of a message, the newest first.

    Raises:
        GitError: when the file is in no repository, or not in HEAD.
    """
    committed = {it.key: it for it in _at("HEAD", path).active()}
    if not (now := committed.get(message.key)):
        return
    lines = f"{now.line},{now.msgstr_line + len(now.msgstr) - 1}:{path.name}"
    options = "--no-patch", f"-{VERSIONS}", "--format=%H%x00%as%x00%aN", f"-L{lines}"
    before: list[str] = []
    log = git(path.parent, "log", *options).decode(errors="replace")
    for line in filter(None, log.split("\n")):
        commit, day, author = line.split("\0")
        texts = [it.msgstr for it in _at(commit, path).active() if it.key == message.key]
        if texts and any(texts[0]) and texts[0] != before:
            yield date.fromisoformat(day), author, texts[0]
        before = texts[0] if texts else []


@contextmanager
def alone(path: Path, commits: bool) -> Iterator[None]:
    """With `commits`, let one request at a time save and commit: no commit mixes two saves."""
    with ExitStack() as stack:
        if commits:
            with suppress(SiteError):  # no repository, or one that cannot be written
                stack.enter_context(locked(_git_folder(path) / "HEAD"))
        yield


def commit(path: Path, language: Language, person: Person) -> None:
    """Commit a catalogue in a person's name, if it has something to commit.

    It amends the newest commit if that is the person's own, of this file alone, less than a quarter
    of an hour old and on no remote branch, so that no commit that others may have is changed.

    Raises:
        UnfinishedError: when a merge or the like is unfinished; the file stays saved.
        GitError: when git refuses.
    """
    folder = path.parent
    if any((_git_folder(path) / name).exists() for name in _UNFINISHED):
        raise UnfinishedError("a merge in this repository is not finished")
    if not (status := git(folder, "status", "--porcelain", "--", path.name)):
        return
    subject = f"Translate into {Locale.parse(language.cldr).english_name}"
    name = " ".join(person.name.translate(dict.fromkeys(map(ord, "\0<>"))).split())
    committer = {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": person.email}
    form = "--format=%ae%x00%s%x00%ct%x00%P"
    log = git(folder, "log", "-1", "--name-only", form).decode(errors="replace")
    said, *names = filter(None, log.split("\n"))
    email, text, seconds, parents = said.split("\0")
    whole = git(folder, "ls-files", "--full-name", "--", path.name).decode().splitlines()
    is_own_last = (
        (email, text, names) == (person.email, subject, whole)
        and len(parents.split()) == 1
        and time.time() - int(seconds) < SQUASHED_WITHIN
        and not git(folder, "branch", "--remotes", "--contains", "HEAD").strip()
    )
    amend = ["--amend"] * is_own_last
    options = ["--quiet", "--only", f"--author={name} <{person.email}>", "-m", subject]
    if status.startswith(b"??"):
        git(folder, "add", "--", path.name)
    git(folder, "commit", *amend, *options, "--", path.name, **committer)


@cache
def _git_folder(path: Path) -> Path:
    """Return the git directory of a file's repository."""
    return Path(git(path.parent, "rev-parse", "--absolute-git-dir").decode().strip())


def _at(commit: str, path: Path) -> Catalogue:
    """Return a catalogue as a commit has it."""
    data = git(path.parent, "cat-file", "blob", f"{commit}:./{path.name}")
    try:
        return parsed(data, path)
    except CatalogSyntaxError as error:
        raise GitError(path, f"the file of {commit} cannot be read") from error
