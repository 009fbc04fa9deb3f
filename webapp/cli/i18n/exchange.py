"""Export and import of catalogues as spreadsheets."""

from importlib.util import find_spec
from pathlib import Path

import click

from webapp.cli.i18n.group import commands, folder, translated
from webapp.errors import SiteError


@commands.command("export")
@click.argument("language", metavar="LANG")
@click.argument(
    "path",
    metavar="[FILE.xlsx]",
    required=False,
    type=click.Path(dir_okay=False, path_type=Path),
)
@click.option("--todo", is_flag=True, help="Only what is missing or fuzzy.")
def export_command(language: str, path: Path | None, todo: bool) -> None:
    """Export a catalogue as a spreadsheet (.xlsx) for its translator.

    Without FILE it is LANG.xlsx in this folder. Needs openpyxl (`make .venv/development`).

    Exit codes: 0 done; 2 could not run.
    """
    _require_openpyxl()
    # Imported here, so that a server starts without openpyxl.
    from webapp.workflow.exchange.exporting import export_catalogue

    chosen = translated(language)
    path = path or Path(f"{chosen.path}.xlsx")
    count = export_catalogue(folder(), chosen, path, todo=todo)
    click.echo(f"{path}: {count} messages")


@commands.command("import")
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Report and write nothing.")
def import_command(path: Path, dry_run: bool) -> None:
    """Import a spreadsheet.

    It is a three-way merge that overwrites nobody's work: a change is applied if the catalogue
    still has the text that the translator started from. If that has changed too, or if a rule finds
    an error, the catalogue is left alone and the report says so.

    Exit codes: 0 all was taken; 1 something was not; 2 the file could not be read.
    """
    _require_openpyxl()
    from webapp.workflow.exchange.importing import import_spreadsheet

    report = import_spreadsheet(path, folder(), dry_run=dry_run)
    click.echo(str(report))
    if not report.clean:
        raise SystemExit(1)


def _require_openpyxl() -> None:
    if find_spec("openpyxl") is None:
        raise SiteError("openpyxl is not installed; run `make .venv/development`")
