"""A small Macedonian catalogue, and spreadsheets made of it."""

from pathlib import Path

import pytest

from webapp.languages import named
from webapp.po import files
from webapp.workflow.exchange.exporting import export_catalogue

MK = named("mk")
HEADER = f"""msgid ""
msgstr ""
"Project-Id-Version: test\\n"
"Language: mk\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {MK.plural}\\n"
"""
BODY = """
# checked with the authors
#. the name of a place
#. Page: /fr/privacy
#: templates/pages/privacy.html
msgid "Région"
msgstr "Регион"

#. Page: /fr/
#, fuzzy, python-format
#| msgid "Voir le site"
msgid "Voir %(link)s"
msgstr "Видете %(link)s"

#. Page: /fr/
msgid "Accueil"
msgstr ""

#, python-format
msgid "%(count)s partenaire"
msgid_plural "%(count)s partenaires"
msgstr[0] "%(count)s партнер"
msgstr[1] "%(count)s партнери"

msgctxt "verb"
msgid "Région"
msgstr "друго"

#~ msgid "Ancien"
#~ msgstr "Стар"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of catalogues with the Macedonian one."""
    folder = tmp_path / "translations"
    path = files.source(folder, MK)
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + BODY, encoding="utf-8")
    return folder


@pytest.fixture
def po(folder: Path) -> Path:
    """The Macedonian catalogue."""
    return files.source(folder, MK)


@pytest.fixture
def sheet(folder: Path, tmp_path: Path) -> Path:
    """The catalogue as a spreadsheet."""
    path = tmp_path / "sheet.xlsx"
    export_catalogue(folder, MK, path)
    return path
