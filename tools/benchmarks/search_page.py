"""An uncached search page on the real data, beside a view that renders its template from constants.

    make benchmark-search

Both answer through Flask in one process on one core, by turns; requests a second, medians of runs
and their spread. The constants are what the search found, so both give the same bytes.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from flask import Response
from flask.testing import FlaskClient

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from webapp import create_app  # noqa: E402
from webapp.directory.criteria import KEYS  # noqa: E402
from webapp.directory.query import Query  # noqa: E402
from webapp.i18n.texts import use_language  # noqa: E402
from webapp.languages import BY_PATH  # noqa: E402
from webapp.site import site  # noqa: E402
from webapp.views.directory import FILES, PAGE  # noqa: E402
from webapp.views.frame import render_page  # noqa: E402
from webapp.views.records import address, choices, label  # noqa: E402

QUERIES = ["", "?name=caen", "?place=Kina", "?country=DE&department=14", "?field=education&page=1"]


def constant(language_path: str, query: str) -> Callable[[], Response]:
    """Return a view that renders the page of a search from what it once found."""
    language = BY_PATH[language_path]
    pairs = [tuple(part.split("=")) for part in query.lstrip("?").split("&") if part]
    asked = Query.read(pairs)  # type: ignore[arg-type]
    found: dict[str, object] = {}

    def view() -> Response:
        use_language(language)
        if not found:
            results = site().directory.current().search(asked)
            offered = {key: choices(KEYS[key], asked, results) for key in results.counts}
            found.update(
                query=asked,
                results=results,
                choices_of=lambda key: offered[key.name],
                label_of=label,
                updated=site().directory.current().directory.updated,
                address=lambda other: address(other, language),
                files=[(kind, address(asked.on_page(1), language, f".{kind}")) for kind in FILES],
            )
        return render_page(PAGE, indexed=not asked.pairs(), **found)

    return view


def rate(client: FlaskClient, target: str, seconds: float) -> float:
    """Return how many requests for an address are answered in a second."""
    asked, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        assert client.get(target).status_code == 200
        asked += 1
    return asked / (time.perf_counter() - start)


def main() -> None:
    """Measure each query by turns and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0)
    arguments = parser.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    app = create_app()
    for number, query in enumerate(QUERIES):
        app.add_url_rule(f"/constant/{number}", f"constant{number}", constant("en", query))
    client = app.test_client()
    print("| search | searched, a second | constants, a second | share | spread of the share |")
    print("|---|---|---|---|---|")
    for number, query in enumerate(QUERIES):
        pairs = []
        constants = f"/constant/{number}{query}"
        same = client.get(f"/en/directory{query}").data == client.get(constants).data
        for _ in range(arguments.runs):
            searched = rate(client, f"/en/directory{query}", arguments.seconds)
            pairs.append((searched, rate(client, constants, arguments.seconds)))
        shares = [one / other for one, other in pairs]
        ours, theirs = (statistics.median(each) for each in zip(*pairs, strict=True))
        shown = f"`{query or 'none'}`" + ("" if same else " (bytes differ)")
        spread = f"{min(shares):.2f} to {max(shares):.2f}"
        print(
            f"| {shown} | {ours:.0f} | {theirs:.0f} | {statistics.median(shares):.2f} | {spread} |"
        )


if __name__ == "__main__":
    main()
