"""List the characters that the brochure's fonts can show: `make brochure-glyphs`.

Typst chooses among the fonts and contains most of them, so it is asked: for PDF/UA it refuses to
set a text that it cannot show, and names each.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

import typst

from webapp.brochure.typeset import fonts
from webapp.checks.glyphs import GLYPHS

# Until the end of what Unicode has assigned; the selectors of variants stand apart.
CODE_POINTS = (*range(0xD800), *range(0xF900, 0x32400), *range(0xE0100, 0xE01F0))
BASES = ("a", "א", "ب", "あ")
"""Letters that combining marks are tried on: alone, a mark would say less than it must."""

_AT_ONCE = 4096
_SOURCE = b"""
#set document(title: "a")
#set page(width: auto, height: auto)
#set text(font: ("Libertinus Serif", "Noto Serif SC"))
#for each in json(bytes(sys.inputs.texts)) { par(each) }
"""
_REFUSED = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_LETTERS = {"0": "\0", "n": "\n", "r": "\r", "t": "\t"}


def lacking(characters: Collection[str]) -> set[str]:
    """Return the characters that cannot be shown; a combining mark needs some letter to be on."""
    marks = {char for char in characters if unicodedata.category(char).startswith("M")}
    refused = _refused(set(characters) - marks)
    for base in BASES:
        on_base = _refused({base + mark for mark in marks})
        marks = {mark for mark in marks if {mark, base + mark} & on_base}
    return refused | marks


def _refused(texts: set[str]) -> set[str]:
    """Return the texts that Typst names when it is to set each as a paragraph."""
    if not texts:
        return set()
    compiler = typst.Compiler(
        _SOURCE,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"texts": json.dumps(sorted(texts))},
    )
    try:
        compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError as error:
        return set(map(_unescaped, _REFUSED.findall(error.diagnostic or error.message)))
    return set()


def _unescaped(text: str) -> str:
    """Read a text as Rust writes it in messages."""
    return _ESCAPED.sub(
        lambda match: chr(int(match[1], 16)) if match[1] else _LETTERS.get(match[2], match[2]),
        text,
    )


def ranges(code_points: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of consecutive code points."""
    for _, run in groupby(enumerate(code_points), lambda pair: pair[1] - pair[0]):
        points = [point for _, point in run]
        yield points[0], points[-1]


def main() -> None:
    """Write the list."""
    refused: set[str] = set()
    for start in range(0, len(CODE_POINTS), _AT_ONCE):
        refused |= lacking([chr(point) for point in CODE_POINTS[start : start + _AT_ONCE]])
    known = (point for point in CODE_POINTS if chr(point) not in refused)
    lines = [f"{first:x}-{last:x}\n" for first, last in ranges(known)]
    GLYPHS.write_text("".join(lines), encoding="ascii")


if __name__ == "__main__":
    main()
