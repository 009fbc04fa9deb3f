"""The records of the directory, as the three files of data give them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from webapp.directory.naming import Forms
from webapp.directory.sources import Source
from webapp.directory.sources import read as read_sources


@dataclass(frozen=True, slots=True)
class Action:
    """What an actor does somewhere, and by which source.

    Arguments:
        place: the place's name in its own language; empty for a whole country or none.
        place_lang: the BCP 47 tag of that language, or empty.
        place_latin: the name in Latin letters where the script is another.
        country: ISO 3166-1 alpha-2, or empty.
        since: the year of its beginning; None where no source gives it.
        kind: key of the type of activity.
        themes: keys of the fields of intervention.
        note: a remark, in French.
        source: its sources, as the cell names them.
        source_url: the whole address of the first source, or empty.
    """

    place: str
    place_lang: str
    place_latin: str
    country: str
    since: int | None
    kind: str
    themes: tuple[str, ...]
    note: str
    source: str
    source_url: str

    @property
    def sources(self) -> tuple[Source, ...]:
        """Its sources, one at least."""
        return read_sources(self.source)


@dataclass(frozen=True, slots=True)
class Actor:
    """A local authority or an association of Lower Normandy.

    Arguments:
        id: the last segment of its address.
        department: the number of its department as INSEE gives it; empty for the Region.
        actions: what it does, in the order of the file.
    """

    id: str
    name: str
    acronym: str
    kind: str
    town: str
    department: str
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of a place of the actions.

    Arguments:
        point: degrees north and east, None where it is not located.
        region: ISO 3166-2 of the partner of the Region that it lies in, or empty.
        names: other names by which it may be looked for.
    """

    point: tuple[float, float] | None = None
    region: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    """All records, and the version of the data that they were read from.

    Arguments:
        places: by country and name.
        names: the forms of names, by name.
        updated: the day of the data, for those who reuse it.
        warnings: what may be wrong, as `file:line: warning [column] sentence`.
        version: a digest of the files; the same data, the same version.
    """

    actors: tuple[Actor, ...]
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    version: str = ""
    names: dict[str, Forms] = field(default_factory=dict)
    updated: date | None = None
    warnings: tuple[str, ...] = ()

    def actor(self, identifier: str) -> Actor | None:
        """Find an actor by its id."""
        return next((actor for actor in self.actors if actor.id == identifier), None)

    def spelt_names(self) -> Iterator[str]:
        """Yield the names by which actors, towns and places may be looked for, as spelt."""
        for actor in self.actors:
            yield from (actor.name, actor.acronym, actor.town)
            for action in actor.actions:
                yield from (action.place, action.place_latin, *self.place(action).names)
        for name, forms in self.names.items():
            yield from (name, *forms.all())

    def place(self, action: Action) -> Place:
        """Return what is known of an action's place."""
        return self.places.get((action.country, action.place), Place())
