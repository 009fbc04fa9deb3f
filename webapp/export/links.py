"""The links in exported files: each link within the site must lead to a file and an id in it."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

from webapp.export.answers import HTML, Answer

_LINKING = frozenset(["action", "data", "formaction", "href", "poster", "src"])
_PARSED = frozenset([HTML, "image/svg+xml"])
_IN_CSS = re.compile(r"url\(\s*[\"']?([^\"')]+)|@import\s+[\"']([^\"']+)")
_IN_PDF = re.compile(rb"/URI ?\(([^)]*)\)")
_IN_SENTENCE = ".,;:!?)"


class FileLinks(HTMLParser):
    """The links in a file, and the ids that links can lead to; parses pages and SVG drawings."""

    def __init__(self, links: Iterable[str] = ()) -> None:
        super().__init__()
        self.links = list(links)
        self.ids: set[str] = set()
        self.data = ""
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the links and the id of an element."""
        values = {name: value for name, value in attrs if value is not None}
        self._in_script = tag == "script"
        if "id" in values:
            self.ids.add(values["id"])
        self.links += [values[name] for name in _LINKING & values.keys()]

    def handle_data(self, data: str) -> None:
        """Collect the data of scripts: JSON-LD holds addresses."""
        if self._in_script:
            self.data += data


def links_of(answer: Answer, base: str) -> FileLinks:
    """Return the links of an answer; in scripts and other text, full addresses of the site."""
    if answer.mimetype == "text/css":
        return FileLinks(map("".join, _IN_CSS.findall(answer.body.decode())))
    if answer.mimetype == "application/pdf":
        return FileLinks(uri.decode("latin-1") for uri in _IN_PDF.findall(answer.body))
    linked, text = FileLinks(), answer.body.decode("utf-8", "replace")
    if answer.mimetype in _PARSED:
        linked.feed(text)
        text = linked.data
    written = re.findall(re.escape(base) + r"(?![\w.:-])[^\s\"'<>\\,]*", text)
    linked.links += [link.rstrip(_IN_SENTENCE) for link in written]
    return linked


def broken(answers: Iterable[Answer], base: str) -> list[str]:
    """Return the links that lead nowhere, each as `file: link: why`.

    Arguments:
        base: scheme and host of the site, without a slash.
    """
    own = urlsplit(base)
    pairs = [(answer, links_of(answer, base)) for answer in answers]
    ids = {answer.address: linked.ids for answer, linked in pairs if not answer.is_error}
    problems = []
    for answer, linked in pairs:
        known = ids | {answer.address: linked.ids}
        for link in linked.links:
            parts = urlsplit(urljoin(base + answer.address, link))
            if (parts.scheme, parts.netloc) != (own.scheme, own.netloc):
                continue
            path = unquote(parts.path) or "/"
            problem = ""
            if path not in known:
                problem = "no such file"
            elif parts.query:
                problem = "a file answers no query"
            elif parts.fragment and parts.fragment not in known[path]:
                problem = f"no such place in it: #{parts.fragment}"
            if problem:
                problems.append(f"{answer.file}: {link}: {problem}")
    return problems
