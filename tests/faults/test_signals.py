"""Workers that die, stop and start again while visitors read."""

import os
import signal
import socket
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import Server
from tests.faults.conftest import Start
from tests.faults.load import more, visitors
from tests.faults.processes import workers_of
from webapp.cli.server import STOPS_WITHIN


def wait_for(condition: object, seconds: float = 20) -> None:
    """Wait until something holds."""
    until = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        if time.monotonic() > until:
            raise TimeoutError(f"not in {seconds} s")
        time.sleep(0.02)


@pytest.mark.slow
def test_a_worker_that_is_killed_is_replaced(start: Start) -> None:
    """Only the requests of that worker are cut; the other goes on, and a new one comes."""
    server = start(workers=2)
    before = workers_of(server)
    assert len(before) == 2
    with visitors(server, 4) as outcome:
        more(outcome, 50)
        os.kill(before[0], signal.SIGKILL)
        more(outcome, 200)
        wait_for(lambda: len(set(workers_of(server)) - set(before)) == 1)
        more(outcome, 200)
    assert set(outcome.statuses) == {200}
    assert outcome.wrong == []
    assert len(outcome.cut) <= 4, outcome.cut


def slow_request(server: Server) -> tuple[socket.socket, bytes]:
    """Send the beginning of a request; give the connection and the rest."""
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    head = f"GET /mk/directory?name=caen HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n".encode()
    connection.sendall(head)
    return connection, b"Connection: close\r\n\r\n"


def answer_on(connection: socket.socket) -> bytes:
    """Read all that comes."""
    parts = []
    with connection:
        while part := connection.recv(65_536):
            parts.append(part)
    return b"".join(parts)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_request_that_began_is_answered(start: Start, name: str) -> None:
    """A request that is on its way when the server stops or reloads is answered."""
    server = start(workers=1)
    connection, rest = slow_request(server)
    time.sleep(0.3)
    server.process.send_signal(getattr(signal, name))
    time.sleep(0.3)
    connection.sendall(rest)
    answer = answer_on(connection)
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert answer.rstrip().endswith(b"</html>")
    if name == "SIGTERM":
        assert server.process.wait(20) == 0


@pytest.mark.slow
def test_a_graceful_reload_goes_unnoticed(start: Start) -> None:
    """After SIGHUP under load both workers are new, and every request was answered.

    A connection that was accepted and had sent nothing yet may be closed; whoever asks again, as
    browsers and the nginx of docs/deployment.md do, is answered.
    """
    server = start(workers=2)
    before = set(workers_of(server))
    with visitors(server, 4) as outcome:
        more(outcome, 50)
        server.process.send_signal(signal.SIGHUP)
        wait_for(lambda: len(workers_of(server)) == 2 and not before & set(workers_of(server)))
        more(outcome, 100)
    assert set(outcome.statuses) == {200}
    assert (outcome.wrong, outcome.cut) == ([], [])


def test_the_server_stops_when_told_with_idle_connections_open(start: Start) -> None:
    """Idle connections do not keep the server from stopping."""
    server = start()
    idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(20)]
    server.process.terminate()
    assert server.process.wait(20) == 0
    for connection in idle:
        connection.close()


@pytest.mark.slow
def test_a_thousand_idle_connections_keep_nobody_waiting(start: Start) -> None:
    """A thousand idle connections delay no visitor."""
    server = start(workers=2)
    idle = [socket.create_connection(("127.0.0.1", server.port), timeout=10) for _ in range(1_000)]
    try:
        answered: list[int] = []

        def ask() -> None:
            with urllib.request.urlopen(f"{server.url}/mk/", timeout=10) as answer:
                answered.append(answer.status)

        threads = [threading.Thread(target=ask) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(15)
        assert answered == [200] * 20
    finally:
        for connection in idle:
            connection.close()


@pytest.mark.slow
def test_without_file_descriptors_it_waits_and_goes_on(start: Start, tmp_path: Path) -> None:
    """A server without free file descriptors answers again when connections are closed."""
    server = start(files=64)
    worker = workers_of(server)
    idle = [socket.create_connection(("127.0.0.1", server.port), timeout=10) for _ in range(200)]
    time.sleep(1)
    for connection in idle:
        connection.close()

    def answers() -> bool:
        try:
            with urllib.request.urlopen(f"{server.url}/mk/", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    wait_for(answers)
    assert workers_of(server) == worker, "no worker died of it"


@pytest.mark.slow
def test_ctrl_c_stops_it_soon_under_load(start: Start) -> None:
    """SIGINT to all processes, as from a terminal, stops the server soon, five times in a row."""
    ended = []
    for _ in range(5):
        server = start(workers=2)
        with visitors(server, 4) as outcome:
            more(outcome, 20)
            os.killpg(server.process.pid, signal.SIGINT)
            ended.append(server.process.wait(STOPS_WITHIN - 5))
    assert ended == [0] * 5


@pytest.mark.slow
def test_ctrl_c_does_not_wait_for_a_request_that_never_ends(start: Start) -> None:
    """A client that sends half of a request does not delay Ctrl-C."""
    server = start(workers=1)
    connection, _ = slow_request(server)
    with connection:
        os.killpg(server.process.pid, signal.SIGINT)
        assert server.process.wait(STOPS_WITHIN - 5) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
def test_workers_end_with_the_main_process(start: Start) -> None:
    """When the main process is killed its workers end, and the port is free again."""
    server = start(workers=2)
    server.process.kill()
    server.process.wait()

    def free() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", server.port)) != 0

    wait_for(free)
