"""Handing in: what differs, the commit in the translator's name, and what git cannot do now."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.editor.desk import ANA, SKIP, Desk, by_class, key_of, message, path_of, said, tree
from webapp.po.read import read
from webapp.po.write import differs
from webapp.translators import Person

KEY = key_of(SKIP)
OTHER = "Page introuvable"
IDA = Person("Ida Nord", "ida@example.org")
Git = Callable[..., str]


@pytest.fixture
def git(translations: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Git in a repository that has the catalogues in one commit, whatever this machine's is."""
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("HOME", str(translations.parent))
    identity = ["-c", "user.name=Maintainer", "-c", "user.email=m@example.org"]

    def run(*arguments: str, check: bool = True) -> str:
        command = ["git", "-C", str(translations), *identity, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=check)
        return done.stdout.strip()

    run("init", "-q", "-b", "main")
    run("add", ".")
    run("commit", "-q", "-m", "Begin")
    return run


def at(translations: Path, person: Person = ANA, *, commits: bool = True) -> Desk:
    """Return a translator whose saves are committed."""
    return Desk(translations, translations.parent / person.email, person, commits=commits)


def log(git: Git) -> list[str]:
    """Return author and subject of each commit, the newest first."""
    return git("log", "--format=%an <%ae>: %s").split("\n")


ANAS = "Ана Петрова <ana@example.org>: Translate into Macedonian"
BEGIN = "Maintainer <m@example.org>: Begin"


def test_a_save_is_a_commit_in_the_persons_name(git: Git, translations: Path) -> None:
    """Author and committer are the person; the commit has this catalogue alone."""
    path = translations / "glossary.csv"
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    git("add", "glossary.csv")
    response = at(translations).send("mk", KEY, "publish", msgstr_0="Оди таму")
    assert response.headers["Location"].endswith("notice=publish")
    assert log(git) == [ANAS, BEGIN]
    assert git("log", "-1", "--format=%cn <%ce>") == "Ана Петрова <ana@example.org>"
    assert git("show", "--name-only", "--format=", "HEAD") == "mk/LC_MESSAGES/messages.po"
    assert git("status", "--porcelain") == "M  glossary.csv"


def test_a_question_is_handed_in(git: Git, translations: Path) -> None:
    """A message that only has a question more is there, with who asks; no other is its author."""
    desk = at(translations, commits=False)
    desk.send("mk", KEY, "ask", question="Навистина?")
    (item,) = by_class(tree(desk.get("/edit/mk/hand-in").text), "dl", "differences")
    assert SKIP in said(item)
    assert ANA.name in said(item)
    assert said(item).endswith(": Навистина?")


def test_saves_of_a_quarter_of_an_hour_are_one_commit(git: Git, translations: Path) -> None:
    """The second becomes part of the first; both texts are in it."""
    desk = at(translations)
    desk.send("mk", KEY, "publish", msgstr_0="Оди таму")
    desk.send("mk", key_of(OTHER), "draft", msgstr_0="Нема")
    assert log(git) == [ANAS, BEGIN]
    shown = git("show", "HEAD")
    assert '+msgstr "Оди таму"' in shown
    assert '+msgstr "Нема"' in shown
    assert git("status", "--porcelain") == ""


def aged(git: Git) -> None:
    """Make the newest commit 16 minutes old."""
    when = f"{int(git('log', '-1', '--format=%ct')) - 16 * 60} +0000"
    author = git("log", "-1", "--format=%an <%ae>")
    name, _, email = author.rstrip(">").partition(" <")
    identity = ["-c", f"user.name={name}", "-c", f"user.email={email}"]
    os.environ["GIT_COMMITTER_DATE"] = when
    try:
        git(*identity, "commit", "-q", "--amend", "--no-edit")
    finally:
        del os.environ["GIT_COMMITTER_DATE"]


def pushed(git: Git) -> None:
    """Push to a repository of others."""
    git("init", "-q", "--bare", "../others.git")
    git("remote", "add", "origin", "../others.git")
    git("push", "-q", "-u", "origin", "main")


def by_another(git: Git) -> None:
    """Commit something of somebody else."""
    git("commit", "-q", "--allow-empty", "-m", "Something else")


def rewritten(git: Git) -> None:
    """Give the commit another subject, as somebody did who meant it to stay."""
    identity = ["-c", "user.name=Ана Петрова", "-c", "user.email=ana@example.org"]
    git(*identity, "commit", "-q", "--amend", "-m", "Correct the menu")


@pytest.mark.parametrize("happens", [aged, pushed, by_another, rewritten])
def test_nothing_that_others_may_have_is_squashed(
    git: Git, translations: Path, happens: Callable[[Git], None]
) -> None:
    """An older commit, one on a remote, one with something after it and a renamed one stay."""
    desk = at(translations)
    desk.send("mk", KEY, "publish", msgstr_0="Оди таму")
    happens(git)
    newest = git("rev-parse", "HEAD")
    desk.send("mk", key_of(OTHER), "draft", msgstr_0="Нема")
    assert git("rev-parse", "HEAD^") == newest
    assert log(git)[0] == ANAS


def test_each_person_and_each_language_has_commits_of_its_own(git: Git, translations: Path) -> None:
    """Nobody's commit becomes part of somebody else's, nor of another catalogue's."""
    at(translations).send("mk", KEY, "publish", msgstr_0="Оди таму")
    at(translations, IDA).send("mk", KEY, "publish", msgstr_0="Оди овде")
    at(translations, IDA).send("nn", KEY, "publish", msgstr_0="Gå dit")
    nynorsk = "Ida Nord <ida@example.org>: Translate into Norwegian Nynorsk"
    assert log(git) == [
        nynorsk,
        "Ida Nord <ida@example.org>: Translate into Macedonian",
        ANAS,
        BEGIN,
    ]


def test_what_git_says_in_odd_characters_is_read(git: Git, translations: Path) -> None:
    """A line separator in a subject or a name is part of it and fails nothing."""
    odd = "a\u2028b\x0bc\x1c <script>"
    git("-c", f"user.name={odd}", "commit", "-q", "--allow-empty", "-m", odd)
    desk = at(translations, Person("N<\u2028\x00>a", "n@example.org"))
    assert (
        desk.send("mk", KEY, "publish", msgstr_0="Оди таму").headers["Location"].endswith("publish")
    )
    assert git("log", "-1", "--format=%an") == "N a"
    git("-c", f"user.name={odd}", "commit", "-q", "--amend", "--reset-author", "--no-edit")
    for address in (f"messages/{KEY}/history", "hand-in"):
        response = desk.get(f"/edit/mk/{address}")
        assert response.status_code == 200
        assert not [it for it in tree(response.text).iter("script") if not it.get("src")]


def test_in_the_middle_of_a_merge_saving_goes_on(git: Git, translations: Path) -> None:
    """The file is written and a notice says why nothing is committed; later it is."""
    git("checkout", "-q", "-b", "other")
    path = path_of(desk := at(translations), "it")
    text = path.read_text("utf-8")
    path.write_text(text + "\n# x\n", "utf-8")
    git("commit", "-qam", "Theirs")
    git("checkout", "-q", "main")
    path.write_text(text + "\n# y\n", "utf-8")
    git("commit", "-qam", "Ours")
    git("merge", "other", check=False)
    head = git("rev-parse", "HEAD")
    response = desk.send("mk", KEY, "publish", msgstr_0="Оди таму")
    assert response.headers["Location"].endswith("notice=merge")
    assert message(desk, "mk", SKIP).msgstr == ["Оди таму"]
    assert git("rev-parse", "HEAD") == head
    notice = by_class(tree(desk.get(response.headers["Location"]).text), "p", "notice")
    assert any(said(it) for it in notice)
    git("merge", "--abort")
    git("add", "mk")
    form = tree(desk.get("/edit/mk/hand-in").text)
    token = next(it.get("value", "") for it in form.iter("input") if it.get("name") == "token")
    handed = desk.post("/edit/mk/hand-in", {"token": token})
    assert handed.headers["Location"] == "/edit/mk/hand-in?notice=handed-in"
    assert log(git)[0] == ANAS


@pytest.mark.parametrize(
    "state", ["CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply"]
)
def test_other_unfinished_work_counts_as_a_merge(git: Git, translations: Path, state: str) -> None:
    """In the middle of a rebase and the like nothing is committed either."""
    (translations / ".git" / state).mkdir()
    response = at(translations).send("mk", KEY, "publish", msgstr_0="Оди таму")
    assert response.headers["Location"].endswith("notice=merge")
    assert log(git) == [BEGIN]


def test_when_git_refuses_the_text_is_saved(git: Git, translations: Path) -> None:
    """A hook that fails and a lock that somebody holds: saved, and the notice says so."""
    (translations / ".git" / "index.lock").touch()
    desk = at(translations)
    response = desk.send("mk", KEY, "publish", msgstr_0="Оди таму")
    assert response.headers["Location"].endswith("notice=git")
    assert message(desk, "mk", SKIP).msgstr == ["Оди таму"]
    assert desk.get(response.headers["Location"]).status_code == 200
    assert log(git) == [BEGIN]


def shown(desk: Desk, language: str = "mk") -> list[tuple[str, list[str], list[str], str]]:
    """Return what the page of handing in shows: French, before, now, who."""
    page = tree(desk.get(f"/edit/{language}/hand-in").text)
    rows = by_class(page, "dl", "differences")
    return [
        (
            said(french),
            [said(it) for it in both.iter("del")],
            [said(it) for it in both.iter("ins")],
            said(both.findall(".//small")[-1]),
        )
        for (french, both) in (
            zip(rows[0].iter("dt"), rows[0].iter("dd"), strict=True) if rows else ()
        )
    ]


def test_what_differs_is_shown_message_by_message_with_who(git: Git, translations: Path) -> None:
    """Against what others have: own commits that are not pushed, and what is not committed."""
    pushed(git)
    (before,) = message(at(translations), "mk", SKIP).msgstr
    (other,) = message(at(translations), "mk", OTHER).msgstr
    at(translations, IDA).send("mk", KEY, "publish", msgstr_0="Оди таму")
    desk = at(translations, commits=False)
    assert shown(desk) == [(SKIP, [before], ["Оди таму"], "Ida Nord")]
    desk.send("mk", key_of(OTHER), "draft", msgstr_0="Нема")
    rows = {row[0]: row for row in shown(desk)}
    assert rows[OTHER][1:3] == ([other], ["Нема"])
    assert rows[OTHER][3].startswith(f"{ANA.name} · ")
    assert shown(desk, "it") == []
    git("commit", "-qam", "All")
    git("push", "-q")
    assert shown(desk) == []


def test_without_a_remote_it_is_the_last_commit(git: Git, translations: Path) -> None:
    """What is committed is handed in."""
    desk = at(translations, commits=False)
    desk.send("mk", KEY, "publish", msgstr_0="Оди таму")
    assert [row[0] for row in shown(desk)] == [SKIP]
    git("commit", "-qam", "All")
    assert shown(desk) == []


def test_an_editor_that_does_not_commit_has_no_button(git: Git, translations: Path) -> None:
    """Nor does a form that is sent without one claim that something was committed."""
    desk = at(translations, commits=False)
    desk.send("mk", KEY, "publish", msgstr_0="Оди таму")
    assert tree(desk.get("/edit/mk/hand-in").text).find(".//main//form") is None
    token = desk.form("mk", KEY)["token"]
    assert desk.post("/edit/mk/hand-in", {"token": token}).status_code == 404
    assert log(git) == [BEGIN]


def test_without_a_repository_everything_but_the_commit_works(
    translations: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saving, the history's page and the download do; handing in says to send the file."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for commits in (True, False):
        desk = Desk(translations, tmp_path / "cache", commits=commits)
        text = f"Оди таму {commits}"
        assert desk.send("mk", KEY, "publish", msgstr_0=text).status_code == 303
        assert message(desk, "mk", SKIP).msgstr == [text]
        assert desk.get(f"/edit/mk/messages/{KEY}/history").status_code == 200
        page = tree(desk.get("/edit/mk/hand-in").text)
        assert not by_class(page, "dl", "differences")
        assert "/edit/mk/messages.po" in {it.get("href") for it in page.iter("a")}


@pytest.mark.parametrize("language", ["mk", "zh"])
def test_the_catalogue_can_be_downloaded(reading: Desk, language: str) -> None:
    """It is the file as it is, by the name that tools know."""
    response = reading.get(f"/edit/{language}/messages.po")
    assert response.data == path_of(reading, language).read_bytes()
    name = {"zh": "zh_Hans"}.get(language, language)
    assert response.headers["Content-Disposition"] == f"attachment; filename={name}.po"
    assert response.mimetype == "text/x-gettext-translation"


def test_the_history_of_a_message_has_its_versions(git: Git, translations: Path) -> None:
    """The newest first, each text once with day and author; other messages' are not there."""
    (first,) = message(at(translations), "mk", SKIP).msgstr
    at(translations).send("mk", KEY, "publish", msgstr_0="Оди таму")
    at(translations, IDA).send("mk", key_of(OTHER), "publish", msgstr_0="Страницата недостасува")
    at(translations, IDA).send("mk", KEY, "publish", msgstr_0="Оди овде")
    page = tree(at(translations).get(f"/edit/mk/messages/{KEY}/history").text)
    texts = [said(it) for it in by_class(page, "p", "text") if it.get("lang") == "mk"]
    heads = [said(it) for it in page.findall(".//main/h2")]
    assert texts == ["Оди овде", "Оди таму", first]
    assert [next(name for name in ("Ida", "Ана", "Maintainer") if name in it) for it in heads] == [
        "Ida",
        "Ана",
        "Maintainer",
    ]
    assert not differs(read(path_of(at(translations), "mk")))
