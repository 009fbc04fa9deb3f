"""What a check finds, and how a program that finds it is run."""

import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from webapp.settings import ROOT

NODE_MODULES = ROOT / "node_modules"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a page.

    Arguments:
        page: its address, or the file's.
        line: where, in the HTML that was sent; 0 where the check does not know.
        rule: the check and its rule: `vnu error`, `axe color-contrast`.
        message: what the check says.
    """

    page: str
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: [{self.rule}] {self.message}"


def run(command: Sequence[str | Path], seconds: float = 300) -> str:
    """Run a tool and give what it printed; its exit code says no more than that.

    Raises:
        RuntimeError: when it printed nothing, with what it complained of.
    """
    # Into a file: some programs of Node end before a pipe has taken all they say.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        done = subprocess.run(
            command, stdout=said, stderr=subprocess.PIPE, text=True, timeout=seconds, check=False
        )
        said.seek(0)
        answer = said.read()
    if not answer.strip():
        raise RuntimeError(f"{command[0]} said nothing: {done.stderr.strip()[:500]}")
    return answer
