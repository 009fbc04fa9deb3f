"""The commands on the site as a whole."""

import os
import re
from importlib.metadata import version
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from webapp import deployment
from webapp.cli.addresses import bind_address, link
from webapp.cli.server import SiteServer
from webapp.errors import BrokenLinksError
from webapp.languages import LANGUAGES
from webapp.site import site

commands = AppGroup("site")


@commands.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Name or IP address.")
@click.option("--port", type=int, default=8000, show_default=True)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=lambda: min(os.cpu_count() or 1, 4),
    help="Processes; by default one for each core, four at most.",
)
def serve(host: str, port: int, workers: int) -> None:
    """Serve the site with granian until Ctrl+C.

    Exit codes: 0 stopped; 2 the site cannot be served at this address.
    """
    settings = site().settings
    address = bind_address(host, port)
    for sentence in deployment.at_start(settings):
        click.echo(f"warning: {sentence}", err=True)
    if not settings.base_url:
        # The operator chose this address for visitors, whatever network it is in.
        hosts = (*settings.hosts, link(host, port).removeprefix("http://").partition(" ")[0])
        os.environ["SITE_HOSTS"] = ",".join(hosts)
    site_of = f" {settings.base_url}" if settings.base_url else ""
    click.echo(
        f"Serving{site_of} on {link(host, port)} (Ctrl+C stops; granian {version('granian')})"
    )
    SiteServer(address, port, workers).serve()


def origin(_: click.Context, __: click.Parameter, value: str) -> str:
    """Return scheme and host; refuse other schemes, and anything after the host."""
    base = value.rstrip("/")
    if base and not re.fullmatch(r"https?://[^/?#\s]+", base, re.IGNORECASE):
        raise click.BadParameter(f"{value!r} is not like https://search.example.org")
    return base


@commands.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--search",
    metavar="URL",
    default="",
    callback=origin,
    help="Base URL of a site that answers searches; without it the search form is left out.",
)
def export(folder: Path, search: str) -> None:
    """Export the site to DIR as files, for any web server.

    DIR becomes a link to a folder next to it, replaced in one step; nothing is written when nothing
    has changed. The home pages show the day of the export: run it once a day.

    Exit codes: 0 DIR holds the site; 1 links lead nowhere, each named with its file, and DIR is
    unchanged; 2 the site cannot be exported, and DIR is unchanged.
    """
    from webapp.export.site import export as export_site  # a server starts without it

    for sentence in deployment.at_export(site().settings):
        click.echo(f"warning: {sentence}", err=True)
    try:
        # The application, not its proxy: the export makes requests outside the command's context.
        app = current_app._get_current_object()  # type: ignore[attr-defined]
        click.echo(export_site(app, folder, search))
    except BrokenLinksError as error:
        click.echo(str(error))
        raise SystemExit(1) from error


@commands.command()
def check() -> None:
    """Report what is wrong with this deployment and how to fix it.

    Exit codes: 0 nothing, or warnings only; 1 an error; 2 it could not be checked.
    """
    from webapp.cli.brochure import contents_in  # a server starts without these
    from webapp.cli.i18n.group import thresholds

    brochures = [contents_in(language)[0] for language in LANGUAGES]
    findings = deployment.check(deployment.Deployment(site().settings, brochures, thresholds()))
    click.echo("\n".join(map(str, findings)) or "nothing is missing")
    if any(finding.level == deployment.ERROR for finding in findings):
        raise SystemExit(1)
