"""The site's tables of pages, partners and links: TOML files, with texts that are msgids."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

Row = dict[str, Any]


def read_table(name: str) -> Row:
    """Return a table by the name of its file in this folder, its lists as tuples."""
    table: Row = _frozen(tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8")))
    return table


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(each) for key, each in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def messages(
    file: IO[bytes], _: Collection[str], __: Collection[str], options: Mapping[str, str]
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Yield the messages of a table for Babel: line, function, msgid, comments for translators.

    Arguments:
        options: `keys` names the keys whose texts are msgids; each key has its texts on one line.
    """
    comments: list[str] = []
    for number, line in enumerate(file.read().decode().splitlines(), 1):
        if line.startswith("# Translators:"):
            comments.append(line.removeprefix("# "))
            continue
        key = line.partition("=")[0].strip()
        if key in options["keys"].split():
            value = tomllib.loads(line)[key]
            for text in [value] if isinstance(value, str) else value:
                yield number, None, text, comments
        comments = []
