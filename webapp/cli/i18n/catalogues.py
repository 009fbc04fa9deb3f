"""Extract, update, compile: what turns sources into catalogues and catalogues into the site's."""

import click

from webapp.catalog import files
from webapp.catalog.model import Catalogue, Message
from webapp.catalog.publish import compile_catalogue
from webapp.catalog.read import read
from webapp.catalog.report import printable
from webapp.catalog.update import LIKENESS, Summary, stale, update
from webapp.catalog.write import differs, locked, write
from webapp.checks.model import Severity
from webapp.checks.runner import judge
from webapp.cli.i18n.group import chosen, commands, extracted, folder
from webapp.cli.refusal import Refusal, refuses
from webapp.errors import SiteError, shown
from webapp.languages import Language
from webapp.site import site

MOST_SHOWN = 20
"""Differences that `update --check` lists before it only counts."""


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

    --check compares what catalogues say, not how a tool wraps or orders it.

    Exit codes: 0 done, or nothing to do; 1 --check and something would change; 2 could not run.
    """
    template = read(files.template(folder()))
    wanted = chosen(languages)
    if check:
        _compare(wanted, template)
        return
    with locked(*(files.source(folder(), language) for language in wanted)):
        results = [
            (language, *update(folder(), language, template, likeness)) for language in wanted
        ]
        for language, catalogue, summary in results:
            unchanged = "" if write(catalogue) else "; unchanged"
            click.echo(f"{language.path}: {_summary(summary)}{unchanged}")


def _compare(languages: list[Language], template: Catalogue) -> None:
    """Name what an update would change.

    Raises:
        SystemExit: with 1 when there is anything.
    """
    found = [
        f"{shown(files.source(folder(), language))}:{line}: {printable(sentence)}"
        for language in languages
        for line, sentence in stale(folder(), language, template)
    ]
    if found:
        more = len(found) - MOST_SHOWN
        listed = found[:MOST_SHOWN] + ([f"and {more} more"] if more > 0 else [])
        click.echo("\n".join([*listed, "run `make update`"]), err=True)
        raise SystemExit(1)


def _summary(summary: Summary) -> str:
    return ", ".join(
        f"{summary[what]} {what}" for what in ("kept", "new", "guessed", "revived", "lost")
    )


@commands.command("compile")
@click.argument("languages", nargs=-1, metavar="[LANG]...")
@refuses
def compile_catalogues(languages: tuple[str, ...]) -> None:
    """Judge catalogues as the site does, and keep what it may show for when they cannot be read.

    Fuzzy messages and those with an error are left out, and named. The site needs no compiling to
    show a change: it reads the .po files itself.

    Exit codes: 0 done; 2 a catalogue could not be read, or the cache not be written.
    """
    refusals = []
    for language in chosen(languages):
        try:
            published, changed = compile_catalogue(folder(), language, site().settings.cache)
        except SiteError as error:
            refusals.append(str(error))
            continue
        unchanged = "" if changed else ", unchanged"
        click.echo(f"{language.path}: {len(published.texts)} messages{unchanged}")
        source = shown(files.source(folder(), language))
        for message in published.left_out:
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
