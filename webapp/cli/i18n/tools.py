"""Tools on single files: the canonical form, git's merge driver, the pseudo-language."""

from pathlib import Path

import click

from webapp.catalog import files
from webapp.catalog.model import Catalogue
from webapp.catalog.pseudo import GENERATOR
from webapp.catalog.pseudo import pseudo as lengthened
from webapp.catalog.read import read
from webapp.catalog.three_way import merge_three
from webapp.catalog.write import differs, locked, write
from webapp.cli.i18n.group import commands, folder, translated
from webapp.cli.refusal import Refusal, refuses
from webapp.errors import CatalogSyntaxError

FILE = click.Path(dir_okay=False, path_type=Path)


@commands.command("format")
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="FILE.po...")
@click.option("--check", is_flag=True, help="Write nothing; say whether a file would change.")
@refuses
def format_files(paths: tuple[Path, ...], check: bool) -> None:
    """Write any .po file in the canonical form: the same messages, the same bytes.

    Exit codes: 0 done, or nothing to do; 1 --check and a file would change; 2 a file could not be
    read, and it is untouched.
    """
    with locked(*(() if check else paths)):
        catalogues = [read(path) for path in paths]
        changed = [differs(each) if check else write(each) for each in catalogues]
    for catalogue, differed in zip(catalogues, changed, strict=True):
        click.echo(f"{catalogue.path}{'' if differed else ': unchanged'}")
    if check and any(changed):
        raise SystemExit(1)


@commands.command()
@click.argument("base", type=FILE)
@click.argument("ours", type=FILE)
@click.argument("theirs", type=FILE)
@click.argument("name", required=False)
@refuses
def merge(base: Path, ours: Path, theirs: Path, name: str | None) -> None:
    """Merge OURS and THEIRS, which both come from BASE, into OURS: a merge driver for git.

    What one side changed is taken. Where both changed a translation, ours stays as fuzzy with both
    texts in comments; there are never conflict markers in a string. NAME is what messages call the
    file, git's %P, as the three are files of git's own.

    Exit codes: 0 merged; 1 merged, with conflicts that somebody must look at; 2 a file could not
    be read, and OURS is untouched.
    """
    called = name or str(ours)
    with locked(ours):
        sides = [_side(path, name) for path in (base, ours, theirs)]
        merged = merge_three(*sides)
        merged.catalogue.path = ours
        write(merged.catalogue)
    for _, msgid in merged.conflicts:
        click.echo(f"{called}: both sides translated {msgid!r}; it is fuzzy now", err=True)
    if merged.conflicts:
        raise SystemExit(1)


def _side(path: Path, name: str | None) -> Catalogue:
    """Read a side of a merge; what is wrong with it is said of the file that git merges."""
    try:
        return read(path)
    except CatalogSyntaxError as error:
        raise CatalogSyntaxError(Path(name or path), error.line, error.problem) from error


@commands.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--as", "name", default="en", show_default=True, help="Whose place it takes.")
@refuses
def pseudo(directory: Path, name: str) -> None:
    """Write the pseudo-language into a folder of its own: longer, accented, to try a layout.

    Then: SITE_TRANSLATIONS=DIR flask --app webapp i18n compile en, and the same for site serve.

    Exit codes: 0 done; 2 a file could not be read or written.
    """
    language = translated(name)
    template = read(files.template(folder()))
    catalogue = lengthened(template, language)
    template.path, catalogue.path = files.template(directory), files.source(directory, language)
    if catalogue.path.exists() and read(catalogue.path).headers.get("X-Generator") != GENERATOR:
        raise Refusal(f"{catalogue.path}: a real catalogue stands there; name another folder")
    write(template)
    write(catalogue)
    click.echo(catalogue.path)
