"""Exporting: request everything, check every link, compress, write the settings, put in place."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask

from webapp.errors import BrokenLinksError
from webapp.export import hosts, nginx, place
from webapp.export.answers import Answer, Client, error_pages, everything, loaded, path_of
from webapp.export.compress import forms
from webapp.export.links import Links, broken, targets
from webapp.site import Edition, site

CSP = "Content-Security-Policy"


@dataclass(frozen=True, slots=True)
class Report:
    """What an export did: files and bytes of the whole, files written and removed."""

    files: int
    size: int
    written: int
    removed: int
    seconds: float

    def __str__(self) -> str:
        return (
            f"{self.files} files, {self.size} bytes, {self.written} written,"
            f" {self.removed} removed in {self.seconds:.1f} s"
        )


def export(app: Flask, folder: Path, search: str = "") -> Report:
    """Write the site as files that any web server can serve.

    The only thing in a page that passes with time is the day on the home page: it is the day of
    the export, and the clock stands still for as long as one takes. So a second export on the same
    day makes the same bytes and writes nothing, and one on another day the home pages alone.

    Arguments:
        folder: where the files go; see `webapp.export.place`.
        search: scheme and host of a site that searches for this one; without it no page has a form.

    Raises:
        BrokenLinksError: when a link would lead nowhere; nothing was put in place.
        ExportError: when an address is not answered, or a file cannot be written.
    """
    started = time.monotonic()
    folder = folder.parent.resolve() / folder.name
    before = place.current(folder)
    with app.app_context():
        answers = _answers(app, search)
        problems = broken(answers, Links(site().settings.address))
    if problems:
        raise BrokenLinksError(problems)
    files = _files(answers) | forms(answers, before)
    placed = place.put(files, folder)
    size = sum(map(len, files.values()))
    seconds = time.monotonic() - started
    return Report(len(files), size, placed.written, placed.removed, seconds)


def _answers(app: Flask, search: str) -> list[Answer]:
    """Request everything, and what that loads in turn."""
    client = Client(app)
    links = Links(site().settings.address)
    with _edition(Edition(exported=True, search=search)):
        answers = [*everything(client), *error_pages(client)]
        have, new = {answer.address for answer in answers}, answers
        while new:
            wanted = {target for target in targets(new, links) if path_of(target) not in have}
            new = list(loaded(client, sorted(wanted)))
            have |= {answer.address for answer in new} | {path_of(target) for target in wanted}
            answers = answers + new
    return [_allow_search(answer, search) for answer in answers]


@contextmanager
def _edition(edition: Edition) -> Iterator[None]:
    """Have the site answer for an edition, and its clock stand still, for a while."""
    own = site()
    kept, clock, now = own.edition, own.now, own.now()
    own.edition, own.now = edition, lambda: now
    try:
        yield
    finally:
        own.edition, own.now = kept, clock


def _allow_search(answer: Answer, search: str) -> Answer:
    """Allow the form to lead to the host that searches, where a policy restricts it."""
    policy = answer.headers.get(CSP, "")
    if not search or "form-action" not in policy:
        return answer
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(search))
    parts = [part.strip() for part in policy.split(";")]
    allowing = [f"{part} {origin}" if part.startswith("form-action") else part for part in parts]
    return replace(answer, headers=answer.headers | {CSP: "; ".join(allowing)})


def _files(answers: list[Answer]) -> dict[str, bytes]:
    """Return the files by path: the answers, and the settings for servers."""
    pages = [answer for answer in answers if not answer.is_error]
    texts = {
        hosts.HEADERS: hosts.headers_file(pages),
        hosts.REDIRECTS: hosts.redirects_file(),
        nginx.SITE: nginx.site_file(answers),
    }
    return {answer.file: answer.body for answer in answers} | {
        name: text.encode() for name, text in texts.items()
    }
