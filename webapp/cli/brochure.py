"""The command on the brochure."""

import os
from concurrent.futures import ThreadPoolExecutor

import click
from flask import current_app
from flask.cli import AppGroup

from webapp.brochure.store import Content
from webapp.cli.refusal import refuses
from webapp.i18n import site, use_language
from webapp.languages import BY_PATH, LANGUAGES, Language
from webapp.views.brochure import content

commands = AppGroup("brochure", help="The brochure as PDF.")


@commands.command()
@click.argument("languages", nargs=-1, metavar="[LANG]...", type=click.Choice(list(BY_PATH)))
@refuses
def build(languages: tuple[str, ...]) -> None:
    """Make the brochure ahead of time, in LANG or in every language, where the site looks for it.

    One that is there already is not made again. Exit codes: 0 all are there; 2 one cannot be made.
    """
    wanted = [BY_PATH[path] for path in languages] or list(LANGUAGES)
    contents = [content_in(language) for language in wanted]
    brochures = site().brochures
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path in pool.map(brochures.get, contents):
            click.echo(f"{path}: {path.stat().st_size // 1000} kB")


def content_in(language: Language) -> Content:
    """Give what the brochure says in a language, outside of any request."""
    with current_app.test_request_context():
        use_language(language)
        return content()
