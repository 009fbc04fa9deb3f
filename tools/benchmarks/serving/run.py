"""How fast pages are served, side by side in one run: one worker on one core, wrk on another.

    make benchmark-serving             # medians of five; needs wrk, h2load and nginx (Debian)

Rows are asked by turns, so that whatever else the machine does falls on all of them.
"""

import argparse
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent.parent
sys.path.insert(0, str(ROOT))

from tools.benchmarks.serving import page  # noqa: E402

BIN = Path(sys.executable).parent
SERVER_CORE, CLIENT_CORE = "0", "1"
CONNECTIONS = 16
NEEDED = ("wrk", "h2load", "nginx", "taskset")


@dataclass
class Row:
    """Something that is served, and how many requests a second it answered in each run."""

    name: str
    url: str
    encoding: str = ""
    host: str = ""
    rates: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The median of the runs."""
        return statistics.median(self.rates)


def free_port() -> int:
    """Ask for a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: list[str], port: int, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Have a server run on its core until the block ends."""
    process = subprocess.Popen(
        ["taskset", "-c", SERVER_CORE, *command],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if time.monotonic() > until or process.poll() is not None:
                    raise SystemExit(f"{command} does not serve") from None
                time.sleep(0.05)
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def granian(name: str, port: int) -> list[str]:
    """Serve an application with granian, as `site serve` does, with one worker."""
    return [
        str(BIN / "granian"), "--factory", f"tools.benchmarks.serving.apps:{name}",
        "--interface", "wsgi", "--port", str(port), "--workers", "1", "--blocking-threads", "1",
        "--no-ws", "--http", "1",
    ]  # fmt: skip


def fastpysgi(name: str, port: int) -> list[str]:
    """Serve an application with FastPySGI, a WSGI server in C on libuv."""
    code = (
        f"from tools.benchmarks.serving import apps; import fastpysgi;"
        f"fastpysgi.run(apps.{name}(), '127.0.0.1', {port})"
    )
    return [sys.executable, "-c", code]


Server = Callable[[str, int], list[str]]
MESSAGES = (60, 300)
KEPT: list[tuple[str, str, Server]] = [
    ("store", "stored", granian),
    ("bare", "bare", granian),
    ("store, FastPySGI", "stored", fastpysgi),
]


def nginx(folder: Path, port: int) -> list[str]:
    """Serve files with nginx: one worker, no log."""
    configuration = folder / "nginx.conf"
    configuration.write_text(
        f"""daemon off; user root; worker_processes 1;
pid {folder}/nginx.pid; error_log stderr crit;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  types {{ text/html html; }}
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{
    listen 127.0.0.1:{port};
    root {folder}/files;
    location = /plain.html {{ }}
    location = /br.html {{ add_header Content-Encoding br; add_header Vary Accept-Encoding; }}
  }}
}}
"""
    )
    return ["nginx", "-c", str(configuration), "-e", "stderr"]


def exported(folder: Path, port: int) -> list[str]:
    """Export the site, and serve it with nginx by the settings that the export wrote.

    For the host `bare` the same files are served with no settings at all.
    """
    public = folder / "public"
    command = [sys.executable, "-m", "flask", "--app", "webapp", "site", "export", str(public)]
    base = {"SITE_BASE_URL": f"http://127.0.0.1:{port}"}
    subprocess.run(command, cwd=ROOT, env=os.environ | base, check=True, stdout=subprocess.DEVNULL)
    configuration = folder / "export.conf"
    configuration.write_text(
        f"""daemon off; user root; worker_processes 1; pid {folder}/export.pid;
error_log stderr crit; events {{ worker_connections 1024; }}
http {{
  include /etc/nginx/mime.types;
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  client_body_temp_path {folder}/e1; proxy_temp_path {folder}/e2; fastcgi_temp_path {folder}/e3;
  uwsgi_temp_path {folder}/e4; scgi_temp_path {folder}/e5;
  server {{
    listen 127.0.0.1:{port};
    server_name 127.0.0.1;
    root {public};
    include {public}/nginx-site.conf;
  }}
  server {{
    listen 127.0.0.1:{port};
    server_name bare;
    root {public};
  }}
}}
"""
    )
    return ["nginx", "-c", str(configuration), "-e", "stderr"]


def fetch(row: Row) -> bytes:
    """Ask once."""
    request = urllib.request.Request(row.url)
    if row.encoding:
        request.add_header("Accept-Encoding", row.encoding)
    if row.host:
        request.add_header("Host", row.host)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return bytes(answer.read())


def saturate(row: Row, seconds: float) -> float:
    """Return the requests a second that sixteen connections get answered."""
    command = ["taskset", "-c", CLIENT_CORE, "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s"]
    header = ["-H", f"Accept-Encoding: {row.encoding}"] if row.encoding else []
    header += ["-H", f"Host: {row.host}"] if row.host else []
    done = subprocess.run([*command, *header, row.url], capture_output=True, text=True, check=True)
    if "Non-2xx" in done.stdout:
        raise SystemExit(f"{row.name}: {done.stdout}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)[1])  # type: ignore[index]


def latencies(row: Row, rate: float, seconds: float, folder: Path) -> list[float]:
    """Return the milliseconds that requests took at a constant rate."""
    log = folder / "h2load.log"
    log.unlink(missing_ok=True)
    each = max(1, round(rate / CONNECTIONS))
    command = ["taskset", "-c", CLIENT_CORE, "h2load", "--h1", f"-c{CONNECTIONS}", "-t1"]
    command += [f"--rps={each}", f"-D{seconds:g}", f"--log-file={log}", row.url]
    subprocess.run(command, capture_output=True, check=True)
    return [int(line.split("\t")[2]) / 1000 for line in log.read_text().splitlines()]


def memory(process: subprocess.Popen[bytes]) -> float:
    """Return the megabytes that the largest process of a group holds for itself or shares (RSS)."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
            group = os.getpgid(int(status.parent.name))
        except OSError:
            continue
        if group == process.pid and (size := re.search(r"VmRSS:\s+(\d+)", text)):
            found.append(int(size[1]) / 1000)
    return max(found)


def first_answer(folder: Path) -> tuple[float, float]:
    """Return the seconds from `site serve` to its first page, and the memory with all languages."""
    from webapp.pages import addresses

    port = free_port()
    settings = {"SITE_BASE_URL": f"http://127.0.0.1:{port}", "SITE_CACHE": str(folder / "real")}
    command = [sys.executable, "-m", "flask", "--app", "webapp", "site", "serve", "--workers", "1"]
    begun = time.monotonic()
    with serving([*command, "--port", str(port)], port, **settings) as process:
        row = Row("first", f"http://127.0.0.1:{port}/mk/")
        while True:
            try:
                fetch(row)
                break
            except OSError:
                time.sleep(0.01)
        took = time.monotonic() - begun
        for address in addresses():
            for encoding in ("", "br", "gzip"):
                fetch(Row("", f"http://127.0.0.1:{port}{address}", encoding))
        return took, memory(process)


def report(rows: list[Row]) -> None:
    """Print the rates."""
    print(f"\n{'':46}{'requests/s':>12}{'spread':>20}")
    for row in rows:
        spread = f"{min(row.rates):,.0f} to {max(row.rates):,.0f}"
        print(f"{row.name:46}{row.median:12,.0f}{spread:>20}")


def ratios(by_name: dict[str, Row]) -> None:
    """Print what is asked for: each ratio, its target, and whether it is reached."""
    asked = [
        ("store / stock Flask-Babel, 60 messages", "store", "stock, 60 messages", 90),
        ("store / stock, 300 messages", "store, 300 messages", "stock, 300 messages", 90),
        ("store / Flask view with a constant", "store", "constant", 5.5),
        ("store / bare WSGI", "store", "bare", 0.9),
        ("store brotli / bare WSGI brotli", "store, brotli", "bare, brotli", 0.9),
        ("store / nginx, plain", "store", "nginx", 0.35),
        ("store / nginx, brotli", "store, brotli", "nginx, brotli", 0.40),
        ("store on FastPySGI / nginx, plain", "store, FastPySGI", "nginx", 0.85),
        ("store on FastPySGI / nginx, brotli", "store, FastPySGI, brotli", "nginx, brotli", 0.85),
        ("exported page / the same file", "exported", "exported file, bare nginx", 1.0),
        ("rendered / stock, 60 messages", "rendered, 60 messages", "stock, 60 messages", 3),
        ("rendered / stock, 300 messages", "rendered, 300 messages", "stock, 300 messages", 3),
    ]
    print(f"\n{'':46}{'ratio':>8}{'target':>8}")
    for name, ours, theirs, target in asked:
        ratio = by_name[ours].median / by_name[theirs].median
        mark = "" if ratio >= target else "  not reached"
        print(f"{name:46}{ratio:8.2f}{target:8}{mark}")


class Bench:
    """Everything that is served, and what came of it."""

    def __init__(self, folder: Path, stack: ExitStack, options: argparse.Namespace) -> None:
        self.folder, self.stack, self.options = folder, stack, options
        self.rows: list[Row] = []

    @property
    def by_name(self) -> dict[str, Row]:
        """The rows by their names."""
        return {row.name: row for row in self.rows}

    def serve(self, name: str, app: str, server: Server = granian, messages: int = 60) -> str:
        """Serve an application; give the address of its page."""
        port = free_port()
        data = self.folder / str(messages)
        environment = {"SERVING_FOLDER": str(data), "SERVING_HOST": f"127.0.0.1:{port}"}
        self.stack.enter_context(serving(server(app, port), port, **environment))
        url = f"http://127.0.0.1:{port}/page"
        self.rows.append(Row(name, url))
        return url

    def serve_all(self) -> None:
        """Serve everything, and see that all give the same page."""
        for messages in MESSAGES:
            page.write(self.folder / str(messages), messages)
        for name, app, server in KEPT:
            url = self.serve(name, app, server)
            self.rows.append(Row(f"{name}, brotli", url, "br"))
        self.serve("store, 300 messages", "stored", messages=300)
        self.serve("constant", "constant")
        for messages in MESSAGES:
            self.serve(f"rendered, {messages} messages", "rendered", messages=messages)
            self.serve(f"stock, {messages} messages", "stock", messages=messages)
        bodies = {row.name: fetch(row) for row in self.rows}
        for messages in MESSAGES:
            same = bodies[f"rendered, {messages} messages"] == bodies[f"stock, {messages} messages"]
            assert same, "both render the same bytes"
        assert bodies["store"] == bodies["stock, 60 messages"] == bodies["bare"]
        assert bodies["store, brotli"] == bodies["bare, brotli"]
        self.serve_files(bodies["store"], bodies["store, brotli"])

    def serve_files(self, plain: bytes, brotli: bytes) -> None:
        """Serve the same bytes as files."""
        files = self.folder / "files"
        files.mkdir()
        (files / "plain.html").write_bytes(plain)
        (files / "br.html").write_bytes(brotli)
        print(f"a page of {len(plain):,} bytes, {len(brotli):,} in brotli")
        port = free_port()
        self.stack.enter_context(serving(nginx(self.folder, port), port))
        self.rows.append(Row("nginx", f"http://127.0.0.1:{port}/plain.html"))
        self.rows.append(Row("nginx, brotli", f"http://127.0.0.1:{port}/br.html", "br"))

    def serve_export(self) -> None:
        """Serve a page of the export by its own settings, and the same file without them."""
        port = free_port()
        self.stack.enter_context(serving(exported(self.folder, port), port))
        self.rows.append(Row("exported", f"http://127.0.0.1:{port}/mk/privacy"))
        same = f"http://127.0.0.1:{port}/mk/privacy.html"
        self.rows.append(Row("exported file, bare nginx", same, host="bare"))
        one, other = (fetch(row) for row in self.rows[-2:])
        assert one == other, "both give the same file"

    def measure(self) -> None:
        """Ask all rows by turns."""
        for _ in range(self.options.runs):
            for row in self.rows:
                row.rates.append(saturate(row, self.options.seconds))

    def tell_latencies(self) -> None:
        """Print the slowest percent at half of the rate that saturates the store."""
        half = self.by_name["store"].median / 2
        for name in ("store", "nginx"):
            runs = []
            for _ in range(self.options.runs):
                row = self.by_name[name]
                taken = sorted(latencies(row, half, self.options.seconds, self.folder))
                runs.append(taken[int(len(taken) * 0.99)])
            told = f"{statistics.median(runs):.2f} ms ({min(runs):.2f} to {max(runs):.2f})"
            print(f"p99 of {name} at {half:,.0f} requests/s: {told}; target 2 for the store")

    def tell_start(self) -> None:
        """Print how long the site takes to its first answer, and what memory it needs."""
        found = [first_answer(self.folder) for _ in range(self.options.runs)]
        times, sizes = [each[0] for each in found], [each[1] for each in found]
        told = f"{statistics.median(times):.2f} s ({min(times):.2f} to {max(times):.2f})"
        print(f"start to first answer: {told}; target 0.6")
        told = f"{statistics.median(sizes):.0f} MB"
        print(f"memory of a worker, every page kept in every language: {told}; target 70")


def main() -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4)
    options = parser.parse_args()
    missing = [program for program in NEEDED if shutil.which(program) is None]
    if missing:
        raise SystemExit(f"not installed: {', '.join(missing)} (apt: wrk nghttp2-client nginx)")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        bench = Bench(folder, stack, options)
        bench.serve_all()
        bench.serve_export()
        bench.measure()
        report(bench.rows)
        ratios(bench.by_name)
        bench.tell_latencies()
        bench.tell_start()


if __name__ == "__main__":
    main()
