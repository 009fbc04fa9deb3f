"""Reword and add: changes that reach every catalogue, and what is left to do in the source."""

import click

from webapp.catalog import add as adding
from webapp.catalog import files
from webapp.catalog.read import read
from webapp.catalog.reword import catalogues
from webapp.catalog.reword import reword as rewording
from webapp.catalog.update import update
from webapp.catalog.write import locked, write
from webapp.cli.i18n.group import commands, folder, root
from webapp.cli.refusal import refuses


@commands.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--meaning-changed", is_flag=True, help="Mark the translations fuzzy instead of keeping them."
)
@click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
@refuses
def reword(old: str, new: str, meaning_changed: bool, dry_run: bool) -> None:
    """Correct a French sentence in messages.pot and every catalogue; translations stay.

    OLD and NEW are msgids: fields as %(name)s, a percent sign as %%. The diff of the catalogues is
    shown, then file and line of each place of the source that has to be changed by hand, before or
    afterwards; `i18n extract --check` says whether all are. A run that was stopped is run again.

    Exit codes: 0 done; 2 refused, and nothing was written.
    """
    with locked(*catalogues(folder())):
        change = rewording(root(), folder(), old, new, meaning_changed=meaning_changed)
        click.echo(change.diff(), nl=False)
        if not dry_run:
            change.write()
    for place in change.places:
        click.echo(f"{place}: write {new!r} here")


@commands.command()
@click.argument("tag", metavar="LANG")
@click.option("--fallback", default="fr", show_default=True, help="Whose text stands in for it.")
@refuses
def add(tag: str, fallback: str) -> None:
    """Add a language from its BCP 47 tag: its catalogue, its row in the table, what remains to do.

    A catalogue that is there is brought up to date; nothing in it is lost.

    Exit codes: 0 done; 2 CLDR does not know the tag, or a file could not be read or written.
    """
    language = adding.draft(tag, fallback)
    with locked(files.source(folder(), language)):
        catalogue, _ = update(folder(), language, read(files.template(folder())))
        changed = write(catalogue)
    click.echo(f"{catalogue.path}{'' if changed else ': unchanged'}")
    for number, step in enumerate(adding.remaining(language), 1):
        click.echo(f"{number}. {step}")
