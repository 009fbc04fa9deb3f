"""The command on the brochure."""

import os
from concurrent.futures import ThreadPoolExecutor

import click
from flask import current_app
from flask.cli import AppGroup

from webapp.brochure.store import Content
from webapp.errors import BrochureError, SiteError
from webapp.i18n.texts import use_language
from webapp.languages import BY_PATH, LANGUAGES, Language
from webapp.site import site
from webapp.views import brochure

commands = AppGroup("brochure")


@commands.command()
@click.argument("languages", nargs=-1, metavar="[LANG]...", type=click.Choice(list(BY_PATH)))
def build(languages: tuple[str, ...]) -> None:
    """Make brochures and cards ahead of time, in every language or in those named, in the cache.

    What exists is not made again. One that cannot be made does not stop the others.

    Exit codes: 0 all exist; 2 one or more cannot be made, each named with the reason.
    """
    wanted = [BY_PATH[path] for path in languages] or list(LANGUAGES)
    contents = [each for language in wanted for each in contents_in(language)]
    problems: dict[str, dict[str, None]] = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        files = [(each, pool.submit(site().brochures.get, each)) for each in contents]
        for each, file in files:
            try:
                click.echo(f"{each.path}: {each.file}, {file.result().stat().st_size // 1000} kB")
            except BrochureError as error:
                problems.setdefault(str(error), {})[each.path] = None
    if problems:
        lines = [f"{', '.join(paths)}: {problem}" for problem, paths in problems.items()]
        raise SiteError("\n".join(lines))


def contents_in(language: Language) -> tuple[Content, Content]:
    """Return the content of the brochure and of the card in a language; needs no request."""
    with current_app.test_request_context():
        use_language(language)
        return brochure.content(), brochure.card()
