"""The criteria of a search: one table that defines the search and its form.

To add a criterion, add a row here, a field to a record (`records`) and a column to the data.
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
    """An action of an actor: what the criteria are applied to."""

    directory: Directory
    actor: Actor
    action: Action


class Key(NamedTuple):
    """A key of a query, the same in every language.

    Arguments:
        criterion: the label of its criterion in the form; all values of the keys of one criterion
            are alternatives, and every criterion must hold.
        description: the text about the key in the description of the files (OpenAPI).
        values: returns the names of an entry that a typed value is compared with, or, for a list
            to choose from, the values in that list that the entry has.
        labels: the values to choose from, each with its label, which is empty if CLDR provides it
            or if the value is its own label; None if the value is typed.
        legend: the legend of the list to choose from, if it is not the label of the criterion.
    """

    name: str
    criterion: str
    description: str
    values: Callable[[Entry], tuple[str, ...]]
    labels: Mapping[str, str] | None = None
    legend: str = ""

    @property
    def typed(self) -> bool:
        """Whether visitors type its values instead of choosing them from a list."""
        return self.labels is None


@cache
def country_names(country: str) -> tuple[str, ...]:
    """Return a country's code and its names by CLDR, in every language of the site and Albanian."""
    # Albanian (sq) is the second official language of Macedonia.
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
"""All keys by name, in the order that they have in addresses."""

TYPED = tuple(key for key in _TABLE if key.typed)

CRITERIA = {label: tuple(keys) for label, keys in groupby(_TABLE, lambda key: key.criterion)}
"""The keys of each criterion, by its label."""
