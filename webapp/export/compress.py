"""The compressed forms that lie next to a file, for servers that send them as they are."""

import gzip
import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from webapp.export.answers import Answer
from webapp.rendering.encoding import compress, is_compressible

ENDINGS: Mapping[str, tuple[str, Callable[[bytes], bytes]]] = {
    ".br": ("br", brotli.decompress),
    ".gz": ("gzip", gzip.decompress),
}
"""The encoding of each ending, and how its files are read."""


def forms(answers: Iterable[Answer], before: Path | None) -> dict[str, bytes]:
    """Return the compressed forms of answers by their paths, where they are smaller.

    Arguments:
        answers: what is exported.
        before: the folder of the last export: what did not change is not compressed again.
    """
    wanted = [
        (answer, ending)
        for answer in answers
        if is_compressible(answer.mimetype)
        for ending in ENDINGS
    ]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = pool.map(lambda pair: _form(pair[0], pair[1], before), wanted)
    return {
        f"{answer.file}{ending}": form
        for (answer, ending), form in zip(wanted, made, strict=True)
        if len(form) < len(answer.body)
    }


def _form(answer: Answer, ending: str, before: Path | None) -> bytes:
    encoding, read = ENDINGS[ending]
    if before:
        try:
            form = (before / f"{answer.file}{ending}").read_bytes()
            if read(form) == answer.body:
                return form
        except (OSError, EOFError, brotli.error):
            pass  # none before, or a damaged file
    return compress(answer.body, encoding)
