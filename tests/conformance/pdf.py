"""The brochures as PDF/UA, read by QPDF (pikepdf), which did not make them.

What a machine can judge of ISO 14289-1 in documents of this kind: that the file says what it is,
that all of its content is in the tree of tags or set aside, in the order in which it is drawn, and
that pictures, links and headings have what a reader is told of them. Whether a text or the name of
a picture is right, no machine says.
"""

import re
import urllib.request
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from tests.conformance.finding import Finding
from webapp.languages import LANGUAGES, Language

_NAMES = """
Document Part Art Sect Div BlockQuote Caption TOC TOCI Index P H1 H2 H3 H4 H5 H6 L LI Lbl LBody
Table TR TH TD THead TBody TFoot Span Quote Note Reference Code Link Annot Figure Formula
"""
STANDARD = frozenset(_NAMES.split())
"""Types of elements that readers know (ISO 32000-1, 14.8.4)."""

WITHIN = {"LI": {"L"}, "LBody": {"LI"}, "TOCI": {"TOC"}, "TR": {"Table", "THead", "TBody", "TFoot"}}
"""Where elements may stand."""

SHOWING = {"Tj", "TJ", "'", '"', "f", "f*", "F", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "EI"}
"""Operators that paint."""

Place = tuple[int, int]
"""The object number of a page and a number of marked content on it."""


def brochures(url: str) -> list[Finding]:
    """Find what is wrong with the brochure of each language of the site at a URL."""
    found = []
    for language in LANGUAGES:
        address = f"/{language.path}/brochure.pdf"
        with urllib.request.urlopen(url + address, timeout=60) as response:
            problems = problems_of(response.read(), language)
        found += [Finding(address, 0, f"pdf/ua {rule}", message) for rule, message in problems]
    return found


def problems_of(content: bytes, language: Language) -> list[tuple[str, str]]:
    """Return what is wrong with a PDF in a language, each with the clause of ISO 14289-1."""
    with Pdf.open(BytesIO(content)) as pdf:
        root = pdf.Root.get("/StructTreeRoot")
        if root is None:
            return [("7.1", "no tree of tags")]
        return [
            *document(pdf, language),
            *elements(root),
            *order_and_cover(pdf, root),
            *links(pdf, root),
            *fonts(pdf),
        ]


def document(pdf: Pdf, language: Language) -> Iterator[tuple[str, str]]:
    """What the file says of itself: PDF/UA-1, tagged, its language, a title that is shown."""
    metadata = pdf.open_metadata()
    if metadata.get("pdfuaid:part") != "1":
        yield "5", "does not say that it is PDF/UA-1"
    marks = pdf.Root.get("/MarkInfo", Dictionary())
    if not marks.get("/Marked") or marks.get("/Suspects"):
        yield "6.2", "not marked as tagged"
    if not str(metadata.get("dc:title") or "").strip():
        yield "7.1", "no title"
    if not pdf.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle"):
        yield "7.1", "the name of the file is shown for the title"
    spoken = str(pdf.Root.get("/Lang", ""))
    if spoken.partition("-")[0] != language.tag.partition("-")[0]:
        yield "7.2", f"the language is {spoken!r}"
    if "/Outlines" not in pdf.Root:
        yield "7.17", "no bookmarks"


def kids(element: Dictionary) -> list:  # type: ignore[type-arg]
    """Return what an element holds: elements, dictionaries that refer, numbers of content."""
    held = element.get("/K", Array())
    return list(held) if isinstance(held, Array) else [held]


def walk(element: Dictionary, parent: str = "") -> Iterator[tuple[Dictionary, str]]:
    """Yield every element of the tree in its order, each with the type of the one around it."""
    for kid in kids(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid, parent
            yield from walk(kid, str(kid.S)[1:])


def elements(root: Dictionary) -> Iterator[tuple[str, str]]:
    """Types that readers know, headings without a gap, lists of items, pictures with a text."""
    roles = root.get("/RoleMap", Dictionary())
    last = 0
    for element, parent in walk(root):
        kind = str(element.S)[1:]
        role = str(roles.get(f"/{kind}", element.S))[1:]
        if role not in STANDARD or (f"/{kind}" in roles and kind in STANDARD):
            yield "7.1", f"{kind} is no type that readers know"
        if parent not in WITHIN.get(kind, {parent}):
            yield "7.2", f"{kind} within {parent}"
        if level := re.fullmatch(r"H(\d)", role):
            if int(level[1]) > last + 1:
                yield "7.4", f"{kind} after a heading of level {last}"
            last = int(level[1])
            if not kids(element):
                yield "7.4", f"an empty {kind}"
        if (
            role == "Figure"
            and not str(element.get("/Alt", element.get("/ActualText", ""))).strip()
        ):
            yield "7.3", "a picture without a text"
        if "/Lang" in element and not re.fullmatch(r"[a-z]{2,3}(-\w{2,8})*", str(element.Lang)):
            yield "7.2", f"the language {element.Lang}"


def tagged(element: Dictionary) -> Iterator[Place]:
    """Yield the places of the content that the tree refers to, in its order."""
    for kid in kids(element):
        if not isinstance(kid, Dictionary):
            yield element.Pg.objgen[0], int(kid)
        elif "/S" in kid:
            yield from tagged(kid)
        elif kid.get("/Type") == Name.MCR:
            yield kid.get("/Pg", element.get("/Pg")).objgen[0], int(kid.MCID)


def drawn(page: pikepdf.Page) -> Iterator[int | None]:
    """Yield the number of the marked content for each that paints: None outside, -1 set aside."""
    open_marks: list[int | None] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        sign = str(operator)
        if sign in ("BDC", "BMC"):
            kind, properties = operands[0], operands[1] if len(operands) > 1 else Dictionary()
            if kind == Name.Artifact:
                open_marks.append(-1)
            elif isinstance(properties, Dictionary) and "/MCID" in properties:
                open_marks.append(int(properties.MCID))
            else:
                open_marks.append(open_marks[-1] if open_marks else None)
        elif sign == "EMC":
            open_marks.pop()
        elif sign in SHOWING:
            yield open_marks[-1] if open_marks else None


def order_and_cover(pdf: Pdf, root: Dictionary) -> Iterator[tuple[str, str]]:
    """All that is drawn is tagged or set aside, and is read in the order in which it is drawn."""
    read = list(tagged(root))
    for number, page in enumerate(pdf.pages, 1):
        here = page.obj.objgen[0]
        order = [mark for where, mark in read if where == here]
        painted = list(drawn(page))
        if None in painted:
            yield "7.1", f"page {number}: {painted.count(None)} drawn outside of the tags"
        if lost := set(painted) - {None, -1} - set(order):
            yield "7.1", f"page {number}: {len(lost)} marked, and not in the tree"
        first = [mark for mark in dict.fromkeys(painted) if mark in set(order)]
        if first != [mark for mark in dict.fromkeys(order) if mark in set(first)]:
            yield "7.2", f"page {number}: read in another order than drawn"
        if page.obj.get("/Annots") and page.obj.get("/Tabs") != Name.S:
            yield "7.18.3", f"page {number}: links are not reached in the order of the tags"


def links(pdf: Pdf, root: Dictionary) -> Iterator[tuple[str, str]]:
    """A link is in the tree, within an element that is one, and says where it leads."""
    known = {
        kid.Obj.objgen[0]
        for element, _ in walk(root)
        if str(element.S) == "/Link"
        for kid in kids(element)
        if isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR
    }
    for number, page in enumerate(pdf.pages, 1):
        for note in page.obj.get("/Annots", Array()):
            if note.Subtype != Name.Link or note.objgen[0] not in known:
                yield "7.18.5", f"page {number}: a {note.Subtype} outside of the tags"
            if not str(note.get("/Contents", "")).strip():
                yield "7.18.5", f"page {number}: a link without a description"


def fonts(pdf: Pdf) -> Iterator[tuple[str, str]]:
    """Every font is embedded and tells which characters its glyphs are."""
    for item in pdf.objects:
        if not isinstance(item, Dictionary) or item.get("/Type") != Name.Font:
            continue
        if item.Subtype == Name.Type0 and "/ToUnicode" not in item:
            yield "7.21.7", f"{item.BaseFont} does not say its characters"
        if item.Subtype in (Name.CIDFontType0, Name.CIDFontType2) and not any(
            f"/FontFile{kind}" in item.FontDescriptor for kind in ("", "2", "3")
        ):
            yield "7.21.4", f"{item.BaseFont} is not embedded"
