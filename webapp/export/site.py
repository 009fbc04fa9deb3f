"""Exporting: request everything, check every link, compress, write settings, put in place."""

import logging
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple

from flask import Flask

from webapp.errors import BrokenLinksError
from webapp.export import hosts, nginx, place
from webapp.export.answers import ERROR, Answer, addresses, answer_at
from webapp.export.compress import forms
from webapp.export.links import broken
from webapp.languages import LANGUAGES
from webapp.site import Edition, site

log = logging.getLogger(__name__)


class Report(NamedTuple):
    """What an export did: how many files it has, wrote and removed."""

    files: int
    written: int
    removed: int

    def __str__(self) -> str:
        return f"{self.files} files, {self.written} written, {self.removed} removed"


def export(app: Flask, folder: Path, search: str = "") -> Report:
    """Write the site as files that any web server can serve.

    Only the home pages depend on the time: they show the day of the export. The clock stands still
    during an export, so a second one on the same day makes the same bytes and writes nothing.

    Arguments:
        folder: where the files go; see `webapp.export.place`.
        search: scheme and host of a site that searches for this one; without it no page has a form.

    Raises:
        BrokenLinksError: when a link would lead nowhere; nothing is put in place.
        SiteError: when an address has an unexpected status, or a file cannot be written.
    """
    folder = folder.parent.resolve() / folder.name
    before = place.current(folder)
    with app.app_context():
        here = site()
        before_export, now = (here.edition, here.now), here.now()
        here.edition, here.now = Edition(exported=True, search=search), lambda: now
        try:
            answers = _answers(app)
        finally:
            here.edition, here.now = before_export
        problems = broken(answers, here.settings.address)
    if problems:
        raise BrokenLinksError("\n".join(problems))
    pages = [answer for answer in answers if not answer.is_error]
    texts = {
        hosts.HEADERS: hosts.headers_file(pages),
        hosts.REDIRECTS: hosts.redirects_file(),
        nginx.SITE: nginx.site_file(answers),
    }
    files = {answer.file: answer.body for answer in answers}
    files |= {name: text.encode() for name, text in texts.items()}
    files |= forms(answers, before)
    return Report(len(files), *place.put(files, folder))


def _answers(app: Flask) -> list[Answer]:
    """Request every address; brochures and cards that cannot be made are left out."""
    rows = [(address, HTTPStatus.OK) for address in addresses()]
    for prefix in ("", *(f"/{language.path}" for language in LANGUAGES)):
        rows.append((f"{prefix}/{ERROR}", HTTPStatus.NOT_FOUND))
    answers = []
    for address, status in rows:
        if answer := answer_at(app, address, status):
            answers.append(answer)
        else:
            log.warning("%s is left out of the export", address)
    return answers
