"""The map for templates: both drawings, with what each marker links to."""

from dataclasses import dataclass

from flask import Blueprint

from webapp.i18n import Phrase, current_language, text
from webapp.map.scene import Drawing, Place, scene
from webapp.pages import BY_SLUG, HOME
from webapp.partners import BY_SLUG as PARTNER_OF
from webapp.partners import CAEN, PARTNERS
from webapp.views.names import french_name

blueprint = Blueprint("map", __name__)

SEAT, SEAT_NAME = "caen", "Caen"


@dataclass(frozen=True, slots=True)
class Map:
    """The drawings, and for each marker its name and the address of its page."""

    drawings: tuple[Drawing, ...]
    names: dict[str, Phrase]
    addresses: dict[str, str]


@blueprint.app_context_processor
def of_templates() -> dict[str, object]:
    """Provide templates with the map in the language of the request."""
    return {"partner_map": partner_map, "all_partners": lambda: PARTNERS}


def partner_map() -> Map:
    """Lay out the map in the language of the request."""
    names = {SEAT: french_name(SEAT_NAME)[0]}
    names |= {partner.slug: text(partner.name) for partner in PARTNERS}
    places = [
        Place(partner.slug, *partner.place, names[partner.slug])
        for partner in PARTNERS
        if partner.place
    ]
    language = current_language()
    pages = {slug: BY_SLUG[f"partners/{slug}"] for slug in PARTNER_OF} | {SEAT: HOME}
    return Map(
        scene(Place(SEAT, *CAEN, names[SEAT]), places),
        names,
        {key: page.address(language) for key, page in pages.items()},
    )
