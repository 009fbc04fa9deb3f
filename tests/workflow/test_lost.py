"""Coverage that is lost against an older commit."""

import subprocess
from pathlib import Path

import pytest

from tests.conftest import need
from webapp.errors import SiteError
from webapp.workflow.stats import losses

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


def test_a_language_that_lost_coverage_is_named(tmp_path: Path) -> None:
    """A translation that is deleted or broken is a loss, a new one is not."""
    lost = ["it: 50 % is translated; it was 100 %"]
    commit(tmp_path, "uno", "due")
    for deux, expected in (("due", []), ("", lost), ("due", []), ("%(x)s", lost)):
        commit(tmp_path, "uno", deux)
        assert losses(tmp_path, "HEAD~1") == expected, deux


def test_a_base_that_is_none_is_refused(tmp_path: Path) -> None:
    """A base that is no commit is an error, and so is a folder outside any repository."""
    with pytest.raises(SiteError, match="is it a repository"):
        losses(tmp_path, "HEAD")
    commit(tmp_path, "uno", "due")
    for base in ("HEAD~9", "nothing", "--all", ""):
        with pytest.raises(SiteError, match=f"git cannot read '{base}' there"):
            losses(tmp_path, base)


def test_a_shallow_clone_that_lacks_the_base_says_so(tmp_path: Path) -> None:
    """CI systems fetch only the last commit by default; the sentence says what to fetch."""
    whole = tmp_path / "whole"
    for text in ("uno", "due"):
        commit(whole, text, text)
    clone = [need("git"), "clone", "-q", "--depth=1", whole.as_uri(), str(tmp_path / "clone")]
    subprocess.run(clone, check=True, capture_output=True)
    assert losses(tmp_path / "clone", "HEAD") == []
    with pytest.raises(SiteError, match=r"'HEAD~1'.* shallow one needs `git fetch --unshallow`"):
        losses(tmp_path / "clone", "HEAD~1")


def test_a_language_that_the_base_did_not_have_lost_nothing(tmp_path: Path) -> None:
    """A new language starts with nothing to lose."""
    commit(tmp_path, "uno", "due")
    assert losses(tmp_path, "HEAD") == []
