"""The command on the brochure."""

import os
from concurrent.futures import ThreadPoolExecutor

import click
from flask import current_app
from flask.cli import AppGroup

from webapp.brochure.store import Content
from webapp.cli.refusal import Refusal, refuses
from webapp.errors import BrochureError
from webapp.i18n import use_language
from webapp.languages import BY_PATH, LANGUAGES, Language
from webapp.site import site
from webapp.views.brochure import content

commands = AppGroup("brochure")


@commands.command()
@click.argument("languages", nargs=-1, metavar="[LANG]...", type=click.Choice(list(BY_PATH)))
@refuses
def build(languages: tuple[str, ...]) -> None:
    """Make the brochures ahead of time, in every language or in those named, in the site's cache.

    A brochure that exists is not made again. One that cannot be made does not stop the others.

    Exit codes: 0 all exist; 2 one or more cannot be made, each named with the reason.
    """
    wanted = [BY_PATH[path] for path in languages] or list(LANGUAGES)
    contents = [content_in(language) for language in wanted]
    problems: dict[str, list[str]] = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        brochures = [(text.path, pool.submit(site().brochures.read, text)) for text in contents]
        for path, brochure in brochures:
            try:
                click.echo(f"{path}: {len(brochure.result()) // 1000} kB")
            except BrochureError as error:
                problems.setdefault(str(error), []).append(path)
    if problems:
        lines = [f"{', '.join(paths)}: {problem}" for problem, paths in problems.items()]
        raise Refusal("\n".join(lines))


def content_in(language: Language) -> Content:
    """Return what the brochure says in a language, outside of any request."""
    with current_app.test_request_context():
        use_language(language)
        return content()
