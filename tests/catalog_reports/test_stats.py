"""Counting messages and words, in the whole site and in its parts."""

import pytest

from tests.catalog_reports.conftest import Site
from webapp.catalog import files
from webapp.catalog.read import read
from webapp.catalog.stats import State, states, statistics, words
from webapp.languages import BY_PATH

NB = BY_PATH["nb"]
TEXTS = {
    "Une seule phrase": "En eneste setning",
    "Deux mots": "~To ord",
    "%(nom)s arrive": "%(navn)s kommer",
    "Rien ici": "",
}

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


@pytest.mark.parametrize(("text", "number"), COUNTED)
def test_words_are_counted_by_a_simple_rule(text: str, number: int) -> None:
    """What stands between white space and holds a letter or a digit, fields apart."""
    assert words(text) == number


@pytest.fixture
def counted(site: Site) -> Site:
    """A site with a message in each state."""
    site.template(*TEXTS)
    site.translate("nb", TEXTS)
    return site


def test_each_message_has_a_state(counted: Site) -> None:
    """Translated, fuzzy, faulty or missing, in the order of the template."""
    template = read(files.template(counted.folder))
    found = states(read(files.source(counted.folder, NB)), NB, template)
    assert list(found.values()) == list(State)


def test_statistics_have_the_figures_that_scripts_read(counted: Site) -> None:
    """The keys of before, and words and threshold beside them."""
    template = read(files.template(counted.folder))
    assert statistics(counted.folder, NB, template, 30).as_dict() == {
        "language": "nb",
        "total": 4,
        "translated": 1,
        "fuzzy": 1,
        "faulty": 1,
        "missing": 1,
        "percent": 25.0,
        "words": 8,
        "words_translated": 3,
        "threshold": 30,
    }


@pytest.mark.parametrize(("threshold", "reached"), [(0, True), (25, True), (25.1, False)])
def test_a_threshold_is_reached_or_not(counted: Site, threshold: float, reached: bool) -> None:
    """Exactly what is asked is enough; where nothing is asked anything is."""
    template = read(files.template(counted.folder))
    assert statistics(counted.folder, NB, template, threshold).reached is reached
