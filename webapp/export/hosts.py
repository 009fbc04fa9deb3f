"""The files of headers and redirects for hosts such as Netlify and Cloudflare Pages."""

from collections.abc import Iterable
from functools import reduce

from webapp.export.answers import ERROR, Answer
from webapp.languages import LANGUAGES, MOVED

HEADERS = "_headers"
REDIRECTS = "_redirects"
Headers = dict[str, str]


def prefix_of(address: str) -> str:
    """Return the first segment of an address with its slashes, or `/` for a file in no folder."""
    first, slash, _ = address.removeprefix("/").partition("/")
    return f"/{first}/" if slash else "/"


def shared(answers: Iterable[Answer]) -> Headers:
    """Return the headers that all answers have with the same value."""
    all_headers = (answer.headers for answer in answers)
    common = reduce(lambda one, other: dict(one.items() & other.items()), all_headers)
    return dict(sorted(common.items()))


def headers_file(answers: Iterable[Answer]) -> str:
    """Return `_headers`; hosts apply every rule in it that matches an address.

    So each header is written once: for the whole site, for a first segment such as `/mk/`, or for
    one address.
    """
    sections: dict[str, list[Answer]] = {}
    for answer in answers:
        sections.setdefault(prefix_of(answer.address), []).append(answer)
    everywhere = shared(answer for section in sections.values() for answer in section)
    rules = {"/*": everywhere}
    for prefix, section in sorted(sections.items()):
        known = everywhere
        if prefix != "/":  # a rule for `/*` is one for the whole site
            known = shared(section)
            rules[f"{prefix}*"] = dict(sorted(known.items() - everywhere.items()))
        rules |= {it.address: dict(sorted(it.headers.items() - known.items())) for it in section}
    lines = []
    for place, headers in rules.items():
        lines += [place] if headers else []
        lines += [f"  {name}: {value}" for name, value in headers.items()]
    return "\n".join(lines) + "\n"


def redirects_file() -> str:
    """Return `_redirects`: the addresses that moved, and the error page of each language.

    Cloudflare Pages ignores rules with 404 and shows the nearest `404.html`.
    """
    lines = []
    for old, new in MOVED.items():
        lines += [f"/{old} /{new}/ 301", f"/{old}/* /{new}/:splat 301"]
    lines += [f"/{language.path}/* /{language.path}/{ERROR}.html 404" for language in LANGUAGES]
    return "\n".join(lines) + "\n"
