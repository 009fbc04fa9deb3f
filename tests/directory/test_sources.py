"""What a cell says of the sources of an action."""

import re

from webapp.directory.load import load
from webapp.directory.sources import ATLAS, PUBLICATIONS, Source, read
from webapp.settings import Settings

CELLS = {
    "caen.fr": [Source("caen.fr")],
    "caen.fr; chb44.com": [Source("caen.fr"), Source("chb44.com")],
    "flers-agglo.fr|2023-05-02": [Source("flers-agglo.fr", "2023-05-02")],
    "Ouest-France | 2013": [Source("Ouest-France", "2013")],
    "bn-mk.org|fr:Jumelage des villes": [
        Source("bn-mk.org", titles=(("Jumelage des villes", "fr"),)),
    ],
    "cncd-atlas|#9309|#14050": [Source("cncd-atlas", numbers=("9309", "14050"))],
    "alda-europe.eu|#1232": [Source("alda-europe.eu", numbers=("1232",))],
    "municipal-bulletin|2008|yumpu.com|#4": [
        Source("municipal-bulletin", "2008", numbers=("4",), notes=("yumpu.com",)),
    ],
}  # fmt: skip


def test_a_cell_is_read() -> None:
    """A cell has semicolons between sources, and a bar before what is known of one."""
    wrong = {cell: read(cell) for cell, expected in CELLS.items() if list(read(cell)) != expected}
    assert wrong == {}


def test_the_sites_data_names_its_sources_in_no_language() -> None:
    """In sources, words are keys, titles have their language and days are ISO 8601."""
    keys = {ATLAS, *PUBLICATIONS, "fr:Ouest-France", "efcollegestudytours"}
    wrong = set()
    for actor in load(Settings().directory).actors:
        for source in (source for action in actor.actions for source in action.sources):
            named = source.publisher in keys or re.fullmatch(
                r"[\w-]+(\.[\w-]+)+(/\S*)?", source.publisher
            )
            if not named or not set(source.notes) <= {"yumpu.com"}:
                wrong.add(source)
    assert wrong == set()
