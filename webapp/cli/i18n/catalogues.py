"""Extract, update, add, reword, compile: the commands that change all catalogues."""

import click

from webapp.catalogs.coverage import addresses
from webapp.catalogs.extract import extract_template
from webapp.catalogs.publish import compile_catalogue
from webapp.catalogs.update import existing, stale, update
from webapp.cli.i18n.group import chosen, commands, folder
from webapp.disk import locked
from webapp.errors import SiteError, printable, shown
from webapp.languages import TRANSLATED
from webapp.po import files
from webapp.po.read import read
from webapp.po.write import differs, write
from webapp.settings import ROOT
from webapp.site import site
from webapp.workflow import add as adding
from webapp.workflow.reword import catalogues
from webapp.workflow.reword import reword as rewording

SUMMARY = ("kept", "new", "guessed", "revived", "lost")
"""The counts of an update, in the order in which they are printed."""

MAX_SHOWN = 20
"""How many differences `update --check` lists; it only counts the rest."""


@commands.command()
@click.option("--check", is_flag=True, help="Write nothing; say whether the file is up to date.")
def extract(check: bool) -> None:
    """Make messages.pot from the templates and the Python source.

    Exit codes: 0 done, or up to date; 1 --check and the file is stale; 2 a source or the file could
    not be read or written.
    """
    template = extract_template(ROOT, folder(), addresses(ROOT / "templates"))
    if not check:
        with locked(template.path):
            unchanged = "" if write(template) else ", unchanged"
        click.echo(f"{template.path}: {len(list(template.active()))} messages{unchanged}")
    elif differs(template):
        click.echo(f"{template.path}: stale; run `i18n extract`", err=True)
        raise SystemExit(1)


@commands.command("update")
@click.argument("languages", nargs=-1, metavar="[LANG]...")
@click.option("--check", is_flag=True, help="Write nothing; say whether something would change.")
def update_catalogues(languages: tuple[str, ...], check: bool) -> None:
    """Update catalogues from messages.pot.

    Nothing that was translated is lost. --check compares what catalogues say, not how a tool wraps
    or orders it.

    Exit codes: 0 done, or nothing to do; 1 --check and something would change; 2 a catalogue could
    not be read, and none was changed, or could not be written.
    """
    template = read(files.template(folder()))
    paths = {language: files.source(folder(), language) for language in chosen(languages)}
    if check:
        changes = [
            f"{shown(path)}:{line}: {printable(sentence)}"
            for language, path in paths.items()
            for line, sentence in stale(folder(), language, template)
        ]
        if changes:
            more = len(changes) - MAX_SHOWN
            listed = changes[:MAX_SHOWN] + ([f"and {more} more"] if more > 0 else [])
            click.echo("\n".join([*listed, "run `make update`"]), err=True)
            raise SystemExit(1)
        return
    with locked(*paths.values()):
        old = {language: existing(folder(), language) for language in paths}
        results = [(it, *update(template, old[it], it)) for it in paths]
        for language, catalogue, summary in results:
            unchanged = "" if write(catalogue) else "; unchanged"
            counts = [f"{summary[what]} {what}" for what in SUMMARY]
            click.echo(f"{language.path}: {', '.join(counts)}{unchanged}")


@commands.command()
@click.argument("tag", metavar="LANG")
@click.option(
    "--fallback",
    metavar="LANG",
    default="fr",
    show_default=True,
    help="The language shown where a translation is missing.",
)
def add(tag: str, fallback: str) -> None:
    """Add a language by its BCP 47 tag.

    Makes its catalogue and prints what remains to be done.

    A catalogue that exists is brought up to date; nothing in it is lost.

    Exit codes: 0 done; 2 CLDR does not know the tag, or a file could not be read or written.
    """
    language = adding.draft(tag, fallback)
    with locked(files.source(folder(), language)):
        catalogue, _ = update(
            read(files.template(folder())), existing(folder(), language), language
        )
        changed = write(catalogue)
    click.echo(f"{catalogue.path}{'' if changed else ': unchanged'}")
    if language in TRANSLATED:
        click.echo(f"{language.tag} is already a language of the site")
        return
    for number, step in enumerate(adding.remaining(language), 1):
        click.echo(f"{number}. {step}")


@commands.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--meaning-changed", is_flag=True, help="Mark the translations fuzzy instead of keeping them."
)
@click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
def reword(old: str, new: str, meaning_changed: bool, dry_run: bool) -> None:
    """Reword a French sentence; translations stay.

    It is changed in messages.pot and in every catalogue.

    OLD and NEW are msgids: fields as %(name)s, a percent sign as %%. Each catalogue that
    changes is named, then file and line of each place in the source that you change by hand, before
    or afterwards; `i18n extract --check` says whether all are changed. If a run was
    interrupted, run it again.

    Exit codes: 0 done; 2 refused, and nothing was written.
    """
    with locked(*catalogues(folder())):
        changed, places = rewording(ROOT, folder(), old, new, meaning_changed=meaning_changed)
        for catalogue in changed:
            click.echo(f"{shown(catalogue.path)}: reworded")
            if not dry_run:
                write(catalogue)
    for place in places:
        click.echo(f"{place}: write {new!r} here")


@commands.command("compile")
@click.argument("languages", nargs=-1, metavar="[LANG]...")
def compile_catalogues(languages: tuple[str, ...]) -> None:
    """Check catalogues as the site does, and cache their texts.

    The site uses the cached texts when a .po cannot be read.

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
            why = "fuzzy" if message.fuzzy else f"see `i18n check {language.path}`"
            click.echo(f"{source}:{message.msgstr_line}: left out: {why}", err=True)
    if refusals:
        raise SiteError("\n".join(refusals))
