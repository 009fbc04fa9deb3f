"""Visitors who ask without pause while something goes wrong, and remember what they got."""

import http.client
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.conftest import Server

ADDRESSES = ("/mk/", "/it/partners", "/zh/directory?name=caen", "/nb/partners/hordaland", "/fr/map")


@dataclass
class Seen:
    """What the visitors got.

    Arguments:
        statuses: how often each status.
        cut: what happened to requests that got no answer at all.
        wrong: answers that were not what they should be.
    """

    statuses: Counter[int] = field(default_factory=Counter)
    cut: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def answered(self) -> int:
        """How many requests got an answer."""
        return self.statuses.total()


Judge = Callable[[str, bytes], str | None]


def whole(address: str, body: bytes) -> str | None:
    """Say what is wrong with a page: it is not whole, or not in its address's language."""
    text = body.decode("utf-8")
    tag = {"zh": "zh-Hans"}.get(address[1:3], address[1:3])
    if f'<html lang="{tag}">' not in text or not text.rstrip().endswith("</html>"):
        return f"{address}: not the page: {text[:80]!r}"
    return None


class Visitor(threading.Thread):
    """Asks for one address after the other, on a connection that is kept while it can be."""

    def __init__(self, server: Server, seen: Seen, stop: threading.Event, judge: Judge) -> None:
        super().__init__(daemon=True)
        self.server, self.seen, self.stop, self.judge = server, seen, stop, judge
        self.connection: http.client.HTTPConnection | None = None

    def run(self) -> None:
        """Ask until told to stop."""
        while not self.stop.is_set():
            for address in ADDRESSES:
                self.ask(address)
        self.close()

    def ask(self, address: str) -> None:
        """Ask once; on a kept connection that was closed meanwhile, once more, as browsers do."""
        for again in (self.connection is not None, False):
            try:
                status, body = self.once(address)
            except (OSError, http.client.HTTPException) as error:
                self.close()
                if again:
                    continue
                self.seen.cut.append(f"{address}: {type(error).__name__}: {error}")
                time.sleep(0.02)
                return
            self.seen.statuses[status] += 1
            problem = self.judge(address, body) if status == 200 else None
            if problem:
                self.seen.wrong.append(problem)
            return

    def once(self, address: str) -> tuple[int, bytes]:
        """Send a request and read its answer."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        self.connection.request("GET", address)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.will_close:
            self.close()
        return answer.status, body

    def close(self) -> None:
        """Forget the connection."""
        if self.connection:
            self.connection.close()
        self.connection = None


@contextmanager
def visitors(server: Server, number: int = 4, judge: Judge = whole) -> Iterator[Seen]:
    """Have visitors ask for as long as the block lasts."""
    seen, stop = Seen(), threading.Event()
    threads = [Visitor(server, seen, stop, judge) for _ in range(number)]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        stop.set()
        for thread in threads:
            thread.join(30)


def more(seen: Seen, number: int, seconds: float = 20) -> None:
    """Wait until so many more requests are answered."""
    wanted = seen.answered + number
    until = time.monotonic() + seconds
    while seen.answered < wanted:
        if time.monotonic() > until:
            raise TimeoutError(f"{seen.answered} answers, not {wanted}, in {seconds} s: {seen}")
        time.sleep(0.01)
