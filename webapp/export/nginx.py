"""The configuration by which nginx answers with the exported files as the application would."""

import re
from collections.abc import Iterable

from webapp.errors import ExportError
from webapp.export.answers import ERROR, HTML, Answer
from webapp.export.headers import Headers, prefix_of, shared, without
from webapp.export.negotiation import maps
from webapp.languages import BY_PATH, LANGUAGES, MOVED

HTTP = "nginx-http.conf"
SITE = "nginx-site.conf"

_HTTP_HEAD = f"""\
# Made by `flask --app webapp site export`: include it in nginx's `http` block, and {SITE} in the
# `server` block whose `root` is this folder. Reload nginx when one of the two has changed.
"""

_SITE_HEAD = f"""\
# Made by `flask --app webapp site export`: include it in a `server` block whose `root` is this
# folder, and {HTTP} in the `http` block.

absolute_redirect off;
# What lies where is asked of the disk every two seconds at most.
open_file_cache max=5000 inactive=60s;
open_file_cache_valid 2s;
open_file_cache_errors on;
gzip_static on;
gzip_vary on;
# With the module ngx_brotli:
# brotli_static on;
"""

# An address is that of a page when a file of the same name and `.html` is there: nobody reaches
# the file itself, its compressed forms or these settings by another address.
_MOVED = """\
# Other spellings of an address lead to it, as on the served site; the rest names no page.
if ($straight_address) {
    return 301 $straight_address$is_args$args;
}
location / {
    try_files /.none @moved;
}
location @moved {
    if ($moved_address) {
        return 301 $moved_address$is_args$args;
    }
    return 404;
}
"""


def http_file(answers: Iterable[Answer]) -> str:
    """Write what belongs into the `http` block: the maps.

    Arguments:
        answers: all that is exported.
    """
    return f"{_HTTP_HEAD}\n{maps()}\n\n{_spellings(_slugs(answers))}"


def _slugs(answers: Iterable[Answer]) -> list[str]:
    """List what follows the language in the addresses of pages, each once."""
    pages = (each.address for each in answers if _is_page(each))
    return sorted({address.split("/", 2)[2] for address in pages})


def _is_page(answer: Answer) -> bool:
    in_language = prefix_of(answer.address).strip("/") in BY_PATH
    return in_language and answer.mimetype == HTML and not answer.is_error


def _spellings(slugs: Iterable[str]) -> str:
    """Write the maps from other spellings to addresses: any case, slashes too many or too few."""
    paths = {path: path for path in BY_PATH} | MOVED
    folders = "".join(f'    "~*^/+{old}(?:/|$)" /{new};\n' for old, new in paths.items())
    pages = "".join(f'    "~*^/+[^/]+/+{_slug(slug)}/*$" /{slug};\n' for slug in slugs if slug)
    return f"""\
map $uri $moved_folder {{
    default "";
{folders}}}

map $uri $moved_page {{
    default "";
    "~^/+[^/]+/*$" /;
{pages}}}

map $moved_folder$moved_page $moved_address {{
    default "";
    "~^(?<to_moved>/[a-z]+/.*)$" $to_moved;
}}

# nginx takes slashes together before it looks at an address.
map $request_uri $doubled_slash {{
    default "";
    "~^[^?]*//" 1;
}}

map $doubled_slash$moved_address $straight_address {{
    default "";
    "~^1(?<to_straight>/.+)$" $to_straight;
}}
"""


def _slug(slug: str) -> str:
    return "/+".join(re.escape(part).replace(r"\-", "-") for part in slug.split("/"))


def site_file(answers: Iterable[Answer]) -> str:
    """Write what belongs into the `server` block: types, headers, pages, errors, redirects.

    Arguments:
        answers: all that is exported.
    """
    listed = list(answers)
    found = [each for each in listed if not each.is_error]
    errors = [each for each in listed if each.is_error]
    everywhere = shared(each.headers for each in found)
    blocks = [
        _SITE_HEAD,
        _types(found),
        _headers(everywhere, ""),
        f"error_page {ERROR} $error_folder/{ERROR}.html;\n",
        *(_error(each) for each in errors),
        *(_pages(found, language.path) for language in LANGUAGES),
        *(_file(each) for each in found if not _is_page(each)),
        _MOVED,
    ]
    return "\n".join(block for block in blocks if block)


def _types(answers: Iterable[Answer]) -> str:
    kinds = {each.file.rpartition(".")[2]: each.content_type for each in answers}
    lines = "".join(f"    {_quoted(kind)} {ending};\n" for ending, kind in sorted(kinds.items()))
    return f"types {{\n{lines}}}\n"


def _quoted(value: str) -> str:
    """Write a value for nginx, which knows no way to write a dollar sign."""
    if "$" in value:
        raise ExportError(SITE, f"nginx cannot be told the header {value!r}")
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _headers(headers: Headers, indent: str = "    ") -> str:
    """Write headers for every status, as the application sends them."""
    return "".join(
        f"{indent}add_header {name} {_quoted(value)} always;\n" for name, value in headers.items()
    )


def _location(place: str, *parts: str) -> str:
    return f"location {place} {{\n{''.join(parts)}}}\n"


def _error(answer: Answer) -> str:
    return _location(f"= /{answer.file}", "    internal;\n", _headers(answer.headers))


def _pages(answers: Iterable[Answer], path: str) -> str:
    """Write the block of a language's pages, and of each page that has other headers."""
    pages = [each for each in answers if _is_page(each) and prefix_of(each.address) == f"/{path}/"]
    common = shared(each.headers for each in pages)
    # By their whole names: nginx finds these in no time, and tries each pattern for every request.
    hidden = "\n".join(
        _location(f"= /{path}/{name}", "    return 404;\n") for name in ("index", ERROR)
    )
    usual = _location(
        f"/{path}/", _headers(common), "    try_files $uri.html ${uri}index.html @moved;\n"
    )
    special = (each for each in pages if without(each.headers, common))
    return "\n".join([hidden, usual, *map(_special, special)])


def _special(answer: Answer) -> str:
    return _location(
        f"= {answer.address}", _headers(answer.headers), f"    try_files /{answer.file} =404;\n"
    )


def _file(answer: Answer) -> str:
    """Write the block of a file; of the page at `/`, which the maps come before."""
    if answer.address != "/":
        return _location(f"= {answer.address}", _headers(answer.headers))
    return _location(
        "= /",
        _headers(answer.headers | {"Vary": "Accept-Language, Cookie"}),
        "    if ($language_chosen) {\n",
        "        return 302 /$language_chosen/$is_args$args;\n    }\n",
        f"    try_files /{answer.file} =404;\n",
    )
