"""The commands on the directory's data."""

from pathlib import Path

import click
from flask.cli import AppGroup

from webapp.cli.refusal import refuses
from webapp.directory.index import open_index
from webapp.directory.load import load
from webapp.errors import DirectoryError, DirectoryIndexError
from webapp.i18n import site

commands = AppGroup("directory", help="The directory of actors: check its data, build its index.")


@commands.command()
@click.argument(
    "folder", type=click.Path(path_type=Path, exists=True, file_okay=False), required=False
)
def check(folder: Path | None) -> None:
    """Check the CSV files of the directory, those of the site or those in FOLDER.

    Exit codes: 0 nothing is wrong; 1 something is, each finding with file, line and column; 2 the
    folder is not there.
    """
    try:
        directory = load(folder or site().settings.directory)
    except DirectoryError as error:
        click.echo("\n".join(error.findings))
        raise SystemExit(1) from error
    actions = sum(len(actor.actions) for actor in directory.actors)
    click.echo(f"{len(directory.actors)} actors, {actions} actions, {len(directory.places)} places")


@commands.command()
@refuses
def build() -> None:
    """Build the index ahead of time, where the site looks for it.

    Exit codes: 0 the index is there; 2 the data is wrong or the index cannot be written.
    """
    directory = load(site().settings.directory)
    path = site().directory.index_of(directory)
    try:
        open_index(path, directory).close()
    except OSError as error:
        raise DirectoryIndexError(path, str(error)) from error
    click.echo(f"{path}: {len(directory.actors)} actors")
