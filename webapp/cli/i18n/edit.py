"""Edit: the editor of the translations, on this machine."""

import os
import webbrowser
from dataclasses import replace

import click
from werkzeug.serving import WSGIRequestHandler, make_server

from webapp import create_app
from webapp.cli.addresses import bind_address
from webapp.cli.i18n.group import commands, folder, translated
from webapp.errors import SiteError
from webapp.git import GitError, git
from webapp.hosts import is_loopback
from webapp.site import site


class _Quiet(WSGIRequestHandler):
    """A request handler without a log, so that only the address to open is printed."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - werkzeug's name
        """Print nothing."""


@commands.command()
@click.argument("tag", metavar="LANG")
@click.option("--host", default="127.0.0.1", show_default=True, help="An address of this machine.")
@click.option("--port", type=int, default=8010, show_default=True)
@click.option("--browser/--no-browser", default=True, help="Whether to open the browser.")
@click.option("--commit", is_flag=True, help="Commit what is saved, in your name as git has it.")
def edit(tag: str, host: str, port: int, browser: bool, commit: bool) -> None:
    """Translate into LANG in the pages of the site, in a browser on this machine.

    The address that is printed opens the editor once; the browser keeps the way in. Ctrl+C stops.

    Exit codes: 0 stopped; 2 the editor cannot be started.
    """
    from webapp import editor  # the other commands start without it
    from webapp.editor.door import Key
    from webapp.translators import Person

    language = translated(tag)
    if not is_loopback(host):
        problem = "the editor of this machine is for this machine alone"
        raise SiteError(f"{host}: {problem}; for a team set SITE_EDITOR=proxy on a server")
    bind_address(host, port)
    origin = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    settings = replace(site().settings, base_url=origin, hosts=(), editor="local", proxies=())
    try:
        name, email = (
            git(folder(), "config", f"user.{what}").decode().strip() for what in ("name", "email")
        )
    except GitError as error:
        if commit:
            problem = "git does not know your name: git config user.name, git config user.email"
            raise SiteError(problem) from error
        name, email = os.environ.get("USER", ""), ""
    key = Key()
    app = create_app(replace(settings, store_megabytes=0))
    editor.init_app(app, key, Person(name, email), commits=commit)
    server = make_server(host, port, app, threaded=True, request_handler=_Quiet)
    address = f"{origin}/edit/{language.path}/?key={key.text}"
    click.echo(f"Editor: {address}")
    if browser:
        webbrowser.open(address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()
