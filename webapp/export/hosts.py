"""The files that tell hosts such as Netlify and Cloudflare Pages headers and redirects."""

from collections.abc import Iterable, Iterator

from webapp.export.answers import ERROR, Answer
from webapp.export.headers import Headers, sections
from webapp.languages import LANGUAGES, MOVED

HEADERS = "_headers"
REDIRECTS = "_redirects"


def headers_file(answers: Iterable[Answer]) -> str:
    """Return `_headers`; where several of its rules match an address, all of them apply."""
    everywhere, found = sections(answers)
    lines = [*_rule("/*", everywhere)]
    for section in found:
        lines += _rule(f"{section.prefix}*", section.shared)
        for address, own in section.own.items():
            lines += _rule(address, own)
    return "\n".join(lines) + "\n"


def _rule(place: str, headers: Headers) -> Iterator[str]:
    if headers:
        yield place
        yield from (f"  {name}: {value}" for name, value in headers.items())


def redirects_file() -> str:
    """Return `_redirects`: addresses that moved, and the error page of each language.

    Cloudflare Pages ignores rules with 404 and shows the nearest `404.html`.
    """
    lines = []
    for old, new in MOVED.items():
        lines += [f"/{old} /{new}/ 301", f"/{old}/* /{new}/:splat 301"]
    lines += [f"/{language.path}/* /{language.path}/{ERROR}.html 404" for language in LANGUAGES]
    return "\n".join(lines) + "\n"
