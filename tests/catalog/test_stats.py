"""Statistics: how far a language is, of what the template has."""

from pathlib import Path

import pytest

from tests.catalog.po import IT, catalogue_file, entry, plural, pot_file
from webapp.catalog.read import read
from webapp.catalog.stats import Statistics, statistics
from webapp.errors import CatalogFileError


def counted(folder: Path, *entries: str) -> Statistics:
    """Count a catalogue with these entries against a template of five messages."""
    rows = [entry("a"), 'msgctxt "c"\n' + entry("a"), plural("b", "bs", "", ""), entry("d %(e)s")]
    template = read(pot_file(folder, *rows, entry("f")))
    catalogue_file(folder, *entries)
    return statistics(folder, IT, template)


@pytest.mark.parametrize(
    ("entries", "translated", "fuzzy", "faulty", "missing"),
    [
        ([], 0, 0, 0, 5),
        ([entry("a")], 0, 0, 0, 5),
        ([entry("a", "A")], 1, 0, 0, 4),
        ([entry("a", "A"), 'msgctxt "c"\n' + entry("a", "C")], 2, 0, 0, 3),
        ([entry("a", "A", "fuzzy")], 0, 1, 0, 4),
        ([entry("d %(e)s", "D")], 0, 0, 1, 4),
        ([entry("d %(e)s", "D", "fuzzy")], 0, 1, 0, 4),
        ([plural("b", "bs", "B", "")], 0, 0, 1, 4),
        ([plural("b", "bs", "B", "Bs")], 1, 0, 0, 4),
        ([entry("z", "Z"), '#~ msgid "a"\n#~ msgstr "A"'], 0, 0, 0, 5),
    ],
)
def test_every_message_of_the_template_is_one_of_four(
    tmp_path: Path, entries: list[str], translated: int, fuzzy: int, faulty: int, missing: int
) -> None:
    """Translated, fuzzy, faulty or missing; what the template has not does not count."""
    found = counted(tmp_path, *entries)
    counts = (found.translated, found.fuzzy, found.faulty, found.missing)
    assert counts == (translated, fuzzy, faulty, missing)
    assert sum(counts) == found.total


def test_figures_have_their_names(tmp_path: Path) -> None:
    """For JSON."""
    figures = {
        "language": "it",
        "total": 5,
        "translated": 1,
        "fuzzy": 0,
        "faulty": 0,
        "missing": 4,
        "percent": 20.0,
    }
    assert counted(tmp_path, entry("a", "A")).as_dict().items() >= figures.items()


def test_a_language_without_a_catalogue_is_refused(tmp_path: Path) -> None:
    """It is not the same as one without translations."""
    template = read(pot_file(tmp_path, entry("a")))
    with pytest.raises(CatalogFileError, match=r"messages\.po: No such file"):
        statistics(tmp_path, IT, template)
