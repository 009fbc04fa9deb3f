"""The pages that are checked, fetched once from a real server and kept as files."""

import gzip
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from webapp.languages import LANGUAGES
from webapp.pages import addresses

NO_PAGE = "none"
# An actor, results, an empty result, a proposal for a mistyped word, an address that is no page.
BESIDES = (
    "directory/caen",
    "directory?country=DE&country=GB&field=education&page=2",
    "directory?name=xyzzy",
    "directory?place=Ohird",
    NO_PAGE,
)

_LINKED = re.compile(rb'<(?:link rel="stylesheet" href|script src)="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Saved:
    """A page as it was sent.

    Arguments:
        address: its path and query.
        file: where its HTML is kept.
        weight: bytes of HTML, CSS and JS that a first visit transfers.
    """

    address: str
    file: Path
    weight: int

    def line(self, element: str) -> int:
        """Find the line of an element by how its first tag is written; 0 when a script made it."""
        text = self.file.read_text(encoding="utf-8")
        before, tag, _ = text.partition(element.partition(">")[0])
        return before.count("\n") + 1 if tag else 0


def every_address() -> list[str]:
    """List every page in every language, the bare address and one of each kind of view."""
    views = [f"/{language.path}/{view}" for language in LANGUAGES for view in BESIDES]
    return [*addresses(), "/", *views]


def save(url: str, folder: Path) -> list[Saved]:
    """Fetch every page of the site at a URL into a folder."""
    weights: dict[str, int] = {}
    return [_save(url, address, folder, weights) for address in every_address()]


def _save(url: str, address: str, folder: Path, weights: dict[str, int]) -> Saved:
    html, weight = _fetch(url + address)
    file = folder / f"{re.sub(r'[^a-z0-9]+', '-', address.strip('/')) or 'index'}.html"
    file.write_bytes(html)
    for linked in _linked(html):
        if linked not in weights:
            weights[linked] = _fetch(url + linked)[1]
    return Saved(address, file, weight + sum(weights[linked] for linked in _linked(html)))


def _linked(html: bytes) -> Iterator[str]:
    """List the style sheets and scripts of a page."""
    return (match[1].decode() for match in _LINKED.finditer(html))


def _fetch(url: str) -> tuple[bytes, int]:
    """Fetch; give the content, and its bytes as sent, or as gzip -9 where sent bare."""
    asked = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    try:
        response = urllib.request.urlopen(asked, timeout=20)
    except urllib.error.HTTPError as error:  # a page too: it is checked like the others
        response = error
    with response:
        sent = response.read()
        if response.headers.get("Content-Encoding") == "gzip":
            return gzip.decompress(sent), len(sent)
        return sent, len(gzip.compress(sent, 9))
