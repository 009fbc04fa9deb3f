"""Setting the brochure with Typst, in a process of its own: `python -m webapp.brochure.typeset`.

Reads the content as JSON and writes the PDF to the path that it is given. The site runs it with a
limit of time, so that nothing that happens here can hold a page up; no page loads Typst or fonts.
"""

import sys
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from webapp.brochure import TEMPLATE


def main(path: Path) -> int:
    """Set the brochure; what is wrong goes to standard error.

    Arguments:
        path: of the PDF to write. The content comes by standard input.

    Returns:
        0, or 1 when Typst refuses or the file cannot be written. Its warnings do not stop it.
    """
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(pylopdf_fonts_zh_cn.serif_path().parent)],
    )
    compiler = typst.Compiler(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"content": sys.stdin.read()},
    )
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=["ua-1"], timestamp=0
        )
    except typst.TypstError as error:
        print(error.diagnostic or error.message, file=sys.stderr)
        return 1
    for warning in warnings:
        print(warning.diagnostic or warning.message, file=sys.stderr)
    assert isinstance(pdf, bytes)  # one document, not a list of pages
    try:
        path.write_bytes(pdf)
    except OSError as error:
        print(f"{path}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main(Path(sys.argv[1])))
