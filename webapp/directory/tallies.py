"""Counting what a search found: its places, its countries, and when its actions began."""

from typing import NamedTuple

from webapp.directory.query import Query
from webapp.directory.records import Action, Actor
from webapp.directory.search import Index


class FoundPlace(NamedTuple):
    """A place: one action there, the actor of that action, and how many actors act there."""

    action: Action
    actor: Actor
    actors: int = 1


class Tallies(NamedTuple):
    """What a search found: places, actors by country, actions by period (empty: unknown)."""

    places: list[FoundPlace]
    countries: dict[str, int]
    periods: dict[str, int]


def tallies(index: Index, query: Query) -> Tallies:
    """Count what a query finds, on all pages of its results; the highest counts come first."""
    where, values = index.where(query)
    # With min(actor), SQLite takes the action from the row with the smallest actor.
    places, countries, periods = (
        index.run(
            f"SELECT {shown} FROM entry WHERE {where} AND {known} != ''"
            f" GROUP BY {groups} ORDER BY 1 DESC, 2",
            values,
        )
        for shown, known, groups in (
            ("count(DISTINCT actor), min(actor), action", "country", "country, place"),
            ("count(DISTINCT actor), country", "country", "country"),
            ("count(DISTINCT actor || ' ' || action), since", "activity", "since"),
        )
    )
    found = [
        FoundPlace(index.actors[actor].actions[action], index.actors[actor], count)
        for count, actor, action in places
    ]
    by_country, by_period = ({it: count for count, it in rows} for rows in (countries, periods))
    return Tallies([it for it in found if it.action.place], by_country, by_period)
