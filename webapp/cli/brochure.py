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
from webapp.languages import BY_PATH, Language
from webapp.site import site
from webapp.views.brochure import content

commands = AppGroup("brochure")


@commands.command()
@click.argument("languages", nargs=-1, metavar="[LANG]...", type=click.Choice(list(BY_PATH)))
@refuses
def build(languages: tuple[str, ...]) -> None:
    """Make the brochure ahead of time, in LANG or in every language, where the site looks for it.

    A brochure that is there already is not made again, and one that cannot be made does not stop
    the others.

    Exit codes: 0 all are there; 2 one cannot be made, each named with the reason.
    """
    brochures = site().brochures

    def make(wanted: Content) -> tuple[int, str]:
        """Return the size of a brochure, or why it cannot be made."""
        try:
            return len(brochures.read(wanted)), ""
        except BrochureError as error:
            return 0, str(error)

    contents = {path: content_in(BY_PATH[path]) for path in languages or BY_PATH}
    refused: dict[str, list[str]] = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, (size, problem) in zip(contents, pool.map(make, contents.values()), strict=True):
            if problem:
                refused.setdefault(problem, []).append(path)
            else:
                click.echo(f"{path}: {size // 1000} kB")
    if refused:
        raise Refusal("\n".join(f"{', '.join(refused[each])}: {each}" for each in refused))


def content_in(language: Language) -> Content:
    """Return what the brochure says in a language, outside of any request."""
    with current_app.test_request_context():
        use_language(language)
        return content()
