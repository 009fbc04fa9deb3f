"""The configuration that makes nginx serve the exported files as the application would."""

from collections.abc import Iterable, Iterator, Sequence

from webapp.errors import SiteError
from webapp.export.answers import ERROR, HTML, Answer
from webapp.export.hosts import Headers, prefix_of, shared
from webapp.languages import LANGUAGES, MOVED

SITE = "nginx-site.conf"

_HEAD = """\
# Made by `flask --app webapp site export`: include it in a `server` block whose `root` is this
# folder. Reload nginx when it has changed.

absolute_redirect off;
# nginx asks the disk where a file is every two seconds at most.
open_file_cache max=5000 inactive=60s;
open_file_cache_valid 2s;
open_file_cache_errors on;
gzip_static on;
gzip_vary on;
# With the module ngx_brotli:
# brotli_static on;
"""


def site_file(answers: Sequence[Answer]) -> str:
    """Return the settings for the `server` block: types, headers, pages, errors, redirects.

    An address leads to a page if there is a file of that name with `.html`. That file itself, its
    compressed forms and this configuration cannot be requested.

    Raises:
        SiteError: for a header that an nginx configuration cannot express.
    """
    pages: dict[str, list[Answer]] = {language.path: [] for language in LANGUAGES}
    types, locations = {}, [_location("/", "    try_files /.none =404;\n")]
    for answer in answers:
        path = prefix_of(answer.address).strip("/")
        if answer.is_error:
            internal = f"    internal;\n    error_page {ERROR} /{answer.file};\n"
            locations.append(_location(f"= /{answer.file}", internal, _headers(answer.headers)))
            continue
        types[answer.file.rpartition(".")[2]] = answer.content_type
        if path in pages and answer.mimetype == HTML:
            pages[path].append(answer)
            continue
        body = f"    try_files /{answer.file} ={ERROR};\n" if answer.mimetype == HTML else ""
        locations.append(_location(f"= {answer.address}", _headers(answer.headers), body))
    kinds = "".join(f"    {_quoted(kind)} {ending};\n" for ending, kind in sorted(types.items()))
    blocks = [
        _HEAD,
        f"types {{\n{kinds}}}\n",
        _headers(shared(answer for answer in answers if not answer.is_error), ""),
        f"error_page {ERROR} /{ERROR}.html;\n",
        *locations,
    ]
    for path, group in pages.items():
        blocks += _pages(group, path)
    for old, new in MOVED.items():
        moved = f"    return 301 /{new}/$rest;\n"
        blocks.append(_location(f"~ ^/{old}(?:/(?<rest>.*))?$", moved))
    return "\n".join(blocks)


def _pages(pages: Iterable[Answer], path: str) -> Iterator[str]:
    """Yield the blocks of a language's pages, which all have the same headers."""
    not_found = f"    error_page {ERROR} /{path}/{ERROR}.html;\n"
    # Exact locations: nginx ends its search of locations at one that matches.
    yield _location(f"= /{path}", f"    return 301 /{path}/$is_args$args;\n")
    for name in ("index", ERROR):
        yield _location(f"= /{path}/{name}", not_found, f"    return {ERROR};\n")
    files = f"    try_files $uri.html ${{uri}}index.html ={ERROR};\n"
    yield _location(f"/{path}/", _headers(shared(pages)), not_found, files)


def _location(place: str, *parts: str) -> str:
    return f"location {place} {{\n{''.join(parts)}}}\n"


def _headers(headers: Headers, indent: str = "    ") -> str:
    """Write headers for every status, as the application sends them."""
    return "".join(
        f"{indent}add_header {name} {_quoted(value)} always;\n" for name, value in headers.items()
    )


def _quoted(value: str) -> str:
    """Quote a value for nginx, which has no escape for a dollar sign."""
    if "$" in value:
        raise SiteError(SITE, f"nginx cannot be told the header {value!r}")
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
