"""The map for templates: both drawings, with what each marker links to."""

from dataclasses import dataclass

from flask import Blueprint

from webapp.i18n import Phrase, current_language, text
from webapp.map.scene import SEAT, Drawing, drawings
from webapp.pages import BY_SLUG, HOME
from webapp.partners import PARTNERS
from webapp.views.names import french_name

blueprint = Blueprint("map", __name__)


@dataclass(frozen=True, slots=True)
class Map:
    """The drawings, and for each marker its name and the address of its page."""

    drawings: tuple[Drawing, ...]
    names: dict[str, Phrase]
    addresses: dict[str, str]


@blueprint.app_context_processor
def of_templates() -> dict[str, object]:
    """Return what templates show of the partners: the map and the list."""
    return {"partner_map": partner_map, "all_partners": lambda: PARTNERS}


def partner_map() -> Map:
    """Return the map in the language of the request."""
    pages = {partner.slug: BY_SLUG[f"partners/{partner.slug}"] for partner in PARTNERS}
    return Map(
        drawings(),
        {SEAT: french_name("Caen")[0]} | {partner.slug: text(partner.name) for partner in PARTNERS},
        {key: page.address(current_language()) for key, page in ({SEAT: HOME} | pages).items()},
    )
