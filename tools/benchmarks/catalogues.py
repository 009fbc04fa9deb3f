"""The catalogue commands beside their peers, whole processes, in one run.

    make benchmark-catalogues            # 5,000 and 50,000 messages, five runs of each
    make benchmark-catalogues SIZES=5000 RUNS=3
    make benchmark-catalogues SIZES=5000 RUNS=1 LIMIT=600 ONLY="update, mostly new"

Prints, for each task, the median of the runs, their spread and the largest memory of a process.
Peers that are not installed are left out and named. Nothing here decides a test.
"""

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
PEERS = Path(os.environ.get("PEERS", BIN))
sys.path.insert(0, str(ROOT))

from webapp.po.model import Catalogue, Message  # noqa: E402
from webapp.po.write import render  # noqa: E402


def vocabulary(little: str, syllables: str, seed: int) -> list[str]:
    """Make the words of a language: its little words, often, and four thousand longer ones.

    With a vocabulary of real size two sentences are seldom alike, as in real catalogues; the
    time that programs take to look for likeness depends on it.
    """
    source = random.Random(seed)
    parts = syllables.split()
    made = {"".join(source.choices(parts, k=source.randint(2, 4))) for _ in range(4_000)}
    return [*sorted(made), *little.split() * 150]


FRENCH = vocabulary(
    "la le les de des en une un pour avec entre dans depuis",
    "co opé ra tion ré gion com mune ac cord ju me lage pro jet for ma cul ture par te naire dé",
    1,
)
ENGLISH = vocabulary(
    "the of in a an for with between since",
    "co ope ra tion re gion mu ni ci pal ag ree ment twin ning pro ject train ing cul ture part",
    2,
)
HEADER = (
    "Project-Id-Version: benchmark\nLanguage: en\nMIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"
)


def sentence(known: Sequence[str], source: random.Random, field_name: str = "") -> str:
    """Make a sentence of one to forty words, seven as a rule, that ends in a full stop."""
    length = min(1 + int(source.expovariate(1 / 6)), 40)
    text = " ".join(source.choice(known) for _ in range(length))
    return text[:1].upper() + text[1:] + (f" %({field_name})s." if field_name else ".")


def messages(count: int, source: random.Random) -> list[Message]:
    """Make translated messages; every tenth has a field."""
    made = {}
    while len(made) < count:
        name = "name" if len(made) % 10 == 0 else ""
        msgid = sentence(FRENCH, source, name)
        made[msgid] = Message(
            msgid,
            [sentence(ENGLISH, source, name)],
            extracted=["Page: /fr/"],
            references=[f"templates/pages/page{len(made) % 200}.html"],
            flags=["python-format"] if name else [],
        )
    return list(made.values())


def catalogue(path: Path, entries: list[Message], *, template: bool = False) -> None:
    """Write a catalogue or a template of these messages."""
    if template:
        entries = [
            Message(
                each.msgid, extracted=each.extracted, references=each.references, flags=each.flags
            )
            for each in entries
        ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render(Catalogue(path, Message("", [HEADER]), entries)), encoding="utf-8")


def edited(
    entries: list[Message], new: float, reworded: float, source: random.Random
) -> list[Message]:
    """Give the messages after an edit: a share is replaced by new ones, a share is reworded."""
    result = []
    for each in entries:
        draw = source.random()
        if draw < new:
            result += messages(1, source)
        elif draw < new + reworded:
            parts = each.msgid.split(" ")
            parts[len(parts) // 2] = source.choice(FRENCH)
            result.append(Message(" ".join(parts), flags=each.flags, references=each.references))
        else:
            result.append(each)
    return list({each.msgid: each for each in result}.values())


@dataclass
class Task:
    """One thing to do, by one program, in a folder that is made anew for each run."""

    name: str
    program: str
    command: list[str]
    prepare: Callable[[], None]
    limit: int = 40
    seconds: list[float] = field(default_factory=list)
    memory: int = 0

    def run(self) -> None:
        """Do it once, and note time and memory of the whole process; not again past the limit."""
        if self.endless:
            return
        self.prepare()
        start = time.perf_counter()
        process = subprocess.Popen(
            self.command,
            cwd=ROOT,
            env=os.environ
            | {"SITE_TRANSLATIONS": str(WORK / "site"), "SITE_CACHE": str(WORK / "cache")},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        timer = threading.Timer(self.limit, process.kill)
        timer.start()
        _, _, usage = os.wait4(process.pid, 0)
        timer.cancel()
        self.seconds.append(time.perf_counter() - start)
        self.memory = max(self.memory, usage.ru_maxrss // 1024)

    @property
    def endless(self) -> bool:
        """Whether a run was ended at the limit."""
        return any(seconds >= self.limit for seconds in self.seconds)

    def row(self) -> str:
        """Write median, spread and memory as a row of a table."""
        if self.endless:
            return f"| {self.name} | {self.program} | > {self.limit} | ended | {self.memory} |"
        spread = f"{min(self.seconds):.2f} to {max(self.seconds):.2f}"
        median = statistics.median(self.seconds)
        return f"| {self.name} | {self.program} | {median:.2f} | {spread} | {self.memory} |"


READ_AND_WRITE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from webapp.po.mo import pack
from webapp.po.read import read
entries = read(Path(sys.argv[2])).active()
Path(sys.argv[3]).write_bytes(pack((each.msgid, "\\0".join(each.msgstr)) for each in entries))
"""
"""What `i18n compile` does besides judging: reading a catalogue and writing its `.mo`."""

WORK = Path(tempfile.mkdtemp(prefix="catalogues-"))


def tool(name: str) -> str | None:
    """Find a peer beside this Python or on the path."""
    beside = PEERS / name
    return str(beside) if beside.exists() else shutil.which(name)


def peers(size: int) -> Iterator[Task]:
    """Yield every task at one size, ours first."""
    source = random.Random(size)
    entries = messages(size, source)
    base, pot, po = WORK / "base.po", WORK / "site" / "messages.pot", site_po()
    catalogue(base, entries)
    small, large = WORK / "small.pot", WORK / "large.pot"
    catalogue(small, edited(entries, 0.04, 0.03, source), template=True)
    catalogue(large, edited(entries, 0.6, 0.08, source), template=True)
    ours = [str(BIN / "flask"), "--app", "webapp", "i18n"]

    def with_template(template: Path) -> Callable[[], None]:
        def prepare() -> None:
            po.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(base, po)
            shutil.copy(template, pot)
            shutil.rmtree(WORK / "cache", ignore_errors=True)

        return prepare

    def task(
        name: str, program: str, command: list[str | None], template: Path = small
    ) -> Task | None:
        if command[0] is None:
            print(f"{program} is not installed", file=sys.stderr)
            return None
        parts = [str(word) for word in command]
        return Task(f"{name}, {size:,}", program, parts, with_template(template))

    polib_save = "import polib,sys; polib.pofile(sys.argv[1], wrapwidth=0).save(sys.argv[2])"
    python, out = sys.executable, str(WORK / "out")
    rows = [
        task("load and save", "i18n format", [*ours, "format", str(po)]),
        task("load and save", "polib", [python, "-c", polib_save, str(po), out]),
        task("load and save", "msgcat", [tool("msgcat"), "--no-wrap", "-o", out, str(po)]),
    ]
    for name, template in (("small edit", small), ("mostly new", large)):
        rows += [
            task(f"update, {name}", "i18n update", [*ours, "update", "en"], template),
            task(
                f"update, {name}",
                "msgmerge",
                [tool("msgmerge"), "-q", "-U", str(po), str(pot)],
                template,
            ),
        ]
        pybabel = [tool("pybabel"), "update", "-l", "en", "-i", str(pot), "-o", str(po)]
        rows.append(task(f"update, {name}", "pybabel update", pybabel, template))
    polib_mo = "import polib,sys; polib.pofile(sys.argv[1]).save_as_mofile(sys.argv[2])"
    rows += [
        task("read po, write mo", "ours", [python, "-c", READ_AND_WRITE, str(ROOT), str(po), out]),
        task("read po, write mo", "msgfmt", [tool("msgfmt"), "-o", out, str(po)]),
        task("compile", "i18n compile", [*ours, "compile", "en"]),
        task("compile", "msgfmt", [tool("msgfmt"), "-o", out, str(po)]),
        task("compile", "polib", [python, "-c", polib_mo, str(po), out]),
        task(
            "compile",
            "pybabel compile",
            [tool("pybabel"), "compile", "-l", "en", "-i", str(po), "-o", out],
        ),
        task("check", "i18n check", [*ours, "check", "en"]),
        task("check", "pofilter", [tool("pofilter"), "--language=en", str(po), out]),
        task("check", "dennis", [tool("dennis-cmd"), "lint", str(po)]),
        task("check", "msgfmt -c", [tool("msgfmt"), "-c", "-o", out, str(po)]),
    ]
    yield from (row for row in rows if row)


def site_po() -> Path:
    """Give the place of the English catalogue in the folder that our commands read."""
    return WORK / "site" / "en" / "LC_MESSAGES" / "messages.po"


def main() -> None:
    """Run everything in turns, so that noise falls on all alike, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="5000,50000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--limit", type=int, default=40, help="seconds after which one is ended")
    parser.add_argument("--only", default="", help="how the names of the tasks begin")
    arguments = parser.parse_args()
    print("| task, messages | program | median s | spread s | MB |\n|---|---|---|---|---|")
    for size in map(int, arguments.sizes.split(",")):
        tasks = [task for task in peers(size) if task.name.startswith(arguments.only)]
        for task in tasks:
            task.limit = arguments.limit
        for _ in range(arguments.runs):
            for task in tasks:
                task.run()
        print("\n".join(task.row() for task in tasks), flush=True)
    shutil.rmtree(WORK)


if __name__ == "__main__":
    main()
