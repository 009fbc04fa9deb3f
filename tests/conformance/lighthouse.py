"""`make lighthouse`: Lighthouse, mobile, on three pages in each language; median of some runs.

Exit codes: 0 all is as high as asked; 1 something is lower; 2 it could not run.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
from collections.abc import Iterator

from tests.conformance.finding import NODE_MODULES, run
from tests.conftest import FLAGS, Server
from webapp.languages import LANGUAGES
from webapp.settings import ROOT

SLUGS = ("", "partners/hordaland", "directory")
ASKED = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}

Scores = dict[str, int]


def look(url: str) -> tuple[Scores, list[str]]:
    """Run Lighthouse on a page once: its scores, and the audits that it did not pass."""
    flags = " ".join(["--headless", *FLAGS])
    command = [
        NODE_MODULES / ".bin" / "lighthouse",
        url,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(ASKED)}",
        f"--chrome-flags={flags}",
    ]
    report = json.loads(run(command))
    if "runtimeError" in report:  # it may miss the beginning of a page, and asks to be run again
        report = json.loads(run(command))
    if "runtimeError" in report:
        raise RuntimeError(report["runtimeError"]["message"])
    categories = report["categories"]
    scores = {name: round(100 * categories[name]["score"]) for name in ASKED}
    return scores, sorted(_failed(report, scores))


def _failed(report: dict[str, dict[str, dict[str, object]]], scores: Scores) -> Iterator[str]:
    """Name the audits that pull a category under what is asked."""
    for name in (name for name, score in scores.items() if score < ASKED[name]):
        for audit in report["categories"][name]["auditRefs"]:  # type: ignore[attr-defined]
            score = report["audits"][audit["id"]]["score"]
            if audit["weight"] and score is not None and float(str(score)) < 0.9:
                yield f"{audit['id']} ({score})"


def measure(url: str, runs: int) -> bool:
    """Measure a page some times, print its row, and tell whether it is as high as asked."""
    seen = [look(url) for _ in range(runs)]
    medians = {name: int(statistics.median(scores[name] for scores, _ in seen)) for name in ASKED}
    failed = sorted({audit for _, audits in seen for audit in audits})
    path = url.split("/", 3)[3]
    print(f"/{path:<24}", *(f"{score:>14}" for score in medians.values()), *failed, flush=True)
    return all(medians[name] >= least for name, least in ASKED.items())


def main() -> int:
    """Measure three pages in each language, or in those named."""
    parser = argparse.ArgumentParser(description="Measure some pages with Lighthouse.")
    parser.add_argument("paths", nargs="*", help="languages, by their path; all when none is named")
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    os.environ["CHROME_PATH"] = shutil.which("chromium") or ""
    server = Server(ROOT / "translations")
    try:
        server.wait()
        print(f"{'median of ' + str(asked.runs):<25}", *(f"{name:>14}" for name in ASKED))
        paths = asked.paths or [language.path for language in LANGUAGES]
        addresses = [f"{server.url}/{path}/{slug}" for path in paths for slug in SLUGS]
        good = [measure(address, asked.runs) for address in addresses]
        return 0 if all(good) else 1
    except (RuntimeError, OSError) as error:
        print(f"cannot run: {error}", file=sys.stderr)
        return 2
    finally:
        server.stop()


if __name__ == "__main__":
    sys.exit(main())
