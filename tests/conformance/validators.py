"""The two validators of saved pages: vnu (the Nu Html Checker of the W3C) and html-validate."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.conformance.finding import NODE_MODULES, Finding, run
from tests.conformance.pages import Saved
from tests.conformance.spoken import Spoken
from webapp.settings import ROOT

VNU = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
HTML_VALIDATE = NODE_MODULES / ".bin" / "html-validate"
WRITTEN_IN = "This document appears to be written in"
STATIC = ROOT / "webapp" / "static"


def vnu(pages: Sequence[Saved], spoken: Sequence[Spoken]) -> Iterator[Finding]:
    """Ask vnu, once, about all pages, style sheets and pictures, and the language of each text."""
    named = {page.file: page.address for page in pages}
    named |= {file: file.name for file in STATIC.iterdir() if file.suffix in {".css", ".svg"}}
    named |= {text.file: text.address for text in spoken}
    wrong = {text.file for text in spoken if text.wrong}
    options = ["--stdout", "--format", "json", "--also-check-css", "--also-check-svg"]
    answer = json.loads(run(["java", "-jar", VNU, *options, *named]))
    for each in answer["messages"]:
        file = Path(each["url"].removeprefix("file:"))
        if file in wrong and each["message"].startswith(WRITTEN_IN):
            wrong.remove(file)
        else:
            yield _of_vnu(each, named[file])
    for file in wrong:
        yield Finding(named[file], 0, "vnu language", "a wrong language is not noticed")


def _of_vnu(message: Mapping[str, object], page: str) -> Finding:
    line = message.get("lastLine", 0)
    kind = message.get("subType", message["type"])
    return Finding(page, int(str(line)), f"vnu {kind}", str(message["message"]))


def html_validate(pages: Sequence[Saved]) -> Iterator[Finding]:
    """Ask html-validate, once, about all pages."""
    named = {str(page.file): page.address for page in pages}
    options = ["--formatter", "json", "--config", str(ROOT / ".htmlvalidate.json")]
    for result in json.loads(run([HTML_VALIDATE, *options, *named])):
        for each in result["messages"]:
            rule = f"html-validate {each['ruleId']}"
            yield Finding(named[result["filePath"]], each["line"], rule, each["message"])
