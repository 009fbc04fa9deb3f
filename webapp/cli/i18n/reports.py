"""Check and count: reports on catalogues for people and for CI."""

import json
from pathlib import Path

import click

from webapp.checks import glossary
from webapp.checks.model import Finding, Severity
from webapp.cli.i18n.group import chosen, commands, folder, thresholds, translated
from webapp.errors import CatalogSyntaxError, SiteError
from webapp.languages import TRANSLATED
from webapp.po import files
from webapp.po.read import read
from webapp.workflow import report
from webapp.workflow.formats import FORMATS
from webapp.workflow.stats import count, losses


@commands.command()
@click.argument("names", nargs=-1, metavar="[LANG | FILE.po]...")
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", help="Output format."
)
@click.option("--list", "listing", is_flag=True, help="List the rules and check nothing.")
def check(names: tuple[str, ...], form: str, listing: bool) -> None:
    """Check catalogues: all, those of the languages named, or any .po file.

    Catalogues of the site are checked against messages.pot and the threshold of their language in
    pyproject.toml; files given by path, against the threshold only.

    Exit codes: 0 no error, perhaps warnings; 1 an error, or less translated than the threshold; 2 a
    file could not be read.
    """
    if listing:
        click.echo("\n".join(map(str, report.all_rules())))
        return
    required, more = thresholds(), glossary.rules(glossary.load(folder()))
    findings: list[Finding] = []
    unreadable: dict[str, list[Finding]] = {}
    for name in names or [language.path for language in TRANSLATED]:
        try:
            if name.endswith((".po", ".pot")) or "/" in name:
                findings += report.check_file(Path(name), None, None, required, more)
                continue
            language = translated(name)
            template, path = read(files.template(folder())), files.source(folder(), language)
            findings += report.check_file(path, language, template, required, more)
        except CatalogSyntaxError as error:
            here = (it for it in TRANSLATED if files.source(folder(), it) == error.path)
            unreadable[str(error)] = [report.unreadable(error, next(here, None))]
        except SiteError as error:
            unreadable[str(error)] = []
    machine = [] if form == "text" else [row for rows in unreadable.values() for row in rows]
    if text := FORMATS[form](findings + machine):
        click.echo(text)
    if unreadable:
        raise SiteError("\n".join(unreadable))
    if any(found.severity is Severity.ERROR for found in findings):
        raise SystemExit(1)


@commands.command()
@click.argument("languages", nargs=-1, metavar="[LANG]...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--base", metavar="COMMIT", help="Only name what lost coverage since this commit.")
def stats(languages: tuple[str, ...], form: str, base: str | None) -> None:
    """Count which messages of messages.pot are translated, in every language or in those named.

    Exit codes: 0 done; 1 --base and a language lost coverage; 2 a catalogue or the commit could not
    be read.
    """
    if base is not None:
        if languages or form != "text":
            raise click.UsageError("--base compares all languages and prints text: use it alone")
        lost = losses(folder(), base)
        if lost:
            click.echo("\n".join(lost), err=True)
            raise SystemExit(1)
        return
    required = thresholds()
    template = read(files.template(folder()))
    rows = [
        count(
            read(files.source(folder(), language)),
            language,
            template,
            required.get(language.path, 0.0),
        )
        for language in chosen(languages)
    ]
    if form == "json":
        click.echo(json.dumps({"languages": [row.as_dict() for row in rows]}, indent=2))
    else:
        click.echo("\n".join(map(str, rows)))
