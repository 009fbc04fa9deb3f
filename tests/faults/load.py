"""Visitors who send requests without pause while something goes wrong, and what they got."""

import http.client
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.conftest import Server

ADDRESSES = ("/mk/", "/it/partners", "/zh/directory?name=caen", "/nb/partners/hordaland", "/fr/map")


@dataclass
class Outcome:
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


Check = Callable[[str, bytes], str | None]


def whole(address: str, body: bytes) -> str | None:
    """Return what is wrong with a page: it is not whole, or not in its address's language."""
    text = body.decode("utf-8")
    tag = {"zh": "zh-Hans"}.get(address[1:3], address[1:3])
    if f'<html lang="{tag}">' not in text or not text.rstrip().endswith("</html>"):
        return f"{address}: not the page: {text[:80]!r}"
    return None


class Visitor(threading.Thread):
    """Requests one address after the other, on a connection that is kept while it can be."""

    def __init__(
        self,
        server: Server,
        outcome: Outcome,
        stop: threading.Event,
        check: Check,
        addresses: Sequence[str],
    ) -> None:
        super().__init__(daemon=True)
        self.server, self.outcome, self.stop, self.check = server, outcome, stop, check
        self.addresses = addresses
        self.connection: http.client.HTTPConnection | None = None

    def run(self) -> None:
        """Send requests until told to stop."""
        while not self.stop.is_set():
            for address in self.addresses:
                if self.stop.is_set():
                    break
                self.ask(address)
        self.close()

    def ask(self, address: str) -> None:
        """Send a request, and once more when a kept connection was closed, as browsers do."""
        for again in (self.connection is not None, False):
            try:
                status, body = self.once(address)
            except (OSError, http.client.HTTPException) as error:
                self.close()
                if again:
                    continue
                self.outcome.cut.append(f"{address}: {type(error).__name__}: {error}")
                time.sleep(0.02)
                return
            self.outcome.statuses[status] += 1
            problem = self.check(address, body) if status == 200 else None
            if problem:
                self.outcome.wrong.append(problem)
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
        """Close the connection."""
        if self.connection:
            self.connection.close()
        self.connection = None


@contextmanager
def visitors(
    server: Server, number: int = 4, check: Check = whole, addresses: Sequence[str] = ADDRESSES
) -> Iterator[Outcome]:
    """Have visitors send requests while the block runs, each beginning at another address."""
    outcome, stop = Outcome(), threading.Event()
    starts = [len(addresses) * each // number for each in range(number)]
    threads = [
        Visitor(server, outcome, stop, check, [*addresses[start:], *addresses[:start]])
        for start in starts
    ]
    for thread in threads:
        thread.start()
    try:
        yield outcome
    finally:
        stop.set()
        for thread in threads:
            thread.join(30)


def more(outcome: Outcome, number: int, seconds: float = 20) -> None:
    """Wait until so many more requests are answered."""
    wanted = outcome.answered + number
    until = time.monotonic() + seconds
    while outcome.answered < wanted:
        if time.monotonic() > until:
            raise TimeoutError(f"not {wanted} answers in {seconds} s: {outcome}")
        time.sleep(0.01)
