"""The criteria of a search: one table, from which the search and its form are made.

A further criterion is a row here, a field of a record (`records`) and a column of the data.
"""

from collections.abc import Callable, Mapping
from functools import cache
from itertools import groupby
from typing import NamedTuple

from babel import Locale

from webapp.directory.records import (
    ACTIVITIES,
    COUNTRIES,
    DEPARTMENTS,
    FIELDS,
    PERIODS,
    Action,
    Actor,
    Directory,
)
from webapp.languages import LANGUAGES
from webapp.messages import N_


class Entry(NamedTuple):
    """An action of an actor, which criteria are about."""

    directory: Directory
    actor: Actor
    action: Action


class Key(NamedTuple):
    """A key of a query, the same in every language.

    Arguments:
        criterion: its label in the form; the values of keys of one criterion are alternatives,
            and every criterion must hold.
        description: for the description of the files (OpenAPI).
        values: the names of an entry in which a typed value is searched for, or the keys that it
            has of those to choose from.
        labels: the keys to choose from with their labels, empty where CLDR has them or the key is
            its own label; None where the value is typed.
        legend: of the list to choose from, where it is not the label of the criterion.
    """

    name: str
    criterion: str
    description: str
    values: Callable[[Entry], tuple[str, ...]]
    labels: Mapping[str, str] | None = None
    legend: str = ""

    @property
    def typed(self) -> bool:
        """Whether its values are typed."""
        return self.labels is None


@cache
def country_names(country: str) -> tuple[str, ...]:
    """Return the names of a country: its code, and by CLDR in every language of the site."""
    # Macedonia has two official languages.
    codes = (*(language.cldr for language in LANGUAGES), "sq")
    names = (Locale.parse(code).territories.get(country, "") for code in codes)
    return tuple(dict.fromkeys(filter(None, (country, *names))))


_TOWN = N_("Ville ou département")
_PLACE = N_("Pays ou ville d’intervention")
_TABLE = (
    # Translators: the criteria of the search as the page of 2012 names them; labels of the form
    Key(
        "name",
        N_("Nom ou sigle de l’acteur"),
        "Name or acronym of the actor; case, accents and script do not count.",
        lambda of: (*of.directory.forms(of.actor.name), of.actor.acronym),
    ),
    Key(
        "town",
        _TOWN,
        "Town or department.",
        lambda of: (
            *of.directory.forms(of.actor.town),
            of.actor.department,
            DEPARTMENTS.get(of.actor.department, ""),
        ),
    ),
    Key(
        "department",
        _TOWN,
        "Number of a department; one criterion with `town`.",
        lambda of: (of.actor.department,),
        DEPARTMENTS,
        # Translators: opens the list of the French departments to choose from
        N_("Choisir un département"),
    ),
    Key(
        "place",
        _PLACE,
        "Country, in any language of the site, or town of intervention.",
        lambda of: (
            *of.directory.forms(of.action.place),
            of.action.place_latin,
            *of.directory.place(of.action).names,
            *country_names(of.action.country),
        ),
    ),
    Key(
        "country",
        _PLACE,
        "ISO 3166-1 alpha-2; one criterion with `place`.",
        lambda of: (of.action.country,),
        COUNTRIES,
        # Translators: opens the list of countries to choose from
        N_("Choisir un pays ou un territoire"),
    ),
    Key(
        "field",
        N_("Domaine d’intervention"),
        "Field of intervention.",
        lambda of: of.action.fields,
        FIELDS,
    ),
    Key(
        "activity",
        N_("Type d’activités"),
        "Type of activity.",
        lambda of: (of.action.activity,),
        ACTIVITIES,
    ),
    Key(
        "since",
        # Translators: a criterion of the search: the five years in which an action began
        N_("Année de début"),
        "Period of five years in which the action began.",
        lambda of: (of.action.period,),
        PERIODS,
    ),
)

KEYS = {key.name: key for key in _TABLE}
"""All keys, in the order in which addresses hold them."""

TYPED = tuple(key for key in _TABLE if key.typed)

CRITERIA = {label: tuple(keys) for label, keys in groupby(_TABLE, lambda key: key.criterion)}
"""The keys of each criterion, by its label."""
