"""Mixed load on every address in every language while a catalogue is compiled each second.

`make test-slow` does it for a few seconds; `make soak` sets `SOAK_SECONDS` to ten minutes.
"""

import os
import re
import statistics
import time
from pathlib import Path

import pytest

from tests.conftest import Server
from tests.faults.conftest import Start
from tests.faults.load import visitors, whole
from tests.faults.processes import workers_of
from webapp.directory.load import load
from webapp.disk import replace
from webapp.languages import BY_PATH, LANGUAGES
from webapp.pages import addresses
from webapp.po import files
from webapp.settings import Settings

SECONDS = float(os.environ.get("SOAK_SECONDS", "15"))
WARM = min(60.0, SECONDS / 2)
"""Seconds until caches are full."""
MOST = 1.05
"""How much of its memory after the first minute a worker may have at the end."""

# Two messages that stand on every page, at its head and at its foot.
HEAD, FOOT = (
    "Aller au contenu",
    "Texte de 2012 : © Conseil Régional de Basse-Normandie - Tous droits réservés",
)
SEARCHES = ("directory?name=caen", "directory?place=Kina", "directory?page=2", "directory?name=zzz")
FILES = ("directory.csv", "directory.json", "directory.geojson", "brochure.pdf", "no-such-page")


def everything() -> list[str]:
    """List every page, actor, search and file in every language, and what machines ask for."""
    actors = [f"directory/{actor.id}" for actor in load(Settings().directory).actors]
    others = [
        f"/{language.path}/{each}"
        for each in (*actors, *SEARCHES, *FILES)
        for language in LANGUAGES
    ]
    return [*addresses(), *others, "/", "/robots.txt", "/sitemap.xml", "/healthz", "/openapi.json"]


def memory(server: Server) -> float:
    """Return the megabytes of the largest worker."""
    found = []
    for worker in workers_of(server):
        status = Path(f"/proc/{worker}/status").read_text()
        found.append(int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1000)  # type: ignore[index]
    return max(found)


class Tide:
    """A Macedonian catalogue that says its version at the head and at the foot of each page."""

    def __init__(self, translations: Path) -> None:
        self.path = files.source(translations, BY_PATH["mk"])
        self.original = self.path.read_text(encoding="utf-8")

    def turn(self, number: int) -> None:
        """Write another version."""
        text = self.original
        for msgid in (HEAD, FOOT):
            start = text.index('msgstr "', text.index(f'msgid "{msgid}"'))
            end = text.index('"\n', start)
            text = f"{text[:end]} тек{number}{text[end:]}"
        replace(self.path, text.encode())


def check(address: str, body: bytes) -> str | None:
    """Return what is wrong with a page: it is whole, in its language, and of one version."""
    if not body.startswith(b"<!doctype html>"):
        return None
    versions = set(re.findall("тек([0-9]+)", body.decode()))
    if address.startswith("/mk/"):
        if len(versions) > 1:
            return f"{address}: of versions {versions}"
    elif versions:
        return f"{address}: Macedonian"
    return whole(address, body) if re.match("/[a-z]{2}/", address) else None


@pytest.mark.slow
def test_it_lasts(start: Start, translations: Path) -> None:
    """Under mixed load no answer fails, mixes languages or versions, and no memory grows."""
    server = start(workers=2)
    tide = Tide(translations)
    begun = time.monotonic()
    sizes: list[float] = []
    turns = 0
    with visitors(server, 6, check, everything()) as outcome:
        while time.monotonic() - begun < SECONDS:
            tide.turn(turns)
            turns += 1
            time.sleep(1)
            if time.monotonic() - begun >= WARM:
                sizes.append(memory(server))
    # Medians: what is measured while a new version takes the place of the old one is both.
    part = max(1, len(sizes) // 10)
    warm, end = statistics.median(sizes[:part]), statistics.median(sizes[-part:])
    print(
        f"{outcome.answered} answers {dict(outcome.statuses)}, {turns} versions,"
        f" {warm:.0f} MB, {end:.0f} MB at the end"
    )
    assert set(outcome.statuses) <= {200, 404}
    assert (outcome.wrong, outcome.cut) == ([], [])
    assert outcome.answered > 20 * SECONDS
    assert end <= warm * MOST or SECONDS < 120, f"{warm} MB after {WARM:g} s, {end} MB at the end"
