"""What every page says, in which language, to compare before and after a change of the rendering.

`python -m tests.sequence FOLDER` writes a file for each state of the catalogues: texts with their
language, attributes that are read out, links, the files of the directory, the brochure.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree, ignore_patterns
from xml.etree.ElementTree import Element

import html5lib
import polib

from tests.views.test_never_shown import addresses
from webapp import create_app
from webapp.i18n.texts import use_language
from webapp.languages import LANGUAGES, TRANSLATED
from webapp.settings import LOCAL, ROOT, Settings
from webapp.site import site
from webapp.views.brochure import content

_READ_OUT = ("alt", "aria-label", "aria-description", "content", "label", "placeholder", "title")
_LINKS = ("href", "src", "action")
_DIGEST = re.compile(r"(?<=[.-])[0-9a-f]{8,}(?=\.)")
_SPACES = re.compile(r"[ \n\t]+")
FILES = ("directory.csv", "directory.json", "directory.geojson")
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def lines(element: Element, language: str = "") -> Iterator[str]:
    """Yield what an element says, a line for each run of text in one language."""
    run: list[str] = []
    spoken = ""
    for part, lang in _parts(element, language):
        if part is None or lang != spoken:
            if text := _SPACES.sub(" ", "".join(run)).strip(" "):
                yield f"{spoken}: {text}"
            run, spoken = [], lang
        if part is None:
            yield from [lang] if lang.startswith("@") else []
            spoken = ""
        else:
            run.append(part)
            spoken = lang


def _parts(element: Element, language: str) -> Iterator[tuple[str | None, str]]:
    """Yield texts with their language, and None where an element that is more than a span ends."""
    if not isinstance(element.tag, str):
        return
    language = element.get("lang", language)
    block = element.tag not in ("span", "tspan")
    if block:
        yield None, ""
    for name in (*_READ_OUT, *_LINKS):
        if value := element.get(name):
            spoken = language if name in _READ_OUT and element.tag != "meta" else ""
            yield None, f"@{name} {spoken} {_DIGEST.sub('DIGEST', value)}"
    if element.tag not in ("style", "script") or element.get("type") == "application/ld+json":
        yield element.text or "", language
    for child in element:
        yield from _parts(child, language)
        yield child.tail or "", language
    if block:
        yield None, ""


def said(translations: Path, cache: Path) -> Iterator[str]:
    """Yield what the whole site says with the catalogues of a folder."""
    app = create_app(Settings(translations=translations, cache=cache, base_url=LOCAL))
    with app.app_context():
        site().now = lambda: NOON
    client = app.test_client()
    for address in addresses(every_actor=True):
        response = client.get(address)
        yield f"\n== {address} {response.status_code}"
        if response.mimetype == "text/html":
            parsed = html5lib.HTMLParser(namespaceHTMLElements=False).parse(response.text)
            yield from lines(parsed)
    for language in LANGUAGES:
        for file in FILES:
            yield f"\n== {language.path} {file}"
            yield client.get(f"/{language.path}/{file}").text
        with app.test_request_context(f"/{language.path}/"):
            use_language(language)
            yield f"\n== {language.path} brochure"
            yield content().text.replace("},", "},\n")


def states(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield folders of catalogues: complete, each language half emptied, one missing."""
    for state in ("complete", "even", "odd", "without-en", "without-nb"):
        copy = folder / state
        copytree(ROOT / "translations", copy, ignore=ignore_patterns("*.mo"))
        for language in TRANSLATED:
            path = copy / language.catalogue / "LC_MESSAGES" / "messages.po"
            if state == f"without-{language.path}":
                path.unlink()
            elif state in ("even", "odd"):
                _halve(path, ("even", "odd").index(state))
        yield state, copy


def _halve(path: Path, first: int) -> None:
    """Take every second translation out of a catalogue, by the order of the texts."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for number, entry in enumerate(sorted(catalogue, key=lambda entry: entry.msgid)):
        if number % 2 == first:
            entry.msgstr = ""
            entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "")
    catalogue.save()


def main(folder: Path) -> None:
    """Write what the site says in each state."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        for state, translations in states(Path(temporary)):
            cache = Path(temporary) / f"{state}-cache"
            text = "\n".join(said(translations, cache))
            (folder / f"{state}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
