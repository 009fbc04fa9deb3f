"""granian as the site uses it: how it starts, how its workers end, what it says."""

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
"""Bytes that the server reads of a request's head; the guard refuses less, with a sentence."""
MAX_CONNECTIONS = 800
"""Connections of a worker at a time, below the 1,024 files that a process may open by default."""
THREADS = 32
"""Requests that a worker answers at a time."""
STOPS_WITHIN = 15
"""Seconds that a worker has to finish its answers; a slower client is cut off."""
INTERRUPTED_WITHIN = 1
"""The same after Ctrl-C: somebody is waiting."""

_PR_SET_PDEATHSIG = 1


class SiteServer(MPServer):
    """Serves the site at an IP address until it is told to stop."""

    def __init__(self, address: str, port: int, workers: int) -> None:
        super().__init__(
            "webapp:create_app",
            address=address,
            port=port,
            interface=Interfaces.WSGI,
            # While HTTP/2 is offered as well, a client that sends nothing at all is never cut off.
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
        # It calls THREADS many for this machine; it is intentional.
        logging.getLogger("_granian").addFilter(lambda line: "Python threads" not in line.msg)
        os.register_at_fork(after_in_child=begin_worker)

    def signal_handler_interrupt(self, *received: object) -> None:
        """Stop: soon after Ctrl-C, else when what is being answered is done."""
        if received[:1] == (signal.SIGINT,):
            self.workers_kill_timeout = INTERRUPTED_WITHIN
        super().signal_handler_interrupt()  # type: ignore[no-untyped-call]


def begin_worker() -> None:
    """Make a new worker stop when, and only when, the main process tells it to or is gone.

    Ctrl-C reaches every process of the terminal, and the main process then tells its workers: a
    worker of granian that is told twice may never stop. Until a worker has its own handler for
    SIGTERM it would inherit that of the main process, which stops nothing in it.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":  # a main process that is killed cannot tell its workers
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
