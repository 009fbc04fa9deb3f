"""Search and counts equal a plain loop over the records, whatever they hold."""

from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.directory.fold import words
from webapp.directory.query import Query
from webapp.directory.records import Action, Actor, Directory
from webapp.directory.search import Index
from webapp.directory.tallies import tallies

WORDS = ["eau", "Würz", "Охрид", "Lo", "saint", "福建"]
COUNTRIES = ["MK", "DE", "NE", ""]
PLACES = ["Лово", "福建", ""]
YEARS = [1899, 1962, 1964, 1965, 2099, 2100, None]
FIELDS = ["water", "youth", "women"]
ACTIVITIES = ["project", "twinning"]
TOWNS = ["Caen", "Flers", ""]
DEPARTMENTS = ["14", "61", ""]

actions = st.builds(
    lambda place, country, since, activity, fields: Action(
        place=place if country else "",
        country=country,
        since=since,
        activity=activity,
        fields=fields,
    ),
    st.sampled_from(PLACES),
    st.sampled_from(COUNTRIES),
    st.sampled_from(YEARS),
    st.sampled_from(ACTIVITIES),
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
    lambda page, **values: Query({key: each for key, each in values.items() if each}, page),
    name=some(WORDS),
    town=some(TOWNS),
    department=some(DEPARTMENTS),
    country=some(COUNTRIES),
    field=some(FIELDS),
    activity=some(ACTIVITIES),
    since=some(["1960-1964", "1965-1969", "2095-2099"]),
    page=st.integers(1, 4),
)


def meant(actor: Actor, action: Action | None, query: Query) -> bool:
    """Return by a plain look whether an action of an actor is what is asked for."""
    name = words(actor.name)
    town = [word for value in query["town"] for word in words(value)]
    answers = [
        not query["name"] or any(set(words(value)) <= set(name) for value in query["name"]),
        not (query["town"] or query["department"])
        or bool(set(words(actor.town)) & set(town))
        or actor.department in query["department"],
        not query["country"] or bool(action and action.country in query["country"]),
        not query["field"] or bool(action and set(action.fields) & set(query["field"])),
        not query["activity"] or bool(action and action.activity in query["activity"]),
        not query["since"] or bool(action and action.period in query["since"]),
    ]
    return all(answers)


def matching(directory: Directory, query: Query) -> list[tuple[Actor, Action | None]]:
    """Return the pairs of actor and action that are meant."""
    return [
        (actor, action)
        for actor in directory.actors
        for action in actor.actions or (None,)
        if meant(actor, action, query)
    ]


def counted(directory: Directory, query: Query, key: str) -> dict[str, int]:
    """Return, for each value, the number of actors that it alone would give in its criterion."""
    others = {"department": ("town", "department"), "country": ("place", "country")}
    base = query.replaced(dict.fromkeys(others.get(key, (key,)), ()))
    counts = {
        value: len({actor.id for actor, _ in matching(directory, base.replaced({key: (value,)}))})
        for value in VALUES[key]
    }
    return {value: count for value, count in counts.items() if count}


VALUES = {
    "department": ["14", "61"],
    "country": ["DE", "MK", "NE"],
    "field": FIELDS,
    "activity": ACTIVITIES,
    "since": ["1960-1964", "1965-1969", "2095-2099"],
}


@settings(max_examples=60, deadline=None)
@given(actors, queries)
def test_search_equals_a_loop_over_the_records(found: tuple[Actor, ...], query: Query) -> None:
    """Total, every page, every count and the actions shown are those that a plain loop finds."""
    directory = Directory(found, version="generated")
    index = Index(directory)
    results = index.search(query)
    everything = list(index.search(query, size=None).found)
    pages = [index.search(query.on_page(page)).found for page in range(1, results.pages + 1)]
    pairs = matching(directory, query)
    assert {each.actor.id for each in everything} == {actor.id for actor, _ in pairs}
    assert results.total == len(everything)
    assert [each for page in pages for each in page] == everything
    assert results.found == pages[min(query.page, results.pages) - 1]
    for each in everything:
        shown = [action for actor, action in pairs if actor is each.actor and action]
        assert list(each.actions) == shown
    assert results.counts == {key: counted(directory, query, key) for key in VALUES}


@settings(max_examples=60, deadline=None)
@given(actors, queries)
def test_pictures_count_what_a_loop_counts(found: tuple[Actor, ...], query: Query) -> None:
    """Places, countries and periods are those of the actions that a plain loop finds."""
    directory = Directory(found, version="generated")
    shown = tallies(Index(directory), query)
    pairs = [(actor.id, each) for actor, each in matching(directory, query) if each]
    places = {(each.country, each.place): set[str]() for _, each in pairs if each.place}
    countries = {each.country: set[str]() for _, each in pairs if each.country}
    for actor, each in pairs:
        places.get((each.country, each.place), set()).add(actor)
        countries.get(each.country, set()).add(actor)
    counted = {(it.action.country, it.action.place): it.actors for it in shown.places}
    assert counted == {place: len(who) for place, who in places.items()}
    assert [it.actors for it in shown.places] == sorted(counted.values(), reverse=True)
    assert all(it.actor.id in places[it.action.country, it.action.place] for it in shown.places)
    assert shown.countries == {country: len(who) for country, who in countries.items()}
    # Two actions of an actor that are alike are two.
    rows = [
        each.period
        for actor in directory.actors
        for each in actor.actions
        if meant(actor, each, query)
    ]
    assert shown.periods == {period: rows.count(period) for period in set(rows)}
