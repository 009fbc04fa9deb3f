"""The figures of the past, read from git."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.catalog_reports.conftest import Site
from webapp.catalog import git
from webapp.catalog.history import history
from webapp.catalog.overview import overview
from webapp.settings import ROOT

TEMPLATES = ROOT / "templates"


def noon(day: str) -> datetime:
    """Give the time of a commit."""
    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)


@pytest.fixture
def past(site: Site) -> Site:
    """A site with three commits: one message, another one, its translation."""
    site.template("Oui")
    site.translate("nb", {"Oui": "Ja"})
    site.commit("2026-01-10")
    site.template("Oui", "Non")
    site.commit("2026-02-10")
    site.translate("nb", {"Oui": "Ja", "Non": "Nei"})
    site.commit("2026-03-10")
    return site


def shares(site: Site, path: str = "nb") -> list[float]:
    """Give the percentages of a language over time."""
    return [point.figures[path].percent for point in history(site.folder).points]


def test_the_figures_are_those_of_each_commit(past: Site) -> None:
    """Oldest first, against the template of that time."""
    assert shares(past) == [100, 50, 100]
    assert [point.commit.when for point in history(past.folder).points] == [
        noon("2026-01-10"),
        noon("2026-02-10"),
        noon("2026-03-10"),
    ]


def test_a_commit_of_something_else_is_no_point(past: Site) -> None:
    """Only commits that changed a catalogue are."""
    (past.folder / "README.md").write_text("for translators", "utf-8")
    past.commit("2026-04-10")
    assert len(shares(past)) == 3


def test_a_message_is_as_old_as_the_first_template_with_it(past: Site) -> None:
    """To the second, and exactly, as the whole history was read."""
    since = history(past.folder).since
    assert since["Oui"].when == noon("2026-01-10")
    assert since["Non"].when == noon("2026-02-10")
    assert not any(one.at_least for one in since.values())


def test_no_more_commits_are_read_than_asked(past: Site) -> None:
    """Older ones are left out, the page is told so, and ages at the edge are at least that."""
    found = history(past.folder, limit=2)
    assert [point.figures["nb"].percent for point in found.points] == [50, 100]
    assert found.cut
    assert all(one.at_least for one in found.since.values())


def test_exactly_as_many_commits_are_a_whole_history(past: Site) -> None:
    """Nothing is left out of three when three are asked for."""
    assert not history(past.folder, limit=3).cut


def test_a_shallow_clone_has_a_shorter_history(past: Site, tmp_path: Path) -> None:
    """Which is shown, and known to be cut."""
    past.git("clone", "--quiet", "--depth=1", past.root.as_uri(), str(tmp_path / "clone"))
    found = history(tmp_path / "clone" / "translations")
    assert [point.figures["nb"].percent for point in found.points] == [100]
    assert found.cut
    assert found.since["Oui"].at_least


def test_an_unreadable_version_is_passed_over_and_counted(past: Site) -> None:
    """The language has no figure there; the others do."""
    past.raw("nb", "<<<<<<< ours\n")
    past.commit("2026-04-10")
    found = history(past.folder)
    assert found.unreadable == 1
    assert "nb" not in found.points[-1].figures
    assert found.points[-1].figures["it"].percent == 0


def test_bytes_that_are_not_utf8_are_unreadable(past: Site) -> None:
    """As they are today."""
    path = past.folder / "nb" / "LC_MESSAGES" / "messages.po"
    path.write_bytes(b'msgid "Oui"\nmsgstr "\xe5"\n')
    past.commit("2026-04-10")
    assert history(past.folder).unreadable == 1


def test_a_version_that_is_too_large_is_unreadable(
    past: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not even asked for."""
    monkeypatch.setattr(git, "MAX_BYTES", 1)
    found = history(past.folder)
    assert found.points == ()
    assert found.unreadable == 2


def test_a_merge_is_one_step_of_the_branch(past: Site) -> None:
    """The commits of the other branch are not points of this one."""
    past.git("checkout", "--quiet", "-b", "other", "HEAD~1")
    past.translate("it", {"Oui": "Sì"})
    past.commit("2026-04-01")
    past.translate("it", {"Oui": "Sì", "Non": "No"})
    past.commit("2026-04-02")
    past.git("checkout", "--quiet", "main")
    past.git("merge", "--quiet", "--no-edit", "other", day="2026-04-03")
    assert shares(past, "it") == [0, 0, 0, 100]


def test_a_language_that_came_later_has_fewer_points(site: Site) -> None:
    """It is absent from the commits before."""
    site.template("Oui")
    (site.folder / "nb" / "LC_MESSAGES" / "messages.po").unlink()
    site.commit("2026-01-10")
    site.translate("nb", {"Oui": "Ja"})
    site.commit("2026-02-10")
    assert ["nb" in point.figures for point in history(site.folder).points] == [False, True]


NO_HISTORY = "There is no history to show: "


def test_outside_of_git_there_is_no_history(site: Site) -> None:
    """And a sentence says so."""
    site.template("Oui")
    found = history(site.folder)
    assert found.points == ()
    assert found.problem.startswith(NO_HISTORY)


def test_a_repository_without_commits_has_no_history(site: Site) -> None:
    """Nor one whose commits have no catalogue."""
    site.template("Oui")
    site.git("init", "--quiet")
    assert history(site.folder).problem.startswith(NO_HISTORY)
    (site.root / "README.md").write_text("", "utf-8")
    site.git("add", "README.md")
    site.git("commit", "--quiet", "--message", "first")
    assert history(site.folder).problem == NO_HISTORY + "no commit has the catalogues yet."


def test_without_git_there_is_no_history(past: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """And everything else goes on."""
    monkeypatch.setenv("PATH", "")
    assert history(past.folder).problem == NO_HISTORY + "git is not installed."


def test_a_hook_of_another_repository_does_not_mislead(
    past: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder says which repository is read, not the environment."""
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    assert shares(past) == [100, 50, 100]


def test_the_oldest_waiting_message_comes_first(past: Site) -> None:
    """Then the younger ones, and last what is in no commit yet."""
    past.template("Nouveau", "Non", "Oui")
    waiting = overview(past.folder, TEMPLATES, {}).waiting
    assert [one.msgid for one in waiting] == ["Oui", "Non", "Nouveau"]
    assert waiting[-1].since is None
    assert "nb" not in {language.path for language in waiting[0].states}
    assert waiting[0].address == "/fr/privacy"
