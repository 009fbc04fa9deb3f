"""Statistics: how far a language is, of what the template has."""

from pathlib import Path

from tests.po.samples import IT, catalogue_file, entry, plural, pot_file
from webapp.po import files
from webapp.po.read import read
from webapp.workflow.stats import Statistics, count, words

COUNTED = [
    ("", 0),
    ("Langues", 1),
    ("l’accord manquait.", 2),
    ("Textes : 3 sur 4", 4),
    ("« Macédoine »", 1),
    ("(en %(language)s)", 1),
    ("%(name)s – %(count)d", 0),
    ("100 %% des textes", 3),
    ("sous-titre\nligne", 2),
    ("…", 0),
]


def counted(folder: Path, *entries: str, threshold: float = 0.0) -> Statistics:
    """Count a catalogue with these entries against a template of five messages."""
    rows = [entry("a"), 'msgctxt "c"\n' + entry("a"), plural("b", "bs", "", ""), entry("d %(e)s")]
    template = read(pot_file(folder, *rows, entry("un mot")))
    catalogue_file(folder, *entries)
    return count(read(files.source(folder, IT)), IT, template, threshold)


def test_every_message_of_the_template_is_in_one_of_four_states(tmp_path: Path) -> None:
    """Messages are translated, fuzzy, faulty or missing; no other counts."""
    wrong = []
    for entries, *expected in (
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
    ):
        row = counted(tmp_path, *entries)
        counts = [row.translated, row.fuzzy, row.faulty, row.missing]
        if counts != expected or row.total != 5:
            wrong.append((entries, counts, row.total))
    assert wrong == []


def test_statistics_have_the_figures_that_scripts_read(tmp_path: Path) -> None:
    """JSON has each figure by its name; words are those of the sources."""
    entries = entry("a", "A", "fuzzy"), entry("d %(e)s", "D"), entry("un mot", "una parola")
    assert counted(tmp_path, *entries, threshold=30).as_dict() == {
        "language": "it",
        "total": 5,
        "translated": 1,
        "fuzzy": 1,
        "faulty": 1,
        "missing": 2,
        "percent": 20.0,
        "words": 7,
        "words_translated": 2,
        "threshold": 30,
        "editor_total": 0,
        "editor_translated": 0,
    }


def test_words_are_counted_by_a_simple_rule() -> None:
    """A word stands between white space and has a letter or a digit; fields are no words."""
    assert [(text, words(text)) for text, _ in COUNTED] == COUNTED
