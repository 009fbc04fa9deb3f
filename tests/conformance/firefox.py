"""A few pages in Debian's Firefox: its console must stay empty."""

import json
import shutil
from pathlib import Path

from tests.conformance.finding import Finding, run

DRIVER = Path(__file__).with_suffix(".mjs")
VIEWS = ("", "directory?country=DE&field=education", "map")
PATHS = ("fr", "mk", "zh")


def firefox(url: str) -> list[Finding]:
    """Open the home page, a search and the map in three scripts."""
    addresses = [f"{url}/{path}/{view}" for path in PATHS for view in VIEWS]
    program = shutil.which("firefox-esr") or "firefox-esr"
    said = json.loads(run(["node", DRIVER, program, *addresses]))
    return [
        Finding(each["address"].removeprefix(url), 0, "firefox", each["message"]) for each in said
    ]
