"""The brochure: its content from the templates, its file, and the links to it."""

from dataclasses import asdict, dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, render_template, request
from markupsafe import Markup, escape

from webapp.brochure.content import Block, Run, as_data, blocks
from webapp.brochure.store import Content, as_content
from webapp.i18n import (
    Phrase,
    country_name,
    current_language,
    file_size,
    page_texts,
    text,
    use_language,
)
from webapp.languages import BY_PATH, LANGUAGES, Language, direction
from webapp.links import RESOURCES
from webapp.map.scene import Drawing
from webapp.messages import N_
from webapp.pages import BY_SLUG
from webapp.partners import PARTNERS
from webapp.site import site
from webapp.views.partner_map import partner_map
from webapp.views.records import actor_page, records

blueprint = Blueprint("brochure", __name__)

FILE = "brochure.pdf"
THEME = "human-rights"
_OWN_NAMES = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".localdomain")
"""The ends of names that lead nowhere outside a machine or its network (RFC 6761, 6762, 8375)."""
_ALT = {"europe": N_("Les partenaires en Europe"), "world": N_("Les partenaires dans le monde")}
SUBJECT = N_("Coopération décentralisée et Droits de l’Homme")


@dataclass(frozen=True, slots=True)
class File:
    """What a link to the brochure says of it; `size` is empty while it is not made."""

    address: str
    size: str


def public_base(base_url: str) -> str:
    """Return the site's address where readers of a PDF can reach it, else nothing.

    The same PDF serves whatever port the site has on its own machine, and names no machine.

    Arguments:
        base_url: of the settings; empty where none is set.
    """
    host = urlsplit(base_url).hostname or ""
    try:
        public = ip_address(host).is_global
    except ValueError:
        last = host.rpartition(".")[2]
        public = "." in host and not last.isdigit() and not host.endswith(_OWN_NAMES)
    return base_url if public else ""


@blueprint.get(f"/<path>/{FILE}")
def brochure(path: str) -> Response:
    """Send the brochure in a language; the first request after a change has it made."""
    if path not in BY_PATH:
        abort(404)
    language = BY_PATH[path]
    use_language(language)
    wanted = content()
    response = Response(site().brochures.read(wanted), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="brochure-{language.path}.pdf"'
    response.headers["Content-Language"] = language.tag
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Vary"] = "Accept-Encoding"
    response.set_etag(Path(wanted.file_name).stem)
    response.make_conditional(request)
    return response


@blueprint.app_context_processor
def of_templates() -> dict[str, object]:
    """Provide templates with the link to the brochure."""
    return {"brochure_file": file}


def file() -> File | None:
    """Return the brochure in the language of the request; None where an export has none."""
    made = site().brochures.made(content())
    if made is None and site().edition.exported:
        return None
    size = file_size(made.stat().st_size) if made else ""
    return File(f"/{current_language().path}/{FILE}", size)


def content() -> Content:
    """Return what the brochure says in the language of the request, as it is now."""
    language = current_language()
    return site().brochures.content(
        language.path,
        (page_texts().lookup.snapshot.version, records().version),
        lambda: as_content(language.path, _data(language)),
    )


def _data(language: Language) -> dict[str, object]:
    """Return what `brochure.typ` reads."""
    cover = _read("brochure/cover.html", language, address=_base(language))
    headings = {block.level: block for block in cover if block.kind == "heading"}
    heading, subtitle, contents = (headings.get(level, _blank(level)) for level in (1, 2, 3))
    shown = partner_map()
    return {
        "lang": language.tag,
        "direction": direction(language.tag),
        "title": text(SUBJECT),
        "author": site().settings.publisher,
        "description": text(BY_SLUG[""].description),
        "endonyms": [{"lang": each.tag, "text": each.endonym} for each in LANGUAGES],
        "heading": asdict(heading),
        "subtitle": asdict(subtitle),
        "contents": asdict(contents),
        "notice": [asdict(block) for block in cover if block.kind == "paragraph"],
        "drawings": {
            drawing.name: _drawing(drawing, shown.names, language) for drawing in shown.drawings
        },
        "blocks": as_data(
            _read(
                "brochure/content.html",
                language,
                active=_active(),
                block_of=_block_of,
                sources=_sources(),
                named=[name for partner in PARTNERS for name in partner.named],
            )
        ),
    }


def _blank(level: int) -> Block:
    """Return what stands where a translation holds nothing that can be seen."""
    return Block("heading", level, [Run(" ", current_language().tag)])


def _read(template: str, language: Language, **context: object) -> list[Block]:
    """Render a template of the brochure and read its blocks."""
    html = render_template(
        template, language=language, page_named=BY_SLUG, resources=RESOURCES, **context
    )
    return blocks(html, language.tag, _base(language))


def _base(language: Language) -> str:
    """Return the address of the site in a language, if readers of a PDF can reach it."""
    base = public_base(site().settings.base_url)
    return f"{base}/{language.path}/" if base else ""


def _block_of(template: str, name: str) -> Markup:
    """Render one block of a page's template, without the page around it; nothing without it."""
    found = current_app.jinja_env.get_template(template)
    if name not in found.blocks:
        return Markup("")
    variables: dict[str, object] = {
        "language": current_language(),
        "link": current_app.jinja_env.get_template("_macros/link.html").module,
        "page_named": BY_SLUG,
        "resources": RESOURCES,
    }
    current_app.update_template_context(variables)
    return Markup("".join(found.blocks[name](found.new_context(variables))))


def _active() -> list[tuple[dict[str, str], str]]:
    """Return the directory's actors in the field of human rights, with their countries."""
    found = []
    for actor in records().actors:
        codes = {each.country for each in actor.actions if THEME in each.themes and each.country}
        if any(THEME in each.themes for each in actor.actions):
            address = actor_page(actor).address(current_language())
            shown = {"name": actor.name, "acronym": actor.acronym, "address": address}
            found.append((shown, ", ".join(sorted(map(country_name, codes)))))
    return found


def _sources() -> list[object]:
    """Return what the texts link to and are made from, each once."""
    keys = ["archive", "law", "article", "thiolliere", "ministry"]
    keys += [key for partner in PARTNERS for key in partner.sources]
    return [RESOURCES[key] for key in dict.fromkeys(keys)]


def _drawing(drawing: Drawing, names: dict[str, Phrase], language: Language) -> dict[str, object]:
    """Return a drawing for the typesetter: coast and links as an image, the names as text."""
    lines = "".join(
        f'<path d="{marker.curve}" fill="none" stroke="#8f1d2c" stroke-width="1.2"/>'
        for marker in drawing.markers
        if marker.curve
    )
    frame = drawing.frame
    around = (
        f'<rect x="{frame.left}" y="{frame.top}" width="{frame.right - frame.left:.1f}"'
        f' height="{frame.bottom - frame.top:.1f}" fill="none" stroke="#4d4d4d"'
        ' stroke-dasharray="3 3"/>'
        if frame
        else ""
    )
    size = f"{drawing.width:g} {drawing.height:g}"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">'
        f'<path transform="scale(.1)" fill="#fbfaf7" d="{drawing.land}"/>{around}{lines}</svg>'
    )
    alt = _ALT[drawing.name]
    return {
        "alt": text(alt),
        "width": drawing.width,
        "height": drawing.height,
        "svg": svg,
        "markers": [
            {
                "x": marker.x,
                "y": marker.y,
                "name": _name(names[marker.key], language),
                "label": asdict(marker.label) if marker.label else None,
            }
            for marker in drawing.markers
        ],
    }


def _name(name: Phrase, language: Language) -> dict[str, object]:
    """Return a name with the language that it is really in."""
    found = blocks(f"<p>{escape(name)}</p>", language.tag, "")
    run = next((run for block in found for run in block.runs), Run("", language.tag))
    return {"text": run.text, "lang": run.lang}
