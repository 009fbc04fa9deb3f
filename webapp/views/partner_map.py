"""The map for templates: both drawings, with what each marker links to."""

from dataclasses import dataclass

from flask import Blueprint

from webapp.i18n import current_language, marked_text, text
from webapp.map.scene import Drawing, Place, scene
from webapp.messages import N_
from webapp.pages import BY_SLUG, HOME
from webapp.partners import BY_SLUG as PARTNER_OF
from webapp.partners import CAEN, PARTNERS

blueprint = Blueprint("map", __name__)

# Translators: the seat of the Region, where every line of the map begins
CAEN_NAME = N_("Caen")
SEAT = "caen"


@dataclass(frozen=True, slots=True)
class Map:
    """The drawings, and for each marker its name and the address of its page."""

    drawings: tuple[Drawing, ...]
    names: dict[str, str]
    addresses: dict[str, str]


@blueprint.app_context_processor
def of_templates() -> dict[str, object]:
    """Give templates the map in the language of the request."""
    return {"partner_map": partner_map, "all_partners": lambda: PARTNERS}


def partner_map() -> Map:
    """Lay out the map; names are marked for the page, and measured without their marks."""
    msgids = {SEAT: CAEN_NAME} | {slug: partner.name for slug, partner in PARTNER_OF.items()}
    places = [
        Place(partner.slug, *partner.place, text(partner.name))
        for partner in PARTNERS
        if partner.place
    ]
    middle = Place(SEAT, *CAEN, text(CAEN_NAME))
    language = current_language()
    pages = {slug: BY_SLUG[f"partners/{slug}"] for slug in PARTNER_OF} | {SEAT: HOME}
    return Map(
        scene(middle, places),
        {key: marked_text(msgid) for key, msgid in msgids.items()},
        {key: page.address(language) for key, page in pages.items()},
    )
