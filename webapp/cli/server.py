"""The site's granian server: its limits, its start, its log and the end of its workers."""

import ctypes
import logging
import os
import signal
import sys

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server.mp import MPServer

HEADERS_WITHIN = 10
"""Seconds in which a client must send the headers of each request, or it is cut off."""
MAX_HEAD = 65_536
"""The maximum bytes of a request's head; the guard's limits are lower and answer in a sentence."""
MAX_CONNECTIONS = 800
"""Connections per worker at a time; fewer than the 1,024 files a process may open by default."""
THREADS = 32
"""Requests that a worker answers at a time."""
STOPS_WITHIN = 15
"""Seconds that a worker has to finish its answers; a slower client is cut off."""
INTERRUPTED_WITHIN = 1
"""The same limit after Ctrl-C, when somebody is waiting at the terminal."""

_PR_SET_PDEATHSIG = 1


class SiteServer(MPServer):
    """Serves the site at an IP address until it is told to stop."""

    def __init__(self, address: str, port: int, workers: int) -> None:
        super().__init__(
            "webapp:create_app",
            address=address,
            port=port,
            interface=Interfaces.WSGI,
            # If HTTP/2 is offered as well, a client that sends nothing at all is never cut off.
            http=HTTPModes.http1,
            http1_settings=HTTP1Settings(
                header_read_timeout=HEADERS_WITHIN * 1_000, max_buffer_size=MAX_HEAD
            ),
            websockets=False,
            backpressure=MAX_CONNECTIONS,
            blocking_threads=THREADS,
            workers=workers,
            factory=True,
            log_access=False,
            respawn_failed_workers=True,
            workers_kill_timeout=STOPS_WITHIN,
        )
        # granian warns that THREADS is a lot for this machine; the number is intentional.
        logging.getLogger("_granian").addFilter(lambda line: "Python threads" not in line.msg)
        os.register_at_fork(after_in_child=begin_worker)

    def signal_handler_interrupt(self, *received: object) -> None:
        """Stop when running requests are answered; after Ctrl-C, soon in any case."""
        if received[:1] == (signal.SIGINT,):
            self.workers_kill_timeout = INTERRUPTED_WITHIN
        super().signal_handler_interrupt()  # type: ignore[no-untyped-call]


def begin_worker() -> None:
    """Make a new worker stop when, and only when, the main process tells it to or is gone.

    Ctrl-C reaches every process of the terminal, and the main process then tells its workers to
    stop as well: a granian worker that is told twice may never stop. Until a worker sets its own
    SIGTERM handler, it would inherit the main process's handler, which does not stop a worker.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":  # a main process that is killed cannot tell its workers
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
