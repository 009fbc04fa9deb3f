"""The commands on the directory's data."""

from pathlib import Path

import click
from flask.cli import AppGroup

from webapp.directory.load import load
from webapp.errors import DirectoryError
from webapp.site import site

commands = AppGroup("directory")


@commands.command()
@click.argument(
    "folder", type=click.Path(path_type=Path, exists=True, file_okay=False), required=False
)
def check(folder: Path | None) -> None:
    """Check the CSV files of the directory, those of the site or those in FOLDER.

    Exit codes: 0 no error, each warning with file, line and column; 1 an error, likewise; 2 the
    folder is not there.
    """
    try:
        directory = load(folder or site().settings.directory)
    except DirectoryError as error:
        click.echo("\n".join(error.findings))
        raise SystemExit(1) from error
    for warning in directory.warnings:
        click.echo(warning)
    actions = sum(len(actor.actions) for actor in directory.actors)
    click.echo(f"{len(directory.actors)} actors, {actions} actions, {len(directory.places)} places")
