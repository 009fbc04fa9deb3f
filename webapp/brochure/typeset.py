"""Setting the brochure with Typst, in a process of its own: `python -m webapp.brochure.typeset`.

Reads the content as JSON and writes the PDF, or for a card the PNG. The site runs it with a limit
of time, so that nothing that happens here can hold a page up; no page loads Typst or fonts.
"""

import json
import sys
import unicodedata

import pylopdf_fonts_zh_cn
import typst

from webapp.brochure import TEMPLATES
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


def main() -> int:
    """Set the brochure, from standard input to standard output; messages go to standard error."""
    content = sys.stdin.buffer.read().decode()
    try:
        try:
            file, warnings = _compile(content)
        except typst.TypstError as error:
            if REFUSED not in str(error.diagnostic or error.message):
                raise
            # No font has a letter with its marks: the marks are replaced.
            file, warnings = _compile(
                "".join(
                    REPLACEMENT if unicodedata.category(char).startswith("M") else char
                    for char in content
                )
            )
    except typst.TypstError as error:
        print(error.diagnostic or error.message, file=sys.stderr)
        return 1
    for warning in warnings:
        print(warning.diagnostic or warning.message, file=sys.stderr)
    sys.stdout.buffer.write(file)
    return 0


def _compile(content: str) -> tuple[bytes, list[typst.TypstWarning]]:
    name, suffix = json.loads(content)["file"].split(".")
    compiler = typst.Compiler(
        str(TEMPLATES / f"{name}.typ"),
        root=str(TEMPLATES.parent),
        font_paths=fonts(),
        ignore_system_fonts=True,
    )
    file, warnings = compiler.compile_with_warnings(
        format=suffix,
        ppi=72,  # of a picture: a pixel for each point
        pdf_standards=["ua-1"] if suffix == "pdf" else [],
        timestamp=0,
        sys_inputs={"content": content},
    )
    assert isinstance(file, bytes)  # one document, not a list of pages
    return file, warnings


if __name__ == "__main__":
    sys.exit(main())
