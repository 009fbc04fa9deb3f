"""The directory: the search and a page for each actor."""

from urllib.parse import unquote

from flask import Blueprint, Response, abort, request

from webapp.directory.criteria import CRITERIA
from webapp.directory.fold import NORWEGIAN
from webapp.directory.query import Query
from webapp.directory.records import ACTIVITIES, ACTOR_KINDS, DEPARTMENTS
from webapp.directory.search import PAGE as PAGE_SIZE
from webapp.i18n import of_page, use_language
from webapp.languages import BY_PATH, Language
from webapp.links import RESOURCES
from webapp.site import current_directory, site
from webapp.views.directory_form import PAGE, address, choices, fields_of, label
from webapp.views.frame import absolute, render_page
from webapp.views.names import french_name, plain
from webapp.views.partner_links import links_of
from webapp.views.records import actor_page, records

blueprint = Blueprint("directory", __name__)

# The languages of those sources that are known.
SOURCE_LANGUAGES = {unquote(each.url): each.language for each in RESOURCES.values()}
FILES = {"csv": "text/csv", "json": "application/json", "geojson": "application/geo+json"}


def take_language(path: str) -> Language:
    """Use the language of an address for the request and return it; none is a 404."""
    if path not in BY_PATH:
        abort(404)
    use_language(BY_PATH[path])
    return BY_PATH[path]


@blueprint.get("/<path>/directory")
def search(path: str) -> Response:
    """Search the actors by the criteria of the query."""
    language = take_language(path)
    if request.path != PAGE.address(language):
        abort(404)
    query = Query.read(request.args.items(multi=True))
    size = None if site().edition.exported else PAGE_SIZE
    results = current_directory().search(query, norwegian=path in NORWEGIAN, size=size)
    return render_page(
        PAGE,
        indexed=not query.pairs(),
        query=query,
        results=results,
        choices_of=lambda key: choices(key, query, results),
        label_of=label,
        updated=current_directory().directory.updated,
        address=lambda other: address(other, language),
        files=[(kind, address(query.on_page(1), language, f".{kind}")) for kind in FILES],
    )


@blueprint.get("/<path>/directory/<identifier>")
def actor(path: str, identifier: str) -> Response:
    """Show an actor, what it does and by which sources."""
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
    return render_page(
        page,
        actor=actor,
        organization=organization,
        actor_plainly=of_page(plain(french_name(actor.name))),
    )


@blueprint.app_context_processor
def of_templates() -> dict[str, object]:
    """Return the labels of the directory's keys, and the towns of a partner, for templates."""
    return {
        "activities": ACTIVITIES,
        "actor_kinds": ACTOR_KINDS,
        "criteria": CRITERIA,
        "departments": DEPARTMENTS,
        "fields_of": fields_of,
        "source_language": SOURCE_LANGUAGES.get,
        "links_of": lambda partner: links_of(partner, records()),
    }
