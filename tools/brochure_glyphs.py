"""List the characters that the brochure's fonts can show: `make brochure-glyphs`.

Typst is asked, since it chooses among the fonts and has most of them within itself: it refuses to
set for PDF/UA a text that it cannot show, and names each.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

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
    """Find which characters cannot be shown; a combining mark must be on some letter."""
    marks = {each for each in characters if unicodedata.category(each).startswith("M")}
    found = _refused(set(characters) - marks)
    for base in BASES:
        refused = _refused({base + each for each in marks})
        marks = {each for each in marks if {each, base + each} & refused}
    return found | marks


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
    """Yield the first and the last of each run of code points that follow each other."""
    first = last = None
    for each in code_points:
        if first is None or last is None or each != last + 1:
            if first is not None and last is not None:
                yield first, last
            first = each
        last = each
    if first is not None and last is not None:
        yield first, last


def main() -> None:
    """Write the list."""
    found: set[str] = set()
    for start in range(0, len(CODE_POINTS), _AT_ONCE):
        found |= lacking([chr(each) for each in CODE_POINTS[start : start + _AT_ONCE]])
    known = [each for each in CODE_POINTS if chr(each) not in found]
    lines = [f"{first:x}-{last:x}\n" for first, last in ranges(known)]
    GLYPHS.write_text("".join(lines), encoding="ascii")


if __name__ == "__main__":
    main()
