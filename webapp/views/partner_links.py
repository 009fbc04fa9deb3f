"""The ties that the directory knows with a partner's towns, for the partner's page."""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.directory.records import Action, Actor, Directory
from webapp.i18n import current_language
from webapp.partners import Partner

OWN_NAMES = frozenset({"Hampshire", "Hordaland", "Toscana", "福建省", "Република Македонија"})
"""Places of the directory that are partners themselves: no towns of theirs."""


@dataclass(frozen=True, slots=True)
class Link:
    """A tie between a place abroad and an actor of Lower Normandy."""

    action: Action
    actor: Actor
    address: str


@dataclass(frozen=True, slots=True)
class Links:
    """The ties with what lies in a partner, and with other places of its country."""

    inside: list[Link]
    elsewhere: list[Link]


def links_of(partner: Partner, directory: Directory) -> Links:
    """Find the ties with a partner's towns, the best known first.

    Arguments:
        partner: the partner.
        directory: the records.
    """
    links = sorted(_links(partner, directory), key=lambda link: link.action.since or 9999)
    inside = [link for link in links if _lies_in(partner, link.action, directory)]
    return Links(inside, [link for link in links if link not in inside] if partner.region else [])


def _links(partner: Partner, directory: Directory) -> Iterator[Link]:
    """Yield the ties with places of the partner's country."""
    language = current_language()
    for actor in directory.actors:
        for action in actor.actions:
            named = action.place and action.place not in OWN_NAMES
            if action.country == partner.country and named:
                yield Link(action, actor, f"/{language.path}/directory/{actor.id}")


def _lies_in(partner: Partner, action: Action, directory: Directory) -> bool:
    """Tell whether an action's place lies in a partner, as far as the data says it."""
    if partner.region:
        return directory.place(action).region == partner.region
    whole_country = partner.slug == "macedonia"
    return whole_country or action.place == partner.own_name
