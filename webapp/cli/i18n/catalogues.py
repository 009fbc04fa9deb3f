"""Extract, update, compile: what turns sources into catalogues and catalogues into the site's."""

import click

from webapp.catalog import files
from webapp.catalog.compile import compile_catalogue
from webapp.catalog.model import Message
from webapp.catalog.read import read
from webapp.catalog.report import printable
from webapp.catalog.update import LIKENESS, Report, update
from webapp.catalog.write import differs, locked, write
from webapp.checks.model import Severity
from webapp.checks.runner import judge
from webapp.cli.i18n.group import chosen, commands, extracted, folder
from webapp.cli.refusal import Refusal, refuses
from webapp.errors import SiteError, shown
from webapp.languages import Language


@commands.command()
@click.option("--check", is_flag=True, help="Write nothing; say whether the file is up to date.")
@refuses
def extract(check: bool) -> None:
    """Make messages.pot from the templates and the Python source.

    Exit codes: 0 done, or up to date; 1 --check and the file is stale; 2 could not run.
    """
    found = extracted()
    if not check:
        with locked(found.path):
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
    template = read(files.template(folder()))
    wanted = chosen(languages)
    stale = False
    with locked(*(() if check else [files.source(folder(), each) for each in wanted])):
        results = [
            (language, *update(folder(), language, template, likeness)) for language in wanted
        ]
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


@commands.command("compile")
@click.argument("languages", nargs=-1, metavar="[LANG]...")
@refuses
def compile_catalogues(languages: tuple[str, ...]) -> None:
    """Make the .mo files that the site reads; it shows them without a restart.

    Fuzzy messages and those with an error are left out, and named.

    Exit codes: 0 done; 2 a catalogue could not be read or written.
    """
    refusals = []
    for language in chosen(languages):
        try:
            result = compile_catalogue(folder(), language)
        except SiteError as error:
            refusals.append(str(error))
            continue
        unchanged = "" if result.changed else ", unchanged"
        click.echo(f"{language.path}: {result.written} messages{unchanged}")
        for message in result.left_out:
            source = shown(files.source(folder(), language))
            why = _why(message, language)
            click.echo(f"{source}:{message.msgstr_line}: left out: {why}", err=True)
    if refusals:
        raise Refusal("\n".join(refusals))


def _why(message: Message, language: Language) -> str:
    """Say why a message is not compiled: the first error, as `i18n check` has it."""
    if message.fuzzy:
        return "fuzzy"
    errors = (each for each in judge(message, language) if each.severity is Severity.ERROR)
    finding = next(errors, None)
    return printable(f"[{finding.rule}] {finding.sentence}") if finding else "see `i18n check`"
