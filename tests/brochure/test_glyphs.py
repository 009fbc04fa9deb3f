"""What the brochure's fonts can show, and what stands for the rest."""

import json
import subprocess
from pathlib import Path

from tests.conftest import need
from tools.brochure_glyphs import CODE_POINTS, lacking, ranges
from webapp.brochure.store import as_content, typeset
from webapp.checks import glyphs

LISTED = [
    tuple(int(each, 16) for each in line.split("-"))
    for line in glyphs.GLYPHS.read_text(encoding="ascii").split()
]


def test_the_list_is_what_typst_says() -> None:
    """The list is right at both ends of every range; `make brochure-glyphs` makes it anew."""
    assert list(ranges(each for first, last in LISTED for each in range(first, last + 1))) == LISTED
    ends = {each for first, last in LISTED for each in (first, last)}
    around = {each for first, last in LISTED for each in (first - 1, last + 1)} & set(CODE_POINTS)
    refused = {ord(each) for each in lacking(list(map(chr, ends | around)))}
    assert sorted(refused) == sorted(around - ends)


def test_what_no_font_has_is_named_and_marked() -> None:
    """Each such character is named once, in order, and replaced by a mark."""
    for text, lacks in (
        ("Région — « é » … № 5 °C", ""),
        ("Ќ Ѓ ѐ „збор“", ""),
        ("中文，《书》、语言！", ""),
        ("العربية: َمَّ", ""),
        ("Ελληνικά e\u0301 ❤\ufe0f → ✓ €", ""),
        ("Country 😀", "😀"),
        ("ไทย", "ไทย"),
        ("한국어 𠮷 ﷺ", "한국어𠮷ﷺ"),
        ("1\ufe0f\u20e3", "\u20e3"),
    ):
        assert glyphs.lacking(text) == list(lacks)
        marked = "".join(glyphs.REPLACEMENT if char in lacks else char for char in text)
        assert glyphs.shown(text) == marked


def changed(data: object, text: str) -> object:
    """Return a content whose every text, title and description is another."""
    if isinstance(data, list):
        return [changed(each, text) for each in data]
    if isinstance(data, dict):
        return {
            key: text
            if key in ("text", "title", "description", "alt", "author")
            else changed(value, text)
            for key, value in data.items()
        }
    return data


def test_no_character_costs_the_brochure(french: dict[str, object], tmp_path: Path) -> None:
    """Wherever a character stands, the PDF keeps its standard, and the mark can be read in it."""
    path = tmp_path / "a.pdf"
    for text in ("a 😀 ไทย 𠮷 b", "щ\u0489 a\u05b0 中\u0301", "x \0\x07\ue000 y"):
        path.write_bytes(typeset(as_content("fr", changed(french, text)).text))  # type: ignore[arg-type]
        assert b"pdfuaid" in path.read_bytes(), text
        command = [need("pdftotext"), "-enc", "UTF-8", str(path), "-"]
        said = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        assert glyphs.REPLACEMENT in said, text


def test_what_is_replaced_is_in_the_name(french: dict[str, object]) -> None:
    """The content has the mark, so that the same text has the same file."""
    text = as_content("fr", french | {"title": "a😀"}).text
    assert json.loads(text)["title"] == "a\ufffd"
