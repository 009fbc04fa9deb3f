"""The directory: the search, a page for each actor, and the ties that a partner's page lists."""

from typing import NamedTuple
from urllib.parse import unquote

from flask import Blueprint, Response, abort, request

from webapp.directory.criteria import CRITERIA
from webapp.directory.fold import label_key
from webapp.directory.query import Query
from webapp.directory.records import ACTIVITIES, ACTOR_KINDS, DEPARTMENTS, Action
from webapp.directory.search import PAGE
from webapp.directory.tallies import FoundPlace
from webapp.i18n.cldr import of_page
from webapp.i18n.texts import Phrase, current_language
from webapp.links import RESOURCES
from webapp.partners import Partner
from webapp.site import current_directory, site
from webapp.typography import typography
from webapp.views.frame import absolute, render_page, take_language
from webapp.views.names import french_name, place_name, plain
from webapp.views.pictures import map_of, pictures
from webapp.views.records import (
    DIRECTORY,
    actor_page,
    address,
    choices,
    fields_of,
    label,
    records,
)

blueprint = Blueprint("directory", __name__)

# The language of each source in `RESOURCES`, by its address.
SOURCE_LANGUAGES = {unquote(each.url): each.language for each in RESOURCES.values()}
FILES = {"csv": "text/csv", "json": "application/json", "geojson": "application/geo+json"}


@blueprint.get("/<path>/directory")
def search(path: str) -> Response:
    """Search the actors by the criteria of the query."""
    language = take_language(path)
    if request.path != DIRECTORY.address(language):
        abort(404)
    query = Query.read(request.args.items(multi=True))
    size = None if site().edition.exported else PAGE
    results = current_directory().search(query, norwegian=bool(typography(path).after_z), size=size)
    return render_page(
        DIRECTORY,
        indexed=not query.pairs(),
        query=query,
        results=results,
        choices_of=lambda key: choices(key, query, results),
        label_of=label,
        updated=current_directory().directory.updated,
        address=lambda other: address(other, language),
        pictures=pictures(query) if results.total else {},
        files=[(kind, address(query.on_page(1), language, f".{kind}")) for kind in FILES],
    )


@blueprint.get("/<path>/directory/<identifier>")
def actor(path: str, identifier: str) -> Response:
    """Show an actor and its actions, with their sources."""
    language = take_language(path)
    actor = current_directory().directory.actor(identifier)
    if actor is None or request.path != actor_page(actor).address(language):
        abort(404)
    page = actor_page(actor)
    organization: dict[str, object] = {  # what search engines read
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": actor.name,
        "url": absolute(page.address(language)),
    }
    if actor.acronym:
        organization["alternateName"] = actor.acronym
    if actor.town:
        town = {"addressLocality": actor.town, "addressCountry": "FR"}
        organization["address"] = {"@type": "PostalAddress"} | town
    # Actions without a year come last.
    actions = sorted(actor.actions, key=lambda action: action.since or 9999)
    rows: dict[str, int] = {}
    for row, action in enumerate(actions):
        rows.setdefault(action.place, row)
    places = [FoundPlace(actions[row], actor) for place, row in rows.items() if place]
    drawn = map_of(places, actor.town, lambda it: f"#link-{rows[it[0].action.place]}")
    return render_page(
        page,
        actor=actor,
        actions=actions,
        map=drawn,
        unplaced=len(places) - len(drawn.places),
        organization=organization,
        actor_plainly=of_page(plain(french_name(actor.name))),
    )


class Link(NamedTuple):
    """A tie between a place abroad and an actor of Lower Normandy; `address` leads to the actor."""

    action: Action
    place: tuple[Phrase, ...]
    name: tuple[Phrase, ...]
    address: str


def links_of(partner: Partner) -> dict[str, list[Link]]:
    """Return the ties with a partner and its towns, the oldest first.

    `own`: with the partner itself, except the Region's tie, which the page describes. `inside`: in
    the partner's territory; `elsewhere`: in the rest of its country; both empty if it has none.
    """
    language = current_language()
    ties: dict[str, list[Link]] = {"own": [], "inside": [], "elsewhere": []}
    for actor in records().actors:
        address = actor_page(actor).address(language)
        for action in actor.actions:
            own = action.place in partner.own_name
            left_out = actor.kind == "region" if own else not partner.territory
            if action.country != partner.country or not action.place or left_out:
                continue
            around = partner.country, records().place(action).region
            tie = "inside" if partner.territory in around else "elsewhere"
            names = place_name(action), french_name(actor.name)
            ties["own" if own else tie].append(Link(action, *names, address))

    def order(link: Link) -> tuple[object, ...]:
        """Return the year, then the place and the actor in the order of the page's language."""
        names = (label_key(each[0], language) for each in (link.place, link.name))
        return link.action.since or 9999, *names

    for links in ties.values():
        links.sort(key=order)
    return ties


@blueprint.app_context_processor
def of_templates() -> dict[str, object]:
    """Return labels and functions of the directory for all templates."""
    return {
        "activities": ACTIVITIES,
        "actor_kinds": ACTOR_KINDS,
        "criteria": CRITERIA,
        "departments": DEPARTMENTS,
        "fields_of": fields_of,
        "source_language": SOURCE_LANGUAGES.get,
        "links_of": links_of,
    }
