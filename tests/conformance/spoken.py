"""The text of each page, for vnu to tell its language.

vnu judges no text of less than 1,024 letters and leaves lists, links and tables out: most pages
here say less. So the text of each is given again, as often as it takes. And lest the judge be
asleep, one text of each language is given as Welsh: vnu must object.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lxml import html

from tests.conformance.pages import Saved

ENOUGH = 1_500
"""Characters, spaces aside, that are well above the least that vnu judges."""

WRONG = "cy"
"""A language that no page is in."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """The text of a page alone, as an HTML file; `wrong` when it claims a wrong language."""

    address: str
    file: Path
    wrong: bool = False


def spoken(pages: Sequence[Saved], folder: Path) -> list[Spoken]:
    """Write the text of every page into a folder, and one of each language as Welsh."""
    texts: list[Spoken] = []
    declared: set[str] = set()
    for page in pages:
        language, text = _text(page)
        file = folder / page.file.name
        _write(file, language, text)
        texts.append(Spoken(f"{page.address} (its text)", file))
        if language not in declared:
            declared.add(language)
            wrong = file.with_suffix(".wrong.html")
            _write(wrong, WRONG, text)
            texts.append(Spoken(f"{page.address} (as Welsh)", wrong, wrong=True))
    return texts


def _text(page: Saved) -> tuple[str, str]:
    """Return the language of a page and the text of its main part in it, names left out."""
    root = html.fromstring(page.file.read_text(encoding="utf-8"))
    language = root.get("lang")
    (main,) = root.iter("main")
    for other in main.xpath(".//*[@lang and @lang != $own or @translate = 'no']", own=language):
        other.drop_tree()
    for shown in main.xpath(".//svg | .//form | .//script"):
        shown.drop_tree()
    return language, " ".join(main.text_content().split())


def _write(file: Path, language: str, text: str) -> None:
    times = ENOUGH // max(1, len("".join(text.split()))) + 1
    body = f"<p>{escape(text)}</p>" * times
    page = f'<!doctype html><html lang="{language}"><title>{language}</title><body>{body}</html>'
    file.write_text(page, encoding="utf-8")
