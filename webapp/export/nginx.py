"""The configuration by which nginx answers with the exported files as the application would."""

from collections.abc import Iterable

from webapp.errors import ExportError
from webapp.export.answers import ERROR, HTML, Answer
from webapp.export.headers import Headers, prefix_of, shared, without
from webapp.languages import BY_PATH, LANGUAGES, MOVED

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


def site_file(answers: Iterable[Answer]) -> str:
    """Return what belongs into the `server` block: types, headers, pages, errors, redirects.

    An address is that of a page when a file of the same name with `.html` is there. Nobody reaches
    the file itself, its compressed forms or these settings by another address.

    Raises:
        ExportError: for a header that nginx cannot be told.
    """
    answers = list(answers)
    files = [answer for answer in answers if not answer.is_error]
    blocks = [
        _HEAD,
        _types(files),
        _headers(shared(answer.headers for answer in files), ""),
        f"error_page {ERROR} /{ERROR}.html;\n",
        _location("/", "    try_files /.none =404;\n"),
        *(
            _location(
                f"= /{answer.file}",
                f"    internal;\n    error_page {ERROR} /{answer.file};\n",
                _headers(answer.headers),
            )
            for answer in answers
            if answer.is_error
        ),
        *(_pages(files, language.path) for language in LANGUAGES),
        *(_file(answer) for answer in files if not _is_page(answer)),
        *(
            _location(f"~ ^/{old}(?:/(?<rest>.*))?$", f"    return 301 /{new}/$rest;\n")
            for old, new in MOVED.items()
        ),
    ]
    return "\n".join(blocks)


def _is_page(answer: Answer) -> bool:
    return prefix_of(answer.address).strip("/") in BY_PATH and answer.mimetype == HTML


def _types(answers: Iterable[Answer]) -> str:
    kinds = {answer.file.rpartition(".")[2]: answer.content_type for answer in answers}
    lines = "".join(f"    {_quoted(kind)} {ending};\n" for ending, kind in sorted(kinds.items()))
    return f"types {{\n{lines}}}\n"


def _quoted(value: str) -> str:
    """Quote a value for nginx, which has no escape for a dollar sign."""
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


def _pages(answers: Iterable[Answer], path: str) -> str:
    """Write the block of a language's pages, and of each page that has other headers."""
    pages = [
        answer
        for answer in answers
        if _is_page(answer) and prefix_of(answer.address) == f"/{path}/"
    ]
    common = shared(answer.headers for answer in pages)
    not_found = f"    error_page {ERROR} /{path}/{ERROR}.html;\n"
    # Exact locations: nginx finds these by a hash.
    blocks = [
        _location(f"= /{path}", f"    return 301 /{path}/$is_args$args;\n"),
        *(
            _location(f"= /{path}/{name}", not_found, f"    return {ERROR};\n")
            for name in ("index", ERROR)
        ),
        _location(
            f"/{path}/",
            _headers(common),
            not_found,
            f"    try_files $uri.html ${{uri}}index.html ={ERROR};\n",
        ),
    ]
    for page in pages:
        if without(page.headers, common):
            found = f"    try_files /{page.file} ={ERROR};\n"
            blocks.append(_location(f"= {page.address}", _headers(page.headers), found))
    return "\n".join(blocks)


def _file(answer: Answer) -> str:
    """Write the block of a file that is no page of a language."""
    found = f"    try_files /{answer.file} ={ERROR};\n" if answer.mimetype == HTML else ""
    return _location(f"= {answer.address}", _headers(answer.headers), found)
