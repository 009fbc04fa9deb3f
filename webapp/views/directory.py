"""The directory: the search by five criteria and a page for each actor."""

from urllib.parse import unquote

from flask import Blueprint, Response, abort, request

from webapp.directory.criteria import Criteria
from webapp.directory.order import NORWEGIAN
from webapp.directory.records import Actor
from webapp.directory.search import PAGE as PAGE_SIZE
from webapp.directory.words import ACTIVITIES, ACTOR_KINDS, DEPARTMENTS, FIELDS
from webapp.i18n import current_language, of_page, use_language
from webapp.languages import BY_PATH, Language
from webapp.links import RESOURCES
from webapp.pages import Page
from webapp.site import current_directory, site
from webapp.views.directory_form import CRITERIA, PAGE, address, choices, chosen, in_order
from webapp.views.frame import absolute, render_page
from webapp.views.names import french_name, plain
from webapp.views.partner_links import links_of
from webapp.views.records import actor_page, records

blueprint = Blueprint("directory", __name__)

# The languages of those sources that are known.
SOURCE_LANGUAGES = {unquote(each.url): each.language for each in RESOURCES.values()}
FILES = ("csv", "json", "geojson")


def take_language(path: str) -> Language:
    """Take the language of an address as that of the request; none is a 404."""
    if path not in BY_PATH:
        abort(404)
    use_language(BY_PATH[path])
    return BY_PATH[path]


def asked_for() -> Criteria:
    """Read the criteria of the request's query."""
    return Criteria.from_query(request.args.items(multi=True))


@blueprint.get("/<path>/directory")
def search(path: str) -> Response:
    """Search the actors by the criteria of the query."""
    language = take_language(path)
    if request.path != PAGE.address(language):
        abort(404)
    asked = asked_for()
    size = None if site().edition.exported else PAGE_SIZE
    results = current_directory().search()(asked, norwegian=path in NORWEGIAN, size=size)
    return render_page(
        PAGE,
        indexed=not asked.to_query(),
        asked=asked,
        results=results,
        choices_of=lambda key: choices(key, asked, results),
        chosen=list(chosen(asked, language)),
        fields_of=lambda action: in_order(action.themes, FIELDS),
        updated=current_directory().directory.updated,
        address=lambda criteria: address(criteria, language),
        files=[(kind, address(asked.on_page(1), language, f".{kind}")) for kind in FILES],
    )


@blueprint.get("/<path>/directory/<identifier>")
def actor(path: str, identifier: str) -> Response:
    """Show an actor, what it does and by which sources."""
    language = take_language(path)
    found = current_directory().directory.actor(identifier)
    if found is None or request.path != actor_page(found).address(language):
        abort(404)
    page = actor_page(found)
    return render_page(
        page,
        actor=found,
        organization=organization(found, page),
        actor_plainly=of_page(plain(french_name(found.name))),
        fields_of=lambda action: in_order(action.themes, FIELDS),
    )


def organization(actor: Actor, page: Page) -> dict[str, object]:
    """Describe an actor for search engines (schema.org, Organization)."""
    described: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": actor.name,
        "url": absolute(page.address(current_language())),
    }
    if actor.acronym:
        described["alternateName"] = actor.acronym
    if actor.town:
        described["address"] = {
            "@type": "PostalAddress",
            "addressLocality": actor.town,
            "addressCountry": "FR",
        }
    return described


@blueprint.app_context_processor
def of_templates() -> dict[str, object]:
    """Give templates the labels of the directory's keys, and the towns of a partner."""
    return {
        "activities": ACTIVITIES,
        "actor_kinds": ACTOR_KINDS,
        "criteria": CRITERIA,
        "departments": DEPARTMENTS,
        "fields": FIELDS,
        "source_language": SOURCE_LANGUAGES.get,
        "links_of": lambda partner: links_of(partner, records()),
    }
