"""The compressed forms next to each file, for servers that send them as they are."""

import gzip
import os
import zlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from webapp.export.answers import Answer
from webapp.rendering.compression import compress, is_compressible

ENDINGS = {".br": ("br", brotli.decompress), ".gz": ("gzip", gzip.decompress)}
"""The encoding of each file name ending, and the function that decompresses such files."""


def forms(answers: Iterable[Answer], before: Path | None) -> dict[str, bytes]:
    """Return the compressed forms of answers by their paths, if they are smaller than the body.

    Arguments:
        before: the folder of the last export; unchanged files are not compressed again.
    """

    def form(answer: Answer, ending: str) -> bytes:
        encoding, decompress = ENDINGS[ending]
        try:
            old = (before / f"{answer.file}{ending}").read_bytes() if before else b""
            if decompress(old) == answer.body:
                return old
        except (OSError, EOFError, zlib.error, brotli.error):
            pass  # no such file, or a damaged one
        return compress(answer.body, encoding)

    texts = [answer for answer in answers if is_compressible(answer.mimetype)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        wanted = [
            (answer, ending, pool.submit(form, answer, ending))
            for answer in texts
            for ending in ENDINGS
        ]
    return {
        f"{answer.file}{ending}": made.result()
        for answer, ending, made in wanted
        if len(made.result()) < len(answer.body)
    }
