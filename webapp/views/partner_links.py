"""The ties that the directory knows with a partner's towns, for the partner's page."""

from dataclasses import dataclass

from webapp.directory.order import label_key
from webapp.directory.records import Action, Directory
from webapp.i18n import Phrase, current_language
from webapp.partners import Partner
from webapp.views.names import french_name, place_name


@dataclass(frozen=True, slots=True)
class Link:
    """A tie between a place abroad and an actor of Lower Normandy.

    Arguments:
        place: the name of the place.
        name: the actor's name.
        address: of the actor's page.
    """

    action: Action
    place: tuple[Phrase, ...]
    name: tuple[Phrase, ...]
    address: str
    of_the_region: bool

    def key(self) -> tuple[object, ...]:
        """Return what it is sorted by: its year, its place and its actor, as the reader reads."""
        language = current_language()
        names = (label_key(each[0], language) for each in (self.place, self.name))
        return self.action.since or 9999, *names


@dataclass(frozen=True, slots=True)
class Links:
    """The ties with a partner itself, with what lies in it, and elsewhere in its country.

    Arguments:
        own: without that of the Region, of which the partner's page tells.
    """

    own: list[Link]
    inside: list[Link]
    elsewhere: list[Link]


def links_of(partner: Partner, directory: Directory) -> Links:
    """Return the ties with a partner and its towns, the oldest first."""
    links = [
        Link(
            action,
            place_name(action),
            french_name(actor.name),
            f"/{current_language().path}/directory/{actor.id}",
            actor.kind == "region",
        )
        for actor in directory.actors
        for action in actor.actions
        if action.country == partner.country and action.place
    ]
    ties = Links([], [], [])
    for link in sorted(links, key=Link.key):
        if link.action.place in partner.own_name:
            if not link.of_the_region:
                ties.own.append(link)
        elif partner.territory:
            lies_in = (partner.country, directory.place(link.action).region)
            (ties.inside if partner.territory in lies_in else ties.elsewhere).append(link)
    return ties
