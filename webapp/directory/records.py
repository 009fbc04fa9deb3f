"""The records of the directory, and the keys that some fields hold, each key with its label."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from babel.core import get_global

from webapp.directory.sources import Source
from webapp.messages import N_

ACTOR_KINDS: dict[str, str] = {
    # Translators: the kinds of actors in the directory, each said of one actor
    "region": N_("Région"),
    "department": N_("Département"),
    "municipality": N_("Commune"),
    # Translators: a French body that several municipalities form together
    "intermunicipality": N_("Intercommunalité"),
    "association": N_("Association"),
}

ACTIVITIES: dict[str, str] = {
    # Translators: the types of activity in the directory, in lists and in the search form
    "bilateral-agreement": N_("Accord bilatéral"),
    "decentralised-cooperation": N_("Coopération décentralisée"),
    "documentation": N_("Documentation"),
    "friendship-pact": N_("Pacte d’amitié"),
    # Translators: the activity of a network of associations that supports its members
    "network-support": N_("Animation de réseau"),
    "project": N_("Projet"),
    # Translators: a tie between two local authorities that is neither twinning nor an agreement
    "relation": N_("Relation suivie"),
    "relief": N_("Aide d’urgence"),
    "twinning": N_("Jumelage"),
}

FIELDS: dict[str, str] = {
    # Translators: the fields of intervention in the directory, in lists and in the search form
    "advocacy": N_("Plaidoyer"),
    "agriculture": N_("Agriculture"),
    "culture": N_("Culture"),
    "economy": N_("Économie"),
    "education": N_("Éducation"),
    "environment": N_("Environnement"),
    "governance": N_("Gouvernance locale"),
    "heritage": N_("Patrimoine"),
    "human-rights": N_("Droits de l’Homme"),
    # Translators: bringing organisations together, as a field of work
    "networking": N_("Mise en réseau"),
    # Translators: emergency aid as a field of work
    "relief": N_("Aide d’urgence"),
    "tourism": N_("Tourisme"),
    "training": N_("Formation"),
    "water": N_("Eau"),
    # Translators: the situation of women as a field of work
    "women": N_("Femmes"),
    "youth": N_("Jeunesse"),
}

DEPARTMENTS: dict[str, str] = {
    # Translators: the three French departments of Lower Normandy
    "14": N_("Calvados"),
    "50": N_("Manche"),
    "61": N_("Orne"),
}

COUNTRIES: dict[str, str] = {
    code: "" for code in get_global("territory_languages") if len(code) == 2 and code != "ZZ"
}
"""The two-letter codes of CLDR, which also has the labels: ISO 3166-1, and a few such as XK."""

PERIODS: dict[str, str] = {f"{year}-{year + 4}": "" for year in range(1900, 2100, 5)}
"""Periods of five years, each named by its first and last year; CLDR writes the labels."""


class Action(NamedTuple):
    """What an actor does somewhere, with the sources that say so; unknown values are empty.

    Arguments:
        place: the place's name in its own language, which `place_lang` gives as a BCP 47 tag.
        place_latin: the name in Latin letters, if it is in another script.
        country, activity, fields: keys of the tables above.
        since: the year in which it began, or None.
        note: a remark, in French.
        source_url: the full address of the first source.
    """

    place: str = ""
    place_lang: str = ""
    place_latin: str = ""
    country: str = ""
    since: int | None = None
    activity: str = ""
    fields: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[Source, ...] = ()
    source_url: str = ""

    @property
    def period(self) -> str:
        """The period in which it began, a key of `PERIODS`; empty if that is unknown."""
        first = (self.since or 0) // 5 * 5
        period = f"{first}-{first + 4}"
        return period if period in PERIODS else ""


class Actor(NamedTuple):
    """A local authority or an association of Lower Normandy.

    Arguments:
        id: the last segment of its address.
        kind, department: keys of the tables above; the Region is in no department.
    """

    id: str
    name: str
    acronym: str
    kind: str
    town: str
    department: str
    actions: tuple[Action, ...] = ()


class Place(NamedTuple):
    """What is known of a place of the actions.

    Arguments:
        point: degrees north and east; None if the coordinates are unknown.
        region: the ISO 3166-2 code of the region that it lies in, or empty.
        names: other names that people may search for.
    """

    point: tuple[float, float] | None = None
    region: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    """All records; their version is a digest of the data that they were read from.

    Arguments:
        places: what is known of each place, by country and name.
        names: the forms of each name, by language path; `today` is the present name of a
            municipality, if it has changed since 2012.
        updated: the day of the data, for those who reuse them.
        warnings: what may be wrong, as `file:line: warning [column] sentence`.
    """

    actors: tuple[Actor, ...]
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    version: str = ""
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    updated: date | None = None
    warnings: tuple[str, ...] = ()

    def actor(self, identifier: str) -> Actor | None:
        """Return the actor with an id, or None."""
        return next((actor for actor in self.actors if actor.id == identifier), None)

    def place(self, action: Action) -> Place:
        """Return what is known of an action's place."""
        return self.places.get((action.country, action.place), Place())

    def forms(self, name: str) -> tuple[str, ...]:
        """Return a name, followed by its present form and its forms in the site's languages."""
        return name, *self.names.get(name, {}).values()
