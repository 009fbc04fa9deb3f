"""The processes of a server."""

from pathlib import Path

from tests.conftest import Server


def workers_of(server: Server) -> list[int]:
    """List the processes that answer: the server's children that run its code."""
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text()
    return [
        int(child)
        for child in children.split()
        if b"resource_tracker" not in Path(f"/proc/{child}/cmdline").read_bytes()
    ]
