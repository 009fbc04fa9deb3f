"""The links of exported files: each on the site must lead to a file, and to a place in it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from webapp.export.answers import HTML, Answer, path_of

_LINKING = frozenset(["action", "data", "formaction", "href", "poster", "src", "xlink:href"])
_NOT_LOADED = frozenset(["alternate", "canonical"])
_PARSED = frozenset([HTML, "image/svg+xml"])
_IN_CSS = re.compile(r"url\(\s*[\"']?([^\"')]+)|@import\s+[\"']([^\"']+)")
_IN_PDF = re.compile(rb"/URI ?\(([^)]*)\)")
_IN_SENTENCE = ".,;:!?)"


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it is written; `loaded` when a browser needs it to show the page."""

    target: str
    loaded: bool = False


@dataclass(slots=True)
class FileLinks:
    """What a file links to, and the ids in it that can be linked to."""

    links: list[Link] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)


class Links:
    """Reads the links of answers; `base` is scheme and host of the site, without a slash."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._written = re.compile(re.escape(base) + r"(?![\w.:-])[^\s\"'<>\\,]*")

    def of(self, answer: Answer) -> FileLinks:
        """Return the links of an answer; in other types, whole addresses of the site."""
        if answer.mimetype in _PARSED:
            page = _Page()
            page.feed(answer.body.decode())
            page.linked.links += self._whole(page.data)
            return page.linked
        if answer.mimetype == "text/css":
            found = _IN_CSS.findall(answer.body.decode())
            return FileLinks([Link(one or other, loaded=True) for one, other in found])
        if answer.mimetype == "application/pdf":
            return FileLinks([Link(uri.decode("latin-1")) for uri in _IN_PDF.findall(answer.body)])
        return FileLinks(list(self._whole(answer.body.decode("utf-8", "replace"))))

    def inside(self, link: Link, answer: Answer) -> str | None:
        """Return what a link of an answer leads to on this site, from its slash; None elsewhere."""
        whole = urljoin(self._base + answer.address, link.target)
        parts, own = urlsplit(whole), urlsplit(self._base)
        if (parts.scheme, parts.netloc) != (own.scheme, own.netloc):
            return None
        return whole.removeprefix(f"{parts.scheme}://{parts.netloc}") or "/"

    def _whole(self, text: str) -> Iterator[Link]:
        for match in self._written.finditer(text):
            yield Link(match[0].rstrip(_IN_SENTENCE))


class _Page(HTMLParser):
    """Collects the links and ids of a page or a drawing, and the data in it."""

    def __init__(self) -> None:
        super().__init__()
        self.linked = FileLinks()
        self.data = ""
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value for name, value in attrs if value is not None}
        self._in_script = tag == "script"
        if "id" in values:
            self.linked.ids.add(values["id"])
        for name in _LINKING & values.keys():
            self.linked.links.append(Link(values[name], loaded=_is_loaded(tag, name, values)))
        for candidate in values.get("srcset", "").split(","):
            if candidate.strip():
                self.linked.links.append(Link(candidate.split()[0], loaded=True))

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.data += data


def _is_loaded(tag: str, name: str, values: Mapping[str, str]) -> bool:
    """Return whether a browser loads a link's target to show the page."""
    if tag == "link":
        return not _NOT_LOADED & set(values.get("rel", "").split())
    return name in ("src", "poster", "data") or tag in ("use", "image")


def targets(answers: Iterable[Answer], links: Links) -> list[str]:
    """Return what answers load from this site, each once."""
    found = (
        links.inside(link, answer)
        for answer in answers
        for link in links.of(answer).links
        if link.loaded
    )
    return list(dict.fromkeys(each.partition("#")[0] for each in found if each))


def broken(answers: Iterable[Answer], links: Links) -> list[str]:
    """Return the links that lead nowhere, each as `file: link: why`."""
    pairs = [(answer, links.of(answer)) for answer in answers]
    ids = {answer.address: linked.ids for answer, linked in pairs if not answer.is_error}
    problems = []
    for answer, linked in pairs:
        known = ids | {answer.address: linked.ids}
        for link in linked.links:
            target = links.inside(link, answer)
            problem = _problem(target, known, loaded=link.loaded) if target is not None else ""
            if problem:
                problems.append(f"{answer.file}: {link.target}: {problem}")
    return problems


def _problem(target: str, ids: Mapping[str, set[str]], *, loaded: bool) -> str:
    """Return what is wrong with a target, or an empty text."""
    parts = urlsplit(target)
    path = path_of(target)
    if path not in ids:
        return "no such file"
    if parts.query and not loaded:
        return "a file answers no query"
    if parts.fragment and parts.fragment not in ids[path]:
        return f"no such place in it: #{parts.fragment}"
    return ""
