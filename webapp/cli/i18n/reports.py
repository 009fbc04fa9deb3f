"""Check and count: what is said of catalogues, to people and to CI."""

import json
from collections.abc import Iterable
from pathlib import Path

import click

from webapp.catalog import files, glossary, report
from webapp.catalog.formats import FORMATS
from webapp.catalog.losses import losses
from webapp.catalog.read import read
from webapp.catalog.rules import all_rules
from webapp.catalog.stats import Statistics, statistics
from webapp.catalog.write import replace
from webapp.checks.model import Severity
from webapp.checks.spelling import installed_rule
from webapp.cli.i18n.group import (
    chosen,
    commands,
    folder,
    root,
    thresholds,
    translated,
)
from webapp.cli.refusal import Refusal, refuses
from webapp.errors import CatalogSyntaxError, SiteError
from webapp.languages import TRANSLATED, Language

OUTPUT = click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file."
)


def _put(text: str, output: Path | None) -> None:
    """Print a report, or write it to a file in one piece."""
    if output is not None:
        if not output.parent.is_dir():
            raise Refusal(f"{output}: there is no folder {output.parent}; make it first")
        replace(output, f"{text}\n".encode() if text and not text.endswith("\n") else text.encode())
    elif text:
        click.echo(text)


@commands.command()
@click.argument("names", nargs=-1, metavar="[LANG | FILE.po]...")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text")
@click.option("--list", "listing", is_flag=True, help="List the rules and check nothing.")
@click.option("--spelling", is_flag=True, help="Check the spelling, too (after `make spelling`).")
@OUTPUT
@refuses
def check(
    names: tuple[str, ...], form: str, listing: bool, spelling: bool, output: Path | None
) -> None:
    """Check catalogues: all of them, those of some languages, or any .po file by its path.

    A catalogue of the site is compared with messages.pot and the threshold of its language in
    pyproject.toml, a file given by its path with the threshold only.

    Exit codes: 0 clean, or warnings only; 1 an error, or less than the threshold; 2 a file could
    not be read.
    """
    if listing:
        _put("\n".join(map(str, all_rules())), output)
        return
    run = _Run(spelling=spelling)
    run.judge(names or [language.path for language in TRANSLATED])
    _put(FORMATS[form](run.shown(form)), output)
    if run.refusals:
        raise Refusal("\n".join(run.refusals))
    if any(located.finding.severity is Severity.ERROR for located in run.findings):
        raise SystemExit(1)


class _Run:
    """Checks file after file; an unreadable one does not stop the rest."""

    def __init__(self, *, spelling: bool) -> None:
        self.spelling = spelling
        self.asked = thresholds()
        self.more = glossary.rules(folder())
        self.findings: list[report.LocatedFinding] = []
        self.refusals: dict[str, report.LocatedFinding | None] = {}

    def judge(self, names: Iterable[str]) -> None:
        """Check languages and files by their names."""
        for name in names:
            try:
                self._judge_one(name)
            except CatalogSyntaxError as error:
                self.refusals[str(error)] = report.unreadable(error, _language_at(error.path))
            except SiteError as error:
                self.refusals[str(error)] = None

    def _judge_one(self, name: str) -> None:
        if name.endswith((".po", ".pot")) or "/" in name:
            self.findings += report.check_file(Path(name), None, None, self.asked, self.more)
            return
        language = translated(name)
        path = files.source(folder(), language)
        template = read(files.template(folder()))
        more = [*self.more]
        if self.spelling and (rule := installed_rule(root() / "node_modules", folder(), language)):
            more.append(rule)
        self.findings += report.check_file(path, language, template, self.asked, more)

    def shown(self, form: str) -> list[report.LocatedFinding]:
        """Return the findings; in formats for machines those of unreadable files too."""
        return self.findings + ([] if form == "text" else [*filter(None, self.refusals.values())])


def _language_at(path: Path) -> Language | None:
    """Return the language of a catalogue by its path; None for the template or another file."""
    there = path.parent.parent.name
    return next((language for language in TRANSLATED if language.catalogue == there), None)


@commands.command()
@click.argument("languages", nargs=-1, metavar="[LANG]...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--base", help="A commit: name the languages that lost coverage since.")
@OUTPUT
@refuses
def stats(languages: tuple[str, ...], form: str, base: str | None, output: Path | None) -> None:
    """Count what is translated in each language, of the messages of messages.pot.

    Exit codes: 0 done; 1 --base and a language lost coverage; 2 a catalogue, or the base, could
    not be read.
    """
    if base is not None:
        _compare(base)
        return
    asked = thresholds()
    template = read(files.template(folder()))
    rows = [
        statistics(folder(), language, template, asked.get(language.path, 0.0))
        for language in chosen(languages)
    ]
    _put({"json": _as_json, "text": _as_text}[form](rows), output)


def _compare(base: str) -> None:
    found = losses(folder(), base)
    for loss in found:
        click.echo(str(loss), err=True)
    if found:
        raise SystemExit(1)


def _as_json(rows: list[Statistics]) -> str:
    return json.dumps({"languages": [row.as_dict() for row in rows]}, indent=2)


def _as_text(rows: list[Statistics]) -> str:
    return "\n".join(
        f"{row.language:8} {row.percent:6.1f} %  {row.translated} of {row.total} translated,"
        f" {row.fuzzy} fuzzy, {row.faulty} with an error, {row.missing} missing;"
        f" {row.words_translated} of {row.words} words; {row.threshold:g} % asked"
        for row in rows
    )
