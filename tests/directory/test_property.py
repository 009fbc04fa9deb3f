"""Search and counts equal a plain loop over the records, whatever they hold."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.directory.conftest import searching
from webapp.directory.criteria import Criteria
from webapp.directory.fold import words
from webapp.directory.index import FACETS
from webapp.directory.records import Action, Actor, Directory

WORDS = ["eau", "Würz", "Охрид", "Lo", "saint", "福建"]
COUNTRIES = ["MK", "DE", "NE", ""]
FIELDS = ["water", "youth", "women"]
KINDS = ["project", "twinning"]
TOWNS = ["Caen", "Flers", ""]
DEPARTMENTS = ["14", "61", ""]

actions = st.builds(
    lambda country, kind, themes: Action("", "", "", country, None, kind, themes, "", "x", ""),
    st.sampled_from(COUNTRIES),
    st.sampled_from(KINDS),
    st.lists(st.sampled_from(FIELDS), unique=True, max_size=2).map(tuple),
)
actors = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
        st.sampled_from(TOWNS),
        st.sampled_from(DEPARTMENTS),
        st.lists(actions, max_size=4).map(tuple),
    ),
    min_size=1,
    max_size=45,
).map(
    lambda rows: tuple(
        Actor(f"a{number}", " ".join(name), "", "association", town, department, own)
        for number, (name, town, department, own) in enumerate(rows)
    )
)


def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """A criterion: nothing most of the time, or a few values."""
    chosen = st.lists(
        st.sampled_from([value for value in values if value]), unique=True, max_size=2
    )
    return chosen.map(sorted).map(tuple)


queries = st.builds(
    Criteria,
    name=some(WORDS),
    town=some(TOWNS),
    department=some(DEPARTMENTS),
    country=some(COUNTRIES),
    field=some(FIELDS),
    activity=some(KINDS),
    page=st.integers(1, 4),
)


def meant(actor: Actor, action: Action | None, asked: Criteria) -> bool:
    """Tell by a plain look whether an action of an actor is what is asked for."""
    name = words(actor.name)
    town = [word for value in asked.town for word in words(value)]
    answers = [
        not asked.name or any(set(words(value)) <= set(name) for value in asked.name),
        not (asked.town or asked.department)
        or bool(set(words(actor.town)) & set(town))
        or actor.department in asked.department,
        not asked.country or bool(action and action.country in asked.country),
        not asked.field or bool(action and set(action.themes) & set(asked.field)),
        not asked.activity or bool(action and action.kind in asked.activity),
    ]
    return all(answers)


def matching(directory: Directory, asked: Criteria) -> list[tuple[Actor, Action | None]]:
    """List the pairs of actor and action that are meant."""
    return [
        (actor, action)
        for actor in directory.actors
        for action in actor.actions or (None,)
        if meant(actor, action, asked)
    ]


def counted(directory: Directory, asked: Criteria, facet: str) -> list[tuple[str, int]]:
    """Count, for each value, the actors that it alone would give in its criterion."""
    others = {"department": ("town", "department"), "country": ("place", "country")}
    free = dict.fromkeys(others.get(facet, (facet,)), ())
    base = Criteria(**{key: free.get(key, getattr(asked, key)) for key in KEYS})
    found: Counter[str] = Counter()
    for value in VALUES[facet]:
        one = Criteria(**{**{key: getattr(base, key) for key in KEYS}, facet: (value,)})
        found[value] = len({actor.id for actor, _ in matching(directory, one)})
    return sorted((value, number) for value, number in found.items() if number)


KEYS = ("name", "town", "department", "place", "country", "field", "activity")
VALUES = {
    "department": ["14", "61"], "country": ["DE", "MK", "NE"], "field": FIELDS, "activity": KINDS,
}  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(actors, queries)
def test_search_equals_a_loop_over_the_records(found: tuple[Actor, ...], asked: Criteria) -> None:
    """Total, every page, every count, and the actions that are shown."""
    directory = Directory(found, version="generated")
    search = searching(directory)
    results = search(asked)
    everything = list(search.everything(asked))
    pages = [search(asked.on_page(page)).found for page in range(1, results.pages + 1)]
    pairs = matching(directory, asked)
    assert {each.actor.id for each in everything} == {actor.id for actor, _ in pairs}
    assert results.total == len(everything)
    assert [each for page in pages for each in page] == everything
    assert results.found == pages[min(asked.page, results.pages) - 1]
    for each in everything:
        shown = [action for actor, action in pairs if actor is each.actor and action]
        assert list(each.actions) == shown
    assert results.facets == {facet: counted(directory, asked, facet) for facet in FACETS}
