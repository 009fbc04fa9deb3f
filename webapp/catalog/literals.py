"""Where a sentence is written in a template or a Python file, to the character."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WIDTH = 100
"""Characters of a line of Python, as in `pyproject.toml`."""

_EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"|\'((?:[^\'\\]|\\.)*)\'', re.DOTALL)
_TRANS = re.compile(
    r"\{%-?\s*trans\b[^%]*%\}(?P<body>.*?)\{%-?\s*(?:pluralize\b[^%]*%\}(?P<many>.*?)\{%-?\s*)?endtrans",
    re.DOTALL,
)
_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_FIELD = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file that writes a sentence, and what would write another one there."""

    start: int
    end: int
    replacement: str


def places(path: Path, text: str, old: str, new: str) -> list[Place]:
    """Find where a file writes a message.

    Arguments:
        path: the file; its ending says whether it is Python or a template.
        text: its content.
        old: the message, as its msgid is.
        new: the message that shall stand there instead.
    """
    find = _in_python if path.suffix == ".py" else _in_template
    return sorted(find(text, old, new), key=lambda place: place.start)


def replace(text: str, found: list[Place]) -> str:
    """Write the replacements into a text."""
    for place in reversed(found):
        text = text[: place.start] + place.replacement + text[place.end :]
    return text


def _in_python(text: str, old: str, new: str) -> Iterator[Place]:
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line.encode()))
    data = text.encode()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and node.value == old and node.end_lineno:
            start = len(data[: starts[node.lineno - 1] + node.col_offset].decode())
            end = len(data[: starts[node.end_lineno - 1] + (node.end_col_offset or 0)].decode())
            column = start - text.rfind("\n", 0, start) - 1
            yield Place(start, end, _python_literal(new, column))


def _python_literal(text: str, column: int) -> str:
    """Write a string in lines that are not too long: pieces cut before spaces."""
    room = max(WIDTH - column - 6, 20)
    pieces = re.findall(rf".{{1,{room}}}(?= |$)|.+?(?= |$)", text, re.DOTALL) or [""]
    return f"\n{' ' * column}".join(_quoted(piece) for piece in pieces)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _in_template(text: str, old: str, new: str) -> Iterator[Place]:
    hidden = [match.span() for match in _COMMENT.finditer(text)]

    def commented(position: int) -> bool:
        return any(start <= position < end for start, end in hidden)

    for expression in _EXPRESSION.finditer(text):
        if not commented(expression.start()):
            yield from _strings(expression, old, new)
    for block in _TRANS.finditer(text):
        for name in ("body", "many"):
            if block[name] is not None and _as_msgid(block[name]) == old:
                yield Place(*block.span(name), _as_block(block[name], new))


def _strings(expression: re.Match[str], old: str, new: str) -> Iterator[Place]:
    for string in _STRING.finditer(expression[0]):
        quote = string[0][0]
        value = re.sub(r"\\(.)", r"\1", string[1] if string[1] is not None else string[2])
        if value == old:
            written = new.replace("\\", "\\\\").replace(quote, f"\\{quote}")
            start = expression.start() + string.start()
            yield Place(start, start + len(string[0]), f"{quote}{written}{quote}")


def _as_msgid(body: str) -> str:
    """Read the body of a `{% trans %}` as extraction does: trimmed, fields named, %% doubled."""
    body = " ".join(line.strip() for line in body.strip().splitlines())
    return _VARIABLE.sub(r"%(\1)s", body.replace("%", "%%"))


def _as_block(body: str, msgid: str) -> str:
    """Write a msgid as the body of a `{% trans %}`, between the white space that was there."""
    stripped = body.strip()
    before, after = body[: body.find(stripped)], body[body.find(stripped) + len(stripped) :]
    return before + _FIELD.sub(r"{{ \1 }}", msgid).replace("%%", "%") + after
