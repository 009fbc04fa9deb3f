"""Coverage that is lost against an older commit."""

import subprocess
from pathlib import Path

import pytest

from tests.conftest import need
from webapp.catalog.losses import NoHistoryError, losses

POT = 'msgid ""\nmsgstr ""\n\nmsgid "Un"\nmsgstr ""\n\nmsgid "Deux"\nmsgstr ""\n'


def commit(folder: Path, un: str, deux: str) -> None:
    """Commit an Italian catalogue with two texts."""
    header = 'msgid ""\nmsgstr "Language: it\\n"\n\n'
    path = folder / "it" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    entries = f'msgid "Un"\nmsgstr "{un}"\n\nmsgid "Deux"\nmsgstr "{deux}"\n'
    path.write_text(header + entries, encoding="utf-8")
    (folder / "messages.pot").write_text(POT, encoding="utf-8")
    git = [need("git"), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "texts", "--allow-empty"]):
        subprocess.run([*git, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (("uno", "due"), ("uno", "due"), []),
        (("uno", ""), ("uno", "due"), []),
        (("uno", "due"), ("uno", ""), ["it: 50 % is translated; it was 100 %"]),
        (("uno", "due"), ("uno", "%(x)s"), ["it: 50 % is translated; it was 100 %"]),
    ],
)
def test_a_language_that_lost_coverage_is_named(
    tmp_path: Path, before: tuple[str, str], after: tuple[str, str], expected: list[str]
) -> None:
    """A text taken away, or broken."""
    commit(tmp_path, *before)
    commit(tmp_path, *after)
    assert [str(loss) for loss in losses(tmp_path, "HEAD~1")] == expected


def test_a_base_that_is_none_is_refused(tmp_path: Path) -> None:
    """Not taken for a commit without catalogues; outside a repository that is what is said."""
    with pytest.raises(NoHistoryError, match="in no git repository"):
        losses(tmp_path, "HEAD")
    commit(tmp_path, "uno", "due")
    for base in ("HEAD~9", "nothing", "--all", ""):
        with pytest.raises(NoHistoryError, match=f"no commit is called '{base}'"):
            losses(tmp_path, base)


def test_a_shallow_clone_that_lacks_the_base_says_so(tmp_path: Path) -> None:
    """What CI systems fetch by default is the last commit only."""
    whole = tmp_path / "whole"
    for text in ("uno", "due"):
        commit(whole, text, text)
    clone = [need("git"), "clone", "-q", "--depth=1", whole.as_uri(), str(tmp_path / "clone")]
    subprocess.run(clone, check=True, capture_output=True)
    assert losses(tmp_path / "clone", "HEAD") == []
    with pytest.raises(
        NoHistoryError, match=r"shallow and does not have 'HEAD~1'; fetch the whole"
    ):
        losses(tmp_path / "clone", "HEAD~1")


def test_a_language_that_the_base_had_not_lost_nothing(tmp_path: Path) -> None:
    """A new language starts from nothing."""
    commit(tmp_path, "uno", "due")
    assert losses(tmp_path, "HEAD") == []
