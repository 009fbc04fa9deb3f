"""`make conformance`: every check on every page of one real server, and a table of what was found.

Exit codes: 0 nothing found; 1 something was; 2 it could not run.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.conformance.chromium import chromium
from tests.conformance.finding import Finding
from tests.conformance.firefox import firefox
from tests.conformance.pages import Saved, save
from tests.conformance.pdf import brochures
from tests.conformance.spoken import spoken
from tests.conformance.validators import html_validate, vnu
from tests.conftest import Server
from webapp.settings import ROOT

HEAVIEST = 30 * 1024
"""Bytes of HTML, CSS and JS, compressed, that a page may have."""


def too_heavy(pages: Iterable[Saved]) -> list[Finding]:
    """Find the pages that are too heavy."""
    return [
        Finding(page.address, 0, "weight", f"{page.weight} bytes, more than {HEAVIEST}")
        for page in pages
        if page.weight > HEAVIEST
    ]


def check(url: str, folder: Path, *, short: bool) -> bool:
    """Run every check on the site at a URL, print what it finds, and tell whether all is well."""
    pages = save(url, folder)
    texts = folder / "texts"
    texts.mkdir()
    checks: dict[str, Callable[[], Iterable[Finding]]] = {
        "vnu": lambda: vnu(pages, spoken(pages, texts)),
        "html-validate": lambda: html_validate(pages),
        "weight": lambda: too_heavy(pages),
        "axe, layout": lambda: chromium(url, pages, short=short),
        "firefox": lambda: firefox(url),
        "pdf/ua": lambda: brochures(url),
    }
    rows = [(name, *_timed(look)) for name, look in checks.items()]
    print(f"\n{'check':<14} {'findings':>8} {'seconds':>8}")
    for name, found, seconds in rows:
        print(f"{name:<14} {found:>8} {seconds:>8.1f}")
    print(_weights(pages))
    return not any(found for _, found, _ in rows)


def _timed(look: Callable[[], Iterable[Finding]]) -> tuple[int, float]:
    """Print what a check finds; count it and the seconds it took."""
    start = time.monotonic()
    found = list(look())
    for each in found:
        print(each, flush=True)
    return len(found), time.monotonic() - start


def _weights(pages: list[Saved]) -> str:
    middle = statistics.median(page.weight for page in pages)
    heavy = max(pages, key=lambda page: page.weight)
    return (
        f"{len(pages)} pages; compressed, with CSS and JS: median {middle / 1024:.1f} KB,"
        f" heaviest {heavy.weight / 1024:.1f} KB ({heavy.address})"
    )


def main() -> int:
    """Start a server on the compiled catalogues, check it, stop it."""
    parser = argparse.ArgumentParser(description="Check every page in every language.")
    parser.add_argument("--short", action="store_true", help="on a phone's screen only")
    short = parser.parse_args().short
    server = Server(ROOT / "translations")
    try:
        server.wait()
        with tempfile.TemporaryDirectory() as folder:
            return 0 if check(server.url, Path(folder), short=short) else 1
    except (RuntimeError, OSError) as error:
        print(f"cannot run: {error}", file=sys.stderr)
        return 2
    finally:
        server.stop()


if __name__ == "__main__":
    sys.exit(main())
