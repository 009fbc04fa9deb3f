"""The ties that the directory knows with a partner's towns, for the partner's page."""

from collections.abc import Iterator
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
        action: the tie.
        place: the name of the place.
        name: the actor's name.
        address: of the actor's page.
        of_the_region: whether the actor is the Region.
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
        own: of others than the Region, of whose tie the partner's page tells.
    """

    own: list[Link]
    inside: list[Link]
    elsewhere: list[Link]


def links_of(partner: Partner, directory: Directory) -> Links:
    """Return the ties with a partner and its towns, the oldest first.

    Arguments:
        partner: the partner.
        directory: the records.
    """
    links = sorted(_links(partner, directory), key=Link.key)
    others = [link for link in links if not _is(partner, link.action)]
    own = [link for link in links if link not in others and not link.of_the_region]
    inside = [link for link in others if _lies_in(partner, link.action, directory)]
    elsewhere = [link for link in others if link not in inside] if partner.region else []
    return Links(own, inside, elsewhere)


def _links(partner: Partner, directory: Directory) -> Iterator[Link]:
    """Yield the ties with places of the partner's country."""
    language = current_language()
    for actor in directory.actors:
        for action in actor.actions:
            if action.country == partner.country and action.place:
                address = f"/{language.path}/directory/{actor.id}"
                name = french_name(actor.name)
                yield Link(action, place_name(action), name, address, actor.kind == "region")


def _is(partner: Partner, action: Action) -> bool:
    """Return whether an action's place is a partner itself: its name is in the partner's own."""
    return action.place in partner.own_name


def _lies_in(partner: Partner, action: Action, directory: Directory) -> bool:
    """Return whether an action's place lies in a partner, as far as the data says it."""
    if partner.region:
        return directory.place(action).region == partner.region
    return partner.slug == "macedonia"  # a whole country
