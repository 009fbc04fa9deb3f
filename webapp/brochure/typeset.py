"""Setting the brochure with Typst, in a process of its own: `python -m webapp.brochure.typeset`.

Reads the content as JSON and writes the PDF, or the PNG for a card. The site runs it with a time
limit, so that nothing here can hold up a page; no page loads Typst or fonts.
"""

import json
import sys
import unicodedata

import pylopdf_fonts_zh_cn
import typst

from webapp.brochure import TEMPLATES
from webapp.checks.glyphs import REPLACEMENT


def fonts() -> typst.Fonts:
    """Return the brochure's fonts: those built into Typst and one for Chinese, no system fonts."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(pylopdf_fonts_zh_cn.serif_path().parent)],
    )


def main() -> int:
    """Set the brochure, from standard input to standard output; messages go to standard error."""
    content = sys.stdin.buffer.read().decode()
    name, suffix = json.loads(content)["file"].split(".")
    compiler = typst.Compiler(
        str(TEMPLATES / f"{name}.typ"),
        root=str(TEMPLATES.parent),
        font_paths=fonts(),
        ignore_system_fonts=True,
    )
    problem: object = ""
    # If Typst fails, perhaps no font has a letter with its marks: replace them and try again.
    bare = (REPLACEMENT if unicodedata.category(it).startswith("M") else it for it in content)
    for text in dict.fromkeys((content, "".join(bare))):
        try:
            file, warnings = compiler.compile_with_warnings(
                format=suffix,
                ppi=72,  # for a picture: one pixel per point
                pdf_standards=["ua-1"] if suffix == "pdf" else [],
                timestamp=0,
                sys_inputs={"content": text},
            )
        except typst.TypstError as error:
            problem = error.diagnostic or error.message
            continue
        for warning in warnings:
            print(warning.diagnostic or warning.message, file=sys.stderr)
        assert isinstance(file, bytes)  # one document, not a list of pages
        sys.stdout.buffer.write(file)
        return 0
    print(problem, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
