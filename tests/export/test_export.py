"""What is exported: every page, checked, compressed, the same bytes as served."""

import gzip
import json
import re
from datetime import datetime, timedelta
from pathlib import Path

import brotli
import pytest
from flask import Flask, Response

from tests.export.conftest import ACTORS, BASE, Exported, small_site
from tests.views.html import parse
from webapp.days import ZONE
from webapp.errors import BrochureError, ExportError
from webapp.export.site import export
from webapp.guard import POLICY
from webapp.languages import LANGUAGES
from webapp.pages import PAGES
from webapp.site import site

DAY = datetime(2026, 11, 23, 23, 59, 59, tzinfo=ZONE)


def files(folder: Path) -> dict[str, bytes]:
    """Read a whole export."""
    found = (path for path in folder.resolve().rglob("*") if path.is_file())
    return {str(path.relative_to(folder.resolve())): path.read_bytes() for path in found}


def times(folder: Path) -> dict[Path, int]:
    """List when each file and folder was changed."""
    return {path: path.lstat().st_mtime_ns for path in [folder, *folder.parent.rglob("*")]}


def on(app: Flask, moment: datetime) -> Flask:
    """Set the clock of an application."""
    with app.app_context():
        site().now = lambda: moment
    return app


def test_every_page_is_a_file_in_every_language(exported: Exported) -> None:
    """Pages, actors, brochures, data, and what machines ask for; nothing else."""
    pages = [page.slug or "index" for page in PAGES] + [f"directory/{actor}" for actor in ACTORS]
    own = [f"{slug}.html" for slug in [*pages, "404"]]
    own += ["brochure.pdf", "directory.csv", "directory.json", "directory.geojson"]
    expected = {f"{language.path}/{name}" for language in LANGUAGES for name in own}
    expected |= {"index.html", "404.html", "openapi.json", "sitemap.xml", "robots.txt"}
    expected |= {address.removeprefix("/") for address in exported.static()}
    expected |= {"_headers", "_redirects", "nginx-site.conf"}
    assert {
        name for name in files(exported.folder) if not re.search(r"\.(br|gz)$", name)
    } == expected


def test_what_pages_load_is_exported(exported: Exported) -> None:
    """Under the addresses by which they load it, and nothing that none of them loads."""
    pages = "".join(path.read_text(encoding="utf-8") for path in exported.folder.rglob("*.html"))
    assert set(exported.static()) == set(re.findall(r'"(/static/[^"?]*)', pages))
    assert len(exported.static()) == 5


def test_compressed_forms_are_smaller_and_hold_the_same(exported: Exported) -> None:
    """Of what is compressible; a PDF has none; gzip says no time."""
    found = files(exported.folder)
    forms = {name: body for name, body in found.items() if re.search(r"\.(br|gz)$", name)}
    assert {f"mk/privacy.html{ending}" for ending in (".br", ".gz")} <= forms.keys()
    assert not [name for name in forms if ".pdf." in name or name.startswith(("_", "nginx"))]
    for name, body in forms.items():
        plain = found[name[:-3]]
        assert len(body) < len(plain)
        assert (brotli if name.endswith(".br") else gzip).decompress(body) == plain
        assert name.endswith(".br") or body[4:8] == bytes(4)


def test_the_directory_is_whole_on_one_page(small: Flask, tmp_path: Path) -> None:
    """However many actors there are, without turning pages; without search, without a form."""
    with small.app_context():
        count = len(site().directory.directory.actors)
    export(small, tmp_path / "public")
    tree = parse((tmp_path / "public" / "mk" / "directory.html").read_text(encoding="utf-8"))
    assert len(tree.findall(".//ul[@class='actors']/li")) == count
    assert tree.find(".//nav[@class='turn']") is None
    assert tree.find(".//form") is None


def test_another_host_may_search(small: Flask, tmp_path: Path) -> None:
    """The form leads there, by a whole address, in the page's language; a policy lets it."""
    export(small, tmp_path / "public", "https://search.example.org")
    page = (tmp_path / "public" / "mk" / "directory.html").read_text(encoding="utf-8")
    form = parse(page).find(".//form")
    assert form is not None
    assert form.get("action") == "https://search.example.org/mk/directory"
    sent = POLICY.replace("form-action 'self'", "form-action 'self' https://search.example.org")
    assert f"Content-Security-Policy: {sent}" in (tmp_path / "public" / "_headers").read_text()
    settings = (tmp_path / "public" / "nginx-site.conf").read_text()
    assert f'add_header Content-Security-Policy "{sent}" always;' in settings


def test_a_second_export_writes_nothing(small: Flask, tmp_path: Path) -> None:
    """No file and no folder is touched, even as the day ends."""
    folder = tmp_path / "out" / "public"
    first = export(on(small, DAY - timedelta(hours=23)), folder)
    before = times(folder)
    second = export(on(small, DAY), folder)
    assert first.written == first.files == second.files
    assert (second.written, second.removed) == (0, 0)
    assert times(folder) == before
    assert "0 written" in str(second)


def test_the_next_day_changes_the_home_pages_alone(small: Flask, tmp_path: Path) -> None:
    """They show the day; every other file keeps its time, and its place on the disk."""
    folder = tmp_path / "public"
    export(on(small, DAY), folder)
    before, nodes = files(folder), (folder / "mk" / "privacy.html").stat()
    report = export(on(small, DAY + timedelta(seconds=1)), folder)
    after = files(folder)
    changed = {
        name.removesuffix(".br").removesuffix(".gz")
        for name in after
        if after[name] != before[name]
    }
    assert changed == {f"{language.path}/index.html" for language in LANGUAGES}
    assert report.written == len(changed) * 3
    assert (folder / "mk" / "privacy.html").stat().st_ino == nodes.st_ino
    assert (folder / "mk" / "privacy.html").stat().st_mtime_ns == nodes.st_mtime_ns


def test_a_file_that_is_no_longer_made_is_removed(small: Flask, tmp_path: Path) -> None:
    """When the site has an actor less."""
    folder, data = tmp_path / "public", tmp_path / "site" / "directory"
    export(small, folder)
    assert (folder / "mk" / "directory" / "citim.html").exists()
    for name in ("actors.csv", "actions.csv"):
        lines = (data / name).read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith("citim,")]
        (data / name).write_text("".join(kept), encoding="utf-8")
    with small.app_context():
        site().directory._looked = float("-inf")
    report = export(small, folder)
    assert report.removed == 3 * len(LANGUAGES)
    assert not (folder / "mk" / "directory" / "citim.html").exists()


def test_a_damaged_file_is_made_again(small: Flask, tmp_path: Path) -> None:
    """A compressed form that holds something else is one."""
    folder = tmp_path / "public"
    export(small, folder)
    whole = files(folder)
    (folder / "mk" / "privacy.html.gz").write_bytes(b"\x1f\x8bjunk")
    (folder / "mk" / "map.html.br").unlink()
    assert export(small, folder).written == 2
    assert files(folder) == whole


def test_what_the_site_cannot_answer_is_an_error(small: Flask, tmp_path: Path) -> None:
    """The address is named, and nothing is put in place."""

    def fail(path: str, response: Response) -> None:
        response.status_code = 503 if path == "/mk/map" else response.status_code

    small.extensions["changes"].append(fail)
    with pytest.raises(ExportError, match=r"/mk/map: the site answers 503"):
        export(small, tmp_path / "public")
    assert not (tmp_path / "public").exists()


def test_a_broken_link_stops_the_export(small: Flask, tmp_path: Path, compiled: Path) -> None:
    """File and link are named; the command says them all; what was there stays."""
    folder = tmp_path / "public"
    export(small, folder)
    before = times(folder)
    another = small_site(tmp_path / "site", compiled)

    def break_it(path: str, response: Response) -> None:
        if path == "/it/privacy":
            more = b'<a href="/mk/directory?page=2">x</a><a href="/mk/map#x">y</a><h1>'
            response.data = response.data.replace(b"<h1>", more)

    another.extensions["changes"].append(break_it)
    done = another.test_cli_runner().invoke(args=["site", "export", str(folder)])
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "it/privacy.html: /mk/directory?page=2: a file answers no query",
        "it/privacy.html: /mk/map#x: no such place in it: #x",
    ]
    assert times(folder) == before


def test_hosts_are_told_each_header_once(exported: Exported) -> None:
    """The rules of `_headers` that fit a file say together what the application sent."""
    rules: dict[str, dict[str, str]] = {}
    for line in (exported.folder / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            rule = rules[line] = {}
        else:
            name, _, value = line.strip().partition(": ")
            rule[name] = value
    client = exported.app.test_client(use_cookies=False)
    files_too = ("/zh/directory.csv", "/sitemap.xml", *exported.static())
    for address in ("/mk/", "/mk/privacy", *files_too):
        said: dict[str, str] = {}
        for place, headers in rules.items():
            if place == address or (place[-1] == "*" and address.startswith(place[:-1])):
                assert not said.keys() & headers.keys()
                said |= headers
        sent = client.get(address, base_url=BASE, buffered=True).headers
        assert said == {name: sent[name] for name in said}
        for name in ("Cache-Control", "Content-Language", "Content-Disposition"):
            assert said.get(name) == sent.get(name)


def test_hosts_are_told_the_redirects(exported: Exported) -> None:
    """Of what moved, and to each language's error page."""
    lines = (exported.folder / "_redirects").read_text(encoding="utf-8").splitlines()
    assert "/no/* /nb/:splat 301" in lines
    assert "/zh/* /zh/404.html 404" in lines


def test_the_command_says_what_it_did(small: Flask, tmp_path: Path) -> None:
    """0 with the figures; 2 for an address of the search that is none."""
    runner, folder = small.test_cli_runner(), str(tmp_path / "public")
    assert re.fullmatch(
        r"\d+ files, \d+ bytes, \d+ written, 0 removed in \d+\.\d s\n",
        runner.invoke(args=["site", "export", folder]).stdout,
    )
    assert ", 0 written, 0 removed" in runner.invoke(args=["site", "export", folder]).output
    wrong = runner.invoke(args=["site", "export", folder, "--search", "search.example.org"])
    assert wrong.exit_code == 2
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").touch()
    refused = runner.invoke(args=["site", "export", str(tmp_path / "full")])
    assert refused.exit_code == 2
    assert "holds something that is not an export" in refused.stderr


def test_a_brochure_that_cannot_be_made_is_left_out(
    small: Flask, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """With the links to it, and a line that says so; everything else is exported."""

    def fail(text: str) -> bytes:
        if json.loads(text)["lang"] == "mk":
            raise BrochureError("no font")
        return b"%PDF-1.7\n%%EOF\n"

    with small.app_context():
        site().brochures.typesetter = fail
    export(small, tmp_path / "public")
    assert not (tmp_path / "public" / "mk" / "brochure.pdf").exists()
    assert (tmp_path / "public" / "nb" / "brochure.pdf").exists()
    home = {path: (tmp_path / "public" / path / "index.html").read_text() for path in ("mk", "nb")}
    assert ["brochure.pdf" in home[path] for path in ("mk", "nb")] == [False, True]
    said = [record.getMessage() for record in caplog.records if "brochure" in record.getMessage()]
    assert said == [
        "/mk/brochure.pdf: the brochure cannot be made: no font",
        "/mk/brochure.pdf is left out of the export",
    ]


def test_each_address_is_exported_as_it_is_served(exported: Exported) -> None:
    """What one request decides, as its language, says nothing of the next: `/` is in French."""
    html = (exported.folder / "index.html").read_text(encoding="utf-8")
    assert '<html lang="fr"' in html
