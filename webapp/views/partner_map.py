"""The map for templates: both drawings, with the page that each marker links to."""

from typing import NamedTuple

from flask import Blueprint

from webapp.i18n.texts import Phrase, current_language, text
from webapp.map.scene import SEAT, Detail, Drawing, detail, drawings
from webapp.pages import BY_SLUG, HOME
from webapp.partners import PARTNERS, Partner
from webapp.views.names import french_name

blueprint = Blueprint("map", __name__)
blueprint.add_app_template_global(lambda: PARTNERS, "all_partners")


class Map(NamedTuple):
    """The drawings, and for each marker its name and the address of its page."""

    drawings: tuple[Drawing, ...]
    names: dict[str, Phrase]
    addresses: dict[str, str]


@blueprint.app_template_global()
def map_of(partner: Partner) -> Detail | None:
    """Return the map of one partner in the language of the request."""
    return detail(partner.slug, partner_map().names)


@blueprint.app_template_global()
def partner_map() -> Map:
    """Return the map in the language of the request."""
    language = current_language()
    names = {SEAT: french_name("Caen")[0]}
    addresses = {SEAT: HOME.address(language)}
    for partner in PARTNERS:
        names[partner.slug] = text(partner.name)
        addresses[partner.slug] = BY_SLUG[f"partners/{partner.slug}"].address(language)
    return Map(drawings(), names, addresses)
