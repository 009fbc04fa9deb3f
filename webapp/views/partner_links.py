"""The ties that the directory knows with a partner's towns, for the partner's page."""

from dataclasses import dataclass

from webapp.directory.fold import label_key
from webapp.directory.records import Action, Directory
from webapp.i18n import Phrase, current_language
from webapp.partners import Partner
from webapp.views.names import french_name, place_name


@dataclass(frozen=True, slots=True)
class Link:
    """A tie between a place abroad and an actor of Lower Normandy, whose page has the address."""

    action: Action
    place: tuple[Phrase, ...]
    name: tuple[Phrase, ...]
    address: str


def links_of(partner: Partner, directory: Directory) -> dict[str, list[Link]]:
    """Return the ties with a partner and its towns, the oldest first.

    They are those with the partner itself, without that of the Region, of which its page tells;
    with what lies in it; and elsewhere in its country.
    """
    language = current_language()
    ties: dict[str, list[Link]] = {"own": [], "inside": [], "elsewhere": []}
    actions = [
        (actor, action)
        for actor in directory.actors
        for action in actor.actions
        if action.country == partner.country and action.place
    ]
    for actor, action in actions:
        if action.place in partner.own_name:
            links = [] if actor.kind == "region" else ties["own"]
        elif not partner.territory:
            continue
        elif partner.territory in (partner.country, directory.place(action).region):
            links = ties["inside"]
        else:
            links = ties["elsewhere"]
        address = f"/{language.path}/directory/{actor.id}"
        links.append(Link(action, place_name(action), french_name(actor.name), address))

    def order(link: Link) -> tuple[object, ...]:
        """Return the year, the place and the actor, as the reader reads."""
        names = (label_key(each[0], language) for each in (link.place, link.name))
        return link.action.since or 9999, *names

    for links in ties.values():
        links.sort(key=order)
    return ties
