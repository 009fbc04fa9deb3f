"""The editor on a large catalogue, next to django-rosetta on the same one, over HTTP, in one run.

    make benchmark-editor                # 5,000 messages, 40 rounds
    make benchmark-editor MESSAGES=20000 RUNS=10 PEERS=/path/to/bin

Both are processes on 127.0.0.1 behind werkzeug's threaded server. Each round asks each once for
everything, by turns, and saves, so that no list is one that was made before. Prints median, 95th
percentile and spread of the time until the whole answer is here, and the processor time that the
server took, median and 95th percentile. Nothing here decides a test.
"""

import argparse
import http.client
import math
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import chain
from pathlib import Path
from typing import IO
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
PEERS = Path(os.environ.get("PEERS", BIN))
sys.path.insert(0, str(ROOT))

from tools.benchmarks.catalogues import messages  # noqa: E402
from webapp.editor.workbook import PAGE, digest  # noqa: E402
from webapp.languages import BY_PATH  # noqa: E402
from webapp.po import files  # noqa: E402
from webapp.po.model import Message  # noqa: E402
from webapp.po.read import read  # noqa: E402
from webapp.po.write import write  # noqa: E402

LANGUAGE = BY_PATH["en"]
SHOWN_ON = "/fr/about-this-text"
"""A page that has long sentences of its own."""

_FIELD = re.compile(
    r'<input type="hidden" name="(?P<hidden>[^"]+)" value="(?P<value>[^"]*)"'
    r'|<textarea [^>]*name="(?P<area>[^"]+)"[^>]*>\n?(?P<text>[^<]*)</textarea>'
)

ROSETTA = """
import os
from werkzeug.serving import WSGIRequestHandler, make_server

DEBUG = False
SECRET_KEY = "benchmark"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "rosetta.urls"
USE_I18N = True
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "locale")]
STATIC_URL = "/static/"
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions",
                  "django.contrib.messages", "django.contrib.staticfiles", "rosetta"]
MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware",
              "django.contrib.auth.middleware.AuthenticationMiddleware",
              "django.contrib.messages.middleware.MessageMiddleware"]
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
              "OPTIONS": {"context_processors": [
                  "django.template.context_processors.request",
                  "django.contrib.auth.context_processors.auth",
                  "django.contrib.messages.context_processors.messages"]}}]
ROSETTA_REQUIRES_AUTH = False


class Quiet(WSGIRequestHandler):
    def log(self, type, message, *args):
        pass


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "project"
    from django.core.wsgi import get_wsgi_application
    site = get_wsgi_application()
    server = make_server("127.0.0.1", 0, site, threaded=True, request_handler=Quiet)
    print(f"http://127.0.0.1:{server.port}/files/project/en/0/", flush=True)
    server.serve_forever()
"""
"""A Django project of one file that has nothing but rosetta, with rosetta's own settings."""


class Server:
    """A process that serves HTTP and prints the address to open."""

    def __init__(self, command: list[str], **environment: str) -> None:
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, text=True
        )
        output: IO[str] = self.process.stdout  # type: ignore[assignment]
        self.address = output.readline().removeprefix("Editor: ").strip()
        self.host = urlsplit(self.address).netloc
        self.cookie = ""

    def send(self, address: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """Return status and body of an answer, which is that of a redirect itself."""
        connection = http.client.HTTPConnection(self.host, timeout=60)
        headers = {"Cookie": self.cookie, "Origin": f"http://{self.host}"}
        if form is None:
            connection.request("GET", address, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("POST", address, urlencode(form), headers)
        response = connection.getresponse()
        body = response.read().decode()
        self.cookie = (response.getheader("Set-Cookie") or self.cookie).partition(";")[0]
        connection.close()
        return response.status, body

    def get(self, address: str) -> str:
        """Return the body of a page that there is."""
        status, body = self.send(address)
        assert status == 200, (status, address)
        return body

    def processor(self) -> float:
        """Return the processor time of the process so far, in seconds (clock_getcpuclockid(3))."""
        return time.clock_gettime((~self.process.pid << 3) | 2)


@dataclass
class Task:
    """Something that a translator does, and how long it took each time.

    Arguments:
        limit: milliseconds that 95 of 100 may take; 0 where nothing is promised.
    """

    name: str
    limit: int = 0
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def time(self, server: Server, do: Callable[[], None]) -> None:
        """Do it and note the times."""
        processor, start = server.processor(), time.perf_counter()
        do()
        self.seconds.append(time.perf_counter() - start)
        self.processor.append(server.processor() - processor)

    @property
    def p95(self) -> float:
        """The 95th percentile, in milliseconds."""
        return percentile(self.seconds)

    @property
    def median(self) -> float:
        """The median, in milliseconds."""
        return statistics.median(self.seconds) * 1000

    def row(self) -> str:
        """Return the task as a row of a table."""
        limit = f"{self.limit} {'yes' if self.p95 <= self.limit else 'NO'}" if self.limit else ""
        spread = f"{min(self.seconds) * 1000:.0f} to {max(self.seconds) * 1000:.0f}"
        processor = statistics.median(self.processor) * 1000
        used = f"{processor:.0f}, {percentile(self.processor):.0f}"
        times = f"{self.median:.0f} | {self.p95:.0f} | {spread} | {used}"
        return f"| {self.name} | {times} | {limit} |"


def percentile(seconds: list[float]) -> float:
    """Return the 95th percentile, in milliseconds (nearest rank)."""
    return sorted(seconds)[math.ceil(0.95 * len(seconds)) - 1] * 1000


def make(folder: Path, count: int) -> None:
    """Write the site's catalogues to a folder, that of English with made-up messages besides.

    Of those one in twenty has no translation, and one in twenty is fuzzy; each says that it stands
    on a page of the site.
    """
    source = random.Random(count)
    shutil.copytree(ROOT / "translations", folder, ignore=shutil.ignore_patterns("*.mo"))
    template = read(files.template(folder))
    catalogue = read(files.source(folder, LANGUAGE))
    pages = sorted(
        {note for it in template.messages for note in it.extracted if note.startswith(PAGE)}
    )
    for number, message in enumerate(messages(count - len(template.messages), source)):
        message.extracted = [pages[number % len(pages)]]
        if number % 20 == 0:
            message.msgstr = [""]
        elif number % 20 == 1:
            message.flags = ["fuzzy", *message.flags]
        catalogue.messages.append(message)
        template.messages.append(
            Message(
                message.msgid,
                extracted=message.extracted,
                references=message.references,
                flags=[flag for flag in message.flags if flag != "fuzzy"],
            )
        )
    write(template)
    write(catalogue)


def sentences(folder: Path) -> list[Message]:
    """Return the sentences that runs change: long, visible, of one page, without fields or HTML."""
    shown = {
        it.key
        for it in read(files.template(folder)).messages
        if PAGE + SHOWN_ON in it.extracted
        and not any("max-length" in note for note in it.extracted)
    }
    return [
        it
        for it in read(files.source(folder, LANGUAGE)).messages
        if it.key in shown and it.msgid_plural is None and len(it.msgid) > 60
        if not set("%<{") & set(it.msgid)
    ]


def form_of(page: str) -> dict[str, str]:
    """Return what a browser sends of the hidden and the long fields of a page."""
    fields = {}
    for match in _FIELD.finditer(page):
        fields[match["hidden"] or match["area"]] = unescape(match["value"] or match["text"] or "")
    return fields


class Editor:
    """The editor of this project, as `i18n edit` serves it."""

    def __init__(self, folder: Path) -> None:
        translations = folder / "site"
        self.sentences = sentences(ROOT / "translations")  # those made up are on no page
        command = [str(BIN / "flask"), "--app", "webapp", "i18n", "edit", LANGUAGE.path]
        self.server = Server(
            [*command, "--no-browser", "--port", str(free_port())],
            SITE_TRANSLATIONS=str(translations),
            SITE_CACHE=str(folder / "cache"),
            PYTHONUNBUFFERED="1",
        )
        self.server.send(self.server.address)
        self.list = f"/edit/{LANGUAGE.path}/messages"
        self.save = Task("i18n edit: save until the page shows it", 300)
        self.sent = Task("i18n edit: save")
        self.left = Task("i18n edit: list what is left", 100)
        self.all = Task("i18n edit: list all", 100)
        self.words = Task("i18n edit: search for a word", 100)
        self.filter = Task("i18n edit: filter by page and state", 100)
        self.open = Task("i18n edit: open a message", 50)
        self.check = Task("i18n edit: findings while typing", 50)
        self.preview = Task("i18n edit: findings and the page while typing", 50)
        self.tasks = [it for it in vars(self).values() if isinstance(it, Task)]

    def round(self, number: int) -> None:
        """Ask for everything once, and save."""
        message = self.sentences[number % len(self.sentences)]
        address = f"{self.list}/{digest(message.lookup_key)}"
        shown = SHOWN_ON.replace("/fr/", f"/{LANGUAGE.path}/")
        back = {"back": f"/edit{shown}"}
        marker = f"Version{number}"
        form: dict[str, str] = {}

        def save() -> None:
            changed = {"msgstr-0": f"{message.msgstr[0]} {marker}", "action": "publish"}
            self.sent.time(self.server, lambda: expect(303, self.server, address, form | changed))
            assert marker in self.server.get(shown), marker

        def opened() -> None:
            form.update(form_of(self.server.get(address)))

        typed = {"msgstr-0": f"{message.msgstr[0]} Typed.", "action": "check"}
        turns: list[tuple[Task, Callable[[], object]]] = [
            (self.open, opened),
            (self.check, lambda: expect(200, self.server, address, form | typed)),
            (self.preview, lambda: expect(200, self.server, address, form | typed | back)),
            (self.save, save),
            (self.left, lambda: self.server.get(f"{self.list}?state=left")),
            (self.all, lambda: self.server.get(f"{self.list}?number={number % 50 + 1}")),
            (self.words, lambda: self.server.get(f"{self.list}?words=ra+{number % 10}")),
            (self.filter, lambda: self.server.get(f"{self.list}?page=/fr/map&state=draft")),
        ]
        for task, do in turns:
            task.time(self.server, do)


class Rosetta:
    """django-rosetta, in a Django project that has nothing else."""

    def __init__(self, folder: Path) -> None:
        catalogue = folder / "locale" / "en" / "LC_MESSAGES" / "django.po"
        catalogue.parent.mkdir(parents=True)
        shutil.copy(files.source(folder / "site", LANGUAGE), catalogue)
        (folder / "project.py").write_text(ROSETTA, encoding="utf-8")
        self.server = Server([str(PEERS / "python"), str(folder / "project.py")])
        self.address = urlsplit(self.server.address).path
        self.sent = Task("django-rosetta: save")
        self.all = Task("django-rosetta: list all")
        self.left = Task("django-rosetta: list what is not translated")
        self.words = Task("django-rosetta: search for a word")
        self.tasks = [it for it in vars(self).values() if isinstance(it, Task)]

    def round(self, number: int) -> None:
        """Ask for everything once, and save: a page of ten messages, as a browser sends it."""
        page = f"{self.address}?page={number % 50 + 1}"
        form: dict[str, str] = {}

        def opened() -> None:
            form.update(form_of(self.server.get(page)))

        def save() -> None:
            name = next(name for name, text in form.items() if name.startswith("m_") and text)
            changed = {name: f"{form[name]} Version{number}"}
            expect(302, self.server, page, form | changed)

        self.all.time(self.server, opened)
        self.sent.time(self.server, save)
        self.left.time(
            self.server, lambda: self.server.get(f"{self.address}?msg_filter=untranslated")
        )
        words = f"{self.address}?query=ra+{number % 10}"
        self.words.time(self.server, lambda: self.server.get(words))


def expect(wanted: int, server: Server, address: str, form: dict[str, str]) -> None:
    """Send a form and check how it is answered."""
    status, body = server.send(address, form)
    assert status == wanted, (status, address, body[:2000])


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ratios(ours: Editor, theirs: Rosetta) -> Iterator[str]:
    """Yield how many times as fast each task is here: by medians, p95 and processor time."""
    pairs = [
        ("list all", ours.all, theirs.all),
        ("list what is left", ours.left, theirs.left),
        ("search for a word", ours.words, theirs.words),
        ("save", ours.sent, theirs.sent),
        ("save until the page shows it / save", ours.save, theirs.sent),
    ]
    for name, here, there in pairs:
        processor = statistics.median(there.processor) / statistics.median(here.processor)
        times = f"{there.median / here.median:.1f} | {there.p95 / here.p95:.1f} | {processor:.1f}"
        yield f"| {name} | {times} |"


def main() -> None:
    """Ask both by turns, so that noise falls on both alike, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=40)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="editor-") as name:
        folder = Path(name)
        make(folder / "site", arguments.messages)
        both: list[Editor | Rosetta] = [Editor(folder)]
        wanted = [str(PEERS / "python"), "-c", "import rosetta, werkzeug"]
        if subprocess.run(wanted, capture_output=True, check=False).returncode:
            print("django-rosetta is not installed", file=sys.stderr)
        else:
            both.append(Rosetta(folder))
        try:
            loads = [os.getloadavg()[0]]
            for number in range(arguments.runs + 1):
                for one in both:
                    one.round(number)
                    if number == 0:  # what each reads for the first time is no part of the times
                        for task in one.tasks:
                            task.seconds.clear()
                            task.processor.clear()
                loads.append(os.getloadavg()[0])
        finally:
            for one in both:
                one.server.process.terminate()
    load = f"load of {os.cpu_count()} cores {min(loads):.1f} to {max(loads):.1f}"
    print(f"{arguments.messages:,} messages, {arguments.runs} rounds, {load}\n")
    print("| task | median ms | p95 ms | spread ms | processor ms, p95 | limit of p95 |")
    print("|---|---|---|---|---|---|")
    print("\n".join(task.row() for task in chain.from_iterable(one.tasks for one in both)))
    ours, *theirs = both
    if theirs:
        print(
            "\n| times as fast as django-rosetta | medians | p95 | processor |\n|---|---|---|---|"
        )
        print("\n".join(ratios(ours, theirs[0])))  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
