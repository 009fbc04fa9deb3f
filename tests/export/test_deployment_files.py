"""The files of `deployment/`, tried with the programs that read them."""

import os
import re
import signal
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from tests.conftest import Server, free_port, need
from tests.export.conftest import Exported, nginx, wait_for
from webapp.settings import ROOT, Settings

FOLDER = ROOT / "deployment"
PLACE = "/srv/cooperation-pages"
HOST = "pages.example.org"
GUIDE = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
FILES = sorted(path.name for path in FOLDER.iterdir())


@pytest.mark.parametrize("name", FILES)
def test_the_guide_leads_to_every_file(name: str) -> None:
    """The guide links to every file of `deployment/`."""
    assert f"(../deployment/{name})" in GUIDE


def units(folder: Path) -> list[str]:
    """Write the units for where the project is."""
    written = []
    for path in [*FOLDER.glob("*.service"), *FOLDER.glob("*.timer")]:
        unit = folder / path.name
        unit.write_text(path.read_text(encoding="utf-8").replace(PLACE, str(ROOT)))
        written.append(str(unit))
    return written


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """`systemd-analyze verify` has nothing to say about the units."""
    command = [need("systemd-analyze"), "verify", "--man=no", *units(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_systemd_finds_the_services_well_shut(tmp_path: Path) -> None:
    """The services have an exposure of at most 1.5 of 10."""
    services = [unit for unit in units(tmp_path) if unit.endswith(".service")]
    command = [need("systemd-analyze"), "security", "--offline=true", "--threshold=15"]
    done = subprocess.run([*command, *services], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_environment_names_settings() -> None:
    """The environment file sets only settings that exist."""
    settings = Settings.from_env(sourced(FOLDER / "cooperation-pages.env"))
    assert settings.base_url == f"https://{HOST}"
    assert str(settings.cache) == "/var/cache/cooperation-pages"


def sourced(path: Path) -> dict[str, str]:
    """Read an environment file as the guide does, by a shell."""
    command = ["sh", "-euc", f"set -a; . {path}; set +a; env"]
    done = subprocess.run(command, env={}, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    pairs = (line.split("=", 1) for line in done.stdout.splitlines())
    return {name: value for name, value in pairs if name.startswith("SITE_")}


def test_the_environment_can_hold_real_values(tmp_path: Path) -> None:
    """Values may have spaces, accents and an ampersand."""
    text = (FOLDER / "cooperation-pages.env").read_text(encoding="utf-8")
    filled = text.replace('SITE_HOSTING=""', 'SITE_HOSTING="Hébergeur, 1 rue D & E (Caen)"')
    path = tmp_path / "filled.env"
    path.write_text(filled, encoding="utf-8")
    assert sourced(path)["SITE_HOSTING"] == "Hébergeur, 1 rue D & E (Caen)"


def test_the_guide_has_the_settings_before_what_is_made_from_them() -> None:
    """Each block that runs `make setup` reads the settings first."""
    blocks = [
        block for block in re.findall(r"```\n(.*?)```", GUIDE, re.DOTALL) if "make setup" in block
    ]
    assert len(blocks) == 2
    for block in blocks:
        assert block.index(". /etc/cooperation-pages.env") < block.index("make setup")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate of the host and its key."""
    return certificate_in(tmp_path_factory.mktemp("tls"))


def certificate_in(folder: Path) -> Path:
    """Make a certificate of the host and its key in a folder, and return the folder."""
    command = [need("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    command += ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run(command, check=True, capture_output=True)
    return folder


class Visitor:
    """Asks an nginx on this machine as if it were the host.

    Arguments:
        certificate: the folder of its certificate.
        port: where it listens with encryption.
    """

    def __init__(self, certificate: Path, port: int) -> None:
        context = ssl.create_default_context(cafile=str(certificate / "fullchain.pem"))
        context.check_hostname = False
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=context), Staying()
        )
        self._port = port

    def __call__(
        self, path: str, headers: dict[str, str] | None = None
    ) -> tuple[int, Message, bytes]:
        """Return status, headers and bytes of an answer."""
        address = f"https://127.0.0.1:{self._port}{path}"
        asked = urllib.request.Request(address, headers={"Host": HOST} | (headers or {}))
        try:
            with self._opener.open(asked, timeout=10) as found:
                return found.status, found.headers, found.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read()


class Staying(urllib.request.HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *_: object) -> None:
        """Stay."""


def adapted(name: str, certificate: Path, plain: int, encrypted: int, **others: str) -> str:
    """Return a configuration for the ports and folders of a test."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    text = re.sub(r"^ *listen \[.*\n", "", text, flags=re.MULTILINE)
    text = text.replace("listen 80;", f"listen 127.0.0.1:{plain};")
    text = text.replace("listen 443 ssl", f"listen 127.0.0.1:{encrypted} ssl")
    text = text.replace(f"/etc/letsencrypt/live/{HOST}", str(certificate))
    for old, new in others.items():
        text = text.replace({"upstream": "127.0.0.1:8000", "root": PLACE}.get(old, old), new)
    return f"include /etc/nginx/mime.types;\nlimit_req_log_level info;\n{text}"


@pytest.fixture(scope="module")
def server(compiled: Path) -> Iterator[Server]:
    """The site, which answers for the host that nginx is asked for."""
    running = Server(compiled, SITE_HOSTS=HOST)
    try:
        running.wait()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def before_the_site(
    server: Server, certificate: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visitor]:
    """A visitor of the real server behind nginx.conf."""
    plain, encrypted = free_port(), free_port()
    upstream = server.url.removeprefix("http://")
    text = adapted("nginx.conf", certificate, plain, encrypted, upstream=upstream, root=str(ROOT))
    text += f"server {{ listen 127.0.0.1:{plain} default_server; return 200; }}\n"
    with nginx(tmp_path_factory.mktemp("proxy"), text, plain):
        yield Visitor(certificate, encrypted)


def test_nginx_serves_the_site_behind_it(before_the_site: Visitor, server: Server) -> None:
    """nginx passes on pages and redirects as the site answers them."""
    status, headers, body = before_the_site("/mk/privacy")
    with urllib.request.urlopen(f"{server.url}/mk/privacy", timeout=10) as ours:
        assert (status, body) == (200, ours.read())
    assert headers["Content-Language"] == "mk"
    assert before_the_site("/mk//Privacy")[1]["Location"] == "/mk/privacy"
    assert before_the_site("/", {"Accept-Language": "zh-CN"})[1]["Location"] == "/zh/"


def test_nginx_hands_static_files_on(before_the_site: Visitor) -> None:
    """nginx serves static files under their content's address, to be cached for a year."""
    page = before_the_site("/mk/privacy")[2].decode()
    (address,) = re.findall(r'href="(/static/site\.\w+\.css)"', page)
    status, headers, body = before_the_site(address)
    assert (status, body) == (200, (ROOT / "webapp" / "static" / "site.css").read_bytes())
    assert "immutable" in headers["Cache-Control"]
    assert before_the_site("/static/nothing")[0] == 404


@pytest.mark.slow
def test_nobody_behind_nginx_notices_a_reload(before_the_site: Visitor, server: Server) -> None:
    """While SIGHUP replaces the workers, every page comes."""
    server.process.send_signal(signal.SIGHUP)
    until = time.monotonic() + 8
    statuses = set()
    while time.monotonic() < until:
        statuses.add(before_the_site("/mk/privacy")[0])
        time.sleep(0.06)
    assert statuses == {200}


def test_nginx_takes_nothing_large(before_the_site: Visitor) -> None:
    """A header or an address beyond what a browser sends is refused before the site."""
    assert before_the_site("/mk/", {"X-Long": "x" * 9_000})[0] in (400, 494)
    assert before_the_site("/mk/" + "x" * 9_000)[0] == 414


@pytest.mark.slow
def test_nginx_serves_the_export(exported: Exported, certificate: Path, tmp_path: Path) -> None:
    """nginx serves an export with its own error pages and redirects."""
    plain, encrypted = free_port(), free_port()
    place = {"/var/lib/cooperation-pages/public": str(exported.folder)}
    text = adapted("nginx-export.conf", certificate, plain, encrypted, **place)
    text += f"server {{ listen 127.0.0.1:{plain} default_server; return 200; }}\n"
    with nginx(tmp_path / "nginx", text, plain):
        visit = Visitor(certificate, encrypted)
        page = (exported.folder / "mk" / "privacy.html").read_bytes()
        assert visit("/mk/privacy")[::2] == (200, page)
        assert visit("/mk/nothing")[0] == 404
        assert visit("/no/privacy")[1]["Location"] == "/nb/privacy"


@pytest.mark.slow
def test_gunicorn_serves_the_site_too(compiled: Path, tmp_path: Path) -> None:
    """The gunicorn command of the guide serves the site."""
    (line,) = (line for line in GUIDE.splitlines() if line.startswith(".venv/bin/gunicorn "))
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", *re.findall(r"[^\s\"]+", line)[1:]]
    command[command.index("127.0.0.1:8000")] = f"127.0.0.1:{port}"
    environment = os.environ | {
        "SITE_TRANSLATIONS": str(compiled),
        "SITE_CACHE": str(tmp_path),
        "SITE_BASE_URL": f"http://127.0.0.1:{port}",
    }
    running = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", 60)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/mk/privacy", timeout=20) as answer:
            assert answer.headers["Content-Language"] == "mk"
    finally:
        running.terminate()
        running.wait(30)
