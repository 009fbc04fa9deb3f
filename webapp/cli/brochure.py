"""The command on the brochure."""

import os
from concurrent.futures import ThreadPoolExecutor

import click
from flask import current_app
from flask.cli import AppGroup

from webapp.brochure.store import Brochures, Content
from webapp.cli.refusal import Refusal, refuses
from webapp.errors import BrochureError
from webapp.i18n import use_language
from webapp.languages import BY_PATH, LANGUAGES, Language
from webapp.site import site
from webapp.views.brochure import content

commands = AppGroup("brochure", help="The brochure as PDF.")


@commands.command()
@click.argument("languages", nargs=-1, metavar="[LANG]...", type=click.Choice(list(BY_PATH)))
@refuses
def build(languages: tuple[str, ...]) -> None:
    """Make the brochure ahead of time, in LANG or in every language, where the site looks for it.

    One that is there already is not made again, and one that cannot be made keeps back no other.

    Exit codes: 0 all are there; 2 one cannot be made, each named with the reason.
    """
    wanted = [BY_PATH[path] for path in languages] or list(LANGUAGES)
    contents = [content_in(language) for language in wanted]
    brochures = site().brochures
    refusals: dict[str, list[str]] = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for each, (size, problem) in zip(
            contents, pool.map(lambda each: _made(brochures, each), contents), strict=True
        ):
            if problem:
                refusals.setdefault(problem, []).append(each.path)
            else:
                click.echo(f"{each.path}: {size // 1000} kB")
    if refusals:
        lines = [f"{', '.join(paths)}: {problem}" for problem, paths in refusals.items()]
        raise Refusal("\n".join(lines))


def _made(brochures: Brochures, wanted: Content) -> tuple[int, str]:
    """Make one; return its size, or why it cannot be made."""
    try:
        return len(brochures.read(wanted)), ""
    except BrochureError as error:
        return 0, str(error)


def content_in(language: Language) -> Content:
    """Return what the brochure says in a language, outside of any request."""
    with current_app.test_request_context():
        use_language(language)
        return content()
