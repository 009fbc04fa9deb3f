"""What a deployment lacks and how to correct it: `flask --app webapp site check`."""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from webapp.brochure.store import Brochures, Content, Typesetter, typeset
from webapp.catalogs.coverage import Coverage
from webapp.catalogs.publish import publish
from webapp.catalogs.snapshot import Catalogues
from webapp.directory.load import load
from webapp.errors import BrochureError, CatalogSyntaxError, DirectoryError, FileError
from webapp.hosts import is_loopback, is_near
from webapp.languages import TRANSLATED
from webapp.po import files
from webapp.po.read import read
from webapp.settings import ROOT, Settings

ERROR = "error"
WARNING = "warning"

# The settings that French law requires of a public site, each with its meaning.
_LEGAL = {
    "publisher": "the body that publishes the site",
    "director": "the director of publication",
    "hosting": "name, address and telephone of the host",
    "contact": "an e-mail address for questions, personal data and accessibility",
}


class Finding(NamedTuple):
    """Something that a deployment lacks; an error if visitors notice it or the law demands it."""

    level: str
    name: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.level} [{self.name}] {self.sentence}"


@dataclass(frozen=True, slots=True)
class Deployment:
    """The deployment to check; `thresholds` are percentages by the path of the language."""

    settings: Settings
    brochures: Sequence[Content] = ()
    thresholds: Mapping[str, float] = field(default_factory=dict)
    typesetter: Typesetter = typeset


def check(deployment: Deployment) -> list[Finding]:
    """Return what a deployment lacks, errors first, without changing anything."""
    findings = [finding for look in CHECKS for finding in look(deployment)]
    return sorted(findings, key=lambda finding: finding.level != ERROR)


def legal(deployment: Deployment) -> Iterator[Finding]:
    """Yield the legal settings that are empty: their pages show « à compléter »."""
    for name, meaning in _LEGAL.items():
        if not getattr(deployment.settings, name):
            yield Finding(ERROR, name, f"SITE_{name.upper()} is empty; set it to {meaning}")


def at_start(settings: Settings) -> list[str]:
    """Return the warnings for serving the site; none without a base URL that the public reaches."""
    public = settings.base_url and not is_near(urlsplit(settings.base_url).netloc)
    return _legal_missing(settings) if public else []


def _legal_missing(settings: Settings) -> list[str]:
    empty = ", ".join(f"SITE_{name.upper()}" for name in _LEGAL if not getattr(settings, name))
    problem = "legal information required of a public site is missing"
    return [f"{problem}; set {empty}"] if empty else []


def at_export(settings: Settings) -> list[str]:
    """Return the warnings for exporting the site, whatever its host."""
    sentences = _legal_missing(settings)
    if is_loopback(urlsplit(settings.address).hostname or ""):
        problem = f"the pages name {settings.address}, which no other machine can reach"
        sentences.insert(0, f"{problem}; set SITE_BASE_URL")
    return sentences


def address(deployment: Deployment) -> Iterator[Finding]:
    """Yield what is wrong with the base URL: missing, for this machine alone, or not encrypted."""
    base = deployment.settings.base_url
    parts = urlsplit(base)
    advice = "set SITE_BASE_URL to the address that visitors use, https://…"
    if not base:
        sentence = "the site has no address: it answers for this machine and private networks only"
        yield Finding(ERROR, "address", f"{sentence}; {advice}")
    elif is_loopback(parts.hostname or ""):
        yield Finding(ERROR, "address", f"{base} leads each visitor to their own machine; {advice}")
    elif parts.scheme != "https":
        yield Finding(ERROR, "address", f"{base} is not encrypted; {advice}")


def cache(deployment: Deployment) -> Iterator[Finding]:
    """Yield a finding if the cache folder is missing or cannot be written."""
    folder = deployment.settings.cache
    advice = "let the site's account write there, or set SITE_CACHE to a folder where it may"
    if not folder.exists():
        parent = next(path for path in folder.parents if path.exists())
        able = parent.is_dir() and os.access(parent, os.W_OK)
        problem = f"{folder} does not exist{'' if able else ' and cannot be created'}"
        yield Finding(WARNING if able else ERROR, "cache", f"{problem}; {advice}")
        return
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        yield Finding(ERROR, "cache", f"{folder}: {error.strerror}; {advice}")


def catalogues(deployment: Deployment) -> Iterator[Finding]:
    """Yield the catalogues that cannot be read, and how many translations the others leave out."""
    settings = deployment.settings
    problems = {}
    for language in TRANSLATED:
        try:
            template = read(files.template(settings.translations))
            catalogue = read(files.source(settings.translations, language))
        except (CatalogSyntaxError, FileError) as error:
            problems[f"{error}; correct it"] = ERROR
            continue
        if left_out := publish(catalogue, template, language).left_out:
            command = f"flask --app webapp i18n check {language.path}"
            problems[f"{language.path}: {len(left_out)} left out; run `{command}`"] = WARNING
    for problem, level in problems.items():
        yield Finding(level, "catalogue", problem)


def completeness(deployment: Deployment) -> Iterator[Finding]:
    """Yield the languages whose translation is less complete than required."""
    settings = deployment.settings
    snapshot = Catalogues(settings.translations, None).snapshot()
    coverage = Coverage(settings.translations, ROOT / "templates")
    for language in TRANSLATED:
        percent = coverage.of_site(snapshot, language).percent
        wanted = max(deployment.thresholds.get(language.path, 0), settings.announced_from)
        if percent < wanted:
            sentence = f"{language.path}: {percent:g} % of {wanted:g} % is translated; translate it"
            yield Finding(WARNING, "language", sentence)


def directory(deployment: Deployment) -> Iterator[Finding]:
    """Yield what is wrong with the directory's data."""
    try:
        warnings = load(deployment.settings.directory).warnings
    except DirectoryError as error:
        for problem in error.findings:
            yield Finding(ERROR, "directory", f"{problem}; correct it")
        return
    for problem in warnings:
        yield Finding(WARNING, "directory", problem.replace(": warning [", ": ["))


def editor(deployment: Deployment) -> Iterator[Finding]:
    """Yield what keeps a team from translating in the pages, if the site has an editor."""
    folder = deployment.settings.translations
    if not deployment.settings.editor:
        return
    from webapp.git import GitError, git  # a site without an editor needs neither
    from webapp.translators import FILE, read_people

    try:
        read_people(folder / FILE)
    except FileError as error:
        yield Finding(ERROR, "editor", f"{error}; write who translates as docs/deployment.md says")
    paths = (files.source(folder, language).parent for language in TRANSLATED)
    if shut := [str(path) for path in paths if not os.access(path, os.W_OK)]:
        advice = "let the site's account write there, or set SITE_TRANSLATIONS to where it may"
        yield Finding(ERROR, "editor", f"{', '.join(shut)} cannot be written; {advice}")
    try:
        git(folder, "rev-parse", "--verify", "HEAD")
    except GitError as error:
        sentence = f"{error}; until git answers, what is saved is not committed"
        yield Finding(WARNING, "editor", sentence)


def brochure(deployment: Deployment) -> Iterator[Finding]:
    """Yield the brochures that are not made yet, and the error if making one fails."""
    store = Brochures(deployment.settings.cache)
    missing = [content for content in deployment.brochures if not store.made(content)]
    if not missing:
        return
    languages = ", ".join(content.path for content in missing)
    advice = "run `flask --app webapp brochure build`, or the first visitor waits for it"
    yield Finding(WARNING, "brochure", f"not made: {languages}; {advice}")
    try:
        deployment.typesetter(missing[0].text)
    except (BrochureError, OSError) as error:
        yield Finding(ERROR, "brochure", f"{error}; run `make setup`")


CHECKS = (legal, address, cache, catalogues, completeness, directory, editor, brochure)
