"""Setting the brochure with Typst, in a process of its own: `python -m webapp.brochure.typeset`.

Reads the content as JSON and writes the PDF to the path that it is given. The site runs it with a
limit of time, so that nothing that happens here can hold a page up; no page loads Typst or fonts.
"""

import sys
import unicodedata
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from webapp.brochure import TEMPLATE
from webapp.checks.glyphs import REPLACEMENT

REFUSED = "could not be displayed"
"""What Typst says of a text for which it has no glyph."""


def fonts() -> typst.Fonts:
    """Return the brochure's fonts: those within Typst and one for Chinese, none of the system's."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(pylopdf_fonts_zh_cn.serif_path().parent)],
    )


def main(path: Path) -> int:
    """Set the brochure; what is wrong goes to standard error.

    Arguments:
        path: of the PDF to write. The content comes by standard input.

    Returns:
        0, or 1 when Typst refuses or the file cannot be written. Its warnings do not stop it.
    """
    content = sys.stdin.read()
    try:
        pdf, warnings = _set(content)
    except typst.TypstError as error:
        print(error.diagnostic or error.message, file=sys.stderr)
        return 1
    for warning in warnings:
        print(warning.diagnostic or warning.message, file=sys.stderr)
    try:
        path.write_bytes(pdf)
    except OSError as error:
        print(f"{path}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


def _set(content: str) -> tuple[bytes, list[typst.TypstWarning]]:
    """Set a content; where no font has a letter with its marks, the marks are replaced."""
    compiler = typst.Compiler(
        str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=fonts(), ignore_system_fonts=True
    )

    def compiled(text: str) -> tuple[bytes, list[typst.TypstWarning]]:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=["ua-1"], timestamp=0, sys_inputs={"content": text}
        )
        assert isinstance(pdf, bytes)  # one document, not a list of pages
        return pdf, warnings

    try:
        return compiled(content)
    except typst.TypstError as error:
        if REFUSED not in str(error.diagnostic or error.message):
            raise
        return compiled("".join(REPLACEMENT if _is_mark(each) else each for each in content))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main(Path(sys.argv[1])))
