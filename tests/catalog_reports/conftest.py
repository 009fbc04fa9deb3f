"""Small sites with catalogues, and git repositories of them with a past."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import need
from webapp.catalog import files
from webapp.languages import TRANSLATED, named

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: {}\\n"\n'


def po(texts: Mapping[str, str], language: str = "") -> str:
    """Write a catalogue; a translation that begins with `~` is fuzzy."""
    entries = [HEADER.format(language)]
    for msgid, text in texts.items():
        flag = "#, fuzzy\n" if text.startswith("~") else ""
        page = "#. Page: /fr/privacy\n#: templates/pages/privacy.html\n"
        entries.append(f'{page}{flag}msgid "{msgid}"\nmsgstr "{text.removeprefix("~")}"\n')
    return "\n".join(entries)


class Site:
    """Catalogues in a folder of their own, which may become a git repository."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "translations"

    def template(self, *msgids: str) -> None:
        """Write the template, and with it an empty catalogue where a language has none."""
        self._write(files.template(self.folder), po(dict.fromkeys(msgids, "")))
        for language in TRANSLATED:
            if not files.source(self.folder, language).exists():
                self.translate(language.path, {})

    def translate(self, path: str, texts: Mapping[str, str]) -> None:
        """Write the catalogue of a language."""
        self.raw(path, po(texts, named(path).catalogue))

    def raw(self, path: str, text: str) -> None:
        """Write anything at all in the place of a language's catalogue."""
        self._write(files.source(self.folder, named(path)), text)

    def _write(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def git(self, *arguments: str, day: str = "2026-01-01") -> str:
        """Run git at noon of a day, as nobody in particular and without anybody's settings."""
        who = {
            f"GIT_{role}_{key}": "nobody"
            for role in ("AUTHOR", "COMMITTER")
            for key in ("NAME", "EMAIL")
        }
        when = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{day}T12:00:00+00:00")
        alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        result = subprocess.run(
            ["git", "-C", str(self.root), *arguments],
            env=os.environ | who | when | alone,
            check=True,
            capture_output=True,
            text=True,
        )
        return result.stdout

    def commit(self, day: str) -> None:
        """Commit everything on a day; the first time, make the repository."""
        if not (self.root / ".git").exists():
            self.git("init", "--quiet", "--initial-branch=main")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", day, day=day)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An empty site."""
    need("git")
    root = tmp_path / "site"
    root.mkdir()
    return Site(root)
