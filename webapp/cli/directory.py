"""The command on the directory's data."""

from pathlib import Path

import click
from flask.cli import AppGroup

from webapp.directory.load import load
from webapp.errors import DirectoryError
from webapp.site import site

commands = AppGroup("directory")
FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@commands.command()
@click.argument("folder", type=FOLDER, required=False)
def check(folder: Path | None) -> None:
    """Check the CSV files of the directory: those of the site, or those in FOLDER.

    Each finding is printed with its file, line and column.

    Exit codes: 0 no error, perhaps warnings; 1 an error; 2 FOLDER does not exist.
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
