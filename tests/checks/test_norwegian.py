"""Norwegian: the two standards, Danish and Swedish."""

from dataclasses import replace

import pytest

from tests.checks.judged import NB, Entry
from webapp.checks import norwegian
from webapp.checks.model import Pair
from webapp.languages import Language

NN = replace(NB, path="nn", tag="nn", catalogue="nn", endonym="Nynorsk")

NYNORSK: list[tuple[str, int]] = [
    ("Nettstedet er ikke oversatt fra fransk.", 0),
    ("Skolene åpner ikke før seieren; et dykk, en seier, en kven", 0),
    ("Se artikkelen «Korleis vi samarbeider» (ikkje oversatt)", 0),
    ("Vestland fylkeskommune og Noregs Mållag", 0),
    ("veit, blei, heim, vatn og skule", 0),
    ("%(frå)s <a title='ikkje'>Det</a>", 0),
    ("Siden er ikkje oversatt.", 1),
    ("Ikkje oversatt", 1),
    ("samarbeid mellom kommunar frå Norge", 2),
    ("eit samarbeid", 1),
    ("korleis det er mogleg", 2),
    ("rettigheter og moglegheiter", 1),
]

BOKMAAL: list[tuple[str, int]] = [
    ("Nettstaden er ikkje omsett frå fransk.", 0),
    ("Skolen blir bare open om uka", 0),
    ("Artikkelen «Hvordan vi samarbeider» (ikke omsett)", 0),
    ("til no, av, på, om og mellom", 0),
    ("Statens vegvesen og Ikke-voldssenteret", 0),
    ("%(fra)s <a title='ikke'>Det</a>", 0),
    ("Sida er ikke omsett.", 1),
    ("Hvordan går det?", 1),
    ("fra kommuner", 2),
    ("noen muligheter", 2),
    ("hvilke rettigheter", 2),
    ("opplysninger", 1),
]

DANISH: list[tuple[str, int]] = [
    ("samarbeid mellom kommuner av ulik størrelse", 0),
    ("kunde, kun, meget, også, skole og både", 0),
    ("«af hensyn til» (dansk: uddannelse)", 0),
    ("Ikke noe annet enn utdanning", 0),
    ("Tage Erlander i Venskabsby", 0),
    ("samarbejde mellem kommunerne", 3),
    ("uddannelse af unge", 2),
    ("Mulighed for udveksling", 2),
    ("nogle oplysninger", 2),
    ("indholdet er ændret", 2),
]

SWEDISH: list[tuple[str, int]] = [
    ("på språket du har valgt, æ ø å", 0),
    ("Göteborg, Malmö og Österreich", 0),
    ("Händel og Köln", 0),
    ("«från början» (svensk: för)", 0),
    ("naïv, idé og à la", 0),
    ("för alle", 1),
    ("på en siden som er läst", 1),
    ("tilgjengelig på språk som støttes här", 1),
    ("siden öppnes", 1),
    ("gjöre og lære förste", 2),
]


def said(rule: str, source: str, target: str, language: Language = NB) -> list[str]:
    """List what a rule says of a translation."""
    return list(getattr(norwegian, rule)(Pair(source, target, language, Entry(source, [target]))))


@pytest.mark.parametrize(("target", "number"), NYNORSK)
def test_bokmaal_has_no_nynorsk_forms(target: str, number: int) -> None:
    """Forms that both share, names, quotations and brackets pass."""
    assert len(said("nynorsk_form", "x", target)) == number


@pytest.mark.parametrize(("target", "number"), BOKMAAL)
def test_nynorsk_has_no_bokmaal_forms(target: str, number: int) -> None:
    """Forms that both share, names, quotations and brackets pass."""
    assert len(said("bokmaal_form", "x", target, NN)) == number


@pytest.mark.parametrize(("target", "number"), DANISH)
def test_norwegian_has_no_danish_forms(target: str, number: int) -> None:
    """Forms that Norwegian has too pass, whatever they mean in Danish."""
    assert len(said("danish_form", "x", target)) == number


@pytest.mark.parametrize(("target", "number"), SWEDISH)
def test_norwegian_has_no_swedish_letters(target: str, number: int) -> None:
    """A name may have them; a word may not."""
    assert len(said("swedish_letter", "x", target)) == number


def test_a_word_of_the_source_may_keep_its_letters() -> None:
    """What the French writes so, such as a loan, is no fault of the translation."""
    assert said("swedish_letter", "Un smörgåsbord", "Et smörgåsbord") == []


@pytest.mark.parametrize(("language", "right"), [(NB, "'mulighet'"), (NN, "'moglegheit'")])
def test_the_form_of_the_standard_at_hand_is_given(language: Language, right: str) -> None:
    """For a Danish form, bokmål and nynorsk are each told their own."""
    assert said("danish_form", "x", "mulighed", language) == [
        f"'mulighed' is Danish: Norwegian has {right}"
    ]


def test_no_form_is_given_that_is_itself_found() -> None:
    """What a table proposes is not in the same table as a fault."""
    for table in (norwegian._NYNORSK, norwegian._BOKMAAL, norwegian._DANISH):
        assert table.keys().isdisjoint(table.values())
    assert norwegian._DANISH.keys().isdisjoint(norwegian._BOKMAAL.values())
