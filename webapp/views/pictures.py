"""The pictures of a search and of an actor's page, and the links of their parts."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from webapp.directory.criteria import KEYS
from webapp.directory.fold import MAX_TEXT, label_key
from webapp.directory.query import MAX_TYPED, MAX_VALUES, Query
from webapp.directory.records import PERIODS, Place
from webapp.directory.tallies import FoundPlace, tallies
from webapp.i18n.cldr import country_name
from webapp.i18n.texts import current_language
from webapp.map.results import SEAT, Scene, Spot, scenes
from webapp.partners import CAEN
from webapp.site import current_directory, site
from webapp.views.names import french_name, place_name
from webapp.views.records import actor_page, address, label, records

BARS, LISTED = 10, 100
"""The most countries with a bar, and the most places in the list."""


class Map(NamedTuple):
    """The drawings, the places by number, and a function that returns where a marker leads."""

    town: str
    scenes: list[Scene]
    places: list[FoundPlace]
    leads: Callable[[list[FoundPlace]], str]

    def at(self, spot: Spot) -> list[FoundPlace]:
        """Return the places of a marker."""
        return [self.places[number] for number in spot.places]


class Bar(NamedTuple):
    """A bar: its share of the largest, and the address of the search for it, or empty."""

    value: str
    label: str
    size: int
    share: float
    address: str


def pictures(query: Query) -> dict[str, object]:
    """Return the variables that a search's template makes its pictures from."""
    places, countries, periods = tallies(current_directory(), query)
    shown = map_of(places, "Caen", lambda found: _found_at(found, query))
    known = [number for number, period in enumerate(PERIODS) if period in periods]
    span = list(PERIODS)[known[0] : known[-1] + 1] if known else []
    most = list(countries)[:BARS]
    return {
        "map": shown,
        "unplaced": len(places) - len(shown.places),
        "listed": sorted(
            places[:LISTED],
            key=lambda it: [
                label_key(name, current_language())
                for name in (country_name(it.action.country), place_name(it.action)[0])
            ],
        ),
        "unlisted": len(places[LISTED:]),
        "countries": _bars("country", {code: countries[code] for code in most}, query),
        "other_countries": len(countries) - len(most),
        "periods": _bars("since", {period: periods.get(period, 0) for period in span}, query),
        "undated": periods.get("", 0),
    }


def map_of(
    places: Iterable[FoundPlace], town: str, leads: Callable[[list[FoundPlace]], str]
) -> Map:
    """Return the map of places, with the town of their actors if its coordinates are known."""
    directory = records()
    points = [(place, directory.place(place.action).point) for place in places]
    located = [place for place, point in points if point]
    numbered = dict(enumerate(point for _, point in points if point))
    home = directory.places.get(("FR", town), Place()).point
    home = home or ((CAEN.latitude, CAEN.longitude) if town == "Caen" else None)

    def name(number: int) -> str:
        """Return the usual name of a place."""
        return (french_name(town) if number == SEAT else place_name(located[number].action))[0]

    drawn = scenes(({SEAT: home} if home else {}) | numbered, name)
    return Map(town, drawn, located, leads)


def _found_at(found: list[FoundPlace], query: Query) -> str:
    """Return where a marker leads: to the only actor, a search for its places, or the list."""
    if len({place.actor.id for place in found}) == max(place.actors for place in found) == 1:
        return actor_page(found[0].actor).address(current_language())
    names = sorted({place.action.place for place in found})
    if len(names) <= MAX_TYPED and sum(map(len, names)) <= MAX_TEXT:
        return _search(query, place=tuple(names), country=()) or "#places"
    codes = sorted({place.action.country for place in found})[:MAX_VALUES]
    return _search(query, country=tuple(codes), place=()) or "#places"


def _search(query: Query, **better: tuple[str, ...]) -> str:
    """Return the address of a changed search; empty if none is possible or nothing changed."""
    other, edition = query.replaced(better), site().edition
    if not edition.searches or other.values == query.values:
        return ""
    return edition.search + address(other, current_language())


def _bars(key: str, counts: Mapping[str, int], query: Query) -> list[Bar]:
    """Return a bar for each value of a key."""
    largest = max(counts.values(), default=1)
    better = {"place": ()} if key == "country" else {}
    return [
        Bar(
            value,
            label(KEYS[key], value),
            size,
            size / largest,
            _search(query, **{key: (value,)}, **better) if size else "",
        )
        for value, size in counts.items()
    ]
