"""Tools on single files: the canonical form, git's merge driver."""

from pathlib import Path

import click

from webapp.cli.i18n.group import commands
from webapp.disk import locked
from webapp.errors import CatalogSyntaxError
from webapp.po.read import read
from webapp.po.write import differs, write
from webapp.workflow.three_way import merge_three

FILE = click.Path(dir_okay=False, path_type=Path)


@commands.command("format")
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="FILE.po...")
@click.option("--check", is_flag=True, help="Write nothing; say whether a file would change.")
def format_files(paths: tuple[Path, ...], check: bool) -> None:
    """Write .po files in the canonical form.

    Exit codes: 0 done, or nothing to do; 1 --check and a file would change; 2 a file could not be
    read, and none was changed.
    """
    with locked(*(() if check else paths)):
        catalogues = [read(path) for path in paths]
        changed = [differs(item) if check else write(item) for item in catalogues]
    for path, differed in zip(paths, changed, strict=True):
        click.echo(f"{path}{'' if differed else ': unchanged'}")
    if check and any(changed):
        raise SystemExit(1)


@commands.command()
@click.argument("base", type=FILE)
@click.argument("ours", type=FILE)
@click.argument("theirs", type=FILE)
@click.argument("name", required=False)
def merge(base: Path, ours: Path, theirs: Path, name: str | None) -> None:
    """Merge catalogues, as a merge driver for git.

    OURS and THEIRS, which both come from BASE, are merged into OURS.

    What one side changed is taken. Where both changed a translation, ours stays, fuzzy, with both
    texts in comments; strings never hold conflict markers. NAME, git's %P, is the path to name in
    messages: git passes temporary files.

    Exit codes: 0 merged; 1 merged, with conflicts to be resolved by hand; 2 a file could not be
    read, and OURS is unchanged.
    """
    with locked(ours):
        try:
            merged, conflicts = merge_three(read(base), read(ours), read(theirs))
        except CatalogSyntaxError as error:
            path = Path(name or error.path)
            raise CatalogSyntaxError(path, error.line, error.problem) from error
        merged.path = ours
        write(merged)
    for _, msgid in conflicts:
        click.echo(f"{name or ours}: both sides translated {msgid!r}; it is fuzzy now", err=True)
    if conflicts:
        raise SystemExit(1)
