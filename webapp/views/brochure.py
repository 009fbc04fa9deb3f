"""The brochure and the card: their contents from templates and data, their files, their links."""

from collections.abc import Callable
from dataclasses import asdict
from mimetypes import guess_type
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, render_template, request
from markupsafe import Markup, escape

from webapp.brochure import CARD, FILE
from webapp.brochure.content import Block, Run, as_data, blocks
from webapp.brochure.store import Content, as_content
from webapp.hosts import as_address
from webapp.i18n.cldr import country_name, file_size, listed
from webapp.i18n.texts import current_language, text
from webapp.languages import LANGUAGES, Language, direction
from webapp.links import RESOURCES
from webapp.messages import N_
from webapp.pages import BY_SLUG, HOME
from webapp.partners import PARTNERS
from webapp.site import site
from webapp.views.frame import absolute, take_language
from webapp.views.partner_map import partner_map
from webapp.views.records import actor_page, records

blueprint = Blueprint("brochure", __name__)

_THEME = "human-rights"
_LOCAL_NAMES = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".localdomain")
"""Endings of names that mean nothing outside a machine or its network (RFC 6761, 6762, 8375)."""
_ALT = {"europe": N_("Les partenaires en Europe"), "world": N_("Les partenaires dans le monde")}
_ENDONYMS = [{"lang": one.tag, "text": one.endonym} for one in LANGUAGES]
_SUBJECT = N_("Coopération décentralisée et Droits de l’Homme")


def public_base(base_url: str) -> str:
    """Return the site's address if readers of a PDF can reach it from other machines, else nothing.

    A local address is left out, so the PDF stays the same whatever port the site uses.
    """
    host = urlsplit(base_url).hostname or ""
    address = as_address(host)
    is_name = "." in host and not host[-1].isdigit() and not host.endswith(_LOCAL_NAMES)
    return base_url if (address.is_global if address else is_name) else ""


@blueprint.get(f"/<path>/<any('{FILE}', '{CARD}'):name>")
def brochure(path: str, name: str) -> Response:
    """Send the brochure or card in a language; the first request after a change makes the file."""
    language = take_language(path)
    current = card() if name == CARD else content()
    response = Response(site().brochures.get(current).read_bytes(), mimetype=guess_type(name)[0])
    shown = f"{current.name}.{name[-3:]}"
    response.headers["Content-Disposition"] = f'inline; filename="{shown}"'
    response.headers["Content-Language"] = language.tag
    response.set_etag(current.file_name.partition(".")[0])
    response.make_conditional(request)
    return response


@blueprint.app_template_global("brochure_file")
def file() -> dict[str, str] | None:
    """Return the brochure's address and size for a link to it; None if an export has no brochure.

    The size is empty until the brochure is made.
    """
    size = _size("brochure", content)
    if not size and site().edition.exported:
        return None
    address = f"/{current_language().path}/{FILE}"
    return {"address": address, "size": file_size(size) if size else ""}


@blueprint.app_template_global()
def card_address() -> str:
    """Return the card's address, or an empty text while the card has no file."""
    address = f"/{current_language().path}/{CARD}"
    return absolute(address) if _size("card", card) else ""


def _size(name: str, make: Callable[[], Content]) -> int:
    """Return the size of a file, perhaps an old one, in the page's language; 0 if there is none."""
    brochures = site().brochures
    if not site().edition.exported:
        return brochures.size(f"{name}-{current_language().path}")
    path = brochures.made(make())
    return path.stat().st_size if path else 0


def card() -> Content:
    """Return what the card says in the language of the request, as it is now."""
    title, language = text(HOME.title), current_language()
    data: dict[str, object] = {
        "lang": language.tag,
        "title": {"text": title, "lang": title.lang},
        "drawing": _drawings(language)["world"] | {"frame": None},
        "endonyms": _ENDONYMS,
    }
    return as_content(language.path, data, CARD)


def content() -> Content:
    """Return what the brochure says in the language of the request, as it is now."""
    language = current_language()
    cover = _read("brochure/cover.html", language, address=_base(language))
    headings = {block.level: block for block in cover if block.kind == "heading"}
    for level in (1, 2, 3):  # a translation may have no visible text
        headings.setdefault(level, Block("heading", level, [Run(" ", language.tag)]))
    sources = ["archive", "law", "article", "thiolliere", "ministry"]
    sources += [key for partner in PARTNERS for key in partner.sources]
    active = []
    for actor in records().actors:
        actions = [action for action in actor.actions if _THEME in action.fields]
        if actions:
            address = actor_page(actor).address(language)
            named = {"name": actor.name, "acronym": actor.acronym, "address": address}
            countries = {action.country for action in actions if action.country}
            active.append((named, listed(sorted(map(country_name, countries)))))
    chapters = _read(
        "brochure/content.html",
        language,
        active=active,
        sources=[RESOURCES[key] for key in dict.fromkeys(sources)],
        named=[name for partner in PARTNERS for name in partner.named],
    )
    data: dict[str, object] = {
        "lang": language.tag,
        "direction": direction(language.tag),
        "title": text(_SUBJECT),
        "author": site().settings.publisher,
        "description": text(BY_SLUG[""].description),
        "endonyms": _ENDONYMS,
        "heading": asdict(headings[1]),
        "subtitle": asdict(headings[2]),
        "contents": asdict(headings[3]),
        "notice": [asdict(block) for block in cover if block.kind == "paragraph"],
        "drawings": _drawings(language),
        "blocks": as_data(chapters),
    }
    return as_content(language.path, data)


def _read(template: str, language: Language, **context: object) -> list[Block]:
    """Render a template of the brochure and read its blocks."""
    html = render_template(
        template, language=language, page_named=BY_SLUG, resources=RESOURCES, **context
    )
    return blocks(html, language.tag, _base(language))


def _base(language: Language) -> str:
    """Return the site's address in a language if readers of a PDF can reach it, else nothing."""
    base = public_base(site().settings.base_url)
    return f"{base}/{language.path}/" if base else ""


@blueprint.app_template_global()
def block_of(template: str, name: str) -> Markup:
    """Render one block of a page's template without the rest; nothing if it has no such block."""
    page = current_app.jinja_env.get_template(template)
    if name not in page.blocks:
        return Markup("")
    variables: dict[str, object] = {
        "language": current_language(),
        "facts": current_app.jinja_env.get_template("_macros/partner.html").module,
        "link": current_app.jinja_env.get_template("_macros/link.html").module,
        "page_named": BY_SLUG,
        "resources": RESOURCES,
    }
    current_app.update_template_context(variables)
    return Markup("".join(page.blocks[name](page.new_context(variables))))


def _drawings(language: Language) -> dict[str, dict[str, object]]:
    """Return the drawings of the map; each name is a text with the language it is really in."""
    shown, names, data = partner_map(), {}, {}
    for key, name in shown.names.items():
        found = blocks(f"<p>{escape(name)}</p>", language.tag, "")
        run = found[0].runs[0] if found else Run("", language.tag)
        names[key] = {"text": run.text, "lang": run.lang}
    for drawing in shown.drawings:
        markers = [asdict(each) | {"name": names[each.key]} for each in drawing.markers]
        alt = text(_ALT[drawing.name])
        data[drawing.name] = asdict(drawing) | {"alt": alt, "markers": markers}
    return data
