"""The commands on catalogues: each parses, calls one function and prints."""

import json
from collections.abc import Iterable
from pathlib import Path

import click
from flask.cli import AppGroup

from webapp.catalog import files, report, shown
from webapp.catalog.compile import compile_catalogue
from webapp.catalog.extract import extract_template
from webapp.catalog.model import Catalogue
from webapp.catalog.read import read
from webapp.catalog.stats import statistics
from webapp.catalog.update import LIKENESS, Report, update
from webapp.catalog.write import differs, write
from webapp.checks.model import Severity
from webapp.cli.refusal import Refusal, refuses
from webapp.errors import SiteError
from webapp.i18n import site
from webapp.languages import TRANSLATED, Language, named
from webapp.settings import ROOT

commands = AppGroup("i18n", help="Catalogues: extract, update, check, compile, count.")


def _folder() -> Path:
    return site().settings.translations


def _languages(names: Iterable[str]) -> list[Language]:
    """Give the languages that were named, all translated ones when none was."""
    return [_language(name) for name in names] or list(TRANSLATED)


def _language(name: str) -> Language:
    language = named(name)
    if language.is_source:
        raise Refusal(f"{name}: the msgids are in this language; it has no catalogue")
    return language


def _extract() -> Catalogue:
    return extract_template(ROOT, _folder(), shown.addresses(ROOT / "templates"))


@commands.command()
@click.option("--check", is_flag=True, help="Write nothing; say whether the file is up to date.")
@refuses
def extract(check: bool) -> None:
    """Make messages.pot from the templates and the Python source.

    Exit codes: 0 done, or up to date; 1 --check and the file is stale; 2 could not run.
    """
    found = _extract()
    if not check:
        changed = write(found)
        count = sum(1 for _ in found.active())
        click.echo(f"{found.path}: {count} messages{'' if changed else ', unchanged'}")
        return
    if differs(found):
        click.echo(f"{found.path}: stale; run `i18n extract`", err=True)
        raise SystemExit(1)


@commands.command("update")
@click.argument("languages", nargs=-1, metavar="[LANG]...")
@click.option(
    "--likeness",
    type=click.FloatRange(0, 100),
    default=LIKENESS,
    show_default=True,
    help="Percent of likeness from which a lost translation is proposed.",
)
@click.option("--check", is_flag=True, help="Write nothing; say whether something would change.")
@refuses
def update_catalogues(languages: tuple[str, ...], likeness: float, check: bool) -> None:
    """Bring catalogues up to messages.pot; nothing that was translated is lost.

    Exit codes: 0 done, or nothing to do; 1 --check and something would change; 2 could not run.
    """
    template = read(files.template(_folder()))
    results = [
        (language, *update(_folder(), language, template, likeness))
        for language in _languages(languages)
    ]
    stale = False
    for language, catalogue, summary in results:
        changed = differs(catalogue) if check else write(catalogue)
        stale |= changed
        click.echo(f"{language.path}: {_summary(summary)}{'' if changed else '; unchanged'}")
    if check and stale:
        raise SystemExit(1)


def _summary(summary: Report) -> str:
    return (
        f"{summary.kept} kept, {len(summary.new)} new, {len(summary.guessed)} guessed,"
        f" {len(summary.revived)} revived, {len(summary.lost)} lost"
    )


@commands.command()
@click.argument("names", nargs=-1, metavar="[LANG | FILE.po]...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@refuses
def check(names: tuple[str, ...], form: str) -> None:
    """Judge catalogues: all of them, those of some languages, or any .po file by its path.

    A catalogue of the site is held against messages.pot and the threshold of its language in
    pyproject.toml, a file by its path against the threshold.

    Exit codes: 0 clean, or warnings only; 1 an error, or less than the threshold; 2 a file could
    not be read.
    """
    findings, refusals = _check_all(names or [language.path for language in TRANSLATED])
    if form == "json":
        click.echo(report.as_json(findings))
    else:
        for finding in findings:
            click.echo(str(finding))
    if refusals:
        raise Refusal("\n".join(refusals))
    if any(located.finding.severity is Severity.ERROR for located in findings):
        raise SystemExit(1)


def _check_all(names: Iterable[str]) -> tuple[list[report.Located], list[str]]:
    """Judge file after file; one that cannot be read does not keep the others from it."""
    asked = report.thresholds(ROOT / "pyproject.toml")
    findings: list[report.Located] = []
    refusals: list[str] = []
    for name in names:
        try:
            findings += _check_one(name, asked)
        except SiteError as error:
            refusals.append(str(error))
    return findings, refusals


def _check_one(name: str, asked: dict[str, float]) -> list[report.Located]:
    if name.endswith((".po", ".pot")) or "/" in name:
        return report.check_file(Path(name), None, None, asked)
    language = _language(name)
    template = read(files.template(_folder()))
    return report.check_file(files.source(_folder(), language), language, template, asked)


@commands.command("compile")
@click.argument("languages", nargs=-1, metavar="[LANG]...")
@refuses
def compile_catalogues(languages: tuple[str, ...]) -> None:
    """Make the .mo files that the site reads; it shows them without a restart.

    Fuzzy messages and those with an error are left out, and named.

    Exit codes: 0 done; 2 a catalogue could not be read or written.
    """
    refusals = []
    for language in _languages(languages):
        try:
            result = compile_catalogue(_folder(), language)
        except SiteError as error:
            refusals.append(str(error))
            continue
        unchanged = "" if result.changed else ", unchanged"
        click.echo(f"{language.path}: {result.written} messages{unchanged}")
        for message in result.left_out:
            why = "fuzzy" if message.fuzzy else "an error; see `i18n check`"
            source = files.source(_folder(), language)
            click.echo(f"{source}:{message.msgstr_line}: left out: {why}", err=True)
    if refusals:
        raise Refusal("\n".join(refusals))


@commands.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@refuses
def stats(form: str) -> None:
    """Count what is translated in each language, of the messages of messages.pot.

    Exit codes: 0 done; 2 a catalogue could not be read.
    """
    template = read(files.template(_folder()))
    rows = [statistics(_folder(), language, template) for language in TRANSLATED]
    if form == "json":
        click.echo(json.dumps({"languages": [row.as_dict() for row in rows]}, indent=2))
        return
    for row in rows:
        click.echo(
            f"{row.language:8} {row.percent:6.1f} %  {row.translated} of {row.total} translated,"
            f" {row.fuzzy} fuzzy, {row.faulty} with an error, {row.missing} missing"
        )
