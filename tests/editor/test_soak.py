"""Twenty translators save in one catalogue while commands rewrite it and the server is killed.

`make test-slow` does it for a quarter of a minute; `make soak-editor` sets `EDITOR_SOAK_SECONDS` to
two minutes.
"""

import html
import http.client
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import count, takewhile
from pathlib import Path
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conftest import Server, need
from tests.editor.test_proxy import BASE, Client, repository, run_git
from webapp.catalogs.snapshot import Catalogues
from webapp.disk import replace
from webapp.editor.workbook import Row, State, Workbook
from webapp.languages import BY_PATH
from webapp.po import files
from webapp.po.read import read
from webapp.po.write import write
from webapp.settings import ROOT
from webapp.translators import FILE

SECONDS = float(os.environ.get("EDITOR_SOAK_SECONDS", "15"))
LIVES = 5.0
"""Seconds that a server lives after its first save, which takes long on a busy machine."""
TRANSLATORS = 20
PAUSE = 1.0
"""Seconds between two commands, which else would take the machine from the translators."""
SHARED = 40
"""Messages that all of them translate, so that they meet."""
MERGED = 15
"""Messages that come from another branch, by the merge driver."""
MK = BY_PATH["mk"]

PERSON = """
[[translator]]
name = "Преведувач {number}"
email = "{number}@vlada.example.mk"
languages = ["mk"]
reviewer = true
"""


@dataclass(frozen=True)
class Save:
    """A text that was sent, and the one that its author saw before."""

    key: str
    before: str
    text: str


@dataclass
class Outcome:
    """What all of them got.

    Arguments:
        saved: what was answered 303.
        cut: what was sent and got no answer: it may be in the file.
        statuses: how often each status.
        notices: what the answers to saves said.
        wrong: what should not have happened, in a sentence each.
    """

    saved: list[Save] = field(default_factory=list)
    cut: list[Save] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    notices: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    checked: int = 0
    commands: Counter[str] = field(default_factory=Counter)


class Site:
    """The site with its editor, killed and started again; its port is another each time."""

    def __init__(self, translations: Path, cache: Path) -> None:
        self.translations, self.cache = translations, cache
        self.server = self._start()

    def _start(self) -> Server:
        server = Server(
            self.translations,
            workers=2,
            SITE_BASE_URL=BASE,
            SITE_EDITOR="proxy",
            SITE_PROXIES="127.0.0.1",
            SITE_CACHE=str(self.cache),
        )
        server.wait(120)
        return server

    def kill(self) -> None:
        """Kill every process of it, whatever it is doing; git's own as well."""
        os.killpg(self.server.process.pid, signal.SIGKILL)
        self.server.process.wait(20)

    def again(self) -> None:
        """Start it as docs/deployment.md says: a lock that a killed git left is removed."""
        for lock in (self.translations.parent / ".git").rglob("*.lock"):
            lock.unlink()
        self.server = self._start()


def shown(page: str) -> str:
    """Return the text that a form shows in its field."""
    found = re.search(r'<textarea[^>]* name="msgstr-0"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    return html.unescape(found[1]) if found else ""


def translate(site: Site, number: int, keys: list[str], outcome: Outcome, over: Event) -> None:
    """Open a message, write a text that nobody else writes, save it; until the end."""
    choose = random.Random(number)
    for turn in takewhile(lambda _: not over.is_set(), count()):
        client = Client(site.server.port, address="127.0.0.1")
        client.headers["X-Forwarded-Email"] = f"{number}@vlada.example.mk"
        key = choose.choice(keys)
        path = f"/edit/mk/messages/{key}"
        sent = None
        try:
            page = client.get(path)
            outcome.statuses[page.status] += 1
            if page.status != 200:
                outcome.wrong.append(f"{path}: {page.status} {page.text[-300:]}")
                continue
            sent = Save(key, shown(page.text), f"Превод број {number}-{turn} за оваа реченица.")
            form = {name: page.field(name) for name in ("seen", "token")}
            action = choose.choice(("publish", "publish", "draft"))
            answer = client.post(path, **{"msgstr-0": sent.text, "action": action} | form)
        except (OSError, http.client.HTTPException):
            outcome.cut += [sent] if sent else []
            time.sleep(0.2)
            continue
        outcome.statuses[answer.status] += 1
        if answer.status == 303:
            outcome.saved.append(sent)
            query = parse_qs(urlsplit(answer.headers["location"]).query)
            outcome.notices.update(query["notice"])
        elif answer.status == 409:
            other = re.findall(r'<p class="text"[^>]*>(.*?)</p>', answer.text, re.DOTALL)
            if shown(answer.text) != sent.text or sent.before in map(html.unescape, other[:1]):
                outcome.wrong.append(f"{path}: a conflict without both versions")
        else:
            outcome.wrong.append(f"{path}: {answer.status} {answer.text[-300:]}")


def command(translations: Path, *arguments: str | Path) -> str:
    """Run a command on the catalogues; return what it says when it fails."""
    line = [sys.executable, "-m", "flask", "--app", "webapp", "i18n", *map(str, arguments)]
    environment = os.environ | {"SITE_TRANSLATIONS": str(translations)}
    environment["SITE_CACHE"] = str(translations.parent / "cache")
    done = subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True)
    return f"{arguments[0]}: {done.stderr[-500:]}" if done.returncode else ""


def update(translations: Path, outcome: Outcome, over: Event) -> None:
    """Change what messages.pot says of places, and update and compile each time."""
    template = files.template(translations)
    variants = template.read_bytes(), template.read_bytes().replace(b"#: ", b"#: moved/")
    for turn in takewhile(lambda _: not over.wait(PAUSE), count()):
        replace(template, variants[turn % 2])
        for name in ("update", "compile"):
            outcome.wrong += filter(None, [command(translations, name, "mk")])
            outcome.commands[name] += 1


def merge(translations: Path, msgids: list[str], outcome: Outcome, over: Event) -> None:
    """Merge what another branch says of some messages, again and again."""
    ours = files.source(translations, MK)
    base, theirs = (translations.parent / name for name in ("base.po", "theirs.po"))
    branch = read(theirs)
    for turn in takewhile(lambda _: not over.wait(PAUSE), count()):
        replace(base, theirs.read_bytes())
        for message in branch.messages:
            if message.msgid in msgids:
                message.msgstr = [f"Од друга гранка, број {turn}."]
        write(branch)
        outcome.wrong += filter(None, [command(translations, "merge", base, ours, theirs)])
        outcome.commands["merge"] += 1


def check(path: Path, copy: Path, outcome: Outcome, over: Event) -> None:
    """Hold `msgfmt -c` against the catalogue as it is, each time that it is another."""
    before = b""
    while not over.is_set():
        if (data := path.read_bytes()) == before:
            time.sleep(0.005)
            continue
        copy.write_bytes(before := data)
        done = subprocess.run(
            [need("msgfmt"), "-c", "-o", os.devnull, str(copy)], capture_output=True, text=True
        )
        outcome.checked += 1
        if done.returncode:
            outcome.wrong.append(f"msgfmt: {done.stderr[-500:]}")


@contextmanager
def all_at_once(*works: Callable[[], None]) -> Iterator[None]:
    """Do works in threads of their own, and wait for their ends after what is done meanwhile."""
    failed: list[BaseException] = []

    def do(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:
            failed.append(error)

    threads = [Thread(target=do, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for thread in threads:
            thread.join()
    if failed:
        raise failed[0]


def lost(
    saves: list[Save], cut: list[Save], begun: dict[str, str], now: dict[str, str]
) -> list[Save]:
    """Return the saves that are not in the file, and that nobody saw who wrote over them.

    Every text is written once, so from the text of a message now one can go back to the one that
    its author saw, and so on to the first: each save that was taken must be met on the way.
    """
    before = {save.text: save for save in (*cut, *saves)}
    met = set()
    for key, first in begun.items():
        text = now[key]
        while text != first and text in before:
            met.add(text)
            text = before[text].before
    return [save for save in saves if save.text not in met]


def simple(row: Row) -> bool:
    """Return whether any sentence can stand for a message: no plural, no fields, not short."""
    source = row.source
    return (
        source.msgid_plural is None
        and "%" not in source.msgid
        and "\n" not in source.msgid
        and len(source.msgid) > 30
        and row.state is State.DONE
    )


@pytest.mark.slow
def test_no_save_is_lost(compiled: Path, tmp_path: Path) -> None:
    """What was answered 303 is in the file or was seen by who changed it; no file is broken."""
    translations = repository(tmp_path / "work", compiled)
    people = "".join(PERSON.format(number=number) for number in range(TRANSLATORS))
    (translations / FILE).write_text(people, encoding="utf-8")
    path = files.source(translations, MK)
    for name in ("base.po", "theirs.po"):
        (translations.parent / name).write_bytes(path.read_bytes())
    rows = [
        row
        for row in Workbook(translations, Catalogues(translations, None)).book(MK).rows.values()
        if simple(row)
    ]
    begun = {row.key: row.message.msgstr[0] for row in rows[:SHARED]}
    merged = [row.source.msgid for row in rows[SHARED : SHARED + MERGED]]
    outcome, site = Outcome(), Site(translations, tmp_path / "cache")
    kills = 0
    over, end = Event(), time.monotonic() + SECONDS
    works: list[Callable[[], None]] = [
        partial(translate, site, number, list(begun), outcome, over)
        for number in range(TRANSLATORS)
    ]
    works += [
        partial(update, translations, outcome, over),
        partial(merge, translations, merged, outcome, over),
        partial(check, path, tmp_path / "copy.po", outcome, over),
    ]
    try:
        with all_at_once(*works):
            try:
                while time.monotonic() < end or kills < 2:
                    before, until = len(outcome.saved), time.monotonic() + 60
                    while before == len(outcome.saved):
                        assert time.monotonic() < until, "no save in a minute"
                        time.sleep(0.1)
                    time.sleep(LIVES)
                    site.kill()
                    kills += 1
                    site.again()
            finally:
                over.set()
        now = Workbook(translations, Catalogues(translations, None)).book(MK).rows
        texts = {key: now[key].message.msgstr[0] for key in begun}
        print(
            f"{len(outcome.saved)} saved, {len(outcome.cut)} cut off, {dict(outcome.statuses)},"
            f" {dict(outcome.notices)}, {dict(outcome.commands)}, {kills} kills,"
            f" {outcome.checked} files"
        )
        assert outcome.wrong == []
        assert lost(outcome.saved, outcome.cut, begun, texts) == []
        others = {it.msgstr[0] for it in read(path).active() if it.msgid in merged}
        assert others == {f"Од друга гранка, број {outcome.commands['merge'] - 1}."}
        client = Client(site.server.port, address="127.0.0.1")
        client.headers["X-Forwarded-Email"] = "0@vlada.example.mk"
        token = client.get("/edit/mk/hand-in").field("token")
        assert client.post("/edit/mk/hand-in", token=token).status == 303
        assert run_git(translations, "status", "--porcelain", str(path)) == ""
        run_git(translations, "fsck", "--strict")
        left = [
            file.name for file in path.parent.iterdir() if file.name.startswith(".messages.po.")
        ]
        assert left == []
    finally:
        with suppress(ProcessLookupError):
            site.kill()
